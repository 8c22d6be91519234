"""``luoshi series`` as a user meets it: the table, JSON, CSV, page, exit codes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from luoshi.cli import main
from tests.texts.editions.samples import edition

if TYPE_CHECKING:
    from pathlib import Path


def _run(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as left:
        main([str(a) for a in arguments])
    return int(left.value.code or 0)


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Three editions, given in the wrong order."""
    clauses = {2032: ("制定水表分级规则", "建设泵站样品库"), 2030: ("研究水表分级规则", "建设泵站样品库"), 2031: ()}
    found = []
    for year, some in clauses.items():
        found.append(tmp_path / f"wangxi-{year}.txt")
        found[-1].write_text(edition(*some), "utf-8")
    return found


def test_the_table_follows_each_theme_in_order_of_the_editions(
    files: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run("series", *files, "--lang", "en") == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "wangxi-2030 appears" in out
    assert "revived" in out
    assert out.index("wangxi-2030") < out.index("wangxi-2031") < out.index("wangxi-2032")


def test_themes_of_one_edition_are_counted_and_listed_on_request(
    files: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    files[1].write_text(edition("建设泵站样品库", "整治骚扰电话"), "utf-8")
    assert _run("series", *files, "--lang", "en") == 0
    assert "整治骚扰电话" not in capsys.readouterr().out
    assert _run("series", *files, "--all") == 0
    assert "整治骚扰电话" in capsys.readouterr().out


def test_json_csv_and_page_say_the_same_editions(
    files: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = [tmp_path / "made" / name for name in ("s.json", "s.csv", "s.html")]
    assert _run("series", *files, "--out", made[0], "--csv", made[1], "--html", made[2]) == 0
    assert capsys.readouterr().out == ""
    told = json.loads(made[0].read_text("utf-8"))
    assert [one["name"] for one in told["editions"]] == ["wangxi-2030", "wangxi-2031", "wangxi-2032"]
    assert made[1].read_bytes().startswith(b"\xef\xbb\xbf")
    assert "<!doctype html>" in made[2].read_text("utf-8")
    assert _run("series", *files, "--json") == 0
    assert json.loads(capsys.readouterr().out) == told


def test_a_folder_is_a_series_and_one_document_is_none(files: list[Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("series", files[0].parent, "--json") == 0
    assert len(json.loads(capsys.readouterr().out)["editions"]) == 3
    assert _run("series", files[0]) == 2
    told = capsys.readouterr()
    assert told.err.count("\n") == 1
    assert "no series" in told.err
