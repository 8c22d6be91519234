"""A draft as its rules see it: the text, its numbers, and a skeleton where each number is one character.

In the skeleton a frame such as 由⟨amount⟩增加到⟨amount⟩ is one short pattern, whatever the numbers look like; places
lead back to the text through the numbers.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from luoshi.core.spans import Document
from luoshi.texts.folding import fold
from luoshi.texts.proofing.tokens import KINDS, Num, scan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from luoshi.core.spans import Span

__all__ = ["Draft", "Sentence", "draft_of"]

_ENDS = re.compile(r"[。！？\n\r]")
_MOST = 60
"""Numbers that are held against each other; real sentences have fewer, a text without full stops would take forever."""
_PRIVATE = re.compile(f"[{KINDS}]")


class Sentence(NamedTuple):
    """One sentence of the skeleton with the numbers in it, as indexes into ``Draft.numbers``."""

    start: int
    end: int
    first: int
    last: int


class Draft(NamedTuple):
    """Document, folded text, numbers in order, and the skeleton with the place of each number in it."""

    document: Document
    folded: str
    numbers: tuple[Num, ...]
    skeleton: str
    places: tuple[int, ...]

    def number_at(self, place: int) -> Num:
        """The number whose character stands at a place of the skeleton."""
        return self.numbers[bisect_left(self.places, place)]

    def offset(self, place: int) -> int:
        """Where in the text a place of the skeleton begins."""
        before = bisect_left(self.places, place)
        if before == 0:
            return place
        return self.numbers[before - 1].end + place - self.places[before - 1] - 1

    def span(self, start: int, end: int) -> Span:
        """The characters of the document from ``start`` to ``end``."""
        return self.document.span(start, end)

    def place_of(self, offset: int) -> int:
        """The place of the skeleton of an offset outside of numbers."""
        before = bisect_right(self.numbers, offset, key=lambda number: number.start)
        if before == 0:
            return offset
        last = self.numbers[before - 1]
        return self.places[before - 1] + (0 if offset < last.end else 1 + offset - last.end)

    def sentences(self) -> Iterator[Sentence]:
        """The sentences that hold a number, in order."""
        start, first = 0, 0
        for end in [*(found.start() for found in _ENDS.finditer(self.skeleton)), len(self.skeleton)]:
            last = bisect_left(self.places, end, first)
            for at in range(first, last, _MOST):
                until = min(at + _MOST, last)
                begin = start if at == first else self.places[at - 1] + 1
                yield Sentence(begin, end if until == last else self.places[until], at, until)
            start, first = end + 1, last

    def between(self, one: int, other: int) -> str:
        """The characters of the skeleton between two numbers, by index; from the text's start for -1."""
        start = self.places[one] + 1 if one >= 0 else 0
        end = self.places[other] if other < len(self.places) else len(self.skeleton)
        return self.skeleton[start:end]


def draft_of(text: str) -> Draft:
    """The draft of a text. Raises ``FileRefused`` for lone surrogates."""
    folded = fold(text).text
    numbers, parts, places = [], [], []
    at = length = 0
    for number in scan(folded):
        plain = _PRIVATE.sub("〓", folded[at : number.start])
        length += len(plain)
        numbers.append(number)
        places.append(length)
        parts += [plain, number.kind]
        at, length = number.end, length + 1
    parts.append(_PRIVATE.sub("〓", folded[at:]))
    return Draft(Document(text), folded, tuple(numbers), "".join(parts), tuple(places))
