"""Parts of wholes: a占b的p, 其中a占比p, and rates with their denominators (受理b，办结a，办结率p).

A share is only computed where the whole is named in the same sentence by a word of the lexicon (受理, 共, 其中 …);
占全国的p speaks of a whole that is not printed, and is left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from luoshi.texts.proofing.checks import Check, judge, printed
from luoshi.texts.proofing.formulas import compute
from luoshi.texts.proofing.frames import frame, word_file
from luoshi.texts.proofing.records import Dangling, Finding, Severity
from luoshi.texts.proofing.tokens import AMOUNT, BARE, KINDS, PERCENT, Num

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from luoshi.texts.proofing.checks import Result
    from luoshi.texts.proofing.draft import Draft, Sentence

__all__ = ["shares"]


class _Frames(NamedTuple):
    named: re.Pattern[str]
    of_whole: re.Pattern[str]
    rate: re.Pattern[str]
    plan: re.Pattern[str]
    whole: re.Pattern[str]
    inside: re.Pattern[str]
    planned: re.Pattern[str]
    over: re.Pattern[str]


_SAID = r"(?:为|达到|达|约|近|超过|超|高达|仅|只有|已达|已|的|了|就|均为){0,3}"
_STEMS = {
    "办结": "办结|办理完毕|已办|办成|办理",
    "解决": "解决",
    "完成": "完成|实现",
    "达标": "达标|合格",
    "合格": "合格|达标",
    "回复": "回复|答复",
    "化解": "化解",
    "整改": "整改",
}
"""Words in the clause of the numerator that go with the stem of a rate; without an entry the stem itself."""


_LISTED = re.compile(rf"[^。；，{KINDS}]{{0,14}}[、和及][^。；，{KINDS}]{{0,14}}")
"""What stands between two members of one list."""
_NAMED = re.compile(
    rf"占(?!比)(?P<of>[^。；，、{KINDS}]{{2,10}}?)(?:总数|总额|总量|总产值|总投资)?的?(?:比重|比例)?{_SAID}$"
)
"""占 with the noun of its whole."""


@cache
def _frames() -> _Frames:
    whole = word_file().alternation("whole")
    return _Frames(
        frame(
            r"<a:amount>{near16}(?:（[^）。\n]{0,30}）)?，?{near6}占(?:了)?{gap10}<b:amount>{gap14}(?:的)?(?:比例|比重)?"
            + _SAID
            + r"<p:percent>"
        ),
        re.compile(rf"占(?P<of>{word_file().alternation('own_whole')})?{_SAID}$"),
        re.compile(rf"(?P<stem>[\u4e00-\u9fff]{{2}})(?:率|比例){_SAID}$"),
        re.compile(
            r"(?:占|完成|达到|为)(?:了)?(?:全年|年度|既定|总|全部|本年度){0,2}(?P<what>计划|目标|任务|预算|规划)"
            rf"(?:数|总额|总投资|投资|总量|任务)?(?:的)?{_SAID}$"
        ),
        re.compile(rf"(?:{whole})[^。；，{KINDS}]{{0,10}}$"),
        re.compile(rf"^[^。；{AMOUNT}{BARE}]{{0,24}}(?:其中|中，|中(?![央国心小等型部长期])|里，|包括)"),
        re.compile(rf"(?:计划|目标|任务|预算|规划)[^。；，{KINDS}]{{0,10}}$"),
        frame(
            r"(?:占(?:比|比重|总数的|全部的|总量的)|占[^计划预算目标任务去上前年。；，]{1,8}的(?:比重|比例))"
            + _SAID
            + r"<p:percent>"
        ),
    )


def shares(draft: Draft) -> Iterator[Result]:
    """All checks of shares and rates in a draft."""
    done: set[int] = set()
    for found in _frames().named.finditer(draft.skeleton):
        a, b, p = (draft.number_at(found.start(name)) for name in "abp")
        if "分别" in found.group():
            done.add(p.start)
            yield from _each(draft, found, b)
        elif a.unit == b.unit and b.range.low > 0 and a is not b:
            done.add(p.start)
            yield from _said(judge(draft, Check("share", "share", p, (("part", a), ("whole", b)))))
    for sentence in draft.sentences():
        for at in range(sentence.first, sentence.last):
            if draft.numbers[at].kind == PERCENT and draft.numbers[at].start not in done:
                yield from _share(draft, sentence, at)
    yield from _over(draft)


def _each(draft: Draft, found: re.Match[str], whole: Num) -> Iterator[Result]:
    """a项、b项，分别占t项的p、q: parts and shares pair by order, or nothing is said."""
    first = bisect_left(draft.places, found.start("p"))
    last = first
    while last + 1 < len(draft.numbers) and re.fullmatch("、|和|及|与", draft.between(last, last + 1)):
        last += 1
    ps = draft.numbers[first : last + 1]
    at = bisect_left(draft.places, found.start("a"))
    parts = draft.numbers[max(0, at + 1 - len(ps)) : at + 1]
    gaps = [draft.between(i, i + 1) for i in range(at + 1 - len(parts), at)]
    apart = any(re.search("[。；，\n]", gap) for gap in gaps)
    if apart or len(parts) != len(ps) or any(p.kind != PERCENT for p in ps) or any(a.unit != whole.unit for a in parts):
        return
    for a, p in zip(parts, ps, strict=True):
        yield from _said(judge(draft, Check("share", "share", p, (("part", a), ("whole", whole)))))


def _said(result: Result | None) -> Iterator[Result]:
    if result is not None:
        yield result


def _share(draft: Draft, sentence: Sentence, at: int) -> Iterator[Result]:
    before = draft.skeleton[max(sentence.start, draft.places[at - 1] + 1 if at else 0) : draft.places[at]]
    frames = _frames()
    if (found := frames.plan.search(before)) and at > sentence.first:
        yield from _of_plan(draft, sentence, at)
    elif frames.of_whole.search(before) or _NAMED.search(before):
        yield from _part(draft, sentence, at, before)
    elif found := frames.rate.search(before):
        yield from _rate(draft, sentence, at, found["stem"])


def _part(draft: Draft, sentence: Sentence, at: int, before: str) -> Iterator[Result]:
    """其中a，占(比)p of the whole before it."""
    part = _part_of(draft, sentence, at, before)
    if part is None or "分别" in before:
        return
    a, p = draft.numbers[part], draft.numbers[at]
    own = _frames().of_whole.search(before)
    wholes = [
        i
        for i in _larger(draft, sentence, part, a)
        if (_is_whole(draft, sentence, i, part) if own else _is_named(draft, sentence, i, before))
    ]
    if not wholes:
        if own:
            yield Dangling("share", draft.span(p.start, p.end))
        return
    parts = _together(draft, sentence, part)
    yield from _said(judge(draft, _check("share", p, parts, [draft.numbers[i] for i in wholes])))


def _together(draft: Draft, sentence: Sentence, part: int) -> list[Num]:
    """The part, and the sums of it with those that stand in one list with it: a、b，占p may mean both."""
    last, found = draft.numbers[part], [draft.numbers[part]]
    for i in range(part - 1, sentence.first - 1, -1):
        one, gap = draft.numbers[i], draft.between(i, i + 1)
        if (one.kind, one.unit) != (last.kind, last.unit) or not _LISTED.fullmatch(gap):
            break
        reach = compute("sum", [found[-1].range, one.range])
        if reach is not None:
            found.append(last._replace(range=reach))
    return found


def _part_of(draft: Draft, sentence: Sentence, at: int, before: str) -> int | None:
    """The amount right before the share, in the same clause or the one before."""
    one = at - 1
    if one < sentence.first or draft.numbers[one].kind not in {AMOUNT, BARE} or len(before) > 16:
        return None
    apart = "；" in before or before.count("，") > 1 or re.search("合计|共|两者|三者|总计|两项", before)
    return None if apart else one


def _larger(draft: Draft, sentence: Sentence, part: int, a: Num) -> list[int]:
    """Amounts of the same unit before the part that could be its whole, nearest first."""
    return [
        i
        for i in range(part - 1, sentence.first - 1, -1)
        if draft.numbers[i].kind == a.kind
        and draft.numbers[i].unit == a.unit
        and draft.numbers[i].range.high >= a.range.low
    ]


def _is_whole(draft: Draft, sentence: Sentence, at: int, part: int) -> bool:
    """Whether words name the number a whole, or 其中 or 中 leads from it to its parts."""
    frames = _frames()
    before = draft.skeleton[max(sentence.start, draft.places[at] - 24) : draft.places[at]]
    after = draft.skeleton[draft.places[at] + 1 : draft.places[part]]
    return frames.whole.search(before) is not None or frames.inside.match(after) is not None


def _is_named(draft: Draft, sentence: Sentence, at: int, before: str) -> bool:
    """Whether 占…的 names the very noun that stands at a number: 登记选民b人；…a人，占登记选民总数的p."""
    found = _NAMED.search(before)
    if found is None:
        return False
    noun = re.escape(found["of"])
    left = draft.skeleton[max(sentence.start, draft.places[at - 1] + 1 if at else 0) : draft.places[at]]
    right = draft.skeleton[draft.places[at] + 1 : draft.places[at] + 16]
    return (
        re.search(
            rf"(?:^|[，。；、：共有的达为已]|全[国省市县区]){noun}(?:共|总数|总额|总量|有|达到|达|为|是|数)*$", left
        )
        is not None
        or re.match(rf"(?:的)?{noun}(?![\u4e00-\u9fff])", right) is not None
    )


def _check(code: str, p: Num, parts: Sequence[Num], wholes: Sequence[Num]) -> Check:
    """The first part of the first whole; every other pair of them is a reading that counts too."""
    first, *others = ((("part", a), ("whole", one)) for a in parts for one in wholes)
    return Check(code, "share", p, first, tuple(others))


def _rate(draft: Draft, sentence: Sentence, at: int, stem: str) -> Iterator[Result]:
    """受理b，办结a，办结率p: the numerator's clause holds the stem, the denominator is a whole before or after it."""
    p = draft.numbers[at]
    parts = [i for i in range(at - 1, sentence.first - 1, -1) if _has_stem(draft, sentence, i, stem)]
    for part in parts[:1]:
        a = draft.numbers[part]
        wholes = [i for i in _around(draft, sentence, at, part) if _rate_whole(draft, sentence, i, part)]
        if wholes and p.range.low >= 0 and _unqualified(draft, sentence, at, stem):
            readings = [a, *_with_next(draft, part, at, wholes)]
            yield from _said(judge(draft, _check("rate", p, readings, [draft.numbers[i] for i in wholes])))
        elif stem in _STEMS:
            yield Dangling("rate", draft.span(p.start, p.end))


def _unqualified(draft: Draft, sentence: Sentence, at: int, stem: str) -> bool:
    """Whether the rate is the plain one: 按时办结率 has another numerator than 办结率; 诉求办结率 has not."""
    text = draft.skeleton[sentence.start : draft.places[at]]
    earlier = text[: text.rindex(stem)]
    words = re.split(rf"[，；：、（{KINDS}]", earlier)[-1]
    return not words or words in {"总", "总体", "综合", "整体", "平均", "其"} or words in earlier[: -len(words)]


def _with_next(draft: Draft, part: int, at: int, wholes: Sequence[int]) -> list[Num]:
    """The numerator together with what is listed right behind it: 办结a、化解b，办结率p."""
    a, found = draft.numbers[part], []
    reach = a.range
    for i in range(part + 1, at):
        one = draft.numbers[i]
        if (one.kind, one.unit) != (a.kind, a.unit) or i in wholes:
            break
        reach = compute("sum", [reach, one.range]) or reach
        found.append(a._replace(range=reach))
    return found


def _has_stem(draft: Draft, sentence: Sentence, at: int, stem: str) -> bool:
    if draft.numbers[at].kind not in {AMOUNT, BARE}:
        return False
    before = draft.skeleton[max(sentence.start, draft.places[at - 1] + 1 if at else 0) : draft.places[at]]
    after = draft.skeleton[draft.places[at] + 1 : draft.places[at] + 8]
    words = f"{_STEMS.get(stem, stem)}|[实已]{stem[-1]}"
    clause = re.split(r"[，；]", before)[-1] + "|" + re.split(rf"[，；。{KINDS}]", after)[0]
    return re.search(words, clause) is not None and f"{stem}率" not in clause


def _around(draft: Draft, sentence: Sentence, at: int, part: int) -> list[int]:
    """Amounts of the part's unit in the sentence before the rate, not smaller than the part, nearest first."""
    a = draft.numbers[part]
    same = [
        i
        for i in range(sentence.first, at)
        if i != part and draft.numbers[i].kind == a.kind and draft.numbers[i].unit == a.unit
    ]
    large = (i for i in same if draft.numbers[i].range.high >= a.range.low or _is_planned(draft, sentence, i))
    return sorted(large, key=lambda i: abs(i - part))


def _is_planned(draft: Draft, sentence: Sentence, at: int) -> bool:
    """Whether a number is what was planned, of which more may be done."""
    before = draft.skeleton[max(sentence.start, draft.places[at] - 24) : draft.places[at]]
    return _frames().planned.search(before) is not None


def _rate_whole(draft: Draft, sentence: Sentence, at: int, part: int) -> bool:
    frames = _frames()
    before = draft.skeleton[max(sentence.start, draft.places[at] - 24) : draft.places[at]]
    if frames.whole.search(re.split(r"[，；]", before)[-1]):
        return True
    return at < part and frames.inside.match(draft.skeleton[draft.places[at] + 1 : draft.places[part]]) is not None


def _of_plan(draft: Draft, sentence: Sentence, at: int) -> Iterator[Result]:
    """计划b，完成a，占计划的p."""
    p, part = draft.numbers[at], at - 1
    a = draft.numbers[part]
    if a.kind != AMOUNT:
        return
    planned = [
        draft.numbers[i]
        for i in range(sentence.first, part)
        if draft.numbers[i].kind == a.kind and draft.numbers[i].unit == a.unit and _is_planned(draft, sentence, i)
    ]
    between = [one for one in draft.numbers[sentence.first : part] if one.unit == a.unit and one not in planned]
    if planned and not between:
        yield from _said(judge(draft, _check("rate", p, [a], planned)))


def _over(draft: Draft) -> Iterator[Result]:
    """A share of more than the whole."""
    for found in _frames().over.finditer(draft.skeleton):
        p = draft.number_at(found.start("p"))
        if p.range.low > 100 and p.scale == 1:
            span = draft.span(p.start, p.end)
            yield Finding("share_over_100", span, printed(draft, p), "≤100%", "%", (), Severity.WRONG, "bound")
