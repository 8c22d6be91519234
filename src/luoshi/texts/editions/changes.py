"""What a comparison of two editions says: the shapes of ``comparison@1``.

Every change quotes both sides through spans of their own documents; every claim of strength names its axis and shows
the words that moved.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from luoshi.core.spans import Span
    from luoshi.texts.records import Reading

__all__ = ["Change", "Comparison", "Direction", "Edit", "Op", "Side", "Status", "Step"]


class Status(StrEnum):
    """What became of a clause, in the order in which a summary lists them."""

    ADDED = "added"
    DROPPED = "dropped"
    STRENGTHENED = "strengthened"
    WEAKENED = "weakened"
    NUMBER_CHANGED = "number-changed"
    DEADLINE_CHANGED = "deadline-changed"
    RETARGETED = "retargeted"
    MOVED = "moved"
    SPLIT = "split"
    MERGED = "merged"
    REWORDED = "reworded"
    KEPT = "kept"


class Direction(StrEnum):
    """Whether a step goes up its axis (stronger, more, sooner) or down."""

    UP = "up"
    DOWN = "down"


class Op(StrEnum):
    """What an edit does with the characters of the old side."""

    EQUAL = "equal"
    INSERT = "insert"
    DELETE = "delete"
    REPLACE = "replace"


@dataclass(frozen=True, slots=True)
class Edit:
    """One run of a redline. ``insert`` has no old characters, ``delete`` no new ones.

    ``equal`` runs are equal in the folded text; printed in two scripts they may differ.
    """

    op: Op
    old: Span | None
    new: Span | None


@dataclass(frozen=True, slots=True)
class Step:
    """One move on an axis of degree, or of a number, a deadline or a place.

    ``old`` and ``new`` are the words that say it; None where a side has none (no adverb, no deadline).
    ``direction`` is None where the two cannot be ordered. ``clear`` steps decide a status, the others are shown.
    ``confidence`` says on what the order of words rests: counted, sense or expert; None for what is read off.
    """

    axis: str
    direction: Direction | None
    old: Span | None
    new: Span | None
    clear: bool = True
    confidence: str | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """One clause of a side: the number of its record in its reading, from 1, and its characters."""

    record: int
    span: Span


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one clause, or of several that split or merged.

    ``similarity`` lies between 0 and 1; it is 0 where a side is empty.
    """

    kind: str
    status: Status
    axis: str | None
    old: tuple[Side, ...]
    new: tuple[Side, ...]
    similarity: float
    edits: tuple[Edit, ...] = ()
    steps: tuple[Step, ...] = ()

    @property
    def direction(self) -> Direction | None:
        """Where the deciding step goes; None without a step, or where its two sides cannot be ordered."""
        return next((step.direction for step in self.steps if step.clear and step.axis == self.axis), None)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two readings and what changed between them, in the order of the new text.

    ``changes`` holds every commitment of either side in exactly one change; ``reported`` the same for achievements
    and decisions, which a new edition nearly always replaces.
    """

    old: Reading
    new: Reading
    changes: tuple[Change, ...]
    reported: tuple[Change, ...]

    @property
    def summary(self) -> dict[str, int]:
        """How many changes of commitments have each status; statuses that do not occur are 0."""
        found = Counter(change.status for change in self.changes)
        return {status.value: found[status] for status in Status}

    @property
    def nothing_changed(self) -> bool:
        """Whether every clause of both sides was kept."""
        return all(change.status is Status.KEPT for change in (*self.changes, *self.reported))

    @property
    def same_text(self) -> bool:
        """Whether the two documents are equal to the character."""
        return self.old.document == self.new.document
