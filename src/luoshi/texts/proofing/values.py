"""A draft against a table of values: ``period,subject,measure,value,unit``, one row a value that is known.

A row speaks of a number only where its subject stands in the clause of the number, its measure between the two (in
any of the words that mean it), and its period is the one that holds there. What cannot be matched is left alone.
"""

from __future__ import annotations

import csv
import io
import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from luoshi.core.errors import FileRefused, UnitError
from luoshi.core.numerals import parse_numeral
from luoshi.texts.folding import fold
from luoshi.texts.proofing.checks import compare, printed, shown, unit_of
from luoshi.texts.proofing.frames import word_file
from luoshi.texts.proofing.interval import Interval
from luoshi.texts.proofing.records import Confirmed, Finding, Severity
from luoshi.texts.proofing.tokens import KINDS, Num, scan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from luoshi.texts.proofing.checks import Result
    from luoshi.texts.proofing.draft import Draft

__all__ = ["COLUMNS", "Value", "against", "load_values", "parse_values"]

COLUMNS = ("period", "subject", "measure", "value", "unit")
"""The columns of a value table; ``period`` may be empty."""

_SAID = r"(?:为|达到|达|约|近|超过|超|共|是|至|到|了|累计|已|有|的|突破|实现|完成)*"
_FALL = re.compile(r"(?:下降|减少|降低|回落|负增长)[^，。]{0,3}$")
_PERIOD = re.compile(
    r"去年|今年以来|今年|上半年|下半年|前三季度|[一二三四]季度|前\d{1,2}个月|\d{1,2}[-—－至]\d{1,2}月(?:份)?|\d{1,2}月份|20\d\d年|“十[一二三四五]五”"
)


class Value(NamedTuple):
    """One known value, in its printed unit; ``number`` is the same with its range."""

    period: str
    subject: str
    measure: str
    number: Num
    line: int


def load_values(path: Path) -> tuple[Value, ...]:
    """The values of a CSV file in UTF-8. Raises ``FileRefused`` naming line and remedy."""
    from luoshi.texts.importing import load

    return parse_values(load(path).text, path.name)


def parse_values(text: str, name: str = "values") -> tuple[Value, ...]:
    """The values of a CSV text. Raises ``FileRefused`` for a missing column, a value that is no number, no subject."""
    reader = csv.DictReader(io.StringIO(text.lstrip("\ufeff")))
    missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
    if missing:
        raise FileRefused(f"the column “{missing[0]}” is missing", where=name, remedy=f"begin with {','.join(COLUMNS)}")
    return tuple(_value(row, line, name) for line, row in enumerate(reader, 2))


def _value(row: dict[str, str | None], line: int, name: str) -> Value:
    told = {column: fold((row.get(column) or "").strip()).text for column in COLUMNS}
    where = f"{name}:{line}"
    if not told["subject"]:
        raise FileRefused("the subject is empty", where=where, remedy="name what the value is of")
    try:
        parse_numeral(told["value"])
    except UnitError as error:
        raise FileRefused(f"“{told['value'][:20]}” is no number", where=where, remedy="write digits, as 6.0") from error
    numbers = list(scan(told["value"].removeprefix("-") + told["unit"]))
    if len(numbers) != 1 or (numbers[0].end != len(told["value"].removeprefix("-") + told["unit"])):
        raise FileRefused(
            f"“{told['unit'][:20]}” is no known unit", where=where, remedy="write a unit such as % or 万元"
        )
    number = _negative(numbers[0]) if told["value"].startswith("-") else numbers[0]
    return Value(told["period"], told["subject"], told["measure"], number, line)


def _negative(number: Num) -> Num:
    reach = Interval(-number.range.high, -number.range.low)
    return number._replace(value=-number.value, range=reach)


@cache
def _measures() -> dict[str, str]:
    """How a measure is said beside its number; an empty pattern is the level itself."""
    words = word_file()
    growth, share = words.alternation("said_growth"), words.alternation("said_share")
    return {
        **dict.fromkeys(words.text("measure_growth").split(), growth),
        **dict.fromkeys(words.text("measure_share").split(), share),
        **dict.fromkeys(words.text("measure_level").split(), ""),
    }


@cache
def _between(measure: str) -> re.Pattern[str]:
    said = _measures().get(measure)
    words = f"(?:{said})" if said else f"(?:{re.escape(measure)})" if said is None and measure else ""
    change = (
        f"(?:{word_file().alternation('up')}|{word_file().alternation('down')})?" if said and "增长" in said else ""
    )
    gap = f"[^。；，、{KINDS}]" + "{0,12}?"
    return re.compile(f"{gap}{words}{change}{_SAID}[{KINDS}]") if words else re.compile(f"{gap}{_SAID}[{KINDS}]")


def against(draft: Draft, values: Sequence[Value]) -> Iterator[Result]:
    """Every number of the draft that a row of the table speaks of."""
    periods = [(found.start(), found.group()) for found in _PERIOD.finditer(draft.folded)]
    spoken = {
        (v.subject, v.measure): {w.period for w in values if (w.subject, w.measure) == (v.subject, v.measure)}
        for v in values
    }
    for value in values:
        for number, place in _numbers(draft, value):
            holds = _holding(draft, periods, number)
            several = len(spoken[value.subject, value.measure]) > 1
            if not value.period or _same_period(value.period, holds) or (not holds and not several):
                yield from _against(draft, value, _signed(draft, number, place))


def _numbers(draft: Draft, value: Value) -> Iterator[tuple[Num, int]]:
    """The numbers behind a subject with its measure between, in a unit of the same kind."""
    at = draft.skeleton.find(value.subject)
    while at >= 0:
        found = _between(value.measure).match(draft.skeleton, at + len(value.subject))
        if found and not _longer(draft.skeleton, at):
            number = draft.number_at(found.end() - 1)
            level = _measures().get(value.measure) == ""
            change = re.search(r"增长|下降|增加|减少|提高", found.group())
            if (number.kind, number.unit) == (value.number.kind, value.number.unit) and not (level and change):
                yield number, found.end() - 1
        at = draft.skeleton.find(value.subject, at + 1)


def _longer(skeleton: str, at: int) -> bool:
    """Whether the subject is the tail of a longer name (高技术制造业 is not 制造业)."""
    before = skeleton[at - 1 : at]
    return bool(before) and "\u4e00" <= before <= "\u9fff" and before not in "，省市县区国年月度来中其而且但和与及是"


def _holding(draft: Draft, periods: Sequence[tuple[int, str]], number: Num) -> tuple[str, ...]:
    """The words of time before a number in its sentence."""
    start = max(draft.folded.rfind(mark, 0, number.start) for mark in "。！？\n\r") + 1
    return tuple(word for at, word in periods if start <= at < number.start)


def _same_period(period: str, holds: Sequence[str]) -> bool:
    """Whether the row's period is named; 2025年上半年 needs both its parts."""
    parts = _PERIOD.findall(period) or [period]
    return bool(holds) and set(parts) <= set(holds) and holds[-1] in parts


def _signed(draft: Draft, number: Num, place: int) -> Num:
    before = draft.skeleton[max(0, place - 8) : place]
    return _negative(number) if _FALL.search(before) and number.value > 0 else number


def _against(draft: Draft, value: Value, number: Num) -> Iterator[Result]:
    known = value.number
    span = draft.span(number.start, number.end)
    if known.range.meets(number.range) or number.range.low <= known.base < number.range.high:
        yield Confirmed("value", span, (), "same")
        return
    verdict = compare(number, known.range)
    unit = unit_of(number)
    text = shown(Interval(known.base, known.base), number)
    severity = Severity.WRONG if verdict.severity is Severity.WRONG else verdict.severity
    yield Finding(
        "value",
        span,
        printed(draft, number),
        text + unit,
        unit,
        (),
        severity,
        "same",
        verdict.note or f"line {value.line}",
        f"{text}{unit}",
    )
