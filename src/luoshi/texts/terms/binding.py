"""Which longer phrases of a series are terms of their own, judged from the series itself.

A term joins freely with what stands beside it (发展|低空经济): its neighbours occur without it, and a verb before it is
no part of a name. Where the neighbour hardly ever occurs without the term, and the whole stands in varied surroundings,
the whole is one fixed phrase: the shorter term inside it is not used. The variety of surroundings is the accessor
variety of Feng, Chen, Deng and Zheng (Computational Linguistics 30, 2004).
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from luoshi.texts.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["bound_phrases"]

_LENGTHS: Final = (2, 3, 4)
"""Characters of a neighbour: one alone is no word of official style that could be bound."""

_LEAST: Final = 3
"""Different surroundings that a whole must have on each side: kept sentences of a series count once."""

_BOUND: Final = 0.9
"""Share of the places of the neighbour that have the term beside them."""

_HAN = re.compile(r"[\u4e00-\u9fff]+")


def bound_phrases(term: str, texts: Sequence[str]) -> tuple[str, ...]:
    """The longer phrases of folded ``texts`` that hold ``term`` and are fixed, sorted."""
    if len(term) < 2:
        return ()
    wholes: Counter[tuple[str, str]] = Counter()
    around: dict[tuple[str, str], tuple[set[str], set[str]]] = {}
    for text in texts:
        for start, end, rest in _neighbours(term, text):
            whole = (text[start:end], rest)
            wholes[whole] += 1
            left, right = around.setdefault(whole, (set(), set()))
            left.add(text[max(0, start - 1) : start])
            right.add(text[end : end + 1])
    likely = [whole for whole, (left, right) in around.items() if min(len(left), len(right)) >= _LEAST]
    return tuple(
        sorted(
            whole for whole, rest in likely if wholes[whole, rest] >= _BOUND * sum(text.count(rest) for text in texts)
        )
    )


def _neighbours(term: str, text: str) -> Iterator[tuple[int, int, str]]:
    """The bounds of every whole of the term and a neighbour of Chinese characters, and the neighbour."""
    verbs = lexicon().verbs
    at = text.find(term)
    while at >= 0:
        end = at + len(term)
        for length in _LENGTHS:
            for start, stop, rest in (
                (at, end + length, text[end : end + length]),
                (at - length, end, text[max(0, at - length) : at]),
            ):
                if len(rest) == length and _HAN.fullmatch(rest) and len(verbs.at(rest, 0, length)) < 2:
                    yield start, stop, rest
        at = text.find(term, end)
