"""Numbers with a unit in a clause: digits, Chinese numerals, per cent and tenths, with their approximators.

A number counts only with a unit of the list: digits in names (C919, 5G, 6000吨级), dates and labels (四条紅線) do
not. A unit printed once serves the members before it (4.7个和1.3个百分点). Values are in the printed unit.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from luoshi.core.errors import UnitError
from luoshi.core.numerals import parse_numeral
from luoshi.texts.lexicon import WordFile

__all__ = ["Found", "find_numbers", "has_number"]


class Found(NamedTuple):
    """One number by its offsets in the clause, its value in ``unit``, and what makes it approximate."""

    start: int
    end: int
    value: Decimal
    unit: str
    approx: str | None


class _Patterns(NamedTuple):
    digits: re.Pattern[str]
    core: re.Pattern[str]
    unit: re.Pattern[str]
    before: re.Pattern[str]


_DIGIT = re.compile(r"[\d成十百千万]")
_HINT = re.compile(r"\d|百分之|[一二三四五六七八九]成|[一二两三四五六七八九十][十百千万亿]|十[一二三四五六七八九]")
_CHINESE = re.compile(r"[一二两三四五六七八九十之][十百千万成一二三四五六七八九]")
_NO_FIGURE = re.compile(
    r"\d{4}年|\d{1,2}月(?:份|\d|底|初|末|，|$)?|\d{1,2}日|(?:过去|近|未来|今后)\d+年|\d+年(?:来|间|内|前|后|期)|前\d+个月|\d+至\d+月|\d+月至\d+月"
)
_IN_NAME = re.compile(r"[A-Za-z\-－“第]$")
_LINKS = re.compile(r"个?(?:[、和与及]|以及|至|到|—|-)")


@cache
def _patterns() -> _Patterns:
    words = WordFile.load("figures")
    units, many = words.alternation("units"), words.alternation("many")
    multiples = words.alternation("multiples")
    counted = rf"(?:{many})?(?:{multiples})?(?:{units})"
    digits = r"(?P<num>\d+(?:,\d{3})*(?:\.\d+)?)"
    core = re.compile(
        rf"{digits}|百分之(?P<pct>[一二三四五六七八九十百零点两]+)|(?P<tenth>[一二三四五六七八九])成|"
        rf"(?P<han>(?:[一二两三四五六七八九][一二三四五六七八九十百千零〇]*[十百千万]|[二三四五六七八九]?十)[一二三四五六七八九]?)(?={counted})"
    )
    unit = re.compile(
        rf"(?P<many>{many})?(?P<unit>(?:{multiples})?(?:{units})|(?:{multiples})(?=(?:{many})(?:{units})))?(?!{words.alternation('not_before')})"
        rf"(?P<many2>{many})?(?P<rest>{units})?(?P<behind>{words.alternation('behind')})?"
    )
    return _Patterns(
        re.compile(digits + "(?P<pct>_)?(?P<tenth>_)?(?P<han>_)?"),
        core,
        unit,
        re.compile(rf"(?:{words.alternation('before')})$"),
    )


def has_number(text: str) -> bool:
    """A quick look: whether a clause can hold a figure at all."""
    return _DIGIT.search(text) is not None and _HINT.search(text) is not None


def find_numbers(text: str) -> list[Found]:
    """The numbers of one folded clause that have a unit, in order."""
    taken = [m.span() for m in _NO_FIGURE.finditer(text)]
    pattern = _patterns().core if _CHINESE.search(text) else _patterns().digits
    found = [
        number
        for core in pattern.finditer(text)
        if not any(a < core.end() and core.start() < b for a, b in taken) and (number := _number(text, core))
    ]
    return _share_units([n for i, n in enumerate(found) if n.unit or _leads_on(n, found[i + 1 : i + 2], text)])


def _number(text: str, core: re.Match[str]) -> Found | None:
    start, end = core.span()
    if core["num"] and (_IN_NAME.search(text[max(0, start - 1) : start]) or _letter(text[end : end + 1])):
        return None
    try:
        value = _value(core)
    except UnitError:  # 二三十 is two numbers, and none
        return None
    unit, many, behind = "%", "", ""
    if core["num"] or core["han"]:
        after = _patterns().unit.match(text, end)
        unit, many, behind, end = _unit(after, end)
    before = _patterns().before.search(text[max(0, start - 3) : start])
    approx = "".join((before.group() if before else "", many, behind)) or None
    negative = text[start - 1 : start] == "负"
    return Found(start - negative, end, -value if negative else value, unit, approx)


def _letter(char: str) -> bool:
    return char.isascii() and char.isalpha()


def _value(core: re.Match[str]) -> Decimal:
    if core["num"]:
        return Decimal(core["num"].replace(",", ""))
    if core["tenth"]:
        return parse_numeral(core["tenth"]) * 10
    return parse_numeral(core["pct"] or core["han"])


def _unit(after: re.Match[str] | None, end: int) -> tuple[str, str, str, int]:
    """Unit, 多 or 余, what stands behind, and where number and unit end."""
    if after is None or not after["unit"]:
        return "", "", "", end
    many = (after["many"] or "") + (after["many2"] or "")
    rest = after["rest"] or "" if after["many2"] else ""
    stop = after.end("rest") if rest else after.end("many2") if after["many2"] else after.end("unit")
    return after["unit"] + rest, many, after["behind"] or "", stop


def _leads_on(number: Found, following: list[Found], text: str) -> bool:
    """A member without a unit is a figure where the next member of its list has one."""
    return bool(following) and _LINKS.fullmatch(text, number.end, following[0].start) is not None


def _share_units(numbers: list[Found]) -> list[Found]:
    shared: list[Found] = []
    for number in reversed(numbers):
        last = shared[-1] if shared else None
        takes = last and number.unit in {"", "个"} and last.unit not in {"", "个"} and last.start - number.end <= 2
        shared.append(number._replace(unit=last.unit) if last and takes else number)
    return [n for n in reversed(shared) if n.unit]
