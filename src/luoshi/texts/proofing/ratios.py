"""Multiples and averages: a是b的n倍; n家共t，平均每家m; 五年累计t，年均m."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from luoshi.texts.proofing.checks import Check, judge
from luoshi.texts.proofing.frames import frame
from luoshi.texts.proofing.interval import exact
from luoshi.texts.proofing.tokens import AMOUNT, TIMES, Num

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from luoshi.texts.proofing.checks import Result
    from luoshi.texts.proofing.draft import Draft

__all__ = ["ratios"]

_EACH = {
    "户": "户家",
    "人": "人名位",
    "家": "家户",
    "校": "所个",
    "村": "个",
    "企业": "家户",
    "员工": "人名",
    "项目": "个项",
}
"""What 户均, 人均, 每家企业 divide by: the units that count it."""
_MONTHS = {"全年": 12, "上半年": 6, "下半年": 6, "前三季度": 9, "一季度": 3, "二季度": 3, "三季度": 3, "四季度": 3}


@cache
def _frames() -> dict[str, re.Pattern[str]]:
    each = r"(?:平均|均)?每(?:个)?(?P<each>[\u4e00-\u9fff]{1,3})(?:平均)?|(?P<mean>户|人|家|村|校|场|期|件|亩|县)均"
    return {
        "multiple": frame(
            r"<a:amount>{near14}(?:，)?(?:是|为|相当于|达到|约为|约是){near14}(?:<year>|<day>)?{near8}<b:amount>{gap2}的<n:times>"
        ),
        "based": frame(r"<b:amount>{near20}，?(?:而|但)?{near20}<a:amount>，(?:是|为|相当于)前者的<n:times>"),
        "average": frame(
            r"<n:amount>(?P<what>{near14})[，、]?{near12}(?:共|共计|合计|总计|累计)?{near10}<t:amount>{near8}，{near4}(?:"
            + each
            + r"){near10}<m:amount>"
        ),
        "average_after": frame(
            r"(?:共|共计|合计|总计|累计){near10}<t:amount>{near10}，(?:涉及|惠及|覆盖|支持){near8}<n:amount>{near10}，{near4}(?:"
            + each
            + r"){near10}<m:amount>"
        ),
        "years": frame(
            r"<n:amount>(?:来|间)?(?:里)?(?:共|累计|合计|总共){near12}<t:amount>{near12}[，、]{near6}(?:年均|平均每年|每年平均){near8}<m:amount>"
        ),
        "months": frame(
            r"(?P<months>全年|上半年|下半年|前三季度|[一二三四]季度)[^。；，增减多少]{0,12}?<t:amount>{gap10}[，、]"
            r"(?:月均|平均每月|每月平均){near8}<m:amount>"
        ),
    }


def ratios(draft: Draft) -> Iterator[Result]:
    """All checks of multiples and averages in a draft."""
    for found in _frames()["multiple"].finditer(draft.skeleton):
        a, b, n = (draft.number_at(found.start(name)) for name in "abn")
        if a.unit == b.unit and b.range.low > 0 and n.kind == TIMES:
            yield from _said(judge(draft, Check("multiple", "ratio", n, (("part", a), ("base", b)))))
    for name in ("average", "average_after", "years"):
        for found in _frames()[name].finditer(draft.skeleton):
            yield from _average(draft, name, found)
    for found in _frames()["months"].finditer(draft.skeleton):
        t, m = (draft.number_at(found.start(name)) for name in "tm")
        months = exact(_MONTHS[found["months"]])
        count = m._replace(value=months.low, range=months, unit="个月", kind=AMOUNT, approx="")
        if t.unit == m.unit:
            yield from _said(judge(draft, _mean(t, count, m)))


def _average(draft: Draft, name: str, found: re.Match[str]) -> Iterator[Result]:
    n, t, m = (draft.number_at(found.start(key)) for key in "ntm")
    if t.unit != m.unit or n.range.low <= 0 or (n.scale != 1 and name == "years"):
        return
    if name == "years":
        if n.unit == "年" and n.value <= 30:
            yield from _said(judge(draft, _mean(t, n, m)))
        return
    each = found["each"] or found["mean"]
    if (
        n.unit
        and n.unit != t.unit
        and (n.unit == each[:1] or n.unit in _EACH.get(each, "") or n.unit in _EACH.get(each[:1], ""))
    ):
        yield from _said(judge(draft, _mean(t, n, m)))


def _mean(total: Num, count: Num, stated: Num) -> Check:
    return Check("average", "average", stated, (("total", total), ("count", count)))


def _said(result: Result | None) -> Iterator[Result]:
    if result is not None:
        yield result
