"""``luoshi terms`` as a user meets it: the life of a term, new terms, outputs, exit codes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from luoshi.cli import main

if TYPE_CHECKING:
    from pathlib import Path


def _run(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as left:
        main([str(a) for a in arguments])
    return int(left.value.code or 0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "wangxi"
    place.mkdir()
    for name, text in {
        "wangxi-2030.txt": "会议强调，要建设码头，坚持开源节流。\n",
        "wangxi-2031.txt": "会议强调，要建设开源社区，优化航道。\n",
        "wangxi-2033.txt": "会议强调，要发展海运、深蓝制氢、渔业等产业。\n",
    }.items():
        (place / name).write_text(text, "utf-8")
    return place


def test_the_life_of_a_term_shows_first_use_editions_missing_and_not_counted(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run("terms", folder, "--term", "开源", "--yearly", "--lang", "en") == 0
    out = capsys.readouterr().out
    assert "First use: wangxi-2031" in out
    assert "Missing (not read): 2032" in out
    assert "要建设开源社区" in out
    assert "Not counted: wangxi-2030 开源节流 · part of a fixed phrase" in out
    assert "wangxi-2030, wangxi-2031, wangxi-2033" in out


def test_a_term_that_no_edition_has_is_a_negative_answer(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("terms", folder, "--term", "机房") == 1
    assert "所读各版都没有此提法" in capsys.readouterr().out


def test_new_terms_of_the_last_edition_are_listed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("terms", folder) == 0
    assert "深蓝制氢" in capsys.readouterr().out
    assert _run("terms", folder, "--json", "--new", "2") == 0
    told = json.loads(capsys.readouterr().out)
    assert [one["name"] for one in told["old"]] == ["wangxi-2030"]
    assert told["kind"] == "discovery"


def test_json_and_page_are_written(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, html = tmp_path / "life.json", tmp_path / "life.html"
    assert _run("terms", folder, "--term", "开源", "--longer", "开源社区", "--out", out, "--html", html) == 1
    told = json.loads(out.read_text("utf-8"))
    assert told["schema"] == "luoshi/terms@1"
    assert {one["why"] for one in told["not_counted"]} == {"asked", "fixed"}
    assert "<!doctype html>" in html.read_text("utf-8")
    assert capsys.readouterr().out == ""


def test_a_background_document_makes_its_terms_old(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    known = tmp_path / "known-2020.txt"
    known.write_text("要了解深蓝制氢。\n", "utf-8")
    assert _run("terms", folder, "--json", "--background", known) == 0
    assert "深蓝制氢" not in {one["term"] for one in json.loads(capsys.readouterr().out)["terms"]}


def test_editions_without_a_day_stay_in_their_order_and_a_line_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("b", "a"):
        (tmp_path / f"{name}.txt").write_text("要建设码头。\n", "utf-8")
    assert _run("terms", tmp_path / "b.txt", tmp_path / "a.txt", "--term", "码头", "--json") == 0
    told = capsys.readouterr()
    assert [one["name"] for one in json.loads(told.out)["editions"]] == ["b", "a"]
    assert told.err.count("\n") == 1
    assert "no day in b and 1 more" in told.err


@pytest.mark.parametrize("arguments", [["--term", ""], ["--new", "3"], ["--new", "0"], ["--top", "0"], ["--nothing"]])
def test_wrong_usage_is_one_line_and_exit_code_2(
    arguments: list[str], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run("terms", folder, *arguments) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_refused_edition_stops_the_command(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "wangxi-2032.txt").write_bytes(b"")
    assert _run("terms", folder, "--term", "开源") == 2
    assert "wangxi-2032.txt" in capsys.readouterr().err
