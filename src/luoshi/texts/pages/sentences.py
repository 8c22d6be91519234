"""The sentence that a span stands in, for quotations that a reader understands on their own."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

__all__ = ["Sentences"]

_END = re.compile(r"[。！？!?]+[”’」』）》)\]]*|\.(?=\s|$)|[\r\n]+")


@dataclass(frozen=True, slots=True)
class Sentences:
    """Where the sentences of a text end. Semicolons do not end one: an order and its list stay together."""

    text: str
    ends: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Sentences:
        """Split ``text`` after full stops, question and exclamation marks and line ends."""
        return cls(text, tuple(sorted({0, len(text)} | {match.end() for match in _END.finditer(text)})))

    def around(self, start: int, end: int) -> tuple[int, int]:
        """The bounds of the sentence or sentences that hold ``start`` to ``end``, without white space at the edges."""
        first = self.ends[bisect_right(self.ends, start) - 1]
        last = self.ends[bisect_left(self.ends, end)]
        whole = self.text[first:last]
        first += len(whole) - len(whole.lstrip())
        last -= len(whole) - len(whole.rstrip())
        return min(first, start), max(last, end)
