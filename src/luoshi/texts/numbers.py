"""Numbers with a unit in a clause: digits, Chinese numerals, per cent, tenths and ranks, with their approximators.

A number counts only with a unit of the list: digits in names (C919, 5G, 6000吨级), dates and labels (四条红线) do
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
    behind: re.Pattern[str]


_DIGIT = re.compile(r"[\d成十百千万倍番位名]")
_HINT = re.compile(
    r"(?=[\d百一二两三四五六七八九十翻点第])(?:\d|百分之|[一二两三四五六七八九]成|[一二两三四五六七八九十][十百千万亿倍]|十[一二三四五六七八九]|翻[一两]|点[一二三四五六七八九零〇]{1,6}[倍个]|第[一二三四五六七八九十]{1,3}[位名])"
)
_CHINESE = re.compile(r"[一二两三四五六七八九之十][十百千万成倍番位名点一二三四五六七八九]")
_NO_FIGURE = re.compile(
    r"(?=[\d过近未今前一二三四五六七八九十百千万])(?:(?<!\d)\d{4}年|\d{1,2}月(?:份|\d|底|初|末|，|$)?|\d{1,2}日|(?:过去|近|未来|今后)\d{1,3}年|"
    r"(?<!\d)\d{1,3}年(?:来|间|内|前|后|期)|前\d{1,2}个月|(?<!\d)\d{1,2}至\d{1,2}月|\d{1,2}月至\d{1,2}月|[十百千]年(?:来|间|前|后|期)|"
    r"[一二三四五六七八九]成(?:[不立功果长本员效分套就熟]|为)|[十百千万][一二三四五六七八九]?成(?:[立功果长本员效分套就熟]|为))"
)
_IN_NAME = re.compile(r"[A-Za-z\-－“第.·]$")
_RANKED = re.compile(r"(?:居|列|排名?|名列|升至|保持|稳居|跃居|进位至)[^，、第]{0,10}第$")
_NEGATIVE = re.compile(r"(?:^|[^减增背担抱自胜肩欺辜正重])负$")
_LINKS = re.compile(r"(?:万亿|[万亿个])?(?:[、和与及]|以及|至|到|—|-|~|～)")
_MULTIPLE = re.compile(r"万亿|[万亿]")
_LONGEST = 20
"""Digits of the longest number that is taken for one; what is longer is an identifier."""
_SMALL = "一二两三四五六七八九十百千零〇"


@cache
def _patterns() -> _Patterns:
    words = WordFile.load("figures")
    units, many = words.alternation("units"), words.alternation("many")
    multiples = words.alternation("multiples")
    counted = rf"(?:{many})?(?:{multiples})?(?:{many})?(?:{units})"
    big = rf"(?P<big>\d{{1,6}}|[{_SMALL}]{{1,9}})亿(?P<small>\d{{1,8}}|[{_SMALL}]{{1,9}})(?=万?(?:{many})?(?:{units}))"
    digits = rf"{big}|(?P<num>\d+(?:,\d{{3}})*(?:\.\d+)?)"
    core = re.compile(
        rf"{digits}|百分之(?P<pct>[一二三四五六七八九十百零〇点两]{{1,12}}|\d{{1,3}}(?:\.\d+)?)|(?P<tenth>[一二两三四五六七八九])成|"
        rf"(?P<han>(?:[一二两三四五六七八九][一二三四五六七八九十百千零〇]{{0,12}}[十百千万]|[二三四五六七八九]?十)[一二三四五六七八九]?(?:点[一二三四五六七八九零〇]{{1,6}})?|[一二三四五六七八九零〇]点[一二三四五六七八九零〇]{{1,6}})(?={counted})|"
        rf"(?P<few>(?<!点)[一二两三四五六七八九](?=倍)|(?<=翻)[一两](?=番)|(?<=第)[一二三四五六七八九](?=[位名]))"
    )
    unit = re.compile(
        rf"(?P<many>{many})?(?P<unit>(?:{multiples})?(?:{units})|(?:{multiples})(?=(?:{many})(?:{multiples})?(?:{units})))?"
        rf"(?!{words.alternation('not_before')})(?P<many2>{many})?(?P<rest>(?:{multiples})?(?:{units}))?(?P<behind>{words.alternation('behind')})?"
    )
    return _Patterns(
        re.compile(digits + "(?P<pct>_)?(?P<tenth>_)?(?P<han>_)?(?P<few>_)?"),
        core,
        unit,
        re.compile(rf"(?:{words.alternation('before')})$"),
        re.compile(rf"(?P<behind>{words.alternation('behind')})?"),
    )


def has_number(text: str) -> bool:
    """A quick look: whether a clause can hold a figure at all."""
    return _DIGIT.search(text) is not None and _HINT.search(text) is not None


def find_numbers(text: str) -> list[Found]:
    """The numbers of one folded clause that have a unit, in order. Linear in the length of the text."""
    taken = [m.span() for m in _NO_FIGURE.finditer(text)]
    pattern = _patterns().core if _CHINESE.search(text) else _patterns().digits
    found = [
        number
        for core in pattern.finditer(text)
        if not (taken and _covered(taken, core.start(), core.end())) and (number := _number(text, core))
    ]
    return _share_units(text, [n for i, n in enumerate(found) if n.unit or _leads_on(n, found[i + 1 : i + 2], text)])


def _covered(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a span meets a date. ``taken`` stands in order, and is cut down to what is still ahead."""
    while taken and taken[0][1] <= start:
        taken.pop(0)
    return bool(taken) and taken[0][0] < end


def _number(text: str, core: re.Match[str]) -> Found | None:
    start, end = core.span()
    ordinal = text[start - 1 : start] == "第"
    if ordinal and not (text[end : end + 1] in {"位", "名"} and _RANKED.search(text, max(0, start - 16), start)):
        return None
    if core["num"] and not ordinal and _named(text, start, end):
        return None
    try:
        value = _value(core)
    except UnitError:  # 二三十 is two numbers, and none
        return None
    unit, many, behind = "%", "", ""
    if core["pct"] or core["tenth"]:
        after = _patterns().behind.match(text, end)
        behind = after["behind"] or "" if after else ""
    else:
        unit, many, behind, end = _unit(_patterns().unit.match(text, end), end)
    before = _patterns().before.search(text, max(0, start - 4), start)
    approx = "".join((before.group() if before else "", many, behind)) or None
    negative = text[start - 1 : start] == "负" and _NEGATIVE.search(text, max(0, start - 2), start) is not None
    return Found(start - negative, end, -value if negative else value, unit, approx)


def _named(text: str, start: int, end: int) -> bool:
    """Whether digits stand in a name or an identifier: C919, “5, 8K, 3.14.15."""
    long = end - start > _LONGEST
    return long or _IN_NAME.search(text[max(0, start - 1) : start]) is not None or _letter(text[end : end + 1])


def _letter(char: str) -> bool:
    return char.isascii() and char.isalpha()


def _value(core: re.Match[str]) -> Decimal:
    if core["num"]:
        return Decimal(core["num"].replace(",", ""))
    if core["tenth"]:
        return parse_numeral(core["tenth"]) * 10
    if core["big"]:
        ten_thousands = core.string[core.end() : core.end() + 1] == "万"
        return parse_numeral(core["big"]) * (10**4 if ten_thousands else 10**8) + parse_numeral(core["small"])
    return parse_numeral(core["pct"] or core["han"] or core["few"])


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


def _share_units(text: str, numbers: list[Found]) -> list[Found]:
    shared: list[Found] = []
    for number in reversed(numbers):
        last = shared[-1] if shared else None
        takes = last and number.unit in {"", "个"} and last.unit not in {"", "个"} and last.start - number.end <= 3
        shared.append(_sharing(text, number, last) if last and takes else number)
    return [n for n in reversed(shared) if n.unit]


def _sharing(text: str, number: Found, last: Found) -> Found:
    """The number with the unit of the next one; its own multiple goes before it (3500万、2300万人次)."""
    own = _MULTIPLE.match(text, number.end) if not number.unit else None
    if not own:
        return number._replace(unit=last.unit)
    theirs = _MULTIPLE.match(last.unit)
    return number._replace(end=own.end(), unit=own.group() + last.unit[theirs.end() if theirs else 0 :])
