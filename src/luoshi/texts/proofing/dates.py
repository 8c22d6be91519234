"""Dates: a day that does not exist, its weekday, an end before its beginning, days counted from a date.

A weekday is only computed where the year is printed in the same sentence; everything else would be a guess.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING

from luoshi.core.errors import UnitError
from luoshi.core.numerals import parse_numeral
from luoshi.texts.proofing.records import Confirmed, Finding, Operand, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from luoshi.texts.proofing.checks import Result
    from luoshi.texts.proofing.draft import Draft

__all__ = ["dates"]

_DATE = re.compile(
    r"(?<!\d)(?:(?P<y>(?:1[6-9]|20)\d\d)年(?P<m>\d{1,2})月(?P<d>\d{1,2})[日号]|(?P<y2>(?:19|20)\d\d)-(?P<m2>\d{2})-(?P<d2>\d{2})(?!\d)|"
    r"(?P<m3>\d{1,2})月(?P<d3>\d{1,2})[日号])"
)
_WEEKDAY = re.compile(r"[（(，、 ]?(?:是)?(?:本)?(?P<name>(?:星期|周|礼拜)[一二三四五六日天])[）)]?(?!期|末)")
_RANGE = re.compile(r"(?:\s*(?:起|开始)?，?\s*(?:至|到|—|——|-|－|~|～)\s*)")
_SHORT = re.compile(r"(?P<d>\d{1,2})[日号]")
_DURATION = re.compile(
    r"[^，。；\d（]{0,10}(?:，|（)?(?:会期|为期|历时|共计|共|前后|持续)(?P<n>\d+|[一二两三四五六七八九十]+)天"
)
_AFTER = re.compile(
    r"起?(?:的)?(?:第)?(?P<n>\d+|[一二两三四五六七八九十百]+)(?:个)?(?P<unit>日|天|周|个月)(?P<in>内|之内|后|之后)?[，（(]?(?:即|也就是|到期日为|截止日为|至|到)+"
)
_NAMES = "一二三四五六日"


def dates(draft: Draft) -> Iterator[Result]:
    """All checks of dates in a draft."""
    year, previous, last_end = None, None, -1
    text = draft.folded
    for found in _DATE.finditer(text):
        if last_end >= 0 and re.search(r"[。！？\n]", text[last_end : found.start()]):
            year, previous = None, None
        printed_year = found["y"] or found["y2"]
        year = int(printed_year) if printed_year else year
        month, day = int(found["m"] or found["m2"] or found["m3"]), int(found["d"] or found["d2"] or found["d3"])
        yield from _exists(draft, found, year, month, day)
        here = _day(year, month, day)
        if here is not None:
            yield from _weekday(draft, found, here)
            yield from _counted(draft, found, here)
            if previous is not None:
                yield from _order(draft, previous, (found, here), inherited=not printed_year)
            yield from _until(draft, found, here)
        previous, last_end = ((found, here) if here else None), found.end()


def _day(year: int | None, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year else None
    except ValueError:
        return None


def _exists(draft: Draft, found: re.Match[str], year: int | None, month: int, day: int) -> Iterator[Result]:
    last = monthrange(year or 2024, month)[1] if 1 <= month <= 12 else 0
    if not 1 <= day <= last:
        span = draft.span(*found.span())
        known = f"{month}月有{last}日" if last else "1–12月"
        yield Finding("date", span, span.quote, known, "", (), Severity.WRONG, "exists")


def _weekday(draft: Draft, found: re.Match[str], here: date) -> Iterator[Result]:
    told = _WEEKDAY.match(draft.folded, found.end())
    if not told:
        return
    stated, name = told["name"][-1].replace("天", "日"), _NAMES[here.weekday()]
    span = draft.span(*told.span("name"))
    roles = (Operand("date", draft.span(*found.span()), None, ""),)
    if stated == name:
        yield Confirmed("weekday", span, roles, "weekday")
    else:
        right = told["name"][:-1] + name
        yield Finding("weekday", span, span.quote, right, "", roles, Severity.WRONG, "weekday", suggestion=right)


def _order(
    draft: Draft, one: tuple[re.Match[str], date | None], other: tuple[re.Match[str], date], *, inherited: bool
) -> Iterator[Result]:
    """自a至b: b is not before a. A year that is not printed again may be the next one (12月20日至1月5日)."""
    (first, start), (second, end) = one, other
    if start is None or not _RANGE.fullmatch(draft.folded, first.end(), second.start()):
        return
    roles = (Operand("from", draft.span(*first.span()), None, ""), Operand("to", draft.span(*second.span()), None, ""))
    span = draft.span(*second.span())
    if end >= start:
        yield Confirmed("date_order", span, roles, "order")
        yield from _duration(draft, second.end(), (end - start).days, roles)
    elif not (inherited and start.month >= 10 and end.month <= 3):
        yield Finding("date_order", span, span.quote, f"≥{start.isoformat()}", "", roles, Severity.WRONG, "order")


def _until(draft: Draft, found: re.Match[str], here: date) -> Iterator[Result]:
    """7月26日至28日，为期三天."""
    link = _RANGE.match(draft.folded, found.end())
    short = _SHORT.match(draft.folded, link.end()) if link and link.group() else None
    if not short:
        return
    day = int(short["d"])
    span = draft.span(*short.span())
    roles = (Operand("from", draft.span(*found.span()), None, ""), Operand("to", span, None, ""))
    end = _day(here.year, here.month, day)
    if end is None:
        last = monthrange(here.year, here.month)[1]
        yield Finding("date", span, span.quote, f"{here.month}月有{last}日", "", roles, Severity.WRONG, "exists")
    elif end < here:
        yield Finding("date_order", span, span.quote, f"≥{here.isoformat()}", "", roles, Severity.WRONG, "order")
    else:
        yield Confirmed("date_order", span, roles, "order")
        yield from _duration(draft, short.end(), (end - here).days, roles)


def _duration(draft: Draft, at: int, days: int, roles: tuple[Operand, ...]) -> Iterator[Result]:
    """Both ways of counting are in use: with the first day, and without."""
    told = _DURATION.match(draft.folded, at)
    stated = _count(told["n"]) if told else None
    if told is None or stated is None:
        return
    span = draft.span(*told.span("n"))
    if stated in {days, days + 1}:
        yield Confirmed("duration", span, roles, "days")
    else:
        yield Finding("duration", span, span.quote, f"{days + 1}天", "天", roles, Severity.WRONG, "days")


def _counted(draft: Draft, found: re.Match[str], here: date) -> Iterator[Result]:
    """自a起30日内，即b: the day of the event is not counted (Civil Code, art. 201); counting it is doubtful."""
    told = _AFTER.match(draft.folded, found.end())
    then = _DATE.match(draft.folded, told.end()) if told else None
    number = _count(told["n"]) if told else None
    if told is None or then is None or number is None or told["unit"] == "个月":
        return
    days = number * (7 if told["unit"] == "周" else 1)
    stated = _day(
        int(then["y"] or then["y2"] or here.year),
        int(then["m"] or then["m2"] or then["m3"]),
        int(then["d"] or then["d2"] or then["d3"]),
    )
    right = here + timedelta(days=days)
    if stated is None:
        return
    span = draft.span(*then.span())
    roles = (Operand("from", draft.span(*found.span()), None, ""),)
    if stated == right:
        yield Confirmed("duration", span, roles, "days_after")
    else:
        severity = Severity.DOUBTFUL if stated == right - timedelta(days=1) else Severity.WRONG
        said = f"{right.year}年{right.month}月{right.day}日"
        yield Finding("duration", span, span.quote, said, "", roles, severity, "days_after", suggestion=said)


def _count(text: str) -> int | None:
    try:
        return int(parse_numeral(text))
    except UnitError:
        return None
