"""Lunar New Year of every year of the table, against an astronomical calendar."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from lunar_python import Lunar

from luoshi.core.errors import NotAnnounced, RegisterError
from luoshi.core.lunar import load_lunar_new_years, lunar_new_year

if TYPE_CHECKING:
    from pathlib import Path


def test_every_year_from_1930_to_2100_agrees_with_lunar_python() -> None:
    for year in range(1930, 2101):
        solar = Lunar.fromYmd(year, 1, 1).getSolar()
        assert lunar_new_year(year) == date(solar.getYear(), solar.getMonth(), solar.getDay())


def test_new_year_falls_between_21_january_and_21_february() -> None:
    dates = [lunar_new_year(year) for year in range(1930, 2101)]
    assert min((d.month, d.day) for d in dates) >= (1, 21)
    assert max((d.month, d.day) for d in dates) <= (2, 21)


@pytest.mark.parametrize("year", [1929, 2101, 0])
def test_a_year_outside_the_table_is_refused(year: int) -> None:
    with pytest.raises(NotAnnounced, match=f"1930 to 2100: .*{year}"):
        lunar_new_year(year)


@pytest.mark.parametrize("text", ["decades: {1930: [02-30]}", "decades: {first: [01-30]}", "decades: {1930: 01-30}"])
def test_a_fault_in_the_table_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "lunar.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RegisterError, match=r"lunar\.yaml:1"):
        load_lunar_new_years(path)
