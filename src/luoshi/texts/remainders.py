"""Nothing lost: every character that no record holds gets a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from luoshi.texts.records import Remainder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from luoshi.core.spans import Document
    from luoshi.texts.discourse import Move, Part
    from luoshi.texts.records import Record

__all__ = ["remainders"]

_NAMES = {"task": "connective", "review": "framing"}


def remainders(document: Document, parts: Sequence[Part], records: Sequence[Record]) -> list[Remainder]:
    """The gaps between the records (in the order of the text), cut where their kind changes."""
    text, span = document.text, document.span
    clauses = [move for part in parts for move in part.moves]
    found: list[Remainder] = []
    near = 0
    for start, end in _gaps(records, len(text)):
        if end - start == 1 and text[start] in _MARKS:
            found.append(Remainder(span(start, end), "connective"))
        else:
            near = _last_before(clauses, start, near)
            found += [Remainder(span(a, b), kind) for a, b, kind in _cut(_pieces(text, clauses, near, start, end))]
    return found


_MARKS = frozenset("，。、；,.;")


def _gaps(records: Sequence[Record], size: int) -> list[tuple[int, int]]:
    gaps, at = [], 0
    for record in records:
        span = record.span
        start, end = span.start, span.end
        if start > at:
            gaps.append((at, start))
        at = max(at, end)
    if at < size:
        gaps.append((at, size))
    return gaps


def _last_before(clauses: Sequence[Move], start: int, i: int) -> int:
    """The last clause that opens before an offset, or the first of all; the search goes on from clause ``i``."""
    last = len(clauses) - 1
    while i < last and clauses[i + 1].clause.start < start:
        i += 1
    return i


def _cut(pieces: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """One gap as pieces of one kind each. A mark joins the piece before it."""
    if len(pieces) == 1:
        return pieces
    cut = pieces[:1]
    for first, stop, kind in pieces[1:]:
        start, _, held = cut[-1]
        if held == kind or (kind == "connective" and stop - first <= 2 and held not in _LOOSE):
            cut[-1] = (start, stop, held)
        else:
            cut.append((first, stop, kind))
    return cut


_SHORT = 6
_LOOSE = frozenset({"connective", "blank"})


def _pieces(text: str, clauses: Sequence[Move], i: int, at: int, end: int) -> list[tuple[int, int, str]]:
    """A gap cut at the clauses it touches, ``i`` the first: inside a clause its label, between them marks or blanks."""
    pieces, count = [], len(clauses)
    while at < end:
        while i < count and clauses[i].clause.end <= at:
            i += 1
        first, last = clauses[i].clause[:2] if i < count else (end, end)
        if first <= at:
            stop, kind = min(last, end), _NAMES.get(clauses[i].label, clauses[i].label)
            kind = "framing" if kind == "connective" and stop - at > _SHORT else kind
        else:
            stop = min(first, end)
            kind = "connective" if text[at:stop].strip() else "blank"
        pieces.append((at, stop, kind))
        at = stop
    return pieces
