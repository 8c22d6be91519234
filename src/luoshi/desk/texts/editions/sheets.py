"""Comparisons and lives as files: CSV and workbooks, and the comparison as a document with a redline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from luoshi.desk.design.exports import Sheet
from luoshi.desk.texts.editions.days import day_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from luoshi.desk.texts.editions.matrix import Theme
    from luoshi.desk.texts.editions.showing import Cell, Row
    from luoshi.desk.texts.models import Document

__all__ = ["comparison_sheet", "series_sheet"]


def comparison_sheet(documents: Sequence[Document], rows: Sequence[Row]) -> Sheet:
    """One line a change, with both sides in full and their places."""
    heads = [
        _("Number"), _("What became of it"), _("Basis"), _("Similarity"), _("Earlier edition"), _("From"), _("To"),
        _("Later edition"), _("From"), _("To"), _("Open matters affected"),
    ]  # fmt: skip
    return Sheet(_("Comparison"), _notes(documents), heads, _changes(rows))


def series_sheet(documents: Sequence[Document], rows: Sequence[Theme]) -> Sheet:
    """One line a theme, one column an edition."""
    heads = [_("Number"), _("Theme, as it was worded last"), _("Editions"), *(_head(one) for one in documents)]
    told = ([row.number, row.text, row.editions, *(_box(box.sign, box.quote) for box in row.boxes)] for row in rows)
    return Sheet(_("Themes through editions"), _notes(documents), heads, told)


def _notes(documents: Sequence[Document]) -> list[list[object]]:
    sources: list[list[object]] = [[_("Source"), one.title, day_of(one), one.sha256] for one in documents]
    how = _("Computed by rules from the texts; the texts themselves decide.")
    return [[how], [_("As of"), timezone.localdate()], *sources]


def _head(document: Document) -> str:
    return f"{day_of(document)} {document.title}".strip()


def _box(sign: str, quote: str) -> str:
    return f"{sign}: {quote}" if quote else sign


def _changes(rows: Sequence[Row]) -> Iterator[list[object]]:
    for row in rows:
        matters = "; ".join(touched.matter.number for touched in row.matters)
        evidence = "; ".join(row.reasons)
        yield [row.number, row.name, evidence, row.similarity, *_side(row.old), *_side(row.new), matters]


def _side(cells: Sequence[Cell]) -> list[object]:
    if not cells:
        return ["", None, None]
    text = " / ".join("".join(piece.text for piece in cell.pieces) for cell in cells)
    return [text, cells[0].start, cells[-1].end]
