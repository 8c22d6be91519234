"""Every number of a draft with its unit, the range it stands for, and the kind of thing it counts.

Unlike a reading, which takes the figures of clauses, a proof needs all numbers, in tables and lists too, and must
know which characters are *no* operand: dates, ordinals, ranges, names, digits that a conversion has torn apart.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from luoshi.core.errors import UnitError
from luoshi.core.numerals import MULTIPLES, normalise, parse_numeral
from luoshi.texts.lexicon import WordFile
from luoshi.texts.proofing.interval import Interval, exact, within

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["AMOUNT", "BARE", "DAY", "JUNK", "KINDS", "PERCENT", "POINTS", "RANK", "TIMES", "YEAR", "Num", "scan"]

AMOUNT, BARE, PERCENT, POINTS, TIMES, RANK, DAY, YEAR, JUNK = map(chr, range(0xE000, 0xE009))
"""One private character a kind: it stands for the number in the skeleton of the text, where frames are matched."""
KINDS = AMOUNT + BARE + PERCENT + POINTS + TIMES + RANK + DAY + YEAR + JUNK


class Num(NamedTuple):
    """One number: offsets of number and unit, kind, printed value, base unit and the factor that is printed with it.

    ``range`` is in base units (元, 家, per cent). ``approx`` is "", "over", "under", "near" or "about"; ``step`` the
    last printed place in printed units, ``label`` the unit with its multiple as printed (万元).
    """

    start: int
    end: int
    kind: str
    value: Decimal
    unit: str
    scale: Decimal
    step: Decimal
    approx: str
    range: Interval
    label: str = ""

    @property
    def base(self) -> Decimal:
        """The value in base units."""
        return self.value * self.scale


class _Grammar(NamedTuple):
    number: re.Pattern[str]
    before: re.Pattern[str]
    behind: re.Pattern[str]
    sides: dict[str, str]
    countable: frozenset[str]


_DIGITS = r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_HAN = "一二两三四五六七八九十百千万亿零〇点"
_ONE = Decimal(1)
_MONTHS = r"(?:1[0-2]|0?[1-9])"
_SKIP_ONE = frozenset({"一", "两"})
_NAME_BEFORE = re.compile(r"[A-Za-z0-9_/:.]$|[A-Za-z0-9\u4e00-\u9fff]-$")
_NAME_BEHIND = re.compile(r"[A-Za-z0-9/:_]")
_LABELS = re.compile(r"[“‘《第]$")
_LOOSE = frozenset("类个批种条次名项级点份年天日月分人家方段度对片门期班组")


@cache
def _grammar() -> _Grammar:
    words = WordFile.load("proof")
    multiples, many = words.alternation("multiples"), words.alternation("many")
    countable = words.text("countable").split()
    units = "|".join(map(re.escape, sorted({*countable, *words.text("measured").split()}, key=len, reverse=True)))
    unit = rf"(?:{units})(?!级|届|代|版|型|季度)(?:/(?:万?(?:{units})))?"
    tail = (
        rf"(?:(?P<many> ?(?:{many}))?(?P<times> ?(?:{multiples}|百(?={units})))?(?P<many2>{many})?(?P<unit> ?{unit})?)"
    )
    number = re.compile(
        rf"(?=[\d第百千{_HAN[:11]}])(?:"
        r"(?P<torn>\d+(?: +\d+)+(?:\s*[.]\s*\d+)?|\d+\s+\.\s*\d+|\d+\.\s+\d+(?!\d)|\d+·\d+)|"
        rf"(?P<day>\d{{4}}年{_MONTHS}月(?:\d{{1,2}}[日号])?|{_MONTHS}月\d{{1,2}}[日号]|前\d{{1,2}}个月|"
        rf"\d{{1,2}}[-—－~～至到]\d{{1,2}}月(?:份)?|{_MONTHS}月份?(?![\d])|\d{{4}}[-./]\d{{1,2}}[-./]\d{{1,2}})|"
        rf"(?P<years>(?:19|20)\d\d\s*[-—－~～至到]+\s*(?:19|20)?\d\d\s*年)|"
        rf"(?P<year>(?:(?:1[89]|20)\d\d|[一二][八九〇零○][〇零○一二三四五六七八九]{{2}})\s*年(?:度|底|末|初|代)?)|"
        rf"(?P<rank>第(?:\d+|[{_HAN}]+)[位名](?!同学))|(?P<order>第(?:\d+|[{_HAN}]+))|"
        rf"百分之(?P<pct>[{_HAN}]+)|千分之[{_HAN}]+|(?P<fraction>[一二三四五六七八九十]+分之[一二三四五六七八九十]+)|"
        rf"(?P<tenth>[一二两三四五六七八九]成(?:[一二三四五六七八九](?![一二三四五六七八九十])|半)?)(?![为了立果员都本绩品就型效套份交功分长])|"
        rf"(?P<span>(?:{_DIGITS})(?:%|(?:{multiples})?(?:{unit})?)?[-—－~～]+(?=\d))?"
        rf"(?:(?P<two>\d+(?:\.\d+)?(?:亿|万)\d+(?:\.\d+)?(?:万|千)?)(?P<unit2>{unit})?|"
        rf"(?P<num>{_DIGITS}|(?<![{_HAN}])[{_HAN[:11]}][{_HAN}]*(?=(?:{many})?(?:{units}|个?百分点)))"
        rf"(?:(?P<percent> ?[%‰])|(?P<points>个?(?:多)?(?:百分点|个点))|{tail})))"
    )
    sides = {word: side for side in ("over", "near", "under", "about") for word in words.text(side).split()}
    behind = {w: s for s in ("over", "under", "about") for w in words.text(f"{s}_behind").split()}
    both = {**sides, **behind}
    before = "|".join(sorted(sides, key=len, reverse=True))
    after = "|".join(sorted(behind, key=len, reverse=True))
    return _Grammar(number, re.compile(rf"(?:{before})$"), re.compile(after), both, frozenset(countable))


def scan(text: str) -> Iterator[Num]:
    """The numbers of a folded text, in order. What is no operand comes as ``JUNK``, so that nothing reaches over it."""
    for found in _grammar().number.finditer(text):
        number = _special(found) or _number(text, found)
        if number is not None:
            yield number


def _special(found: re.Match[str]) -> Num | None:
    """Dates, years, ranks and all that is no operand."""
    kinds = {"torn": JUNK, "day": DAY, "years": JUNK, "year": YEAR, "rank": RANK, "order": JUNK, "span": JUNK}
    for name, kind in kinds.items():
        if found[name]:
            value = _ordinal(found[name]) if kind in {YEAR, RANK} else Decimal(0)
            return Num(*found.span(), kind, value, "", _ONE, _ONE, "", exact(value))
    if found.group().startswith("千分之"):
        return _junk(*found.span())
    return None


def _ordinal(text: str) -> Decimal:
    digits = "".join(char for char in normalise(text) if char in "0123456789" or char in _HAN)
    try:
        return parse_numeral(digits)
    except UnitError:
        return Decimal(0)


def _number(text: str, found: re.Match[str]) -> Num | None:
    start, end = found.span()
    if _NAME_BEFORE.search(text[max(0, start - 2) : start]) or _NAME_BEHIND.match(text, end):
        return _junk(start, end)
    try:
        return _measured(text, found)
    except (UnitError, ArithmeticError):
        return _junk(start, end)


def _junk(start: int, end: int) -> Num:
    return Num(start, end, JUNK, Decimal(0), "", _ONE, _ONE, "", exact(0))


class _Read(NamedTuple):
    """What the characters of one number say, before their neighbours are looked at."""

    kind: str
    value: Decimal
    unit: str
    step: Decimal
    scale: Decimal = _ONE
    approx: str = ""
    label: str = ""


def _measured(text: str, found: re.Match[str]) -> Num | None:
    read = _share(found) or _plain(text, found)
    return read and _finish(text, found.span(), read)


def _share(found: re.Match[str]) -> _Read | None:
    """三分之一, 七成, 百分之六, and amounts in two parts (1亿2000万元)."""
    if found["fraction"]:
        below, above = found["fraction"].split("分之")
        return _Read(PERCENT, parse_numeral(above) * 100 / parse_numeral(below), "%", Decimal(5), approx="about")
    if found["tenth"]:
        whole, _, rest = found["tenth"].partition("成")
        value = parse_numeral(whole) * 10 + (5 if rest == "半" else parse_numeral(rest) if rest else 0)
        return _Read(PERCENT, value, "%", Decimal(1 if rest else 10))
    if found["pct"]:
        value = parse_numeral(found["pct"])
        return _Read(PERCENT, value, "%", _step(value))
    if found["two"]:
        unit = (found["unit2"] or "").strip()
        return _Read(AMOUNT, parse_numeral(found["two"]), unit, _last_part(found["two"]))
    return None


def _plain(text: str, found: re.Match[str]) -> _Read | None:
    """Digits or a Chinese numeral with its multiple and unit; None for words that only look like one (一批, “两”)."""
    start, num = found.start(), found["num"]
    label = num[0] in _HAN and _LABELS.search(text[max(0, start - 1) : start])
    if label or (num in _SKIP_ONE and (found["unit"] or "")[:1] in _LOOSE):
        return None
    value = parse_numeral(num.replace(",", ""))
    if sign := (found["percent"] or "").strip():
        return _Read(PERCENT, value, "%", _step(value), _ONE if sign == "%" else Decimal("0.1"), label=sign)
    if found["points"]:
        return _Read(POINTS, value, "个百分点", _step(value), approx="over" if "多" in found["points"] else "")
    times, unit, many = (found["times"] or "").strip(), (found["unit"] or "").strip(), found["many"] or found["many2"]
    kind = TIMES if unit == "倍" else AMOUNT if unit or times else BARE
    step = _rough(value) if many else _step(value) * _last_part(num)
    scale = Decimal(MULTIPLES.get(times, 1))
    return _Read(kind, value, unit, step, scale, "many" if many else "", times + unit)


def _finish(text: str, place: tuple[int, int], read: _Read) -> Num:
    """Read what stands before and behind, and give the number its range."""
    (start, end), grammar = place, _grammar()
    kind, value, unit, step, scale, approx, label = read
    before = grammar.before.search(text[max(0, start - 4) : start])
    behind = grammar.behind.match(text, end)
    side = grammar.sides[before.group()] if before else grammar.sides[behind.group()] if behind else approx
    if behind:
        end = behind.end()
    if text[start - 1 : start] in {"负", "-"}:
        start, value = start - 1, -value
    counted = unit in grammar.countable and scale == 1 and step <= 1 and value == value.to_integral_value()
    whole = Interval(*_span(value, step, side, exact_count=counted or (kind == BARE and step == 1)))
    return Num(start, end, kind, value, unit, scale, step, side, whole.scaled(scale), label or unit)


def _span(value: Decimal, step: Decimal, side: str, *, exact_count: bool) -> tuple[Decimal, Decimal, bool]:
    """The values that a printed number may stand for; an approximator opens a side, and never both without end."""
    size, half = abs(value), step / 2
    if side == "many":
        return value, value + step, False
    if side == "over":
        return value - (0 if exact_count else half), value + size * 1000 + 1, False
    if side == "under":
        return value - size, value + half, False
    if side == "near":
        return value - max(size * Decimal("0.2"), step), value + half, False
    if side == "about":
        spread = max(size * Decimal("0.1"), step)
        return value - spread, value + spread, False
    return exact(value) if exact_count else within(value, step)


def _step(value: Decimal) -> Decimal:
    """One in the last printed place."""
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(int(exponent)) if int(exponent) < 0 else _ONE


def _last_part(text: str) -> Decimal:
    """One in the last part of 1亿2000万 or of 五百亿, which is rounded to a hundred million."""
    return Decimal({"万": 10**4, "亿": 10**8}.get(text[-1], 1))


def _rough(value: Decimal) -> Decimal:
    """One in the last place that is not zero: 4300 多 is less than 4400."""
    step = _step(value)
    while step >= 1 and value and value % (step * 10) == 0:
        step *= 10
    return step
