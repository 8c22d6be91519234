"""The working calendar day by day, the golden dates, and an honest answer past what was announced."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.core.calendar import WorkCalendar, load_calendar, prc_calendar
from luoshi.core.errors import NotAnnounced, RegisterError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FIRST, LAST = date(2004, 1, 1), date(2026, 12, 31)
DAYS = st.dates(FIRST, LAST)
MADE_UP_IN_THE_NOTICE_ONLY = {date(2005, 12, 31)}
"""Worked by the notice for 2006 (国办发明电〔2005〕35号, item 1), in exchange for 3 January; the oracle lacks it."""

YEAR_2024 = """notices:
  - year: 2024
    notice: {document: 通知, verified: page}
    off: [01-01, 02-10..02-17]
    work: [02-04, 02-18]
"""


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(n) for n in range((last - first).days + 1)]


def test_every_day_from_2004_to_2026_agrees_with_chinese_calendar_but_one() -> None:
    calendar = prc_calendar()
    different = {day for day in _days(FIRST, LAST) if calendar.is_workday(day) != chinese_calendar.is_workday(day)}
    assert different == MADE_UP_IN_THE_NOTICE_ONLY
    assert all(calendar.is_workday(day) for day in different)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2025, 1, 1), date(2025, 1, 1)),
        (date(2025, 1, 28), date(2025, 2, 4)),
        (date(2025, 4, 4), date(2025, 4, 6)),
        (date(2025, 5, 1), date(2025, 5, 5)),
        (date(2025, 5, 31), date(2025, 6, 2)),
        (date(2025, 10, 1), date(2025, 10, 8)),
        (date(2026, 1, 1), date(2026, 1, 3)),
        (date(2026, 2, 15), date(2026, 2, 23)),
        (date(2026, 4, 4), date(2026, 4, 6)),
        (date(2026, 5, 1), date(2026, 5, 5)),
        (date(2026, 6, 19), date(2026, 6, 21)),
        (date(2026, 9, 25), date(2026, 9, 27)),
        (date(2026, 10, 1), date(2026, 10, 7)),
    ],
)
def test_the_breaks_of_2025_and_2026_are_rest_days(first: date, last: date) -> None:
    assert [day for day in _days(first, last) if prc_calendar().is_workday(day)] == []


def test_the_made_up_days_of_2025_and_2026_are_the_announced_ones() -> None:
    made_up = [d for d in _days(date(2025, 1, 1), LAST) if d.weekday() >= 5 and prc_calendar().is_workday(d)]
    months_and_days = [(d.year, d.month, d.day) for d in made_up]
    assert months_and_days == [
        *[(2025, 1, 26), (2025, 2, 8), (2025, 4, 27), (2025, 9, 28), (2025, 10, 11)],
        *[(2026, 1, 4), (2026, 2, 14), (2026, 2, 28), (2026, 5, 9), (2026, 9, 20), (2026, 10, 10)],
    ]


def test_ten_working_days_after_24_september_2024_end_on_a_made_up_saturday() -> None:
    assert prc_calendar().add(date(2024, 9, 24), 10) == date(2024, 10, 12)


def test_sunday_25_august_2024_rolls_to_monday() -> None:
    assert prc_calendar().on_or_after(date(2024, 8, 25)) == date(2024, 8, 26)


@given(DAYS, st.integers(1, 300))
def test_adding_and_counting_are_inverse(start: date, n: int) -> None:
    calendar = prc_calendar()
    days = calendar.after(start, n)
    if len(days) == n:
        assert calendar.add(start, n) == days[-1]
        assert calendar.count(start, days[-1]) == n
        assert [calendar.add(days[-1], -back) for back in range(1, n)] == list(days[-2::-1])


@given(DAYS, DAYS)
def test_a_count_is_the_number_of_worked_days_one_by_one(start: date, end: date) -> None:
    early, late = min(start, end), max(start, end)
    by_hand = sum(prc_calendar().is_workday(day) for day in _days(early + timedelta(1), late))
    assert prc_calendar().count(start, end) == (by_hand if start <= end else -by_hand)


@given(DAYS)
def test_the_next_working_day_is_worked_and_nothing_before_it_is(day: date) -> None:
    found = prc_calendar().on_or_after(day)
    assert [d for d in _days(day, found) if prc_calendar().is_workday(d)] == [found]


def test_counting_backwards_passes_rest_days() -> None:
    assert prc_calendar().add(date(2024, 10, 8), -1) == date(2024, 9, 30)
    assert prc_calendar().add(date(2024, 10, 6), -2) == date(2024, 9, 29)


@pytest.mark.parametrize(
    ("ask", "certain"),
    [
        (lambda c: c.add(date(2026, 12, 25), 10), 4),
        (lambda c: c.add(LAST, 1), 0),
        (lambda c: c.count(date(2026, 12, 25), date(2027, 2, 1)), 4),
        (lambda c: c.is_workday(date(2027, 1, 4)), 0),
        (lambda c: c.on_or_after(date(2027, 1, 4)), 0),
        (lambda c: c.after(date(2027, 1, 4), 2), 0),
    ],
)
def test_past_the_known_years_it_is_not_announced_and_says_what_is_certain(
    ask: Callable[[WorkCalendar], object], certain: int
) -> None:
    with pytest.raises(NotAnnounced, match="not announced yet") as caught:
        ask(prc_calendar())
    assert caught.value.certain == certain
    assert "notice of 2027" in caught.value.remedy


def test_a_window_that_leaves_the_known_years_still_gives_its_certain_days() -> None:
    assert prc_calendar().after(date(2026, 12, 25), 10) == tuple(_days(date(2026, 12, 28), LAST))


@pytest.mark.parametrize(
    ("ask", "certain"),
    [
        (lambda c: c.is_workday(date(2003, 12, 31)), 0),
        (lambda c: c.add(date(2004, 1, 5), -10), 1),
        (lambda c: c.count(date(2004, 1, 6), date(2003, 12, 1)), 3),
    ],
)
def test_before_2004_the_table_does_not_guess_either(ask: Callable[[WorkCalendar], object], certain: int) -> None:
    with pytest.raises(NotAnnounced, match="begins on 2004-01-01") as caught:
        ask(prc_calendar())
    assert caught.value.certain == certain


def test_zero_working_days_after_a_day_is_a_question_for_another_method() -> None:
    with pytest.raises(UsageError, match="on_or_after"):
        prc_calendar().add(date(2024, 7, 26), 0)


def test_every_year_names_its_notice() -> None:
    notices = prc_calendar().notices
    assert [notice.year for notice in notices] == list(range(2004, 2027))
    unread = [notice.year for notice in notices if notice.source.needs_verification]
    assert unread == [notice.year for notice in notices if not notice.source.number] == [2004, 2005]
    assert [notice.year for notice in notices if notice.amendment] == [2015, 2019, 2020]
    numbers = [notice.source.number for notice in notices if notice.source.number]
    assert all(f"〔{year - 1}〕" in number for year, number in zip(range(2006, 2027), numbers, strict=True))


def test_made_up_days_never_outnumber_days_off_within_a_notice() -> None:
    for notice in prc_calendar().notices:
        assert 0 < len(notice.work) < len([day for day in notice.off if day.weekday() < 5])


def test_a_calendar_of_the_users_own_is_read(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(YEAR_2024, encoding="utf-8")
    calendar = load_calendar(path)
    assert (calendar.first, calendar.known_until) == (date(2024, 1, 1), date(2024, 12, 31))
    assert calendar.on_or_after(date(2024, 2, 10)) == date(2024, 2, 18)
    with pytest.raises(NotAnnounced):
        calendar.on_or_after(date(2025, 1, 1))


def test_a_year_that_ends_in_rest_days_has_no_next_working_day_yet(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(YEAR_2024.replace("[01-01", "[12-31, 01-01"), encoding="utf-8")
    with pytest.raises(NotAnnounced, match="not announced yet"):
        load_calendar(path).on_or_after(date(2024, 12, 31))


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ("02-18]", "02-19]", "made up"),
        ("02-18]", "02-10]", "made up"),
        ("02-04", "02-30", "no day"),
        ("02-04", "soon", "no day"),
        ("02-10..02-17", "02-17..02-10", "comes first"),
        ("02-10..02-17", "2023-11-30", "not in the year"),
        ("02-10..02-17", "2025-01-01", "not in the year"),
        ("work: [02-04, 02-18]", "work: 02-04", "list of days"),
        ("verified", "verifeid", "verifeid"),
        ("    off: [01-01, 02-10..02-17]\n", "", "list of days"),
        ("year: 2024", "year: twenty", "decimal"),
    ],
)
def test_a_fault_in_a_table_of_notices_is_named(tmp_path: Path, old: str, new: str, word: str) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(YEAR_2024.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RegisterError, match=rf"own\.yaml:\d .*{word}"):
        load_calendar(path)


def test_a_missing_year_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    later = YEAR_2024.replace("notices:\n", "").replace("2024", "2026").replace("02-04, 02-18", "")
    path.write_text(YEAR_2024 + later, encoding="utf-8")
    with pytest.raises(RegisterError, match="not consecutive"):
        load_calendar(path)
