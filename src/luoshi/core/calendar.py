"""The working days of the People's Republic of China, as the yearly notices announced them.

Which days are worked is decided once a year by a notice of the General Office of the State Council, usually
between October and December; Saturdays and Sundays are made up for long holidays. No rule of weekdays replaces
it. So this calendar holds what was announced (2004 to 2026), counts in sorted arrays, and outside those years
answers that it is not announced, with how much is certain.

Trap: the notice of a year can still change the last days of the December before it (it did for 2006, 2007,
2008, 2012, 2019 and 2023).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from luoshi.core.entries import Entry
from luoshi.core.errors import NotAnnounced, RegisterError, UsageError
from luoshi.core.sources import Source
from luoshi.data import data_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

__all__ = ["Notice", "WorkCalendar", "load_calendar", "prc_calendar"]

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Notice:
    """One yearly notice: the days off and the days made up that it announced, with its source.

    ``amendment`` is the later notice that changed it, where there was one; ``off`` and ``work`` are the days as
    they were in the end.
    """

    year: int
    source: Source
    off: tuple[date, ...]
    work: tuple[date, ...]
    amendment: Source | None = None


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Working days in order, known from ``first`` up to and including ``known_until``."""

    workdays: tuple[date, ...] = field(repr=False)
    first: date
    known_until: date
    notices: tuple[Notice, ...] = field(default=(), repr=False)

    @classmethod
    def of(cls, notices: Iterable[Notice]) -> WorkCalendar:
        """The calendar of consecutive yearly notices. Raises ``RegisterError`` where a year is missing."""
        told = tuple(sorted(notices, key=lambda notice: notice.year))
        years = [notice.year for notice in told]
        if not years or years != list(range(years[0], years[-1] + 1)):
            raise RegisterError("the years are not consecutive", remedy="give one notice for every year")
        first, last = date(years[0], 1, 1), date(years[-1], 12, 31)
        off = set(chain.from_iterable(notice.off for notice in told))
        work = set(chain.from_iterable(notice.work for notice in told))
        worked = (day for day in _days(first, last) if day in work or (day.weekday() < _SATURDAY and day not in off))
        return cls(tuple(worked), first, last, told)

    def is_workday(self, day: date) -> bool:
        """Whether ``day`` is worked. Raises ``NotAnnounced`` outside the announced years."""
        self._require(day)
        at = bisect_left(self.workdays, day)
        return at < len(self.workdays) and self.workdays[at] == day

    def on_or_after(self, day: date) -> date:
        """``day`` itself if it is worked, else the next working day. Raises ``NotAnnounced``."""
        self._require(day)
        return self._at(bisect_left(self.workdays, day), day, 0)

    def after(self, start: date, n: int) -> tuple[date, ...]:
        """The first ``n`` working days after ``start``; fewer where the announced days end."""
        self._require(start)
        at = bisect_right(self.workdays, start)
        return self.workdays[at : at + max(n, 0)]

    def add(self, start: date, n: int) -> date:
        """The ``n``-th working day after ``start`` (before it for a negative ``n``); ``start`` is not counted.

        The day of the event is not counted: Civil Code, art. 201. Raises ``UsageError`` for n = 0, where
        ``on_or_after`` is meant, and ``NotAnnounced`` with the number of certain days past the known years.
        """
        self._require(start)
        if n == 0:
            raise UsageError("zero working days after a day is no day", remedy="use on_or_after")
        if n > 0:
            at = bisect_right(self.workdays, start)
            return self._at(at + n - 1, start, len(self.workdays) - at)
        at = bisect_left(self.workdays, start)
        return self._at(at + n, start, at)

    def count(self, start: date, end: date) -> int:
        """Working days after ``start`` up to and including ``end``; negative where ``end`` is earlier.

        Raises ``NotAnnounced`` with the number of certain days where ``end`` is past the known years.
        """
        self._require(start)
        before = bisect_right(self.workdays, start)
        known = bisect_right(self.workdays, end) - before
        self._require(end, certain=abs(known))
        return known

    def _at(self, index: int, start: date, certain: int) -> date:
        """The working day of that index; outside the table it is not announced."""
        if 0 <= index < len(self.workdays):
            return self.workdays[index]
        edge = self.known_until + _ONE_DAY if index >= 0 else self.first - _ONE_DAY
        raise self._unknown(edge, f"counting from {start}, {certain} working days are certain", certain)

    def _require(self, day: date, certain: int = 0) -> None:
        if not self.first <= day <= self.known_until:
            raise self._unknown(day, f"{day} is outside the table", certain)

    def _unknown(self, day: date, what: str, certain: int) -> NotAnnounced:
        late = day > self.known_until
        remedy = f"wait for the notice of {day.year}" if late else f"the table begins on {self.first}"
        where = f"working days {self.first.year} to {self.known_until.year}"
        return NotAnnounced(f"not announced yet: {what}" if late else what, where=where, remedy=remedy, certain=certain)


@cache
def prc_calendar() -> WorkCalendar:
    """The working calendar that ships with Luoshi, read once."""
    return load_calendar(data_path("calendar", "workdays.yaml"))


def load_calendar(path: Path) -> WorkCalendar:
    """A working calendar from a file of yearly notices. Raises ``RegisterError`` naming file, line and field."""
    file = Entry.read(path).only("notices")
    notices = tuple(_notice(entry) for entry in file.entries("notices"))
    try:
        return WorkCalendar.of(notices)
    except RegisterError as error:
        raise file.error(error.what, "notices", remedy=error.remedy) from error


def _notice(entry: Entry) -> Notice:
    entry.only("year", "notice", "amended_by", "note", "off", "work")
    year = int(entry.decimal("year"))
    amendment = Source.from_entry(entry.entry("amended_by")) if "amended_by" in entry.values else None
    off, work = _listed(entry, "off", year), _listed(entry, "work", year)
    for day in work:
        if day.weekday() < _SATURDAY or day in off:
            raise entry.error(f"{day} is listed as made up", "work", remedy="only a weekend day not off is made up")
    return Notice(year, Source.from_entry(entry.entry("notice")), off, work, amendment)


def _listed(entry: Entry, name: str, year: int) -> tuple[date, ...]:
    """The days of a list of ``MM-DD``, ``YYYY-MM-DD`` and ``first..last``."""
    items = entry.values.get(name)
    if not isinstance(items, list):
        raise entry.error(f"“{name}” must be a list of days", name, remedy="write [01-01, 02-10..02-17]")
    return tuple(chain.from_iterable(_span(entry, name, str(item), year) for item in items))


def _span(entry: Entry, name: str, item: str, year: int) -> Iterator[date]:
    first, _, last = item.partition("..")
    try:
        days = [date.fromisoformat(end if len(end) > 5 else f"{year}-{end}") for end in (first, last or first)]
    except ValueError as error:
        raise entry.error(f"“{item}” is no day", name, remedy="write 02-10 or 02-10..02-17") from error
    if days[0] > days[1] or days[0] < date(year - 1, 12, 1) or days[1].year > year:
        raise entry.error(f"“{item}” is not in the year {year}", name, remedy="the first day comes first")
    return _days(*days)


def _days(first: date, last: date) -> Iterator[date]:
    return (first + _ONE_DAY * n for n in range((last - first).days + 1))
