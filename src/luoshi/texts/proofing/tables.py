"""Tables in a draft: rows of cells, one a line, as the importer writes them or as Markdown.

A row 合计 adds up the rows above it; a column 占比 is the share of the column before it; 完成率 is done over planned;
growth stands beside two years. A table with 其中 rows, or with 小计, is left alone: its rows are not all parts.
"""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from luoshi.texts.proofing.checks import Check, judge
from luoshi.texts.proofing.interval import exact, within
from luoshi.texts.proofing.tokens import AMOUNT, PERCENT, Num

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from luoshi.texts.proofing.checks import Result
    from luoshi.texts.proofing.draft import Draft

__all__ = ["tables"]

_CELL = re.compile(r"[^\t|]+")
_RULE = re.compile(r"^[|\s:—-]*$")
_VALUE = re.compile(r"\s*(?P<minus>[-负])?(?P<num>\d+(?:,\d{3})*(?:\.\d+)?)\s*(?P<percent>%)?\s*$")
_TOTAL = re.compile(r"^(?:合\s*计|总\s*计|共\s*计|总\s*数|合计数)$")
_NOT_ADDED = re.compile(
    r"率|占比|比重|比例|增速|增长|增幅|同比|环比|平均|均|%|排名|位次|序号|名次|编号|年份|得分|指数|单价|电话|日期"
)
_PARTIAL = re.compile(r"^\s*(?:其中|小\s*计|#|——|\s{2,}|（[一二三四五六]）)")
_SHARE = re.compile(r"占比|比重|所占比例|占全部|构成")
_RATE = re.compile(r"完成率|办结率|化解率|解决率|达标率|整改率|兑现率|完成比例|进度")
_PLANNED = re.compile(r"计划|目标|任务|受理|应|总数|交办|台账|登记|预算|下达")
_DONE = re.compile(r"完成|办结|化解|解决|达标|整改|兑现|实际|实|已")
_GROWTH = re.compile(r"^(?:同比)?(?:增长|增幅|增速|增减|同比)")
_NOW = re.compile(r"本年|今年|本期|本月|当年|(20\d\d)年?")
_ROUNDED = re.compile(r"万元|亿元|万|亿|千|吨|公里|平方|元")


class _Cell(NamedTuple):
    start: int
    end: int
    text: str


_Row = list[_Cell]


def tables(draft: Draft) -> Iterator[Result]:
    """All checks of the tables of a draft."""
    for rows in _tables(draft.folded):
        header, *body = rows
        if len(body) < 2:
            continue
        head = [cell.text.strip() for cell in header]
        partial = any(_PARTIAL.match(row[0].text) for row in body)
        columns = [[_number(row[k], head[k]) for row in body] for k in range(len(head))]
        last = next((k for k, row in enumerate(body) if _TOTAL.match(row[0].text.strip())), None)
        for k in range(1, len(head)):
            if not partial and last is not None:
                yield from _column(draft, head, columns, k, last)
            yield from _beside(draft, head, columns, k, last)


def _tables(text: str) -> Iterator[list[_Row]]:
    """Runs of lines with the same number of cells, at least three lines and two cells."""
    rows: list[tuple[int, _Row]] = []
    for number, line in enumerate(re.finditer(r"[^\n\r]+", text)):
        if ("\t" in line.group() or line.group().lstrip().startswith("|")) and not _RULE.match(line.group()):
            cells = [
                _Cell(line.start() + c.start(), line.start() + c.end(), c.group()) for c in _CELL.finditer(line.group())
            ]
            cells = [cell for cell in cells if cell.text.strip() or "\t" in line.group()]
            rows.append((len(cells), cells))
        elif not _RULE.match(line.group()):
            rows.append((-number - 1, []))
    for count, run in groupby(rows, key=lambda row: row[0]):
        table = [cells for _, cells in run]
        if count >= 2 and len(table) >= 3:
            yield table


def _number(cell: _Cell, head: str) -> Num | None:
    """The number of a cell; a whole number is exact where the heading counts things, rounded where it measures."""
    found = _VALUE.match(cell.text)
    if not found:
        return None
    value = Decimal(found["num"].replace(",", "")) * (-1 if found["minus"] else 1)
    exponent = int(value.as_tuple().exponent)
    step = Decimal(1).scaleb(exponent) if exponent < 0 else Decimal(1)
    percent = bool(found["percent"]) or "%" in head or (_NOT_ADDED.search(head) is not None and "率" in head + "率")
    measured = step < 1 or percent or _ROUNDED.search(head)
    reach = within(value, step) if measured else exact(value)
    kind = (
        PERCENT
        if found["percent"] or "%" in head or _SHARE.search(head) or _RATE.search(head) or _GROWTH.search(head)
        else AMOUNT
    )
    start = cell.start + found.start("num") - (1 if found["minus"] else 0)
    end = cell.start + (found.end("percent") if found["percent"] else found.end("num"))
    unit = "%" if kind == PERCENT else ""
    return Num(start, end, kind, value, unit, Decimal(1), step, "", reach, "%" if found["percent"] else "")


def _column(
    draft: Draft, head: Sequence[str], columns: Sequence[Sequence[Num | None]], k: int, last: int
) -> Iterator[Result]:
    """The row 合计 of one column; it may stand last or first."""
    cells, total = columns[k], columns[k][last]
    if total is None or _NOT_ADDED.search(head[k]) or total.kind != AMOUNT:
        return
    parts = cells[:last] if last else cells[1:]
    numbers = [cell for cell in parts if cell is not None]
    if len(numbers) == len(parts) and len(numbers) >= 2:
        yield from _said(judge(draft, Check("sum", "sum", total, tuple(("part", number) for number in numbers))))


def _beside(
    draft: Draft, head: Sequence[str], columns: Sequence[Sequence[Num | None]], k: int, last: int | None
) -> Iterator[Result]:
    """A column that follows from its neighbours: share, rate, growth."""
    if _SHARE.search(head[k]) and last is not None and k >= 2 and columns[k - 1][last] is not None:
        yield from _shares(draft, columns, k, last)
    elif _RATE.search(head[k]):
        pair = _named(head, k, _PLANNED, _DONE)
        yield from _each(draft, columns, k, pair, "rate")
    elif _GROWTH.match(head[k]):
        yield from _each(draft, columns, k, _years(head, k), "growth")


def _shares(draft: Draft, columns: Sequence[Sequence[Num | None]], k: int, last: int) -> Iterator[Result]:
    whole = columns[k - 1][last]
    for part, share in zip(columns[k - 1], columns[k], strict=True):
        if part and share and whole and whole.kind == part.kind == AMOUNT and whole.range.low > 0 and part is not whole:
            yield from _said(judge(draft, Check("share", "share", share, (("part", part), ("whole", whole)))))


def _named(head: Sequence[str], k: int, one: re.Pattern[str], other: re.Pattern[str]) -> tuple[int, int] | None:
    """Two different columns by their headings; each must be the only one that fits."""
    planned = [i for i in range(1, len(head)) if i != k and one.search(head[i]) and not _NOT_ADDED.search(head[i])]
    done = [
        i
        for i in range(1, len(head))
        if i not in {k, *planned} and other.search(head[i]) and not _NOT_ADDED.search(head[i])
    ]
    return (done[0], planned[0]) if len(planned) == len(done) == 1 else None


def _years(head: Sequence[str], k: int) -> tuple[int, int] | None:
    """The columns of the period before and of this one, as (before, after)."""
    years = {
        i: int(found[1]) for i in range(1, len(head)) if i != k and (found := _NOW.fullmatch(head[i])) and found[1]
    }
    if len(years) == 2:
        (i, one), (j, two) = years.items()
        return ((i, j) if one < two else (j, i)) if abs(one - two) == 1 else None
    now = [i for i in range(1, len(head)) if i != k and re.match(r"本年|今年|本期|本月|当年", head[i])]
    then = [i for i in range(1, len(head)) if i != k and re.match(r"上年|去年|上期|上月", head[i])]
    return (then[0], now[0]) if len(now) == len(then) == 1 else None


def _each(
    draft: Draft, columns: Sequence[Sequence[Num | None]], k: int, pair: tuple[int, int] | None, code: str
) -> Iterator[Result]:
    if pair is None:
        return
    formula = "growth" if code == "growth" else "share"
    for one, other, stated in zip(columns[pair[0]], columns[pair[1]], columns[k], strict=True):
        if one and other and stated and min(one.range.low, other.range.low) > 0:
            names = ("before", "after") if formula == "growth" else ("part", "whole")
            yield from _said(judge(draft, Check(code, formula, stated, ((names[0], one), (names[1], other)))))


def _said(result: Result | None) -> Iterator[Result]:
    if result is not None:
        yield result
