"""The workbook of a comparison: a row a change, both sides in full, the redline in words.

Every string is guarded: one that a spreadsheet would take for a formula is written as text with an apostrophe.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from luoshi.texts.editions.export.told import plain, reasons, runs, sources, summary
from luoshi.texts.editions.page.words import words as words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from luoshi.texts.editions.changes import Change, Comparison, Side
    from luoshi.texts.pages.labels import Labels

__all__ = ["as_xlsx", "guarded"]

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_LONGEST: Final = 32_000
"""Characters that a cell can hold, with room to spare (32,767 in Excel)."""
_WIDTHS: Final = (8, 12, 14, 36, 60, 60, 60, 14, 14)


def as_xlsx(comparison: Comparison, *, lang: str = "zh") -> bytes:
    """A comparison as a workbook in ``lang`` ("zh" or "en"): sources with hash above, one row a change below.

    Raises ``UsageError`` for another language.
    """
    from openpyxl import Workbook

    words = words_of(lang)
    book = Workbook(write_only=True)
    for key, changes in (("compare.changes", comparison.changes), ("compare.reported", comparison.reported)):
        sheet = book.create_sheet(words(key)[:31])
        for letter, width in zip("ABCDEFGHI", _WIDTHS, strict=True):
            sheet.column_dimensions[letter].width = width
        for row in _rows(comparison, changes, words):
            sheet.append([guarded(cell) for cell in row])
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def guarded(value: object) -> Any:
    """A value for a cell: numbers as they are, text that no spreadsheet takes for a formula and every one can hold."""
    if not isinstance(value, str):
        return value
    text = plain(value)[:_LONGEST]
    return f"'{text}" if text.startswith(_FORMULA) else text


def _rows(comparison: Comparison, changes: Sequence[Change], words: Labels) -> Iterator[list[object]]:
    yield [words("compare.title")]
    if comparison.old.info.synthetic or comparison.new.info.synthetic:
        yield [words("synthetic.title"), words("synthetic.body")]
    for source in sources(comparison, words):
        told = [source.side, source.title, source.file, source.date, source.characters, "SHA-256", source.sha256]
        yield list(told)
    yield [summary(changes, words) if changes else words("compare.none")]
    yield []
    keys = ("change", "axis", "evidence", "old", "new", "redline", "old_place", "new_place")
    yield ["#", *(words(f"export.{key}") for key in keys)]
    for number, change in enumerate(changes, 1):
        yield _row(number, change, words)


def _row(number: int, change: Change, words: Labels) -> list[object]:
    return [
        number,
        words(f"status.{change.status.value}"),
        words.name("axis", change.axis) if change.axis else "",
        "; ".join(reasons(change, words)),
        "\n".join(side.span.quote for side in change.old),
        "\n".join(side.span.quote for side in change.new),
        _redline(change, words),
        _places(change.old),
        _places(change.new),
    ]


def _redline(change: Change, words: Labels) -> str:
    told = (f"〔{words(f'compare.{run.mark}')}:{run.text}〕" if run.mark else run.text for run in runs(change))
    return "".join(told)


def _places(sides: Sequence[Side]) -> str:
    return ", ".join(f"{side.span.start}–{side.span.end}" for side in sides)
