"""Per cent and percentage point, declines of more than everything, ranges that run backwards.

The change of a share is in percentage points; of an amount, in per cent. Which of the two was meant only the writer
knows, so most of these findings are questions.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from luoshi.texts.proofing.checks import operand, printed
from luoshi.texts.proofing.frames import frame, word_file
from luoshi.texts.proofing.records import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from luoshi.texts.proofing.checks import Result
    from luoshi.texts.proofing.draft import Draft
    from luoshi.texts.proofing.tokens import Num

__all__ = ["percents"]

_RANGE = re.compile(r"(?<![\d.\-—～~])(\d+(?:\.\d+)?)%[—～~至-](\d+(?:\.\d+)?)%")
_LOSS = re.compile(r"利润|盈利|收益|效益|净额|顺差|差额|净值|结余")
"""What may fall below nothing."""
_CONTRIBUTION = re.compile(r"拉动|贡献|带动|影响|拉高|拉低|推动")
"""What one part adds to the growth of the whole is in percentage points."""


@cache
def _frames() -> dict[str, re.Pattern[str]]:
    rates, amounts = word_file().alternation("rates"), word_file().alternation("measures")
    bad = word_file().alternation("not_rates")
    change = r"(?P<w>提高|上升|提升|下降|降低|回落|增加|减少|高|低|扩大|收窄|加快|放缓)(?:了|出|约|近)?"
    against = r"(?:比|较|同比|环比|与{gap10}相比){gap14}(?:<year>|<day>)?{gap10}"
    return {
        "share": frame(
            rf"(?P<rate>{rates})(?<!{bad.split('|')[0]})(?:为|达到|达|约|是|升至|降至|提高到|超过|超)?<a:percent>[，、（]{against}"
            + change
            + r"<p:percent>"
        ),
        "growth": frame(
            rf"(?:增长|增速为|增速达|增速|下降)(?:了|达到|达|为)?<a:percent>[，、（]?(?:增速|增幅)?{against}"
            r"(?P<w>加快|放缓|回落|提高|高|低|收窄|扩大)(?:了|出|约|近)?<p:percent>"
        ),
        "amount": frame(
            rf"(?P<what>{amounts})(?:同比|比上年|比去年|环比|累计|较上年|年均|实际)?(?P<w>增长|下降|减少|增加)(?:了|约|近)?<p:points>"
        ),
        "decline": frame(r"(?P<w>下降|减少|降低|缩减|压减|回落|缩短|精简)(?:了|幅度达|达|为)?<p:percent>"),
        "times": frame(r"(?P<w>下降|减少|降低|缩减|压减|缩短|缩小|精简)(?:了|达|为|约|近)?<p:times>"),
    }


def percents(draft: Draft) -> Iterator[Result]:
    """All checks of per cent against percentage point in a draft."""
    frames = _frames()
    for name, note in (("share", "of_share"), ("growth", "of_growth")):
        for found in frames[name].finditer(draft.skeleton):
            p, a = draft.number_at(found.start("p")), draft.number_at(found.start("a"))
            yield _points(draft, p, a, note)
    for found in frames["amount"].finditer(draft.skeleton):
        p = draft.number_at(found.start("p"))
        if not _CONTRIBUTION.search(draft.skeleton, max(0, found.start() - 16), found.start()):
            yield _per_cent(draft, p)
    for found in frames["decline"].finditer(draft.skeleton):
        p = draft.number_at(found.start("p"))
        loss = _LOSS.search(draft.skeleton, max(0, found.start() - 16), found.start())
        if p.range.low > 100 and not loss:
            yield Finding(
                "decline", draft.span(p.start, p.end), printed(draft, p), "≤100%", "%", (), Severity.WRONG, "bound"
            )
    for found in frames["times"].finditer(draft.skeleton):
        yield from _times(draft, draft.number_at(found.start("p")))
    yield from _ranges(draft)


def _points(draft: Draft, p: Num, a: Num, note: str) -> Finding:
    said = f"{p.value}个百分点"
    span = draft.span(p.start, p.end)
    roles = (operand(draft, "level", a),)
    return Finding(
        "percent_points", span, printed(draft, p), said, "个百分点", roles, Severity.DOUBTFUL, "difference", note, said
    )


def _per_cent(draft: Draft, p: Num) -> Finding:
    """An amount grows by per cent."""
    said, span = f"{p.value}%", draft.span(p.start, p.end)
    return Finding(
        "percent_points", span, printed(draft, p), said, "%", (), Severity.DOUBTFUL, "growth", "of_amount", said
    )


def _times(draft: Draft, p: Num) -> Iterator[Result]:
    """减少2倍 would leave less than nothing."""
    if p.value >= 1 and p.scale == 1:
        span = draft.span(p.start, p.end)
        yield Finding("decline", span, printed(draft, p), "<1倍", "倍", (), Severity.WRONG, "bound", "times")


def _ranges(draft: Draft) -> Iterator[Result]:
    for found in _RANGE.finditer(draft.folded):
        low, high = Decimal(found[1]), Decimal(found[2])
        before = draft.folded[max(0, found.start() - 6) : found.start()]
        if low > high and not re.search(r"由|从|降|减", before):
            span = draft.span(*found.span())
            yield Finding("range", span, span.quote, f"{high}%—{low}%", "%", (), Severity.DOUBTFUL, "order")
