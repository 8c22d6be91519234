"""Themes by editions: the table, its JSON, its CSV and its page say the same, in both languages."""

from __future__ import annotations

import csv
import io
import re

import pytest

from luoshi.core.errors import UsageError
from luoshi.texts import read_text, series
from luoshi.texts.editions import Edition, Life, Status
from luoshi.texts.editions.matrix import matrix, series_json
from luoshi.texts.editions.page.series import cell_name, series_csv, series_page
from luoshi.texts.editions.page.words import words
from tests.texts.editions.samples import HEAD, edition

CLAUSES = (("研究水表分级规则", "建设泵站样品库"), ("制定水表分级规则",), ("制定水表分级规则", "建设泵站样品库"), ())


def _read(*clauses: tuple[str, ...]) -> tuple[list[Edition], tuple[Life, ...]]:
    editions = [Edition(f"第{n}版", None, read_text(edition(*some))) for n, some in enumerate(clauses, 1)]
    return editions, series([one.reading for one in editions])


def _codes(word: str) -> list[str]:
    editions, lives = _read(*CLAUSES)
    rows = [row for row in matrix(lives, len(editions)) if word in row.life.theme]
    assert len(rows) == 1
    return [cell.code for cell in rows[0].cells]


def test_each_edition_says_what_became_of_the_theme() -> None:
    assert _codes("水表分级规则") == ["appears", "strengthened", "kept", "dropped"]
    assert _codes("泵站样品库") == ["appears", "dropped", "revived", "dropped"]
    assert _codes(HEAD) == ["appears", "kept", "kept", "kept"]


def test_a_merger_is_no_drop_and_a_long_gap_is_dropped_once() -> None:
    editions, lives = _read(
        ("支持企业承担检测任务", "建设泵站样品库"),
        ("支持企业承担检测任务、建设泵站样品库",),
        (),
        (),
        ("建设泵站样品库",),
    )
    codes = {tuple(cell.code for cell in row.cells) for row in matrix(lives, len(editions))}
    assert ("appears", "merged", "", "", "") in codes
    assert any(one[2:4] == ("dropped", "absent") and one[4] == "revived" for one in codes) or any(
        one[1:] == ("merged", "dropped", "", "") for one in codes
    )


def test_kinds_tell_lasting_gone_carried_and_single_themes_apart() -> None:
    editions, lives = _read(*CLAUSES)
    kinds = {row.life.theme: row.kind for row in matrix(lives, len(editions))}
    assert kinds["制定水表分级规则"] == "gone"
    assert kinds[HEAD] == "all"
    _, once = _read(("建设泵站样品库",), ())
    assert {row.kind for row in matrix(once, 2) if "泵站样品库" in row.life.theme} == {"once"}


def test_the_json_quotes_every_place_and_leaves_empty_cells_out() -> None:
    editions, lives = _read(*CLAUSES)
    told = series_json(editions, lives)
    assert told["schema"] == "luoshi/series@1"
    for theme in told["themes"]:
        for cell in theme["cells"]:
            text = editions[cell["edition"]].reading.document.text
            place = cell["place"]
            assert cell["code"]
            assert place is None or text[place["start"] : place["end"]] == place["text"]


def test_the_csv_has_a_status_and_a_quotation_for_each_edition_and_no_formula() -> None:
    editions, lives = _read(*CLAUSES)
    editions[0] = Edition("=1+1", None, editions[0].reading)
    told = series_csv(editions, lives, lang="en")
    assert told.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(told.removeprefix("\ufeff"))))
    assert rows[0][2] == "'=1+1"
    assert {len(row) for row in rows} == {2 + 2 * len(editions)}
    theme = next(row for row in rows if row[0] == "制定水表分级规则")
    assert theme[4] == "strengthened (stage)"
    assert theme[5] == "制定水表分级规则"


def test_the_page_is_a_matrix_with_filters_that_need_no_script() -> None:
    editions, lives = _read(*CLAUSES)
    page = series_page(editions, lives)
    assert re.findall(r'id="m(\d+)"', page) == [str(n) for n in range(1, len(lives) + 1)]
    assert page.count('<th scope="col">') == 1 + len(editions)
    assert ".lives:has(#f-gone:not(:checked)) .l-gone{display:none}" in page
    assert "<script" not in page
    assert "display:table-header-group" in page, "the head is repeated on paper"


def test_the_page_escapes_and_speaks_both_languages() -> None:
    editions, lives = _read(("建设<script>样品库</script>",), ())
    assert "<script" not in series_page(editions, lives)
    assert "Life of the themes" in series_page(editions, lives, lang="en")
    with pytest.raises(UsageError, match="choose one of"):
        series_page(editions, lives, lang="fr")
    assert words("zh")("series.none") in series_page([], ())


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_status_of_a_cell_has_a_name(lang: str) -> None:
    from luoshi.texts.editions.matrix import Cell

    for code in (*Status, "appears", "revived", "dropped", "merged", "absent"):
        assert cell_name(Cell(0, str(code), None, None, None), words(lang))
