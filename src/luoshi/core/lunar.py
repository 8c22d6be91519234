"""Lunar New Year, which moves between 21 January and 20 February and takes the first two months' figures along.

The dates follow GB/T 33661-2017 and ship as a table: a table can be checked line by line, astronomy cannot.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from luoshi.core.entries import Entry
from luoshi.core.errors import NotAnnounced
from luoshi.data import data_path

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["load_lunar_new_years", "lunar_new_year"]


def lunar_new_year(year: int) -> date:
    """The first day of the first lunar month that falls in the civil ``year``, 1930 to 2100.

    Raises ``NotAnnounced`` outside those years.
    """
    table = _shipped()
    if year not in table:
        raise NotAnnounced(
            f"the table has no Lunar New Year of {year}",
            where=f"Lunar New Year {min(table)} to {max(table)}",
            remedy="ask for a year inside the table",
        )
    return table[year]


@cache
def _shipped() -> Mapping[int, date]:
    return load_lunar_new_years(data_path("calendar", "lunar_new_year.yaml"))


def load_lunar_new_years(path: Path) -> Mapping[int, date]:
    """Lunar New Year by civil year from a file of decades. Raises ``RegisterError`` naming file and line."""
    decades = Entry.read(path).only("decades").entry("decades")
    return MappingProxyType({day.year: day for decade in decades.values for day in _decade(decades, decade)})


def _decade(decades: Entry, name: str) -> list[date]:
    days = decades.texts(name)
    try:
        return [date.fromisoformat(f"{int(name) + n}-{day}") for n, day in enumerate(days)]
    except ValueError as error:
        raise decades.error(f"the decade {name} holds something that is no day", name, remedy="write MM-DD") from error
