"""The page of a series: themes down, editions across, in one HTML file with nothing that runs; and its CSV."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING

from luoshi.texts.editions.matrix import Cell, Row, matrix
from luoshi.texts.editions.page.words import words as words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from luoshi.texts.editions.series import Edition, Life
    from luoshi.texts.pages.labels import Labels

__all__ = ["cell_name", "series_csv", "series_page"]

_KINDS = ("all", "carried", "gone", "once")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True)
class _Choice:
    """A kind of life that can be shown or hidden."""

    code: str
    name: str
    count: int
    shown: bool


def cell_name(cell: Cell, words: Labels) -> str:
    """What a cell says in words: 加强（力度）; empty where there is nothing to say."""
    if not cell.code:
        return ""
    name = words.words.get(f"series.{cell.code}") or words(f"status.{cell.code}")
    if cell.code == "revived" and cell.status not in {None, "added", "kept"}:
        name = f"{name} · {words(f'status.{cell.status}')}"
    return f"{name} ({words.name('axis', cell.axis)})" if cell.axis else name


def series_page(editions: Sequence[Edition], lives: Sequence[Life], *, lang: str = "zh") -> str:
    """The lives of themes as one HTML page in ``lang``; theme n stands at ``#m<n>``, counted from 1.

    What stands in one edition alone is on the page too, and hidden at first. Raises ``UsageError`` for another
    language.
    """
    from luoshi.texts.editions.page import rendered

    words = words_of(lang)
    rows = matrix(lives, len(editions))
    choices = _choices(rows, words)
    rules = "".join(f".lives:has(#f-{one.code}:not(:checked)) .l-{one.code}{{display:none}}\n" for one in choices)
    return rendered(
        "series.html.j2",
        words,
        rules,
        editions=editions,
        rows=rows,
        choices=choices,
        name=lambda cell: cell_name(cell, words),
        synthetic=any(one.reading.info.synthetic for one in editions),
    )


def _choices(rows: Sequence[Row], words: Labels) -> list[_Choice]:
    counts = {kind: sum(row.kind == kind for row in rows) for kind in _KINDS}
    few = len(rows) == counts["once"]
    return [_Choice(kind, words(f"series.{kind}"), n, kind != "once" or few) for kind, n in counts.items() if n]


def series_csv(editions: Sequence[Edition], lives: Sequence[Life], *, lang: str = "zh") -> str:
    """The same table as comma-separated values: a status and a quotation for each edition, no cell a formula.

    It begins with the mark that tells a spreadsheet that it is UTF-8. Raises ``UsageError`` for another language.
    """
    words = words_of(lang)
    target = StringIO()
    writer = csv.writer(target)
    heads = [words("series.theme"), words("series.life")]
    for edition in editions:
        heads += [edition.name, f"{edition.name} · {words('terms.sentence')}"]
    writer.writerow([_guarded(cell) for cell in heads])
    for row in matrix(lives, len(editions)):
        told = [row.life.theme, words(f"series.{row.kind}")]
        for cell in row.cells:
            told += [cell_name(cell, words), cell.span.quote if cell.span else ""]
        writer.writerow([_guarded(cell) for cell in told])
    return "\ufeff" + target.getvalue()


def _guarded(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
