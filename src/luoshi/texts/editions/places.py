"""Which clauses changed their place: another section, or another sentence than the one their neighbours went to.

The number and the order of sentences play no part: a paragraph that is moved as a whole, a sentence that is cut in
two, a numbered list that becomes a 要 sentence leave every clause where it was.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from luoshi.texts.editions.alignment import Pair
    from luoshi.texts.editions.clauses import Clause

__all__ = ["moved_pairs"]

_COMPANY = 2


def moved_pairs(old: Sequence[Clause], new: Sequence[Clause], pairs: Sequence[Pair]) -> set[Pair]:
    """The pairs whose clause stands in another section, or left its company for another sentence."""
    strayed = _strayed(old, new, pairs)
    crossing = _crossing(pairs, strayed)
    return {
        pair
        for pair in pairs
        if old[pair.old].section is not new[pair.new].section or (pair in strayed and pair in crossing)
    }


def _strayed(old: Sequence[Clause], new: Sequence[Clause], pairs: Sequence[Pair]) -> set[Pair]:
    """Pairs that left the sentence to which most of their company went, or joined one where the others came along."""
    there: defaultdict[int, Counter[int]] = defaultdict(Counter)
    back: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for pair in pairs:
        there[old[pair.old].group][new[pair.new].group] += 1
        back[new[pair.new].group][old[pair.old].group] += 1
    return {
        pair
        for pair in pairs
        if _left(there[old[pair.old].group], new[pair.new].group)
        or _left(back[new[pair.new].group], old[pair.old].group)
    }


def _left(company: Counter[int], group: int) -> bool:
    """Whether the others of a sentence, without this clause, went together to another one."""
    others = max((count for where, count in company.items() if where != group), default=0)
    return others >= _COMPANY and others > company[group] - 1


def _crossing(pairs: Sequence[Pair], strayed: set[Pair]) -> set[Pair]:
    """The strayed pairs whose order against some pair that stayed is turned round."""
    ordered = sorted(pairs)
    stayed = [pair.new if pair not in strayed else None for pair in ordered]
    before = list(accumulate((-1 if at is None else at for at in stayed), max))
    after = list(accumulate((float("inf") if at is None else at for at in reversed(stayed)), min))[::-1]
    return {
        pair for pair, high, low in zip(ordered, before, after, strict=True) if pair.new < high or pair.new > low
    } & strayed
