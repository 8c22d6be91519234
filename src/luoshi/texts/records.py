"""What a reading holds: the kinds of records and their fields. The shapes are a contract (``reading@1``).

Every record quotes its characters through a span. Strings copied from the text stay in the script of the
document. ``why`` names the rule that made the record, so that a reader can argue with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from luoshi.core.quick import quick_init

if TYPE_CHECKING:
    from decimal import Decimal

    from luoshi.core.spans import Document, Span
    from luoshi.texts.recipients import BodySet

__all__ = [
    "Achievement",
    "Actor",
    "Commitment",
    "Decision",
    "Event",
    "Figure",
    "Person",
    "Place",
    "Quantity",
    "Reading",
    "Record",
    "Remainder",
    "Role",
    "Section",
    "TextInfo",
    "Warn",
]


class Section(StrEnum):
    """The part of a communiqué that a record stands in. A review never holds commitments."""

    CONTEXT = "context"
    REVIEW = "review"
    TASK = "task"
    CLOSING = "closing"


class Role(StrEnum):
    """What a commitment does in its sentence; only an ``act`` has leaves to be owned and dated.

    ``theme`` is a head clause that names the direction which the following clauses carry out, ``stance`` an
    attitude towards circumstances (搶抓…機遇), ``outcome`` the result that the sentence is for (確保…).
    """

    THEME = "theme"
    ACT = "act"
    STANCE = "stance"
    OUTCOME = "outcome"


@quick_init
@dataclass(frozen=True, slots=True)
class Quantity:
    """One number of a text with what it speaks of. ``value`` is in the printed ``unit`` (近七成 is 70 %).

    ``kind`` is level, growth, share, change, count, rank or multiple; ``direction`` up or down where a verb of change
    says so; ``bound`` at_least, more_than, at_most, less_than or about; ``base`` what it is compared with, as printed.
    """

    subject: str | None
    measure: str | None
    value: Decimal
    unit: str
    period: str | None = None
    comparison: str | None = None
    approx: str | None = None
    respective_index: int | None = None
    kind: str | None = None
    direction: str | None = None
    bound: str | None = None
    base: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One thing that the text says, with its characters, its section and the rule that found it."""

    span: Span
    section: Section
    why: str


@quick_init
@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment(Record):
    """One finite task clause: one verb phrase with its objects."""

    verb: str
    degree: str | None
    object: str | None
    items: tuple[str, ...] = ()
    open_list: bool = False
    scope: tuple[str, ...] = ()
    is_head: bool
    head: str
    topic: str | None
    role: Role
    leaves: tuple[str, ...] = ()
    programme: str | None
    figures: tuple[Quantity, ...] = ()
    actors: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    deadline: str | None = None
    period: str | None = None
    polarity: str = "positive"
    modality: str | None = None
    speaker: str | None = None


@quick_init
@dataclass(frozen=True, slots=True, kw_only=True)
class Achievement(Record):
    """One clause that reports what was done or what came about."""

    topic: str | None
    instruments: tuple[str, ...] = ()


@quick_init
@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Record):
    """One number with its subject; ``value`` spans the number and its unit inside ``span``."""

    value: Span
    quantity: Quantity
    topic: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Record):
    """A person who attends, chairs, speaks at or reports from the event."""

    name: str
    title: str | None
    org: str | None
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor(Record):
    """An organisation that speaks at or attends the event.

    Where it is a set (各省（区、市）), ``members`` are the names of the bodies that belong to it, and ``missing`` those
    that a circular to all regions usually reaches and that this set does not name.
    """

    org: str
    role: str
    members: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Record):
    """A formal act of the meeting: an action (審議通過, 部署) on a named thing."""

    action: str
    object: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Record):
    """The meeting itself, with its date and place as printed."""

    name: str
    date_text: str | None
    place: str | None


@quick_init
@dataclass(frozen=True, slots=True)
class Remainder:
    """Characters that no record holds, and what they are: nothing of a text is lost without a name.

    ``kind`` is one of headline, dateline, lead, agenda, attribution, connective, framing, assessment, formula,
    attendance, heading, prose, blank.
    """

    span: Span
    kind: str


@dataclass(frozen=True, slots=True)
class Place:
    """One of the places a warning is about, and what should stand there where that is known."""

    span: Span
    meant: str = ""


@dataclass(frozen=True, slots=True)
class Warn:
    """Something the reader should know before relying on the reading; ``code`` is stable, ``text`` is for people.

    A warning about many places counts them in ``count`` and names the first ones in ``places``; ``span`` is the first.
    """

    code: str
    text: str
    span: Span | None = None
    count: int = 0
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class TextInfo:
    """What is known of the document itself. ``script`` is Hans, Hant or mixed; ``kind`` the genre that was recognised.

    ``synthetic`` marks an invented specimen: whatever shows it says so.
    """

    title: str | None
    date: str | None
    kind: str
    script: str
    folded: int
    source: str
    media: str
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A document's records in the order of the text, its named remainders, its warnings and its sets of bodies.

    The spans of ``remainders`` and the spans of ``records`` together touch every character of the document.
    """

    document: Document
    info: TextInfo
    records: tuple[Record, ...]
    remainders: tuple[Remainder, ...]
    warnings: tuple[Warn, ...]
    sets: tuple[BodySet, ...] = ()

    @property
    def commitments(self) -> tuple[Commitment, ...]:
        """The commitments among the records."""
        return tuple(r for r in self.records if isinstance(r, Commitment))
