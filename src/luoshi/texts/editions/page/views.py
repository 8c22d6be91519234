"""A comparison as its page shows it: two columns, what was struck out and written in, and the reasons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from luoshi.texts.editions.changes import Op, Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from luoshi.core.spans import Span
    from luoshi.texts.editions.changes import Change, Comparison, Side, Step
    from luoshi.texts.pages.labels import Labels

__all__ = ["Choice", "Column", "Piece", "Row", "View", "reason", "view_of"]

_LONGEST = 14
"""Characters of a step that are shown: a place is a whole clause, which stands beside it anyway."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters of one side; ``changed`` where the other side does not have them."""

    text: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Column:
    """One clause of a side: its record, its place, its characters."""

    record: int
    start: int
    end: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One change; ``reasons`` are the steps in words."""

    number: int
    code: str
    name: str
    similarity: str
    reasons: tuple[str, ...]
    old: tuple[Column, ...]
    new: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A status that can be shown or hidden."""

    code: str
    name: str
    count: int
    shown: bool


@dataclass(frozen=True, slots=True)
class View:
    """Everything that the template puts on the page."""

    comparison: Comparison
    changes: tuple[Row, ...]
    reported: tuple[Row, ...]
    choices: tuple[Choice, ...]
    rules: str


def view_of(comparison: Comparison, words: Labels) -> View:
    """Lay a comparison out for its page; the filters are style rules, so that they work without a script."""
    everything = (*comparison.changes, *comparison.reported)
    changes = tuple(_row(n, change, words) for n, change in enumerate(comparison.changes, 1))
    more = enumerate(comparison.reported, len(changes) + 1)
    choices = tuple(
        Choice(status.value, words(f"status.{status.value}"), count, status is not Status.KEPT)
        for status in Status
        if (count := sum(change.status is status for change in everything))
    )
    hidden = (f".changes:has(#f-{one.code}:not(:checked)) .s-{one.code}{{display:none}}\n" for one in choices)
    return View(comparison, changes, tuple(_row(n, c, words) for n, c in more), choices, "".join(hidden))


def _row(number: int, change: Change, words: Labels) -> Row:
    return Row(
        number=number,
        code=change.status.value,
        name=words(f"status.{change.status.value}"),
        similarity=f"{change.similarity:.2f}",
        reasons=tuple(reason(step, words) for step in change.steps),
        old=_columns(change.old, [(edit.op, edit.old) for edit in change.edits if edit.old]),
        new=_columns(change.new, [(edit.op, edit.new) for edit in change.edits if edit.new]),
    )


def _columns(sides: Sequence[Side], runs: Sequence[tuple[Op, Span]]) -> tuple[Column, ...]:
    return tuple(
        Column(
            side.record,
            side.span.start,
            side.span.end,
            tuple(
                Piece(span.quote, op is not Op.EQUAL)
                for op, span in runs
                if side.span.start <= span.start and span.end <= side.span.end
            ),
        )
        for side in sides
    )


def reason(step: Step, words: Labels) -> str:
    """A step in words: 节奏 降：抓紧 → 稳步."""
    absent = words("compare.absent")
    old, new = (_clipped(span.quote) if span else absent for span in (step.old, step.new))
    way = f" {words('direction.' + step.direction.value)}" if step.direction else ""
    doubt = "" if step.clear else f" ({words('compare.unclear')})"
    return f"{words('axis.' + step.axis)}{way}: {old} → {new}{doubt}"


def _clipped(quote: str) -> str:
    return quote if len(quote) <= _LONGEST else f"{quote[: _LONGEST - 1]}…"
