"""One claim stated twice with different numbers: same words, same period, same kind of unit.

Only claims that open their sentence count, so that no subject hides before them; plans and results are kept apart.
Without a printed period the two may speak of different years: then the finding is a question.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from luoshi.texts.figures import last_period
from luoshi.texts.lexicon import WordFile
from luoshi.texts.proofing.checks import operand, printed, unit_of
from luoshi.texts.proofing.frames import word_file
from luoshi.texts.proofing.records import Confirmed, Finding, Severity
from luoshi.texts.proofing.tokens import AMOUNT, KINDS, PERCENT, POINTS, Num

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from luoshi.texts.proofing.checks import Result
    from luoshi.texts.proofing.draft import Draft, Sentence

__all__ = ["claims"]

_PLAN = re.compile(r"预期|目标|力争|计划|规划|预计|拟|将|确保|到20\d\d年|努力|争取|左右|以上|安排")
_LEAD = re.compile(rf"(?:[^，。：；{KINDS}]{{0,12}}[{KINDS}]?[^，。：；{KINDS}]{{0,6}}[，：])?")
_TIME = re.compile(
    r"^(?:截至|截止|到)?[^，]{0,8}?(?:今年以来|今年|去年|上半年|下半年|前三季度|[一二三四]季度|全年|目前|底|末|止|上年|同期)+[，]?|^其中|^(?:全)?年"
)
_SAID = re.compile(
    r"(?:分别|共|约|近|超过|超|突破|达到|达|为|是|至|到|了|累计|的|合计|共计|总计|已|只有|仅|预计|初步)+$"
)
_HEADING = re.compile(r"\n[^\n。]{1,40}(?=\n)")
"""A short line without a full stop between two claims: the second may speak of other years."""
_CARRIED = re.compile(
    r"去年|今年|明年|上半年|下半年|前三季度|[一二三四]季度|前\d{1,2}个月|\d{1,2}月份|20\d\d年|“十[一二三四五]五”|五年|两年|三年|过去|今后|未来"
)
"""Words of time that go on to hold for the sentences behind them."""


class _Claim(NamedTuple):
    number: Num
    period: str | None
    words: str
    carried: str


@cache
def _measure() -> re.Pattern[str]:
    figures = WordFile.load("figures")
    return re.compile("|".join((figures.alternation("measures"), word_file().alternation("rates"), "面积|人数|总投资")))


def claims(draft: Draft) -> Iterator[Result]:
    """All pairs of claims in a draft that say the same of one thing with different numbers."""
    first: dict[tuple[str, str, str, bool], _Claim] = {}
    spans = [(found.start(), found.group()) for found in _CARRIED.finditer(draft.folded)]
    for sentence in draft.sentences():
        plan = _PLAN.search(draft.skeleton, sentence.start, sentence.end) is not None
        claim = _claim(draft, sentence, spans)
        if claim is None:
            continue
        key = (claim.words, claim.period or "", claim.number.kind + claim.number.unit, plan)
        other = first.setdefault(key, claim)
        if other is not claim:
            yield from _compare(draft, other, claim)


def _claim(draft: Draft, sentence: Sentence, spans: Sequence[tuple[int, str]]) -> _Claim | None:
    """The first claim of a sentence, where nothing but a period stands before its words."""
    text = draft.skeleton[sentence.start : sentence.end]
    for at in range(sentence.first, min(sentence.last, sentence.first + 3)):
        number = draft.numbers[at]
        before = text[: draft.places[at] - sentence.start].lstrip(" \t\u3000—·-•●◆■")
        if number.kind not in {AMOUNT, PERCENT, POINTS}:
            continue
        lead = _LEAD.match(before)
        words = before[lead.end() :] if lead else before
        words = re.sub(rf"^[^，]{{0,4}}[{KINDS}](?:份|底|末)?", "", words)
        bare = _SAID.sub("", _TIME.sub("", words))
        if "，" in bare or any(char in KINDS for char in bare) or len(bare) < 5 or not _measure().search(bare):
            return None
        period = last_period(draft.folded[draft.offset(sentence.start) : number.start])
        before_it = bisect_left(spans, (number.start, ""))
        return _Claim(number, period, bare, spans[before_it - 1][1] if before_it else "")
    return None


def _compare(draft: Draft, one: _Claim, other: _Claim) -> Iterator[Result]:
    a, b = one.number, other.number
    apart = one.carried != other.carried or _HEADING.search(draft.folded, a.end, b.start) or not _alike(a, b)
    if one.period is None and apart:
        return
    span = draft.span(b.start, b.end)
    roles = (operand(draft, "first", a),)
    if a.range.meets(b.range):
        if not a.approx and not b.approx:
            yield Confirmed("conflict", span, roles, "same")
        return
    slip = _slip(a, b)
    sure = one.period is not None and not (a.approx or b.approx)
    severity = Severity.WRONG if sure or slip else Severity.DOUBTFUL
    yield Finding(
        "unit" if slip else "conflict",
        span,
        printed(draft, b),
        printed(draft, a),
        unit_of(b),
        roles,
        severity,
        "same",
        slip,
    )


def _alike(a: Num, b: Num) -> bool:
    """Whether two numbers are within a fifth of each other: a stale number is, the sum of five years is not."""
    small, large = sorted((abs(a.base), abs(b.base)))
    return large * 4 <= small * 5


def _slip(a: Num, b: Num) -> str:
    """10^4 or 10^8 where the digits are the same and only the unit differs."""
    if a.kind != AMOUNT or a.value != b.value or a.scale == b.scale:
        return ""
    ratio = max(a.scale, b.scale) / min(a.scale, b.scale)
    return {10**4: "10^4", 10**8: "10^8"}.get(int(ratio), "")
