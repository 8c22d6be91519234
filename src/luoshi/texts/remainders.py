"""Nothing lost: every character that no record holds gets a name."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from luoshi.texts.records import Remainder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from luoshi.core.spans import Document
    from luoshi.texts.discourse import Part
    from luoshi.texts.records import Record

__all__ = ["remainders"]

_NAMES = {"task": "connective", "review": "framing"}


def remainders(document: Document, parts: Sequence[Part], records: Sequence[Record]) -> list[Remainder]:
    """The gaps between the records (in the order of the text), cut where their kind changes."""
    text = document.text
    labels = [(m.clause.start, m.clause.end, _NAMES.get(m.label, m.label)) for part in parts for m in part.moves]
    found: list[Remainder] = []
    for start, end in _gaps(records, len(text)):
        if end - start == 1 and text[start] in _MARKS:
            found.append(Remainder(document.span(start, end), "connective"))
        else:
            found += [Remainder(document.span(a, b), kind) for a, b, kind in _cut(text, labels, start, end)]
    return found


_MARKS = frozenset("，。、；,.;")


def _gaps(records: Sequence[Record], size: int) -> Iterator[tuple[int, int]]:
    at = 0
    for record in records:
        span = record.span
        if span.start > at:
            yield at, span.start
        at = max(at, span.end)
    if at < size:
        yield at, size


def _cut(text: str, labels: list[tuple[int, int, str]], start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """One gap as pieces of one kind each. A mark joins the piece before it."""
    held: tuple[int, int, str] | None = None
    for first, stop, kind in _pieces(text, labels, start, end):
        joins = held and (held[2] == kind or (kind == "connective" and stop - first <= 2 and held[2] not in _LOOSE))
        if held and not joins:
            yield held
        held = (held[0], stop, held[2]) if held and joins else (first, stop, kind)
    if held:
        yield held


_SHORT = 6
_LOOSE = frozenset({"connective", "blank"})


def _pieces(text: str, labels: list[tuple[int, int, str]], start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """A gap cut at the clauses it touches: inside a clause its label, between clauses marks or blanks."""
    at, i = start, max(0, bisect_left(labels, (start, 0, "")) - 1)
    while at < end:
        while i < len(labels) and labels[i][1] <= at:
            i += 1
        if i < len(labels) and labels[i][0] <= at:
            stop, kind = min(end, labels[i][1]), labels[i][2]
            kind = "framing" if kind == "connective" and stop - at > _SHORT else kind
        else:
            stop = min(end, labels[i][0]) if i < len(labels) else end
            kind = "connective" if text[at:stop].strip() else "blank"
        yield at, stop, kind
        at = stop
