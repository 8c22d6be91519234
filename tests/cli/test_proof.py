"""``luoshi proof`` as a user meets it: outputs, exit codes, one line for every refusal."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from luoshi.cli import main

if TYPE_CHECKING:
    from pathlib import Path

WRONG = "全年共受理诉求480件，已办结456件，办结率98%。\n"
RIGHT = "全年共受理诉求480件，已办结456件，办结率95%。\n"


def _run(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as left:
        main(["proof", *(str(a) for a in arguments)])
    return int(left.value.code or 0)


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "draft.txt"
    path.write_text(WRONG, "utf-8")
    return path


@pytest.mark.parametrize(("lang", "words"), [("zh", ("错误", "95%", "建议")), ("en", ("wrong", "rate", "95%"))])
def test_a_wrong_number_is_shown_with_its_operands_and_ends_with_one(
    draft: Path, lang: str, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(draft, "--lang", lang) == 1
    out = capsys.readouterr().out
    assert all(word in out for word in (*words, "456件", "480件"))


def test_a_draft_whose_numbers_agree_ends_with_zero(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "draft.txt"
    path.write_text(RIGHT, "utf-8")
    assert _run(path, "--lang", "en") == 0
    assert "1 relations hold, 0 findings" in capsys.readouterr().out


def test_a_question_alone_is_no_negative_answer(tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    path.write_text("制造业占比达到28.8%，比上年提高1.4%。", "utf-8")
    assert _run(path) == 0


def test_json_goes_to_standard_output_and_nothing_else_does(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(draft, "--json") == 1
    told = json.loads(capsys.readouterr().out)
    (finding,) = told["findings"]
    assert (told["schema"], finding["code"], finding["computed"]) == ("luoshi/proof@1", "rate", "95%")
    assert WRONG[finding["start"] : finding["end"]] == finding["quote"]


def test_a_json_file_and_a_page_are_written(draft: Path, tmp_path: Path) -> None:
    assert _run(draft, "--out", tmp_path / "p.json", "--html", tmp_path / "p.html") == 1
    assert json.loads((tmp_path / "p.json").read_text("utf-8"))["schema"] == "luoshi/proof@1"
    assert (tmp_path / "p.html").read_text("utf-8").startswith("<!doctype html>")


def test_a_table_of_values_is_held_against_the_draft(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, values = tmp_path / "draft.txt", tmp_path / "values.csv"
    path.write_text("2025年，技术改造投资完成182.4亿元。", "utf-8")
    values.write_text("period,subject,measure,value,unit\n2025年,技术改造投资,总量,128.4,亿元\n", "utf-8")
    assert _run(path, "--values", values, "--json") == 1
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert (finding["code"], finding["computed"]) == ("value", "128.4亿元")


@pytest.mark.parametrize("broken", ["missing", "empty", "columns"])
def test_bad_input_is_refused_with_two_and_one_line(
    broken: str, draft: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other.csv"
    if broken != "missing":
        other.write_text("" if broken == "empty" else "a,b\n1,2\n", "utf-8")
    arguments = [draft, "--values", other] if broken == "columns" else [other]
    assert _run(*arguments) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_table_in_a_word_file_is_added_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from docx import Document

    made = Document()
    rows = [("地区", "企业数"), ("甲县", "30"), ("乙县", "45"), ("合计", "85")]
    table = made.add_table(rows=len(rows), cols=2)
    for cells, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, row, strict=True):
            cell.text = text
    path = tmp_path / "draft.docx"
    made.save(str(path))
    assert _run(path, "--json") == 1
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert (finding["code"], finding["stated"], finding["computed"]) == ("sum", "85", "75")
