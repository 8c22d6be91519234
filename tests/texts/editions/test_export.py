"""The files of a comparison: redline in Word, rows in a workbook, sources with their hash, nothing that runs."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from typing import Any

import pytest

from luoshi.core.errors import UsageError
from luoshi.texts import compare, read, read_text, specimens
from luoshi.texts.editions import Comparison, Status
from luoshi.texts.editions.export import as_docx, as_xlsx
from luoshi.texts.editions.export.xlsx import guarded
from tests.texts.editions.samples import edition


@cache
def _comparison() -> Comparison:
    old, new = (read(one.path) for one in specimens() if one.name.startswith("lanjiang"))
    return compare(old, new)


def _word(comparison: Comparison, lang: str = "zh") -> Any:
    from docx import Document

    return Document(io.BytesIO(as_docx(comparison, lang=lang)))


def _sheets(comparison: Comparison, lang: str = "zh") -> list[list[tuple[Any, ...]]]:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(as_xlsx(comparison, lang=lang)))
    return [list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets]


def test_the_word_file_strikes_out_and_underlines_in_colour() -> None:
    runs = [run for paragraph in _word(_comparison()).paragraphs for run in paragraph.runs]
    deleted = [run for run in runs if run.font.strike]
    inserted = [run for run in runs if run.font.underline]
    assert "抓紧" in {run.text for run in deleted}
    assert "稳步" in {run.text for run in inserted}
    assert {str(run.font.color.rgb) for run in deleted} == {"8A2A0B"}
    assert {str(run.font.color.rgb) for run in inserted} == {"1B5E33"}


def test_the_redline_of_each_change_holds_both_wordings_whole() -> None:
    comparison = _comparison()
    redlines = [p for p in _word(comparison).paragraphs if p.style.name == "Normal" and p.runs]
    kept_and_new = {"".join(run.text for run in p.runs if not run.font.strike) for p in redlines}
    for change in comparison.changes:
        if change.status is Status.REWORDED:
            assert "".join(side.span.quote for side in change.new) in kept_and_new


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_head_names_both_sources_with_their_hash(lang: str) -> None:
    comparison = _comparison()
    told = "\n".join(cell.text for row in _word(comparison, lang).tables[0].rows for cell in row.cells)
    rows = _sheets(comparison, lang)[0]
    for reading in (comparison.old, comparison.new):
        assert reading.document.sha256 in told
        assert reading.info.source in told
        assert any(reading.document.sha256 in row for row in rows)


def test_invented_documents_say_so_in_both_files() -> None:
    assert any("虚构样例" in p.text for p in _word(_comparison()).paragraphs)
    assert any("虚构样例" in str(row[0]) for row in _sheets(_comparison())[0])


def test_the_workbook_has_a_row_for_every_change() -> None:
    comparison = _comparison()
    for rows, changes in zip(_sheets(comparison, "en"), (comparison.changes, comparison.reported), strict=True):
        numbered = [row for row in rows if isinstance(row[0], int)]
        assert [row[1] for row in numbered] == [change.status.value.replace("-", " ") for change in changes]
        for row, change in zip(numbered, changes, strict=True):
            assert (row[5] or "") == "\n".join(side.span.quote for side in change.new)


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-2", "@x", "\t=1", "＝1", "\r=1"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert str(guarded(text)).startswith("'")
    assert guarded("码头") == "码头"
    assert guarded(3) == 3


def test_a_clause_that_looks_like_a_formula_is_text_in_the_workbook() -> None:
    comparison = compare(read_text(edition("建设样品库")), read_text("=HYPERLINK(1)\n" + edition("建设样品库")))
    for rows in _sheets(comparison):
        for cell in (cell for row in rows for cell in row if isinstance(cell, str)):
            assert not cell.startswith(("=", "+", "-", "@"))


def test_characters_that_xml_cannot_hold_are_left_out_and_the_rest_stays() -> None:
    comparison = compare(read_text(edition("建设样\x0b品库")), read_text(edition("建设\x01展品库\ufffe")))
    assert _sheets(comparison)
    assert any("品库" in p.text for p in _word(comparison).paragraphs)


def test_the_same_comparison_gives_the_same_document_text() -> None:
    def body() -> bytes:
        return zipfile.ZipFile(io.BytesIO(as_docx(_comparison()))).read("word/document.xml")

    assert body() == body()


def test_equal_editions_say_so_and_another_language_is_refused() -> None:
    plain = read_text(edition("建设样品库"))
    assert any("没有变化" in p.text for p in _word(compare(plain, plain)).paragraphs)
    for made in (as_docx, as_xlsx):
        with pytest.raises(UsageError, match="choose one of"):
            made(compare(plain, plain), lang="fr")
