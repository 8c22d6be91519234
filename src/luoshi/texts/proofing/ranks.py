"""Ranks: 由第6位上升到第4位，前移2位; 前三位的是…: as many as announced, in falling order."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from luoshi.texts.proofing.checks import Check, judge, operand, printed
from luoshi.texts.proofing.frames import frame
from luoshi.texts.proofing.records import Confirmed, Finding, Severity
from luoshi.texts.proofing.tokens import AMOUNT, BARE, KINDS, PERCENT, Num

if TYPE_CHECKING:
    from collections.abc import Iterator

    from luoshi.texts.proofing.checks import Result
    from luoshi.texts.proofing.draft import Draft

__all__ = ["ranks"]

_RISE = "上升|跃升|提升|前移|前进|升|晋升|跃居|提高"
_FALL = "下降|后退|后移|下滑|滑落|跌|回落|降"


@cache
def _frames() -> dict[str, re.Pattern[str]]:
    move = rf"(?P<move>{_RISE}|{_FALL})"
    return {
        "moved": frame(r"(?:由|从){near16}<a:rank>{near8}" + move + r"(?:到|至|为)?{near12}<b:rank>"),
        "by": frame(
            r"{gap4}[，、（]{near8}(?P<way>"
            + _RISE
            + "|"
            + _FALL
            + r")(?:了)?(?:<n:amount>|<m:bare>个?(?:位|名)(?:次)?)"
        ),
        "first": frame(r"前<n:amount>(?:的)?{near10}(?:分别)?(?:是|为|：)(?P<list>[^。；\n]{3,160})"),
    }


def ranks(draft: Draft) -> Iterator[Result]:
    """All checks of ranks in a draft."""
    for found in _frames()["moved"].finditer(draft.skeleton):
        a, b = draft.number_at(found.start("a")), draft.number_at(found.start("b"))
        if a.value and b.value:
            yield _direction(draft, a, b, found["move"])
            yield from _by(draft, a, b, found.end())
    for found in _frames()["first"].finditer(draft.skeleton):
        yield from _order(draft, found)


def _direction(draft: Draft, a: Num, b: Num, move: str) -> Result:
    """A rise makes the number of the place smaller."""
    rises = re.fullmatch(_RISE, move) is not None
    roles = (operand(draft, "before", a), operand(draft, "after", b))
    span = draft.span(b.start, b.end)
    if (b.value < a.value) == rises and a.value != b.value:
        return Confirmed("rank", span, roles, "direction")
    text = printed(draft, b)
    return Finding(
        "rank", span, text, printed(draft, a), "位", roles, Severity.WRONG, "direction", "up" if rises else "down"
    )


def _by(draft: Draft, a: Num, b: Num, at: int) -> Iterator[Result]:
    then = _frames()["by"].match(draft.skeleton, at)
    if then is None:
        return
    n = draft.number_at(then.start("n") if then["n"] else then.start("m"))
    if n.unit in {"位", "名", "个", "位次", ""}:
        high, low = (a, b) if a.value > b.value else (b, a)
        result = judge(draft, Check("rank", "difference", n, (("before", high), ("after", low))))
        if result is not None:
            yield result


def _order(draft: Draft, found: re.Match[str]) -> Iterator[Result]:
    """前三位是甲（12%）、乙（11%）、丙（9%）: three, falling."""
    n = draft.number_at(found.start("n"))
    inside = [
        draft.number_at(place)
        for place in range(found.start("list"), found.end("list"))
        if draft.skeleton[place] in KINDS
    ]
    if n.unit not in {"位", "名", "家", "个"} or not inside or n.value < 2:
        return
    kinds = {(one.kind, one.unit) for one in inside}
    if len(kinds) != 1 or inside[0].kind not in {AMOUNT, PERCENT, BARE} or len(inside) > 12:
        return
    roles = tuple(operand(draft, "member", one) for one in inside)
    span = draft.span(n.start, n.end)
    falling = all(one.range.high >= two.range.low for one, two in pairwise(inside))
    if len(inside) == n.value and falling:
        yield Confirmed("rank", span, roles, "order")
    elif len(inside) == n.value:
        yield Finding("rank", span, printed(draft, n), "", "", roles, Severity.DOUBTFUL, "order", "not_falling")
    elif len(inside) >= 2 and _each_named(found["list"], len(inside)):
        yield Finding(
            "count", span, printed(draft, n), f"{len(inside)}{n.unit}", n.unit, roles, Severity.WRONG, "count"
        )


def _each_named(listed: str, count: int) -> bool:
    """Whether the list is nothing but names with one number each."""
    parts = [part for part in re.split(r"[、，和]", listed) if part]
    return len(parts) == count and all(sum(char in KINDS for char in part) == 1 for part in parts)
