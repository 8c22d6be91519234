"""``luoshi compare`` as a user meets it: the table, the outputs, the exit codes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from luoshi.cli import main
from luoshi.texts import specimens

if TYPE_CHECKING:
    from pathlib import Path

OLD, NEW = (one.path for one in specimens() if one.name.startswith("lanjiang"))


def _run(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as left:
        main([str(a) for a in arguments])
    return int(left.value.code or 0)


def test_the_table_tells_each_change_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("compare", OLD, NEW, "--lang", "en") == 0
    out = capsys.readouterr().out
    assert "weakened" in out
    assert "[del:抓紧]" in out.replace("〔", "[").replace("〕", "]")
    assert "33 kept" in out


def test_the_same_document_twice_says_that_nothing_changed(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("compare", OLD, OLD) == 0
    assert "没有变化" in capsys.readouterr().out


def test_editions_that_differ_outside_their_clauses_do_not_count_as_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other.txt"
    other.write_text(OLD.read_text("utf-8").replace("7月18日", "7月19日"), "utf-8")
    assert _run("compare", OLD, other, "--lang", "en") == 0
    assert "the rest of the text differs" in " ".join(capsys.readouterr().out.split())


def test_json_goes_to_standard_output_and_nothing_else_does(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("compare", OLD, NEW, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["schema"] == "luoshi/comparison@1"
    assert told["summary"]["weakened"] == 2


def test_a_status_can_be_asked_for_alone_and_several_together(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("compare", OLD, NEW, "--json", "--status", "weakened", "--status", "split") == 0
    told = json.loads(capsys.readouterr().out)
    assert {change["status"] for change in told["changes"]} == {"weakened", "split"}
    assert _run("compare", OLD, NEW, "--status", "kept") == 0
    assert "锤炼务实作风" in capsys.readouterr().out


def test_a_page_and_a_file_are_written_and_named_on_standard_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run("compare", OLD, NEW, "--html", tmp_path / "a.html", "--out", tmp_path / "a.json") == 0
    told = capsys.readouterr()
    assert told.out == ""
    assert "a.html" in told.err
    assert json.loads((tmp_path / "a.json").read_text("utf-8"))["schema"] == "luoshi/comparison@1"
    assert "<!doctype html>" in (tmp_path / "a.html").read_text("utf-8").lower()


def test_a_text_that_orders_nothing_is_compared_and_a_line_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    recipe = tmp_path / "recipe.txt"
    recipe.write_text("西红柿两个切块，鸡蛋三个打散。锅中放油烧热，倒入蛋液炒熟。\n", "utf-8")
    assert _run("compare", recipe, OLD, "--json") == 0
    told = capsys.readouterr()
    assert {change["status"] for change in json.loads(told.out)["changes"]} == {"added"}
    assert told.err.startswith("luoshi: recipe.txt: the text orders nothing")


@pytest.mark.parametrize(
    "arguments",
    [
        ["compare"],
        ["compare", "one.txt"],
        ["compare", "missing.txt", "missing.txt"],
        ["compare", str(OLD), str(NEW), "--status", "better"],
        ["compare", str(OLD), str(NEW), "--lang", "fr"],
        ["compare", str(OLD), str(NEW), "extra"],
    ],
)
def test_wrong_usage_is_one_line_and_exit_code_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(*arguments) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1


def test_a_bad_file_is_one_line_with_its_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    assert _run("compare", OLD, empty) == 2
    told = capsys.readouterr()
    assert told.err.count("\n") == 1
    assert "empty.txt" in told.err


def test_the_comparison_is_written_for_word_and_as_a_workbook(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    docx, xlsx = tmp_path / "made" / "c.docx", tmp_path / "made" / "c.xlsx"
    assert _run("compare", OLD, NEW, "--docx", docx, "--xlsx", xlsx) == 0
    assert capsys.readouterr().out == ""
    assert docx.read_bytes()[:2] == xlsx.read_bytes()[:2] == b"PK"
