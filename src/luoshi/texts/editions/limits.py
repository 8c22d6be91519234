"""Numbers and deadlines of two clauses: whether they moved, and which way."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from luoshi.texts.editions.changes import Direction, Step
from luoshi.texts.numbers import find_numbers, has_number

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from luoshi.core.spans import Span
    from luoshi.texts.editions.clauses import Clause

__all__ = ["DEADLINE", "NUMBER", "deadline_step", "number_steps"]

NUMBER, DEADLINE = "number", "deadline"
"""The names of these two axes in the contract."""

_MULTIPLES = {"万亿": 10**12, "亿": 10**8, "千万": 10**7, "百万": 10**6, "万": 10**4}
_MULTIPLE = re.compile("|".join(_MULTIPLES))
_FILLER = re.compile(r"^(?:到|在|今年)+")
_MONTH = re.compile(
    r"(?:(?P<year>20\d\d)年|(?P<next>明年))?(?:(?P<month>\d{1,2})月|(?P<quarter>[一二三四])季度|(?P<half>上半年)|年?底|年内)"
)
_QUARTERS = {"一": 3, "二": 6, "三": 9, "四": 12}


class _Amount(NamedTuple):
    """A number in its smallest unit, and where it is printed."""

    value: Decimal
    unit: str
    approx: str
    span: Span


def number_steps(old: Clause, new: Clause) -> list[Step]:
    """One step for each number that differs: those with one unit in order, then those that a side has alone."""
    one, other = list(_amounts(old)), list(_amounts(new))
    if [amount[:3] for amount in one] == [amount[:3] for amount in other]:
        return []
    steps = []
    for unit in dict.fromkeys(amount.unit for amount in (*one, *other)):
        mine = [amount for amount in one if amount.unit == unit]
        yours = [amount for amount in other if amount.unit == unit]
        steps += [_number_step(a, b) for a, b in zip(mine, yours, strict=False) if a[:3] != b[:3]]
        steps += [_number_step(a, None) for a in mine[len(yours) :]]
        steps += [_number_step(None, b) for b in yours[len(mine) :]]
    return steps


def _amounts(clause: Clause) -> Iterator[_Amount]:
    if not has_number(clause.text):
        return
    at = clause.text.find(clause.deadline) if clause.deadline else -1
    limit = range(at, at + len(clause.deadline)) if at >= 0 else range(0)
    for found in find_numbers(clause.text):
        if found.start in limit:
            continue
        multiple = _MULTIPLE.match(found.unit)
        times = _MULTIPLES[multiple.group()] if multiple else 1
        unit = found.unit[multiple.end() :] if multiple else found.unit
        yield _Amount(found.value * times, unit, found.approx or "", clause.at(found.start, found.end))


def _number_step(old: _Amount | None, new: _Amount | None) -> Step:
    direction = None
    if old and new and old.value != new.value:
        direction = Direction.UP if new.value > old.value else Direction.DOWN
    return Step(NUMBER, direction, old.span if old else None, new.span if new else None)


def deadline_step(old: Clause, new: Clause, years: tuple[int | None, int | None]) -> Step | None:
    """Whether the time limit moved; up is sooner. ``years`` are those of the documents, where they are known."""
    one, other = (_FILLER.sub("", clause.deadline) for clause in (old, new))
    if one == other:
        return None
    ends = _month(one, years[0]), _month(other, years[1])
    direction = None
    if not one or not other:
        direction = Direction.UP if other else Direction.DOWN
    elif ends[0] is not None and ends[1] is not None and ends[0] != ends[1]:
        direction = Direction.UP if ends[1] < ends[0] else Direction.DOWN
    return Step(DEADLINE, direction, _printed(old), _printed(new))


def _month(deadline: str, year: int | None) -> int | None:
    """A time limit as a count of months; None without a year, or for one that counts from elsewhere (3个月内)."""
    found = _MONTH.search(deadline)
    if found is None:
        return None
    if found["year"]:
        year = int(found["year"])
    if year is None:
        return None
    month = 6 if found["half"] else _QUARTERS.get(found["quarter"] or "", 12)
    return 12 * (year + bool(found["next"])) + (int(found["month"]) if found["month"] else month)


def _printed(clause: Clause) -> Span | None:
    """Where the deadline is printed: in the clause, or shortly before it (近期要…)."""
    if not clause.deadline:
        return None
    if (at := clause.text.find(clause.deadline)) >= 0:
        return clause.at(at, at + len(clause.deadline))
    if (at := clause.before.rfind(clause.deadline)) >= 0:
        start = at - len(clause.before)
        return clause.at(start, start + len(clause.deadline))
    return None
