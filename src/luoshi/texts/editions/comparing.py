"""The comparison of two editions: pair the clauses, see which split or merged, judge each, and order the changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from luoshi.core.pause import collector_paused
from luoshi.texts.dirt import refuse_spun
from luoshi.texts.editions.alignment import SURE, Pair, align
from luoshi.texts.editions.changes import Change, Comparison, Direction, Side, Status, Step
from luoshi.texts.editions.clauses import Clause, clauses_of
from luoshi.texts.editions.joins import EXACT, Join, left_over, parted
from luoshi.texts.editions.likeness import alike
from luoshi.texts.editions.places import moved_pairs
from luoshi.texts.editions.redline import redline
from luoshi.texts.editions.statuses import PLACE, judge
from luoshi.texts.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from luoshi.texts.records import Reading

__all__ = ["compare", "compared"]

_COMMITMENT = "commitment"
_LOOSE = 0.8


class _Knot(NamedTuple):
    """A pair with the clauses that split off it or merged into it, by index; ``item`` names a member of a list."""

    pair: Pair
    old: tuple[int, ...]
    new: tuple[int, ...]
    item: str


class _Sides(NamedTuple):
    """The clauses of both editions, and the years of the documents where they are known."""

    old: Sequence[Clause]
    new: Sequence[Clause]
    years: tuple[int | None, int | None]


def compare(old: Reading, new: Reading, *, allow_spun: bool = False) -> Comparison:
    """What changed from one edition to the next, clause by clause.

    Every commitment, achievement and decision of either side is in exactly one change. The changes stand in the order
    of the new text; what was dropped stands where it was in the old one. With the sides exchanged the same pairs come
    out: added turns into dropped, strengthened into weakened, split into merged.

    Raises ``FileRefused`` where a program reworded one of the texts (spun text), unless ``allow_spun``.
    """
    if not allow_spun:
        _refuse_spun(old, new)
    with collector_paused():
        changes = compared(clauses_of(old), clauses_of(new), (_year(old), _year(new)))
    tasks = tuple(change for change in changes if change.kind == _COMMITMENT)
    return Comparison(old, new, tasks, tuple(change for change in changes if change.kind != _COMMITMENT))


def _refuse_spun(*readings: Reading) -> None:
    for reading in readings:
        refuse_spun(reading.document, fold(reading.document.text).text, source=reading.info.source)


def compared(
    old: Sequence[Clause], new: Sequence[Clause], years: tuple[int | None, int | None] = (None, None)
) -> list[Change]:
    """The changes between two lists of clauses, in order."""
    sides = _Sides(old, new, years)
    knots = _knots(sides) if _key(old) <= _key(new) else [_mirrored(knot) for knot in _knots(_Sides(new, old, years))]
    pairs = sorted((knot.pair for knot in knots), key=lambda pair: pair.new)
    moved = moved_pairs(old, new, pairs)
    changes = [_change(sides, knot, moved=knot.pair in moved) for knot in knots]
    places = [(knot.pair.new, 0, 0) for knot in knots]
    taken_old, taken_new = {i for k in knots for i in k.old}, {j for k in knots for j in k.new}
    for j in left_over(new, taken_new):
        changes.append(_single(new[j], Status.ADDED))
        places.append((j, 0, 0))
    partner = {pair.old: pair.new for pair in pairs}
    at = -1
    for i in range(len(old)):
        at = partner.get(i, at)
        if i not in taken_old:
            changes.append(_single(old[i], Status.DROPPED))
            places.append((at, 1, i))
    return [change for _, change in sorted(zip(places, changes, strict=True), key=lambda told: told[0])]


def _year(reading: Reading) -> int | None:
    return int(reading.info.date[:4]) if reading.info.date else None


def _key(clauses: Sequence[Clause]) -> list[tuple[str, ...]]:
    """What decides in which order the sides are reckoned: ties fall the same way when the sides are exchanged."""
    return [(clause.plain, clause.head, clause.section.value, clause.opener) for clause in clauses]


def _mirrored(knot: _Knot) -> _Knot:
    return _Knot(Pair(knot.pair.new, knot.pair.old), knot.new, knot.old, knot.item)


def _knots(sides: _Sides) -> list[_Knot]:
    """Sure pairs, then what split off them or merged into them, then likely pairs among what is left."""
    sure = align(sides.old, sides.new, least=SURE)
    split, merged, sure = _joins(sides, sure)
    knots = [_knot(pair, split.get(pair), merged.get(pair)) for pair in sure]
    mine = left_over(sides.old, {i for knot in knots for i in knot.old})
    yours = left_over(sides.new, {j for knot in knots for j in knot.new})
    likely = align([sides.old[i] for i in mine], [sides.new[j] for j in yours])
    return knots + [_knot(Pair(mine[pair.old], yours[pair.new]), None, None) for pair in likely]


def _joins(sides: _Sides, sure: list[Pair]) -> tuple[dict[Pair, Join], dict[Pair, Join], list[Pair]]:
    """What split, what merged, and the pairs that stand. A pair of little likeness yields to an exact part."""
    loose = {p for p in sure if alike(sides.old[p.old], sides.new[p.new]) < _LOOSE}
    olds = left_over(sides.old, {pair.old for pair in sure} - {pair.old for pair in loose})
    news = left_over(sides.new, {pair.new for pair in sure} - {pair.new for pair in loose})
    split = _closest(parted(sides.old, sides.new, [(p.old, p.new, p) for p in sure], news), {p.new for p in loose})
    merged = _closest(parted(sides.new, sides.old, [(p.new, p.old, p) for p in sure], olds), {p.old for p in loose})
    taken_old, taken_new = {join.left for join in merged.values()}, {join.left for join in split.values()}
    stand = [pair for pair in sure if pair.old not in taken_old and pair.new not in taken_new]
    return split, merged, stand


def _knot(pair: Pair, split: Join | None, merged: Join | None) -> _Knot:
    join = split or merged
    return _Knot(
        pair,
        tuple(sorted({pair.old, merged.left if merged else pair.old})),
        tuple(sorted({pair.new, split.left if split else pair.new})),
        join.item if join else "",
    )


def _closest(joins: Iterable[Join], paired: set[int]) -> dict[Pair, Join]:
    """For each pair the clause that fits best beside it; one that is ``paired`` already has to fit exactly."""
    fit = [join for join in joins if join.left not in paired or join.score >= EXACT]
    return {join.pair: join for join in sorted(fit, key=lambda join: (join.score, -join.left))}


def _change(sides: _Sides, knot: _Knot, *, moved: bool) -> Change:
    olds, news = [sides.old[i] for i in knot.old], [sides.new[j] for j in knot.new]
    if len(olds) == len(news) == 1:
        verdict = judge(olds[0], news[0], moved=moved, years=sides.years)
        status, axis, steps = verdict
    else:
        status, axis, steps = _joined(sides, knot)
    return Change(
        kind=olds[0].kind,
        status=status,
        axis=axis,
        old=tuple(map(_side, olds)),
        new=tuple(map(_side, news)),
        similarity=_similarity(olds, news),
        edits=redline([(c.span, c.text) for c in olds], [(c.span, c.text) for c in news]),
        steps=steps,
    )


def _joined(sides: _Sides, knot: _Knot) -> tuple[Status, str | None, tuple[Step, ...]]:
    """Split, merged, or an item that left its list for a sentence of its own, or came into one."""
    if step := _item_step(sides, knot):
        return Status.MOVED, PLACE, (step,)
    if len(knot.old) == len(knot.new):
        return Status.REWORDED, None, ()
    return (Status.SPLIT if len(knot.new) > len(knot.old) else Status.MERGED), None, ()


def _item_step(sides: _Sides, knot: _Knot) -> Step | None:
    """One member of a list against one clause of another sentence."""
    if not knot.item or {len(knot.old), len(knot.new)} != {1, 2}:
        return None
    risen = len(knot.new) == 2
    whole = sides.old[knot.pair.old] if risen else sides.new[knot.pair.new]
    part = sides.new[knot.pair.new] if risen else sides.old[knot.pair.old]
    left = next(
        c for c in ([sides.new[j] for j in knot.new] if risen else [sides.old[i] for i in knot.old]) if c is not part
    )
    at = whole.text.find(knot.item)
    if left.group == part.group or at < 0:
        return None
    item = whole.at(at, at + len(knot.item))
    if risen:
        return Step(PLACE, Direction.UP, item, left.span)
    return Step(PLACE, Direction.DOWN, left.span, item)


def _single(clause: Clause, status: Status) -> Change:
    side = (_side(clause),)
    gone = status is Status.DROPPED
    pieces = [(clause.span, clause.text)]
    return Change(
        kind=clause.kind,
        status=status,
        axis=None,
        old=side if gone else (),
        new=() if gone else side,
        similarity=0.0,
        edits=redline(pieces, []) if gone else redline([], pieces),
    )


def _side(clause: Clause) -> Side:
    return Side(clause.number, clause.span)


def _similarity(olds: Sequence[Clause], news: Sequence[Clause]) -> float:
    """How much of the characters of both sides is common, in order (Indel), without punctuation."""
    from rapidfuzz.fuzz import ratio

    one, other = "".join(clause.plain for clause in olds), "".join(clause.plain for clause in news)
    return round(ratio(one, other) / 100, 3)
