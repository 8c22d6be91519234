"""What became of a pair of clauses: one status, with the words that decided it.

The order of the questions is the contract: another object, another deadline, another number, a clear step on an axis
of degree, another place; then only the wording is left. Steps that contradict each other, and steps that are not
clear, are shown and decide nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from luoshi.texts.editions.axes import steps_between
from luoshi.texts.editions.changes import Direction, Status, Step
from luoshi.texts.editions.likeness import alike, shared_runs
from luoshi.texts.editions.limits import deadline_step, number_steps

if TYPE_CHECKING:
    from luoshi.texts.editions.clauses import Clause

__all__ = ["PLACE", "Verdict", "judge", "place_step", "retargeted", "same_theme"]

PLACE = "place"
"""The axis of a clause that stands elsewhere."""

_OTHER_OBJECT, _SAME_THEME = 0.7, 0.7
_DIGITS = re.compile(r"[\d.%]+")


class Verdict(NamedTuple):
    """A status, the axis that decided it, and every step that was seen."""

    status: Status
    axis: str | None
    steps: tuple[Step, ...]


def judge(old: Clause, new: Clause, *, moved: bool, years: tuple[int | None, int | None] = (None, None)) -> Verdict:
    """The status of a pair. ``moved`` says that its place changed, ``years`` are those of the documents."""
    if not moved and _same(old, new):
        return Verdict(Status.KEPT, None, ())
    deadline = deadline_step(old, new, years)
    numbers, degrees = number_steps(old, new), steps_between(old, new)
    places = [place_step(old, new)] if moved else []
    steps = (*([deadline] if deadline else []), *numbers, *degrees, *places)
    if retargeted(old, new):
        return Verdict(Status.RETARGETED, None, steps)
    if deadline:
        return Verdict(Status.DEADLINE_CHANGED, deadline.axis, steps)
    if numbers:
        return Verdict(Status.NUMBER_CHANGED, numbers[0].axis, steps)
    return _by_degree(old, new, degrees if same_theme(old, new) else [], moved=moved, steps=steps)


def _by_degree(old: Clause, new: Clause, degrees: list[Step], *, moved: bool, steps: tuple[Step, ...]) -> Verdict:
    clear = [step for step in degrees if step.clear]
    ways = {step.direction for step in clear}
    if ways == {Direction.UP}:
        return Verdict(Status.STRENGTHENED, clear[0].axis, steps)
    if ways == {Direction.DOWN}:
        return Verdict(Status.WEAKENED, clear[0].axis, steps)
    if moved and alike(old, new) >= _SAME_THEME:
        return Verdict(Status.MOVED, PLACE, steps)
    return Verdict(Status.KEPT if old.plain == new.plain else Status.REWORDED, None, steps)


def _same(old: Clause, new: Clause) -> bool:
    """Equal to the character, and opened by the same word: the quick answer."""
    return (
        old.plain == new.plain
        and old.opener == new.opener
        and old.deadline == new.deadline
        and old.modality == new.modality
    )


def same_theme(old: Clause, new: Clause) -> bool:
    """Whether two clauses speak of the same so surely that a word of degree may be weighed against another."""
    from rapidfuzz.fuzz import ratio

    if old.negative != new.negative:
        return False
    objects = ratio(old.object, new.object) / 100 if old.object and new.object else 0.0
    return max(alike(old, new), objects) >= _SAME_THEME


def retargeted(old: Clause, new: Clause) -> bool:
    """The same verb with another object: little of it is common, its beginning differs, no member of its list stays.

    A Chinese noun phrase ends in its head: 户籍制度改革 and 人才制度改革 are two things, 系统观念 and 系统思维 one.
    """
    one, other = (_DIGITS.sub("", clause.object) for clause in (old, new))
    if old.verb != new.verb or not one or not other or set(old.items) & set(new.items):
        return False
    shorter = min(len(one), len(other))
    begins = next((n for n in range(shorter) if one[n] != other[n]), shorter)
    return 2 * begins < shorter and shared_runs(one, other) < _OTHER_OBJECT * shorter


def place_step(old: Clause, new: Clause) -> Step:
    """The step of a clause that stands elsewhere: up from inside a sentence to its head, down from head to inside."""
    direction = None
    if old.is_head != new.is_head:
        direction = Direction.UP if new.is_head else Direction.DOWN
    return Step(PLACE, direction, old.span, new.span)
