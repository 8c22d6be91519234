"""The life of each theme through the editions of a series: when it came, what became of it, when it went.

Editions are linked pair by pair. A theme that is missing in an edition and comes back is found again among those
that were dropped earlier; the editions between are its gaps. An edition that was not read is no gap: a first
appearance is the first among the readings given.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from luoshi.texts.editions.changes import Change, Side, Status
from luoshi.texts.editions.clauses import Clause, clauses_of
from luoshi.texts.editions.comparing import compared

if TYPE_CHECKING:
    from collections.abc import Sequence

    from luoshi.texts.records import Reading

__all__ = ["Edition", "Life", "Stage", "edition_of", "in_order", "series"]

_COMMITMENT = "commitment"
_MANY = 1_000_000
_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:[-_.]?(\d\d)[-_.]?(\d\d))?(?!\d)")


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of a series: its name for people, its day where that is known, and its reading."""

    name: str
    date: date | None
    reading: Reading

    @property
    def year(self) -> str | None:
        """The year of the day, or else the year that the name holds."""
        if self.date:
            return f"{self.date.year:04d}"
        found = _DAY.search(self.name)
        return found.group(1) if found else None


def edition_of(reading: Reading, name: str = "") -> Edition:
    """The edition of a reading under a name (else its file's).

    A day in the name goes before the day that the text tells of: a report also names other days. A name with a year
    alone takes the day of the text only where the years agree.
    """
    name = name or reading.info.source.rpartition(".")[0] or reading.info.source or reading.info.title or ""
    told, found = _day(reading.info.date or ""), _DAY.search(name)
    if found:
        named = _day("-".join(found.groups(""))) if found.group(2) else None
        told = named or (told if told and f"{told.year:04d}" == found.group(1) else None)
    return Edition(name, told, reading)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def in_order(editions: Sequence[Edition]) -> tuple[Edition, ...]:
    """The editions by day, or by year where only that is known; as they were given if one has neither."""
    if not all(edition.year for edition in editions):
        return tuple(editions)
    return tuple(sorted(editions, key=lambda edition: edition.date.isoformat() if edition.date else edition.year or ""))


@dataclass(frozen=True, slots=True)
class Stage:
    """A theme in one edition: the index of its reading, its clause, and what became of it since the stage before.

    The first stage is ``added``, or ``split`` where it came off another theme; ``axis`` as in a change.
    """

    edition: int
    side: Side
    status: Status
    axis: str | None


@dataclass(frozen=True, slots=True)
class Life:
    """A theme and its stages, in order. ``merged_into`` is true where its last clause went up in another one."""

    stages: tuple[Stage, ...]
    merged_into: bool = False

    @property
    def first(self) -> int:
        """The index of the first edition that has the theme."""
        return self.stages[0].edition

    @property
    def last(self) -> int:
        """The index of the last edition that has the theme."""
        return self.stages[-1].edition

    @property
    def gaps(self) -> tuple[int, ...]:
        """The editions between first and last that do not have it."""
        there = {stage.edition for stage in self.stages}
        return tuple(edition for edition in range(self.first, self.last) if edition not in there)

    @property
    def theme(self) -> str:
        """The theme as it was printed last."""
        return self.stages[-1].side.span.quote


class _Open(NamedTuple):
    """A life that may go on: its last clause and its stages."""

    clause: Clause
    stages: list[Stage]
    merged: list[bool]


def series(readings: Sequence[Reading]) -> tuple[Life, ...]:
    """The lives of the commitments of editions in order, by first edition and place. No reading gives no life.

    Each commitment of each edition is a stage of exactly one life. Where clauses merge, the closest one goes on and
    the others end; where one splits, the closest goes on and the others begin.
    """
    lives: list[_Open] = []
    for edition, reading in enumerate(readings):
        clauses = [_of(edition, clause) for clause in clauses_of(reading) if clause.kind == _COMMITMENT]
        lives += _lived(edition, clauses, lives)
    return tuple(Life(tuple(life.stages), life.merged[-1]) for life in lives)


def _of(edition: int, clause: Clause) -> Clause:
    """The clause with a sentence number that no other edition has: lives of several editions meet after a gap."""
    return replace(clause, group=edition * _MANY + clause.group)


def _lived(edition: int, clauses: list[Clause], lives: list[_Open]) -> list[_Open]:
    """Carry the lives on into one edition; returns those that begin."""
    recent = [n for n, life in enumerate(lives) if life.stages[-1].edition == edition - 1]
    begun, left = _carry(edition, clauses, lives, recent)
    asleep = [n for n, life in enumerate(lives) if life.stages[-1].edition < edition - 1 and not life.merged[-1]]
    if asleep and left:
        woken, left = _carry(edition, left, lives, asleep, whole=False)
        begun += woken
    begun += [(clause, Status.ADDED, None) for clause in left]
    begun.sort(key=lambda told: told[0].number)
    return [
        _Open(clause, [Stage(edition, Side(clause.number, clause.span), status, axis)], [False])
        for clause, status, axis in begun
    ]


_Begun = list[tuple[Clause, Status, str | None]]


def _carry(
    edition: int, clauses: list[Clause], lives: list[_Open], which: list[int], *, whole: bool = True
) -> tuple[_Begun, list[Clause]]:
    """Let lives go on into the clauses they are paired with; returns those that split off, and those left over.

    After a gap (not ``whole``) only clear pairs count: nothing is split or merged with a theme of long ago.
    """
    number = {clause.number: clause for clause in clauses}
    owner = {id(lives[n].clause.span): n for n in which}
    begun: _Begun = []
    left: list[Clause] = []
    for change in compared([lives[n].clause for n in which], clauses):
        if not change.old or (not whole and len(change.old) + len(change.new) != 2):
            left += [number[side.record] for side in change.new]
        elif change.new:
            begun += _continue(edition, change, lives, owner, number)
    return begun, left


def _continue(
    edition: int, change: Change, lives: list[_Open], owner: dict[int, int], number: dict[int, Clause]
) -> _Begun:
    """The closest clauses of both sides go on as one life; the other old ones end, the other new ones begin."""
    old, new = _closest(change)
    for side in change.old:
        n = owner[id(side.span)]
        if side is old:
            lives[n].stages.append(Stage(edition, new, change.status, change.axis))
            lives[n] = lives[n]._replace(clause=number[new.record])
        else:
            lives[n].merged.append(True)
    return [(number[side.record], change.status, change.axis) for side in change.new if side is not new]


def _closest(change: Change) -> tuple[Side, Side]:
    from rapidfuzz.fuzz import ratio

    return max(
        ((old, new) for old in change.old for new in change.new),
        key=lambda pair: ratio(pair[0].span.quote, pair[1].span.quote),
    )
