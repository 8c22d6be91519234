"""Changes: from a to b, a level with its change, a comparison with a base that is printed.

由a增加到b，增长p; b，比上年增加d，增长p; b，比上年的a高d. Growth at constant prices, and yearly averages of it, do not
follow from the printed levels and are only confirmed, never blamed.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from luoshi.texts.proofing.checks import Check, judge, operand, printed, shown, unit_of
from luoshi.texts.proofing.formulas import compute
from luoshi.texts.proofing.frames import frame, word_file
from luoshi.texts.proofing.interval import Interval, exact
from luoshi.texts.proofing.records import Confirmed, Dangling, Finding, Severity
from luoshi.texts.proofing.tokens import AMOUNT, BARE, PERCENT, POINTS, TIMES, YEAR, Num

if TYPE_CHECKING:
    from collections.abc import Iterator

    from luoshi.texts.proofing.checks import Result
    from luoshi.texts.proofing.draft import Draft

__all__ = ["changes", "consequence", "tied"]


class _Frames(NamedTuple):
    from_to: re.Pattern[str]
    then: re.Pattern[str]
    doubled: re.Pattern[str]
    by: re.Pattern[str]
    by_after: re.Pattern[str]
    based: re.Pattern[str]
    other_base: re.Pattern[str]
    down: frozenset[str]
    to_down: frozenset[str]
    to_up: frozenset[str]


_SAID = r"(?:了|为|达到|达|约|近|超过|超|率|率为|幅度|幅度为|幅度达|速度为){0,3}"
_LEAD = (
    r"(?:累计|共|合计|净|同比|总计|几乎|已经|已|平均|年均|实际|平均每年|每年平均|五年|总量|规模|总体|整体|即|前后|一共|比上年|"
    r"比去年|较上年|环比|分别){0,3}"
)
"""Words that may stand before a consequence; any other would be a subject of its own."""
_LESS_IS_MORE = frozenset(
    ["年", "天", "日", "小时", "分钟", "秒", "名", "位", "纳米", "微米", "毫米", "厘米", "微克", "毫克"]
)
"""Units in which 提升 may make the number smaller: waiting time, places, precision."""
_PLAIN_CHANGE = frozenset(["增加", "减少", "净增", "净减", "增收", "减收", "增产", "减产", "净增加", "净减少"])
"""Words that make a number a change even where no base is named."""
_CHANGE = re.compile(r"(?:增长|下降|上涨|下跌|减少|增加|回落)(?:了|约|近)?$")
"""由下降a转为增长b: the levels are changes themselves."""
_ASIDE = r"(?:（[^）。\n]{0,30}）)?"


@cache
def _frames() -> _Frames:
    compared = r"(?:比|较|同比|环比|较之|与{gap10}相比，?){gap12}<year>?(?:{gap10}<day>)?{gap10}"
    base = rf"[，、（](?P<base>{compared})?"
    words = word_file()
    return _Frames(
        frame(
            r"(?:由|从|自)(?P<lead>{near18}<ya:year>?{near14})<a:level>(?P<mid>{near14}，?(?:<yb:year>|<day>)?{near6})"
            r"(?P<to>{to_up}|{to_down}|{to_any}){near12}(?:<yc:year>|<day>)?{near12}<b:level>"
        ),
        frame(
            rf"(?:（|，|、)?(?:[比较]<year>)?{_LEAD}<years:amount>?(?:间|来|内)?(?P<word>{{up}}|{{down}}){_SAID}<n:change>"
        ),
        frame(r"[，、（]?{gap10}(?P<how>近|约|几乎|超过|超)?(?:了)?翻(?:了)?(?P<more>近|约)?(?P<n>一番|两番|三番|番)"),
        frame(
            rf"<b:amount>(?P<of>{{gap10}}{_ASIDE}){base}(?P<w>{{up}}|{{down}})(?:了|近|约)?<d:amount>[，、]"
            r"(?:(?P<v>(?:同比|实际|同口径|可比口径|比上年|比去年|环比)?)(?P<w2>{up}|{down})"
            rf"{_SAID}|即)<p:change>"
        ),
        frame(
            rf"<b:amount>(?P<of>{{gap10}}){base}(?P<w2>{{up}}|{{down}}){_SAID}<p:percent>[，、]"
            r"(?P<v>同比|[比较][上去]年(?:同期)?|净)?(?P<w>增加|净增|增收|减少|净减|减收)(?:额|了|近|约)?<d:amount>"
        ),
        frame(
            r"<b:level>(?P<of>{gap8})[，、（](?:比|较){gap16}(?:<year>|<day>)?{gap12}<a:level>{gap2}(?:相比)?"
            r"(?P<w>{up}|{down})(?:了|出|约|近|至)?<n:change>"
        ),
        re.compile(words.alternation("other_base")),
        words.words("down"),
        words.words("to_down"),
        words.words("to_up"),
    )


def changes(draft: Draft) -> Iterator[Result]:
    """All checks of changes in a draft."""
    yield from _from_to(draft)
    yield from _by(draft)
    yield from _based(draft)


def _pair(a: Num, b: Num) -> tuple[Num, Num] | None:
    """Both levels in one base unit; a bare first number takes the unit of the second (由4.7增加到5.3万亿元)."""
    if a.kind == BARE and b.kind == AMOUNT:
        a = a._replace(kind=b.kind, unit=b.unit, scale=b.scale, range=a.range.scaled(b.scale))
    elif a.kind == AMOUNT and b.kind == BARE and a.scale == 1:
        b = b._replace(kind=a.kind, unit=a.unit)
    return (a, b) if a.kind == b.kind and a.unit == b.unit else None


def _from_to(draft: Draft) -> Iterator[Result]:
    frames, text = _frames(), draft.skeleton
    for found in frames.from_to.finditer(text):
        pair = _pair(draft.number_at(found.start("a")), draft.number_at(found.start("b")))
        if pair is None or text[found.end() : found.end() + 2].strip("、和")[:1] in {*"\ue000\ue001\ue002"}:
            continue
        a, b = pair
        if _CHANGE.search(found["lead"]) or _CHANGE.search(text[found.end("to") : found.start("b")]):
            continue
        turned = list(_direction(draft, found, a, b))
        yield from turned
        if any(isinstance(one, Finding) for one in turned):
            continue
        head = _clause(text, found.start()) + found.group()
        yield from _consequences(draft, found, a, b, head)


def _direction(draft: Draft, found: re.Match[str], a: Num, b: Num) -> Iterator[Result]:
    """提高到 must go up, 降至 down."""
    frames, word = _frames(), found["to"]
    up, down = word in frames.to_up, word in frames.to_down
    if min(a.value, b.value) <= 0 or not (up or down) or a.unit in _LESS_IS_MORE:
        return
    against = b.range.high < a.range.low if up else b.range.low > a.range.high
    along = b.range.low > a.range.high if up else b.range.high < a.range.low
    roles = (operand(draft, "before", a), operand(draft, "after", b))
    if along and not (a.approx or b.approx):
        yield Confirmed("direction", draft.span(b.start, b.end), roles, "direction")
    if against:
        small, large = sorted((a.base, b.base))
        slip = a.kind == AMOUNT and a.scale != b.scale and large >= small * 1000
        yield Finding(
            "unit" if slip else "direction",
            draft.span(b.start, b.end),
            printed(draft, b),
            printed(draft, a),
            unit_of(b),
            roles,
            Severity.WRONG,
            "direction",
            "10^4" if slip else "up" if up else "down",
        )


def _consequences(draft: Draft, found: re.Match[str], a: Num, b: Num, head: str) -> Iterator[Result]:
    """What the sentence goes on to say of the change: 增加d，增长p, 翻一番."""
    frames, text, at = _frames(), draft.skeleton, found.end()
    doubled = frames.doubled.match(text, at)
    if doubled and a.range.low > 0:
        yield from _doubling(draft, doubled, a, b)
    for _ in range(3):
        then = frames.then.match(text, at)
        if then is None or (then["years"] and draft.number_at(then.start("years")).unit != "年"):
            return
        number = draft.number_at(then.start("n"))
        if "年均" in then.group() or "平均" in then.group():
            yield from _annual(draft, found, (a, b, number), head + then.group())
        else:
            check = _change(a, b, number, then["word"], sure=tied(head + then.group()))
            yield from _judged(draft, check)
            if number.kind == PERCENT and a.kind == PERCENT:
                yield from _percent_for_points(draft, a, b, number)
        at = then.end()


def tied(words: str) -> bool:
    """Whether printed levels prove the growth that the words speak of: not at constant prices or on another base."""
    return _frames().other_base.search(words) is None


def consequence(draft: Draft, pair: tuple[Num, Num], change: Num, word: str, words: str) -> Iterator[Result]:
    """The verdict on one change from the first level of a pair to the second, said with ``word`` inside ``words``."""
    both = _pair(*pair)
    if both is not None:
        yield from _judged(draft, _change(*both, change, word, sure=tied(words)))


def _judged(draft: Draft, check: Check | None) -> Iterator[Result]:
    if check is None:
        return
    result = judge(draft, check)
    if isinstance(result, Finding) and not check.sure:
        yield Dangling(check.code, result.span)
    elif result is not None:
        yield result


def _change(a: Num, b: Num, n: Num, word: str, *, sure: bool) -> Check | None:
    """The check of one change; None where the change is not of these levels."""
    down = word in _frames().down or (a.unit in _LESS_IS_MORE and b.value < a.value)
    roles = (("before", a), ("after", b))
    swapped = (("before", b), ("after", a))
    if min(a.range.low, b.range.low) <= 0:
        return None
    if n.kind == PERCENT and a.kind != PERCENT:
        return Check("growth", "decline" if down else "growth", n, roles, sure=sure)
    if n.kind == TIMES and not down:
        return Check("growth", "times", n, roles, sure=sure)
    if (n.kind == AMOUNT and n.unit == b.unit) or (n.kind == POINTS and a.kind == PERCENT):
        return Check("difference", "difference", n, roles if down else swapped)
    return None


def _percent_for_points(draft: Draft, a: Num, b: Num, n: Num) -> Iterator[Result]:
    """由12%提高到15%，提高3%: the difference of two shares is in percentage points."""
    ends = [a.range, b.range] if b.value < a.value else [b.range, a.range]
    gap = compute("difference", ends)
    relative = compute("decline" if b.value < a.value else "growth", [a.range, b.range])
    if gap is None or relative is None or min(a.value, b.value) <= 0 or relative.meets(n.range):
        return
    points = gap.meets(n.range)
    yield Finding(
        "percent_points" if points else "growth",
        draft.span(n.start, n.end),
        printed(draft, n),
        f"{abs(b.value - a.value)}个百分点" if points else f"{shown(relative, n)}%",
        "个百分点" if points else "%",
        (operand(draft, "before", a), operand(draft, "after", b)),
        Severity.WRONG,
        "difference" if points else "growth",
        "points" if points else "",
        f"{n.value}个百分点" if points else "",
    )


def _doubling(draft: Draft, found: re.Match[str], a: Num, b: Num) -> Iterator[Result]:
    power = {"一番": 2, "番": 2, "两番": 4, "三番": 8}[found["n"]]
    ratio = compute("ratio", [b.range, a.range])
    if ratio is None:
        return
    start = found.end() - len(found["n"]) - (1 if found["n"] != "番" else 0)
    first, last = draft.offset(found.start() + found.group().index("翻")), draft.offset(found.end() - 1) + 1
    low, high = Decimal(power) * Decimal("0.95"), Decimal(power) * Decimal("1.5")
    if found["how"] in {"近", "约", "几乎"} or found["more"]:
        low = Decimal(power) * Decimal("0.85")
    if found["how"] in {"超过", "超"}:
        high = Decimal(power) * 2
    stated = Num(first, last, TIMES, Decimal(power), "倍", Decimal(1), Decimal(1), "", Interval(low, high), "倍")
    check = Check("multiple", "ratio", stated, (("after", b), ("before", a)), sure=start >= 0)
    result = judge(draft, check)
    if isinstance(result, Finding):
        near = ratio.high >= low * Decimal("0.9") and ratio.low <= high * Decimal("1.3")
        yield _graded(result, Severity.DOUBTFUL if near else Severity.WRONG)
    elif result is not None:
        yield result


def _graded(one: Finding, severity: Severity) -> Finding:
    from dataclasses import replace

    return replace(one, severity=severity, note="", suggestion="")


def _annual(draft: Draft, found: re.Match[str], numbers: tuple[Num, Num, Num], words: str) -> Iterator[Result]:
    """由2020年的a增加到2025年的b，年均增长p: compound growth over the years between."""
    a, b, n = numbers
    first = draft.number_at(found.start("ya")) if found["ya"] else None
    second = next((draft.number_at(found.start(k)) for k in ("yb", "yc") if found[k]), None)
    if first is None or second is None or n.kind != PERCENT or a.kind != AMOUNT or first.kind != YEAR:
        return
    years = second.value - first.value
    if years < 2 or min(a.range.low, b.range.low) <= 0:
        return
    span = second._replace(range=exact(years), value=years, unit="年", kind=AMOUNT)
    roles = (("before", a), ("after", b), ("years", span))
    sure = tied(words.replace("年均", ""))
    yield from _judged(draft, Check("annual", "annual", n, roles, sure=sure))


def _by(draft: Draft) -> Iterator[Result]:
    """b，比上年增加d，增长p: the level before is b - d."""
    frames = _frames()
    for pattern in (frames.by, frames.by_after):
        for found in pattern.finditer(draft.skeleton):
            b, d, p = (draft.number_at(found.start(name)) for name in "bdp")
            down, down2 = found["w"] in frames.down, (found["w2"] or found["w"]) in frames.down
            if b.unit != d.unit or down != down2 or p.kind not in {PERCENT, TIMES} or d.range.low <= 0:
                continue
            if (not down and b.range.low <= d.range.high) or not _one_base(found):
                continue
            sure = tied(_clause(draft.skeleton, found.start()) + found.group())
            formula = ("times_by" if p.kind == TIMES else "growth_by") if not down else "decline_by"
            if not (down and p.kind == TIMES):
                yield from _judged(draft, Check("growth", formula, p, (("after", b), ("change", d)), sure=sure))


def _one_base(found: re.Match[str]) -> bool:
    """Whether change and growth are of one base: 比年初增加d，同比增长p are of two."""
    base, again = found["base"] or "", found["v"] or ""
    if not base and found["w"] not in _PLAIN_CHANGE:
        return False
    year = "同比|上年|去年|同期"
    return not again or again == "净" or bool(re.search(year, base)) == bool(re.search(year, again))


def _clause(skeleton: str, at: int) -> str:
    return re.split(r"[。；\n]", skeleton[max(0, at - 40) : at])[-1]


def _based(draft: Draft) -> Iterator[Result]:
    """b，比上年的a高d: both levels are printed."""
    frames = _frames()
    for found in frames.based.finditer(draft.skeleton):
        pair = _pair(draft.number_at(found.start("a")), draft.number_at(found.start("b")))
        number = draft.number_at(found.start("n"))
        if pair is None or found["w"] not in _COMPARING:
            continue
        words = _clause(draft.skeleton, found.start()) + found.group()
        yield from _judged(draft, _change(*pair, number, found["w"], sure=tied(words)))
        if number.kind == PERCENT and pair[0].kind == PERCENT:
            yield from _percent_for_points(draft, *pair, number)


_COMPARING = frozenset(
    [
        "增长",
        "增加",
        "提高",
        "上升",
        "提升",
        "扩大",
        "高",
        "多",
        "高出",
        "多出",
        "快",
        "加快",
        "下降",
        "减少",
        "降低",
        "回落",
        "收窄",
        "缩小",
        "低",
        "少",
        "放缓",
        "缩短",
        "净增",
        "净减",
    ]
)
