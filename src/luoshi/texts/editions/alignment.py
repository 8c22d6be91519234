"""Which clause of one edition is which of the other: by theme, the best pairing as a whole.

Clauses that agree to the character are paired first. For the others, candidates share rare pairs of characters; their
likeness is measured on the clause without its adverbial and on its object, half by characters in order, half by pairs
of characters weighed by rarity (推动 and 发展 say little), and the pairing with the greatest sum of likeness wins.
Number and order of headings play no part; the head of the sentence and the place only break ties.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from math import log
from typing import TYPE_CHECKING, NamedTuple

from luoshi.texts.editions.assignment import best_pairs
from luoshi.texts.editions.likeness import alike

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from luoshi.texts.editions.clauses import Clause

__all__ = ["LIKELY", "SURE", "Pair", "align"]

SURE, LIKELY = 0.55, 0.45
"""The likeness of pairs that are made first, and of those that are looked for among what then is left."""

_LESS, _UNLIKE = 0.1, 0.1
_NEAREST, _FAR = 4, 3
_COMMON = 30
_SAME_VERB, _SAME_HEAD, _SAME_SECTION, _ORDER = 0.04, 0.08, 0.02, 0.001
_REVERSED = 0.25


class Pair(NamedTuple):
    """One clause of each side, by index into the lists given."""

    old: int
    new: int


class _Sides(NamedTuple):
    """The clauses of one kind that are to be paired, by their indices into the lists given."""

    old: dict[int, Clause]
    new: dict[int, Clause]

    def without(self, pairs: Iterable[Pair]) -> _Sides:
        """What is left when pairs are taken out."""
        gone = list(pairs)
        olds, news = {pair.old for pair in gone}, {pair.new for pair in gone}
        return _Sides(
            {i: clause for i, clause in self.old.items() if i not in olds},
            {j: clause for j, clause in self.new.items() if j not in news},
        )


def align(old: Sequence[Clause], new: Sequence[Clause], *, least: float = LIKELY) -> list[Pair]:
    """Pairs of the same kind, in the order of the new side.

    ``least`` is the likeness from 0 to 1 that a pair needs.
    """
    pairs: list[Pair] = []
    for kind in sorted({clause.kind for clause in old} | {clause.kind for clause in new}):
        mine = {i: clause for i, clause in enumerate(old) if clause.kind == kind}
        yours = {j: clause for j, clause in enumerate(new) if clause.kind == kind}
        pairs += _aligned(_Sides(mine, yours), least)
    return sorted(pairs, key=lambda pair: (pair.new, pair.old))


def _aligned(sides: _Sides, least: float) -> list[Pair]:
    """Exact pairs first, then the best of the rest."""
    weights = _weights([one.core for one in sides.old.values()], [one.core for one in sides.new.values()])
    exact = list(_exact(sides, lambda clause: (clause.plain, clause.head, clause.section.value)))
    exact += _exact(sides.without(exact), lambda clause: (clause.plain,))
    return exact + list(_best(sides.without(exact), weights, least))


def _exact(sides: _Sides, key: Callable[[Clause], tuple[str, ...]]) -> Iterator[Pair]:
    """Pairs with equal keys, the first with the first."""
    waiting: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for i in reversed(sides.old):
        waiting[key(sides.old[i])].append(i)
    for j, clause in sides.new.items():
        if found := waiting.get(key(clause)):
            yield Pair(found.pop(), j)


def _best(sides: _Sides, weights: Mapping[str, int], least: float) -> Iterator[Pair]:
    """The pairing of the greatest likeness among those that are like enough."""
    mine, yours = list(sides.old.items()), list(sides.new.items())
    gains: defaultdict[int, dict[int, float]] = defaultdict(dict)
    ours, theirs = [_grams(one.core) for _, one in mine], [_grams(one.core) for _, one in yours]
    full, whole = [_weight(grams, weights) for grams in ours], [_weight(grams, weights) for grams in theirs]
    for i, j in _candidates(ours, theirs, weights):
        a, b = mine[i][1], yours[j][1]
        shared = 2 * _weight(ours[i] & theirs[j], weights) / (full[i] + whole[j])
        if shared < _UNLIKE:
            continue
        like = (alike(a, b) + shared) / 2 - _REVERSED * (a.negative != b.negative)
        if like >= least - _LESS * _one_head(a, b):
            gains[i][j] = like - least / 2 + _bonus(a, b) - _ORDER * (i / len(mine) - j / len(yours)) ** 2
    for i, j in best_pairs(gains).items():
        yield Pair(mine[i][0], yours[j][0])


def _one_head(one: Clause, other: Clause) -> bool:
    """The same verb under the same head may have got another object: less has to be alike."""
    return bool(one.head) and one.head == other.head and one.verb == other.verb and not one.is_head


def _weight(grams: Iterable[str], weights: Mapping[str, int]) -> int:
    return sum([weights[gram] for gram in grams])


def _weights(mine: Iterable[str], yours: Iterable[str]) -> dict[str, int]:
    """How much a pair of characters says: the fewer clauses of an edition hold it, the more.

    Whole numbers, so that a sum does not depend on its order.
    """
    ours, theirs = [_grams(text) for text in mine], [_grams(text) for text in yours]
    one, other = (Counter(gram for grams in side for gram in grams) for side in (ours, theirs))
    most = max(len(ours), len(theirs))
    return {gram: round(1000 * log(1 + most / max(one[gram], other[gram]))) for gram in one.keys() | other.keys()}


def _bonus(one: Clause, other: Clause) -> float:
    """What speaks for one of several like clauses: verb, head and section."""
    return (
        _SAME_VERB * (one.verb == other.verb)
        + _SAME_HEAD * (bool(one.head) and one.head == other.head)
        + _SAME_SECTION * (one.section is other.section)
    )


def _candidates(
    mine: Sequence[frozenset[str]], yours: Sequence[frozenset[str]], weights: Mapping[str, int]
) -> list[tuple[int, int]]:
    """For each clause of either side the nearest few of the other, by shared pairs of characters, rare ones first."""
    there = set(_nearest(mine, yours, weights))
    return sorted(there | {(i, j) for j, i in _nearest(yours, mine, weights)})


def _grams(text: str) -> frozenset[str]:
    """Pairs of neighbouring characters; a text of one character is its own pair."""
    return frozenset(text[i : i + 2] for i in range(max(1, len(text) - 1)))


def _nearest(
    ours: Sequence[frozenset[str]], theirs: Sequence[frozenset[str]], weights: Mapping[str, int]
) -> Iterator[tuple[int, int]]:
    """(own index, index of the other side) of those that share most."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for j, grams in enumerate(theirs):
        for gram in grams:
            holders[gram].append(j)
    for i, grams in enumerate(ours):
        score: defaultdict[int, int] = defaultdict(int)
        for gram in _rare(grams, holders):
            for j in _window(holders[gram], i / len(ours)):
                score[j] += weights[gram]
        enough = max(score.values(), default=0) / _FAR
        near = [(-shared, j) for j, shared in score.items() if shared >= enough]
        yield from ((i, j) for _, j in sorted(near)[:_NEAREST])


def _window(held: list[int], share: float) -> list[int]:
    """Of very many holders those at about the same place of the text: the work must not grow with their number."""
    start = max(0, int(share * len(held)) - _COMMON // 2)
    return held[start : start + _COMMON] if len(held) > _COMMON else held


def _rare(grams: frozenset[str], holders: Mapping[str, list[int]]) -> list[str]:
    """The pairs that few clauses hold; where there is none, the rarest one."""
    known = [gram for gram in grams if gram in holders]
    few = [gram for gram in known if len(holders[gram]) <= _COMMON]
    return few or ([min(known, key=lambda gram: (len(holders[gram]), gram))] if known else [])
