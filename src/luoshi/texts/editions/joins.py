"""Clauses that split, merged, or left a list: what a pairing of one with one leaves over.

A clause of the new side without a partner is looked for in what another clause lost; one of the old side in what
another gained. Nothing is looked for by its place.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from luoshi.texts.editions.likeness import runs, shared_runs

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from luoshi.texts.editions.alignment import Pair
    from luoshi.texts.editions.clauses import Clause

__all__ = ["EXACT", "Join", "left_over", "parted"]

EXACT = 1.9
"""The score of a clause that is what another one lost, nearly to the character: 2 is all of both."""

_FOUND = 0.6
_NEAREST, _COMMON = 4, 25
_LEAST = 3


class Join(NamedTuple):
    """A clause left over on the ``many`` side that belongs to a pair; ``item`` where it was a member of a list."""

    pair: Pair
    left: int
    item: str
    score: float


def left_over(clauses: Sequence[Clause], taken: set[int]) -> list[int]:
    """The clauses without a partner."""
    return [i for i in range(len(clauses)) if i not in taken]


def parted(
    whole: Sequence[Clause], parts: Sequence[Clause], pairs: Sequence[tuple[int, int, Pair]], left: Sequence[int]
) -> Iterator[Join]:
    """For each clause of ``parts`` left over, the pair whose ``whole`` clause lost it to it, if there is one.

    ``pairs`` are (index of the whole, index of its partner among the parts, the pair itself).
    """
    lost = {n: gone for n, (i, j, _) in enumerate(pairs) if (gone := _lost(whole[i], parts[j]))}
    holders: defaultdict[str, set[int]] = defaultdict(set)
    for n, gone in lost.items():
        for gram in {gram for stretch in gone for gram in _grams(stretch)}:
            holders[gram].add(n)
    for k in left:
        theme = _theme(parts[k])
        near = [n for n in _nearest(theme, holders) if _kin(whole, parts, pairs[n], k)]
        score, n = max(((max(_fits(stretch, theme) for stretch in lost[n]), -n) for n in near), default=(0.0, 0))
        if score > 0:
            i, _, pair = pairs[-n]
            yield Join(pair, k, next((item for item in whole[i].items if item and item in theme), ""), score)


def _nearest(theme: str, holders: Mapping[str, set[int]]) -> list[int]:
    """The few that hold most of the pairs of characters of a theme; pairs that very many hold say nothing."""
    found = Counter(n for gram in _grams(theme) for n in _few(holders.get(gram, ())))
    return sorted(found, key=lambda n: (-found[n], n))[:_NEAREST]


def _few(held: Collection[int]) -> Collection[int]:
    return held if len(held) <= _COMMON else ()


def _grams(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}


def _kin(whole: Sequence[Clause], parts: Sequence[Clause], pair: tuple[int, int, Pair], k: int) -> bool:
    return whole[pair[0]].kind == parts[k].kind and whole[pair[0]].negative == parts[k].negative


def _theme(clause: Clause) -> str:
    return clause.object or clause.core


def _lost(whole: Clause, part: Clause) -> list[str]:
    """The stretches and the members of a list that a clause has and the other has not."""
    if whole.core == part.core:
        return []
    gone = [item for item in whole.items if len(item) >= _LEAST and item not in part.core]
    return gone + _stretches(whole.core, part.core)


def _stretches(text: str, other: str) -> list[str]:
    """The stretches that another text does not keep; a single character that both share by chance parts none."""
    told, start, end = [], 0, 0
    for run in runs(text, other):
        if run.same or run.a == run.b:
            continue
        if run.a > end + 1:
            told.append(text[start:end])
            start = run.a
        start, end = (start if end else run.a), run.b
    return [stretch for stretch in (*told, text[start:end]) if len(stretch) >= _LEAST]


def _fits(lost: str, theme: str) -> float:
    """How well a theme is found again in what was lost; 0 where either keeps too much that the other does not have."""
    common = shared_runs(lost, theme)
    explained, found = common / len(lost), common / max(1, len(theme))
    return explained + found if common >= _LEAST and min(explained, found) >= _FOUND else 0.0
