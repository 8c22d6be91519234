"""Do neighbouring sentences share more words than any two sentences of the text do?

In written text they do, because one sentence goes on where the last one stopped (lexical cohesion: Halliday and Hasan
1976; as a test of order: Barzilay and Lapata 2008). Pairs of characters stand for words, rare ones weigh more
(Spärck Jones 1972). The mean over neighbours is divided by the mean over all pairs, which is counted, not drawn:
linear in the length of the text.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from math import log
from operator import add
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["LEAST", "NEIGHBOURLY", "cohesion"]

LEAST = 45
"""Sentences without which the measure says nothing: shorter texts overlap with shuffled ones."""
NEIGHBOURLY = 1.3
"""Real texts of that length lie above (measured: 1.4 to 5.9), shuffled ones around 1."""

_MOST = 90
_HAN = re.compile(r"[\u4e00-\u9fff]{2,}")


def cohesion(folded: str, spans: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """The sentences that were looked at, first to last, where they hang together no more than by chance."""
    some = spans[:_MOST]
    bags = [_pairs(folded[start:end]) for start, end in some]
    held = [bag for bag in bags if len(bag) > 3]
    if len(held) < LEAST or _ratio(held) >= NEIGHBOURLY:
        return None
    return some[0][0], some[-1][1]


def _pairs(sentence: str) -> frozenset[str]:
    return frozenset(pair for run in _HAN.findall(sentence) for pair in map(add, run, run[1:]))


def _ratio(bags: Sequence[frozenset[str]]) -> float:
    count = len(bags)
    seen = Counter(pair for bag in bags for pair in bag)
    weight = {pair: log(count / times) for pair, times in seen.items()}
    near = sum(weight[pair] for one, other in pairwise(bags) for pair in one & other) / (count - 1)
    anywhere = sum(weight[pair] * times * (times - 1) / 2 for pair, times in seen.items()) / (count * (count - 1) / 2)
    return near / anywhere if anywhere else NEIGHBOURLY
