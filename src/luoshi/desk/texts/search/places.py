"""Where the words stand: spans in the text, each in its sentence. Plain values, nothing is marked up here."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from luoshi.desk.texts.search.normal import pattern_of, plain

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

__all__ = ["Place", "Span", "pieces", "places", "spans"]

Span = tuple[int, int]
_END: Final = frozenset("。！？；!?;\n")
_AROUND: Final = 80
_MOST: Final = 3
_LOOKED_AT: Final = 5_000


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence (cut where it is long) with the hits in it. ``start`` and ``end`` are those of the first hit."""

    start: int
    end: int
    low: int
    high: int
    hits: tuple[Span, ...]
    cut_before: bool
    cut_after: bool


def spans(folded: str, words: Sequence[str]) -> list[Span]:
    """Where a word stands, from the left, the longest first; none inside another."""
    pattern = pattern_of(list(words))
    return [match.span() for match in islice(pattern.finditer(plain(folded)), _LOOKED_AT)] if pattern else []


def places(folded: str, words: Sequence[str], *, after: int = 0) -> list[Place]:
    """For each word one sentence, at most three; what stands before ``after`` (a headline) only where nothing else."""
    pattern, text = pattern_of(list(words)), plain(folded)
    if pattern is None:
        return []
    found = list(islice(pattern.finditer(text), _LOOKED_AT))
    first: dict[int, re.Match[str]] = {}
    for match in sorted(found, key=lambda match: (match.start() < after, match.start())):
        first.setdefault(match.lastindex or 0, match)
    held: list[Place] = []
    for match in sorted(first.values(), key=lambda match: match.start()):
        if len(held) < _MOST and not any(place.low <= match.start() and match.end() <= place.high for place in held):
            held.append(_place(text, match.span(), [one.span() for one in found]))
    return held


def _place(text: str, hit: Span, every: Sequence[Span]) -> Place:
    begin, end = hit
    low, high = begin, end
    while low > 0 and begin - low < _AROUND and text[low - 1] not in _END:
        low -= 1
    while high < len(text) and high - end < _AROUND and text[high] not in _END:
        high += 1
    cut_before, cut_after = low > 0 and text[low - 1] not in _END, high < len(text) and text[high] not in _END
    high += not cut_after and high < len(text) and text[high] != "\n"
    inside = tuple((a, b) for a, b in every if low <= a and b <= high)
    return Place(begin, end, low, high, inside, cut_before, cut_after)


def pieces(text: str, low: int, high: int, hits: Sequence[Span]) -> list[tuple[str, bool]]:
    """The characters from ``low`` to ``high`` in pieces, each with whether it is a hit."""
    told, at = [], low
    for begin, end in hits:
        told += [(text[at:begin], False), (text[begin:end], True)]
        at = end
    return [(piece, hit) for piece, hit in [*told, (text[at:high], False)] if piece]
