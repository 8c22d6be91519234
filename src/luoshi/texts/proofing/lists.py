"""What a text announces by number and then lists: 三项措施：一是…二是…; headings 一、二、; A、B分别增长a、b.

An announcement belongs to a list only where the list begins right behind it. A gap in the numbering is a finding of
its own: somebody took an item out, or in.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from luoshi.core.errors import UnitError
from luoshi.core.numerals import parse_numeral
from luoshi.texts.proofing.frames import frame
from luoshi.texts.proofing.records import Confirmed, Finding, Operand, Severity
from luoshi.texts.proofing.tokens import AMOUNT, BARE, KINDS, PERCENT, POINTS, TIMES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from luoshi.texts.proofing.checks import Result
    from luoshi.texts.proofing.draft import Draft

__all__ = ["lists"]

_HAN = "一二三四五六七八九十"
_FAMILIES = (
    re.compile(
        rf"(?:^|(?<=[。；：，、！\n\s”）]))(?P<n>[{_HAN}]{{1,3}})(?:是|要|则)(?!否|不是|素|件|点|务|义|领|害|道)",
        re.MULTILINE,
    ),
    re.compile(rf"(?:^|(?<=[。；：，\n\s]))第(?P<n>[{_HAN}]{{1,3}})(?=[，、：是])", re.MULTILINE),
    re.compile(rf"^[ \t\u3000]*(?P<n>[{_HAN}]{{1,3}})、", re.MULTILINE),
    re.compile(rf"(?:^|(?<=[。；：\s]))（(?P<n>[{_HAN}]{{1,3}})）", re.MULTILINE),
    re.compile(r"^[ \t]*(?P<n>\d{1,2})(?:[.、](?!\d)|．)", re.MULTILINE),
    re.compile(r"(?:^|(?<=[。；：\s]))（(?P<n>\d{1,2})）", re.MULTILINE),
)
_RUNNING = 2
"""The first two families run inside paragraphs; the others are headings or members of a list."""

_NOUNS = (
    "方面|措施|举措|任务|工作|问题|要求|行动|工程|原则|建议|意见|目标|重点|事|点|关系|环节|机制|特点|不足|经验|做法|内容|转变|条件|困难|"
    "办法|政策|决策|地方|说明|步|途径|抓手|关键|事情|大事|实事|方向|着力点|部分|指标|制度|体系"
)
_COUNT = rf"(?<!第)(?P<n>[{_HAN}]{{1,3}}|两|\d{{1,2}})(?:个|项|条|点|大|类|件|种|步|方面)+"
_KIND = "重点|主要|具体|重大|关键|核心|突出|政策|工作|专项|硬|新|配套|支持|重要"
_ANNOUNCED = re.compile(
    rf"{_COUNT}(?:的)?(?:{_KIND})*(?:{_NOUNS})?(?:的)?(?:{_NOUNS})?(?:如下|是)?$|"
    rf"(?:以下|如下|下列|下面){_COUNT.replace('<n>', '<m>')}[^，。；：、\n]{{0,16}}$"
)
_PERHAPS = re.compile(rf"{_COUNT}[^，。；：、\n]{{0,14}}?(?:{_NOUNS})$")
"""三项具有深远意义的决策: the words between may hold a verb, so that only a list of the same length proves anything."""
_FURTHER = re.compile(rf"(?P<n>[{_HAN}]{{1,3}}|两|\d{{1,3}})(?:个|项|条|点|大|类|件|种|方面)")


_DEPTH = 9
"""Lists inside lists that are followed: a text of nothing but 一是 opens no deeper ones."""


class _Item(NamedTuple):
    start: int
    end: int
    number: int


def lists(draft: Draft) -> Iterator[Result]:
    """All checks of announced and numbered lists in a draft."""
    for index, family in enumerate(_FAMILIES):
        items = [one for found in family.finditer(draft.folded) if (one := _item(found)) is not None]
        for run in _runs(items, draft.folded, running=index < _RUNNING):
            yield from _announced(draft, run)
        if index < _RUNNING:
            yield from _gaps(draft, items)
    yield from _pairings(draft)


def _item(found: re.Match[str]) -> _Item | None:
    number = _count(found["n"])
    return None if number is None else _Item(found.start("n"), found.end(), number)


def _count(text: str) -> int | None:
    try:
        return int(parse_numeral(text))
    except UnitError:
        return None


def _runs(items: Sequence[_Item], text: str, *, running: bool) -> Iterator[list[_Item]]:
    """Members 1, 2, 3 … in a row."""
    run: list[_Item] = []
    for item in items:
        if run and item.number == run[-1].number + 1 and (not running or _near(text, run[-1], item)):
            run.append(item)
            continue
        if len(run) > 1:
            yield run
        run = [item] if item.number == 1 else []
    if len(run) > 1:
        yield run


def _near(text: str, one: _Item, other: _Item) -> bool:
    """Whether no more than a few paragraphs lie between two members of a running list."""
    return text.count("\n", one.end, other.start) <= 40


def _announced(draft: Draft, run: Sequence[_Item]) -> Iterator[Result]:
    """The number right before the list against the length of the list."""
    before = draft.folded[max(0, run[0].start - 80) : run[0].start].rstrip(" \t\u3000\n\r（第")
    clause = re.split(r"[，。；：！\n]", before.rstrip("：。，；"))[-1]
    surely = _ANNOUNCED.search(clause)
    found = surely or _PERHAPS.search(clause)
    if not found or not before.endswith(("：", "。", "，", "；")):
        return
    group = "n" if found["n"] else "m"
    begin = max(0, run[0].start - 80) + len(before.rstrip("：。，；")) - len(clause)
    members = tuple(Operand("member", draft.span(one.start, one.end), None, "") for one in run)
    line = draft.folded.find("\n", run[0].start)
    inside = len(run) if line < 0 else sum(one.start <= line for one in run)
    counts = [(one.start("n"), one["n"]) for one in _FURTHER.finditer(clause)]
    counts.append((found.start(group), found[group]))
    told = [(at, text) for at, text in counts if _count(text) in {len(run), inside}]
    at, text = told[0] if told else counts[-1]
    span = draft.span(begin + at, begin + at + len(text))
    if told:
        yield Confirmed("count", span, members, "count")
    elif surely and (_count(text) or 0) > 1 and len(counts) == 2:
        yield Finding("count", span, span.quote, f"{len(run)}", "", members, Severity.WRONG, "count")


def _gaps(draft: Draft, items: Sequence[_Item]) -> Iterator[Result]:
    """一是…三是 or 二是…二是 in one paragraph; a list inside an item is a level of its own."""
    levels: list[_Item] = []
    for item in items:
        if levels and "\n" in draft.folded[levels[-1].end : item.start]:
            levels = []
        depth = next((k for k in range(len(levels) - 1, -1, -1) if levels[k].number == item.number - 1), None)
        if item.number == 1:
            levels.append(item)
            del levels[:-_DEPTH]
        elif depth is not None:
            levels[depth:] = [item]
        elif levels:
            span = draft.span(item.start, item.end)
            roles = (Operand("member", draft.span(levels[-1].start, levels[-1].end), None, ""),)
            right = f"{levels[-1].number + 1}"
            yield Finding("sequence", span, span.quote, right, "", roles, Severity.WRONG, "sequence")
            levels[-1] = item


@cache
def _pairing_frame() -> re.Pattern[str]:
    number = f"[{AMOUNT}{BARE}{PERCENT}{POINTS}{TIMES}]"
    return frame(
        rf"(?:^|(?<=[，。；：\n{KINDS}]))(?P<who>[^。；，：\n{KINDS[1:]}]{{4,60}}?)(?P<link>分别)(?:同比|比上年|比去年|环比|实际|累计|为|达到|达|占|完成|实现|{{up}}|{{down}}|约|超过|超|了|到|至|全国|全省)*"
        rf"(?P<numbers>{number}(?:(?:、|和|及|与|以及|、约){number})+)"
    )


def _pairings(draft: Draft) -> Iterator[Result]:
    """As many numbers as names on either side of 分别."""
    for found in _pairing_frame().finditer(draft.skeleton):
        who = re.sub(r"[“《（(][^”》）)]*[”》）)]", "", found["who"])
        numbers = sum(char in KINDS for char in found["numbers"])
        commas, joins = who.count("、"), len(re.findall(r"和|与|及|以及", who))
        span = draft.span(draft.offset(found.start("link")), draft.offset(found.end("link")))
        if numbers in range(1 + commas, 2 + commas + joins):
            yield Confirmed("pairing", span, (), "count")
        elif commas + joins and "等" not in who and numbers != (1 + commas) * (1 + joins):
            yield Finding("pairing", span, f"{numbers}", f"{1 + commas + joins}", "", (), Severity.DOUBTFUL, "count")
