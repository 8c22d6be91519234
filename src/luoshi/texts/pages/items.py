"""The records of a document as items of the board: in which row and column, in which words, counted as what.

A figure, a person or a body belongs to a programme where its characters lie in a commitment of that
programme; all others belong to the meeting. Nothing is assigned by resemblance.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from luoshi.texts.pages.rows import kind_of, quantity_words
from luoshi.texts.records import Actor, Commitment, Decision, Event, Figure, Person, Reading, Record, Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from luoshi.core.spans import Span
    from luoshi.texts.pages.labels import Labels

__all__ = ["MEETING", "NONE", "Item", "Paper", "items_of"]

MEETING: Final = "meeting"
"""The row of what belongs to no programme but to the meeting itself."""

NONE: Final = "none"
"""The row of commitments without a programme."""

_COLUMN: Final = {"figure": "figures", "person": "people", "actor": "people", "decision": "people", "event": "people"}


@dataclass(frozen=True, slots=True)
class Paper:
    """One document of the board; ``index`` counts from 1 and ``href`` leads to its page, where there is one."""

    index: int
    name: str
    reading: Reading
    lang: str
    invented: bool
    href: str | None


@dataclass(frozen=True, slots=True)
class Item:
    """One record in one cell, before the entries are grouped by sentence. ``adds`` are its contributions to counts."""

    paper: Paper
    line: str
    column: str
    number: int
    record: Record
    words: str
    adds: Mapping[str, int]
    at: tuple[int, int]
    """The characters to be marked: the number of a figure, else the record."""


def items_of(paper: Paper, words: Labels) -> Iterator[Item]:
    """The records of a document, each in its cell, and the bodies and numbers that only a commitment holds."""
    shown = [record for record in paper.reading.records if isinstance(record, Figure)]
    for number, record in enumerate(paper.reading.records, 1):
        if isinstance(record, Commitment):
            yield from _of_commitment(paper, number, record, shown, words)
            continue
        place = _COLUMN.get(kind_of(record))
        if place is not None:
            at = record.value if isinstance(record, Figure) else record.span
            line = _programme_at(paper.reading.commitments, at) or MEETING
            yield Item(paper, line, place, number, record, _said(record), {place: 1}, (at.start, at.end))


def _of_commitment(
    paper: Paper, number: int, record: Commitment, shown: Sequence[Figure], words: Labels
) -> Iterator[Item]:
    at, tied = (record.span.start, record.span.end), record.programme or MEETING
    adds = {
        "commitments": 1,
        "acts": int(record.role is Role.ACT),
        "outcomes": int(record.role is Role.OUTCOME),
        "leaves": len(record.leaves),
    }
    yield Item(paper, record.programme or NONE, "commitments", number, record, _task(record, words), adds, at)
    inside = [figure.quantity for figure in shown if _within(figure.value, record)]
    for quantity in (q for q in record.figures if not any((q.value, q.unit) == (i.value, i.unit) for i in inside)):
        yield Item(paper, tied, "figures", number, record, quantity_words(quantity), {"figures": 1}, at)
    for actor in record.actors:
        yield Item(paper, tied, "people", number, record, actor, {"people": 1}, at)


def _programme_at(commitments: Sequence[Commitment], span: Span) -> str | None:
    """The programme of the commitment that the characters lie in."""
    return next((c.programme for c in commitments if c.programme and _within(span, c)), None)


def _within(inner: Span, outer: Record) -> bool:
    return outer.span.start <= inner.start and inner.end <= outer.span.end


def _task(record: Commitment, words: Labels) -> str:
    leaves = words("board.leaves", n=len(record.leaves)) if record.leaves else ""
    deadline = f"{words('field.deadline')} {record.deadline}" if record.deadline else ""
    return " · ".join(part for part in (words.name("role", record.role.value), leaves, deadline) if part)


def _said(record: Record) -> str:
    """A record in one line, in the words of the document."""
    match record:
        case Figure():
            return quantity_words(record.quantity)
        case Person():
            parts: tuple[str | None, ...] = (record.name, record.org, record.title, record.role)
        case Actor():
            parts = (record.org, record.role)
        case Decision():
            parts = (record.action, record.object)
        case Event():
            parts = (record.name, record.date_text, record.place)
        case _:
            parts = (record.span.quote,)
    return " · ".join(part for part in parts if part)
