"""Wholes and their parts: a、b、c，合计t; 共t，其中a、b; 出口a，进口b，顺差c; 比例为a:b:c.

其中 may name some parts only, and parts may overlap: a list is complete where the text says so (分别为, 分为, 合计,
其余), and only then must it add up. A part that is larger than its whole is wrong anyhow.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from luoshi.texts.proofing.checks import Check, judge, operand, printed, unit_of
from luoshi.texts.proofing.formulas import compute
from luoshi.texts.proofing.frames import frame, word_file
from luoshi.texts.proofing.interval import ARITHMETIC
from luoshi.texts.proofing.records import Confirmed, Finding, Severity
from luoshi.texts.proofing.tokens import AMOUNT, BARE, DAY, KINDS, PERCENT, POINTS, RANK, TIMES, YEAR, Num

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from luoshi.texts.proofing.checks import Result
    from luoshi.texts.proofing.draft import Draft, Sentence

__all__ = ["sums"]


class _Words(NamedTuple):
    strong: re.Pattern[str]
    plain: re.Pattern[str]
    total: re.Pattern[str]
    leads: re.Pattern[str]
    complete: re.Pattern[str]
    closing: re.Pattern[str]
    other: re.Pattern[str]
    stock: re.Pattern[str]
    change: re.Pattern[str]
    mean: re.Pattern[str]
    level: re.Pattern[str]


_ASIDE = PERCENT + POINTS + TIMES + RANK + YEAR + DAY
"""Numbers that may stand between two parts without ending their list: their shares, growth, dates."""
_OPEN = re.compile(r"等|其他|其它|以及|和|及|此外|还有|另")
"""Words behind the last part that leave more to come."""
_TIME = frozenset({"年", "天", "日", "个月", "月", "岁", ""})
_COUNTED = re.compile(r"(?:合计|共计|总计|共|加起来)")
"""What makes the number before it the count of the parts."""
_STRUCTURE = re.compile(
    r"(?<![\d:：.])(\d{1,2}(?:\.\d+)?)[:：∶](\d{1,2}(?:\.\d+)?)[:：∶](\d{1,2}(?:\.\d+)?)(?![\d:：.])"
)


@cache
def _words() -> _Words:
    file = word_file()
    strong, closing = file.alternation("total_strong"), file.alternation("closing_part")
    return _Words(
        re.compile(rf"(?:^|[，、；：])[^。；，、{KINDS}]{{0,4}}(?:{strong})(?P<of>[^。；，{KINDS}]{{0,8}})$"),
        re.compile(r"(?:^|[，；：])(?:[一二两三四五六七八九]者)?共(?:有|计|为|达)?$"),
        re.compile(rf"(?:{strong}|共|总数|总量|总额)[^。；，{KINDS}]{{0,10}}$"),
        re.compile(rf"^[^。；{KINDS}]{{0,16}}?(?P<lead>其中|包括|包含|分别为|分别是|分为|中，)"),
        re.compile(r"分别为|分别是|分为"),
        re.compile(rf"(?:{closing})[^。；，{KINDS}]{{0,8}}$"),
        re.compile(file.alternation("other_thing")),
        re.compile(file.alternation("stock")),
        re.compile(rf"(?:{file.alternation('change')})(?:了|近|约|超|额)*$"),
        re.compile(r"均|每"),
        re.compile(rf"(?:{file.alternation('to_up')}|{file.alternation('to_down')})[^。；，、{KINDS}]{{0,8}}$"),
    )


def sums(draft: Draft) -> Iterator[Result]:
    """All checks of sums, parts and balances in a draft."""
    for sentence in draft.sentences():
        if sentence.last - sentence.first > 1:
            totals = [i for i in range(sentence.first, sentence.last) if _is_total(draft, sentence, i)]
            strong = [i for i in totals if _is_strong(draft, sentence, i)]
            for at in totals:
                yield from _parts_before(draft, sentence, at, strong if at in strong else totals)
            for at in range(sentence.first, sentence.last - 1):
                yield from _parts_after(draft, sentence, at, totals)
    yield from _balances(draft)
    yield from _structures(draft)


def _is_total(draft: Draft, sentence: Sentence, at: int) -> bool:
    if draft.numbers[at].kind not in {AMOUNT, BARE}:
        return False
    return _words().total.search(draft.skeleton, _from(draft, sentence, at), draft.places[at]) is not None


def _is_strong(draft: Draft, sentence: Sentence, at: int) -> bool:
    """合计 and its like, unless something is then added to it (收入合计a，加上结转b，总计c)."""
    before = draft.skeleton[_from(draft, sentence, at) : draft.places[at]]
    added = at + 1 < sentence.last and "加上" in draft.between(at, at + 1)
    return _words().strong.search(before) is not None and not added


def _from(draft: Draft, sentence: Sentence, at: int) -> int:
    """Where the words before a number begin: behind the number before it."""
    return max(sentence.start, draft.places[at - 1] + 1 if at else 0)


def _parts_before(draft: Draft, sentence: Sentence, at: int, totals: Sequence[int]) -> Iterator[Result]:
    """a、b、c，合计t: some run of the last parts must add up to the total."""
    words, total = _words(), draft.numbers[at]
    before = draft.skeleton[_from(draft, sentence, at) : draft.places[at]]
    found = words.strong.search(before)
    if (not found and not words.plain.search(before)) or words.other.search(before):
        return
    parts = _run_before(draft, sentence, at, totals)
    if len(parts) >= 2 and total.range.low > 0:
        numbers = [draft.numbers[i] for i in parts]
        fewer = tuple(_roles(numbers[k:]) for k in range(1, len(numbers) - 1))
        sure = found is not None and len(found["of"]) < 7
        check = Check("sum", "sum", total, _roles(numbers), fewer, sure=sure)
        result = judge(draft, check)
        if isinstance(result, Finding) and _OPEN.search(draft.between(parts[-1], parts[-1] + 1)):
            return
        if result is not None and (found or not isinstance(result, Finding) or _plainly(draft, parts)):
            yield result


def _plainly(draft: Draft, parts: Sequence[int]) -> bool:
    """Whether parts stand in one plain list, with nothing but 、 and short names between them."""
    gaps = [draft.between(one, one + 1) for one in parts[:-1]]
    return all(re.fullmatch(r"[^。；，]{0,12}[、，和][^。；，]{0,14}", gap) for gap in gaps)


def _roles(numbers: Sequence[Num]) -> tuple[tuple[str, Num], ...]:
    return tuple(("part", number) for number in numbers)


def _run_before(draft: Draft, sentence: Sentence, at: int, totals: Sequence[int]) -> list[int]:
    """The amounts of one unit that stand in a row before a total; 三项合计 takes the last three."""
    total, run = draft.numbers[at], list[int]()
    named = draft.numbers[at - 1]
    counts = at > sentence.first and named.unit != total.unit and _COUNTED.match(draft.between(at - 1, at))
    if counts and named.unit in _TIME:
        return []
    last = at - 2 if counts else at - 1
    for i in range(last, sentence.first - 1, -1):
        if counts and len(run) == named.value:
            break
        number = draft.numbers[i]
        if i in totals or not _passable(draft, number) or _words().leads.match(draft.between(i, i + 1)):
            break
        if _words().level.search(draft.skeleton, _from(draft, sentence, i), draft.places[i]):
            break
        if _may_be_part(draft, sentence, i, AMOUNT + BARE):
            if number.unit != total.unit or number.range.low < 0:
                break
            run.append(i)
    return run[::-1] if not counts or len(run) == named.value else []


def _passable(draft: Draft, number: Num) -> bool:
    """Whether a run of parts may go on over a number: shares, dates, ordinals are asides; ranges and names are not."""
    return number.kind in _ASIDE + AMOUNT + BARE or draft.folded[number.start] == "第"


def _may_be_part(draft: Draft, sentence: Sentence, at: int, kinds: str) -> bool:
    """Whether a number is an amount of its own: no time, no ordinal, no change of another."""
    number = draft.numbers[at]
    return number.kind in kinds and number.unit not in _TIME - {""} and not _is_change(draft, sentence, at)


def _is_change(draft: Draft, sentence: Sentence, at: int) -> bool:
    """Whether a number is said to be an increase or decrease: it is no part of a whole then."""
    before = draft.skeleton[_from(draft, sentence, at) : draft.places[at]]
    return _words().change.search(before) is not None and not before.endswith("新增")


def _parts_after(draft: Draft, sentence: Sentence, at: int, totals: Sequence[int]) -> Iterator[Result]:
    """共t，其中a、b、其余c."""
    words, total = _words(), draft.numbers[at]
    if total.kind != AMOUNT or total.unit in _TIME:
        return
    before = draft.skeleton[_from(draft, sentence, at) : draft.places[at]]
    lead, behind = _lead(draft, sentence, at)
    if lead is None or _is_change(draft, sentence, at) or words.mean.search(before[-12:]):
        return
    parts = _run_after(draft, sentence, at, behind, totals)
    numbers = [draft.numbers[i] for i in parts]
    if numbers:
        yield from _added(draft, total, parts, lead["lead"], sentence)


def _lead(draft: Draft, sentence: Sentence, at: int) -> tuple[re.Match[str] | None, int]:
    """The word that leads to the parts, behind the total or behind its growth (共t，增长5%，其中), and its place."""
    for i in range(at, min(at + 3, sentence.last - 1)):
        if i > at and not (draft.numbers[i].kind in _ASIDE or _is_change(draft, sentence, i)):
            break
        gap = draft.between(i, i + 1)
        if found := _words().leads.match(gap):
            return found, i
        if len(gap) > 20 or "；" in gap:
            break
    return None, at


def _run_after(draft: Draft, sentence: Sentence, at: int, behind: int, totals: Sequence[int]) -> list[int]:
    total, run = draft.numbers[at], []
    for i in range(behind + 1, sentence.last):
        number = draft.numbers[i]
        if i in totals or number.kind == BARE or not _passable(draft, number):
            break
        if _may_be_part(draft, sentence, i, AMOUNT):
            if number.unit != total.unit or number.range.low < 0:
                break
            run.append(i)
    return run


def _added(draft: Draft, total: Num, parts: Sequence[int], lead: str, sentence: Sentence) -> Iterator[Result]:
    words = _words()
    numbers = [draft.numbers[i] for i in parts]
    for k in range(2, len(parts) + 1):
        added = compute("sum", [number.range for number in numbers[:k]])
        if added is not None and added.meets(total.range) and not any(n.approx for n in (total, *numbers[:k])):
            roles = tuple(operand(draft, "part", number) for number in numbers[:k])
            yield Confirmed("sum", draft.span(total.start, total.end), roles, "sum")
            return
    closed = [
        k
        for k, i in enumerate(parts)
        if words.closing.search(draft.skeleton, _from(draft, sentence, i), draft.places[i])
    ]
    if closed and closed[0] >= 1:
        yield from _one(judge(draft, Check("sum", "sum", total, _roles(numbers[: closed[0] + 1]))))
    elif _complementary(draft, sentence, parts):
        yield from _one(judge(draft, Check("sum", "sum", total, _roles(numbers), sure=False)))
    elif words.complete.fullmatch(lead) and len(parts) >= 2 and parts[-1] - parts[0] == len(parts) - 1:
        yield from _one(judge(draft, Check("sum", "sum", total, _roles(numbers))))
    elif _exceeding(draft, sentence, total, parts):
        yield from _one(judge(draft, Check("sum", "sum", total, _roles(numbers), sure=False)))
    else:
        yield from _larger(draft, total, parts, sentence)


def _one(result: Result | None) -> Iterator[Result]:
    if result is not None:
        yield result


def _complementary(draft: Draft, sentence: Sentence, parts: Sequence[int]) -> bool:
    """Whether the parts are named by words that leave nothing over: 中央 and 地方, 一等 and 二等."""
    before = _names_of(draft, sentence, parts)
    return any(
        len(names) == len(parts) and _one_each(names, before)
        for names in _sets("complementary")
        if all(any(name in text for text in before) for name in names)
    )


def _exceeding(draft: Draft, sentence: Sentence, total: Num, parts: Sequence[int]) -> bool:
    """Whether parts that exclude each other (国有, 民营, 外资) are more together than their whole."""
    if len(parts) < 2 or not any(_one_each(names, _names_of(draft, sentence, parts)) for names in _sets("exclusive")):
        return False
    added = compute("sum", [draft.numbers[i].range for i in parts])
    return added is not None and added.low > total.range.high


def _names_of(draft: Draft, sentence: Sentence, parts: Sequence[int]) -> list[str]:
    return [draft.skeleton[_from(draft, sentence, i) : draft.places[i]] for i in parts]


def _sets(kind: str) -> list[list[str]]:
    return [words.split("|") for words in word_file().text(kind).split()]


def _one_each(names: Sequence[str], before: Sequence[str]) -> bool:
    """Whether each part has a name of the set, and none has another's."""
    held = [[name for name in names if name in text] for text in before]
    return all(len(found) == 1 for found in held) and len({found[0] for found in held}) == len(held)


def _larger(draft: Draft, total: Num, parts: Sequence[int], sentence: Sentence) -> Iterator[Result]:
    """其中a、b, where one of them alone is more than the whole."""
    for i in parts:
        number = draft.numbers[i]
        before = draft.skeleton[_from(draft, sentence, i) : draft.places[i]]
        listed = "其中" in before if i == parts[0] else before.startswith("、") and "，" not in before
        if not listed or "；" in before or _words().stock.search(before.split("其中")[-1]):
            return
        if number.range.low > total.range.high:
            vague = number.approx or total.approx or i != parts[0]
            yield Finding(
                "part",
                draft.span(number.start, number.end),
                printed(draft, number),
                f"≤{total.value}{unit_of(total)}",
                unit_of(total),
                (operand(draft, "whole", total), operand(draft, "part", number)),
                Severity.DOUBTFUL if vague else Severity.WRONG,
                "bound",
            )
            return


@cache
def _balance_frames() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    skip = f"[^。；\n{AMOUNT}{BARE}]"
    gap = f"[^。\n{AMOUNT}{BARE}]" + "{0,40}?"
    said = r"(?:总额|总值|额|总计)?" + skip + "{0,14}?"
    rows = (
        (
            rf"(?<!进)出口{said}<a:amount>{gap}进口{said}<b:amount>{gap}(?:顺差|贸易差额|净出口){said}<c:amount>",
            "difference",
            "ab",
        ),
        (rf"(?<!进)出口{said}<b:amount>{gap}进口{said}<a:amount>{gap}逆差{said}<c:amount>", "difference", "ab"),
        (rf"进口{said}<b:amount>{gap}出口{said}<a:amount>{gap}顺差{said}<c:amount>", "difference", "ab"),
        (rf"进出口{said}<c:amount>{gap}出口{said}<a:amount>{gap}进口{said}<b:amount>", "sum", "ab"),
        (rf"(?<!进)出口{said}<a:amount>{gap}进口{said}<b:amount>{gap}进出口{said}<c:amount>", "sum", "ab"),
        (rf"进出口{said}<c:amount>{gap}进口{said}<a:amount>{gap}出口{said}<b:amount>", "sum", "ab"),
        (
            rf"收入{said}<a:amount>{gap}支出{said}<b:amount>{gap}(?:结余|盈余|节余|结存){said}<c:amount>",
            "difference",
            "ab",
        ),
        (
            rf"收入{said}<b:amount>{gap}支出{said}<a:amount>{gap}(?:赤字|缺口|超支|差额){said}<c:amount>",
            "difference",
            "ab",
        ),
        (
            rf"(?:共|总|应)[^。；{AMOUNT}]{{0,14}}<a:amount>{gap}(?:已)?(?P<act>整改|办结|完成|化解|解决|达标|清偿|销号)<b:amount>{gap}"
            r"(?:未|尚未|还有未|剩余未)(?P=act)(?:的)?<c:amount>",
            "difference",
            "ab",
        ),
        (
            rf"新增{said}<a:amount>{gap}(?:减少|注销|退出|核减){said}<b:amount>{gap}净增(?:加)?{said}<c:amount>",
            "difference",
            "ab",
        ),
    )
    return tuple((frame(text), formula, roles) for text, formula, roles in rows)


def _balances(draft: Draft) -> Iterator[Result]:
    """Exports, imports and their balance; income, spending and what is left."""
    for pattern, formula, roles in _balance_frames():
        for found in pattern.finditer(draft.skeleton):
            numbers = [draft.number_at(found.start(name)) for name in roles]
            stated = draft.number_at(found.start("c"))
            if len({number.unit for number in (*numbers, stated)}) == 1:
                names = ("minuend", "subtrahend") if formula == "difference" else ("part", "part")
                yield from _one(
                    judge(draft, Check("balance", formula, stated, tuple(zip(names, numbers, strict=True))))
                )


def _structures(draft: Draft) -> Iterator[Result]:
    """三次产业比例 7.1:36.5:56.4 must make a hundred, within the rounding of its members."""
    for found in _STRUCTURE.finditer(draft.folded):
        values = [Decimal(found[k]) for k in (1, 2, 3)]
        total = sum(values, Decimal(0))
        if not 90 <= total <= 110 or not re.search(r"产业", draft.folded[max(0, found.start() - 30) : found.start()]):
            continue
        places = max(max(0, -int(value.as_tuple().exponent)) for value in values)
        slack = ARITHMETIC.multiply(Decimal(1).scaleb(-places), Decimal("1.5"))
        span = draft.span(*found.span())
        if abs(total - 100) <= slack:
            yield Confirmed("structure", span, (), "sum")
        else:
            yield Finding("structure", span, span.quote, f"{total}%", "%", (), Severity.WRONG, "sum")
