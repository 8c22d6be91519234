"""Sentences out of order: what a text says of its own order, and where that is broken.

Numbers (一是 三是 二是), an opening or a closing formula in the wrong place, 会议还强调 before the meeting has said
anything, and words that point back where nothing stands before. In texts of some length neighbours also share words:
where they share no more than any two sentences do, the whole was shuffled. What cannot be told: two sentences without
such a mark that changed places, and paragraphs of which each is whole. Dates are no
sign, official texts go back and forth.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from luoshi.texts.dirt.cohesion import LEAST, cohesion
from luoshi.texts.dirt.values import Sign, signals

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["disorder"]

_NUMBERED = re.compile(r"([一二三四五六七八九十]{1,3})([是要、，）章节条部])")
_OPENERS = {"是": "。；：，、\n", "要": "。；：\n", "、": "\n", "）": "。\n", "，": "。；\n", "章": "\n"}
"""Behind which marks a number of a style opens; 一 may stand anywhere, since a list may open inside a sentence."""
_SENTENCE = re.compile(r"[^。！？\n]+[。！？]*")
_DIGITS = {char: value for value, char in enumerate("一二三四五六七八九", 1)}
_OPENING = 4
"""Sentences (headline, dateline, lead) among which the opening formula stands."""
_EXCERPT = 6
"""A text of fewer sentences may be an excerpt."""


class _Sentences(NamedTuple):
    """The sentences of a text by offset, and the first of each paragraph."""

    folded: str
    spans: Sequence[tuple[int, int]]
    firsts: frozenset[int]

    def at(self, offset: int) -> int:
        """The index of the sentence that an offset stands in."""
        return max(0, bisect_right(self.spans, offset, key=itemgetter(0)) - 1)


def disorder(folded: str) -> Iterator[Sign]:
    """The places where the order of a folded text is broken."""
    told = _sentences(folded)
    yield from _numbers(folded)
    for rule in (_late_lead, _early_formula, _also_first, _points_back, _resumed):
        yield from rule(told)
    if len(told.spans) >= LEAST and (place := cohesion(folded, told.spans)):
        yield Sign(*place, "neighbouring sentences share no words")


def _sentences(folded: str) -> _Sentences:
    """Offsets without blanks at the start."""
    spans: list[tuple[int, int]] = []
    firsts, line = set(), 0
    for found in _SENTENCE.finditer(folded):
        start, end = found.span()
        while start < end and folded[start].isspace():
            start += 1
        if start == end:
            continue
        if not spans or folded.find("\n", line, start) >= 0:
            firsts.add(len(spans))
        spans.append((start, end))
        line = end
    return _Sentences(folded, spans, frozenset(firsts))


def _value(numeral: str) -> int:
    tens, ten, ones = numeral.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)


def _numbers(folded: str) -> Iterator[Sign]:
    """A number behind a greater one that has not come before in its list; a list that begins again is no fault."""
    lists: dict[str, _List] = {}
    line = looked = 0
    for found in _NUMBERED.finditer(folded):
        value = _value(found[1])
        if style := _style(folded, found, value):
            line = max(line, folded.rfind("\n", looked, found.start()))
            looked = found.start()
            if why := lists.setdefault(style, _List()).take(value, line):
                yield Sign(*found.span(), why)


def _style(folded: str, found: re.Match[str], value: int) -> str:
    """Which way of numbering this is; empty where the characters number nothing."""
    mark, at = found[2], found.start()
    if mark == "是" and folded[found.end() : found.end() + 1] in {"否", "指", "因"}:
        return ""
    mark = "章" if mark in "章节条部" else mark
    before = folded[at - 1] if at else ""
    sign = {"）": "（", "，": "第", "章": "第"}.get(mark, "")
    if sign or before == "第":
        if before != (sign or "第"):
            return ""
        mark, at = (mark if sign else "，"), at - 1
    while at and folded[at - 1] in " \t":
        at -= 1
    opens = at == 0 or folded[at - 1] in _OPENERS[mark]
    return mark if opens or (value == 1 and mark != "、") else ""


class _List:
    """The numbers of one style as they come."""

    def __init__(self) -> None:
        self.seen: list[int] = []
        self.orphan: int | None = None

    def take(self, value: int, line: int) -> str:
        """Take the next number, of the paragraph that begins at ``line``; why it is out of order, or empty."""
        why = ""
        if value == 1:
            why = "the list began with a later number" if self.orphan == line else ""
            self.seen, self.orphan = [1], None
        elif not self.seen:
            self.orphan = line
        elif value in self.seen:
            self.seen = [value]
        else:
            why = f"{max(self.seen)} stands before {value}" if value < max(self.seen) else ""
            self.seen.append(value)
        return why


def _late_lead(told: _Sentences) -> Iterator[Sign]:
    """The dateline, or the sentence that says who met when, behind the opening of the text."""
    lead = signals().order["lead"]
    if not told.spans or lead.search(told.folded, 0, told.spans[:_OPENING][-1][1]):
        return
    found = lead.search(told.folded)
    if found and (at := told.at(found.start())) >= _OPENING:
        yield Sign(*told.spans[at], "an opening sentence")


def _early_formula(told: _Sentences) -> Iterator[Sign]:
    """会议还研究了其他事项 before the meeting goes on to speak."""
    order = signals().order
    found = order["formula"].search(told.folded)
    if found and order["voice"].search(told.folded, told.spans[told.at(found.start())][1]):
        yield Sign(*told.spans[told.at(found.start())], "a closing sentence")


def _also_first(told: _Sentences) -> Iterator[Sign]:
    """会议还强调 where the meeting has not spoken yet."""
    order = signals().order
    also, plain = order["also"].search(told.folded), order["plain"].search(told.folded)
    if also and not (plain and plain.start() < also.start()):
        yield Sign(*told.spans[told.at(also.start())], "nothing was said before")


def _points_back(told: _Sentences) -> Iterator[Sign]:
    """The first sentence of a text points back, or the first one behind a headline; an excerpt may begin anywhere."""
    if len(told.spans) < _EXCERPT:
        return
    start, end = told.spans[0]
    if told.folded[end - 1] not in "。！？" and 1 in told.firsts:
        start, end = told.spans[1]
    if signals().order["backward"].match(told.folded, start, end):
        yield Sign(start, end, "nothing was said before")


def _resumed(told: _Sentences) -> Iterator[Sign]:
    """A paragraph that opens in the middle (要…, 同时…) and only later says who speaks (会议强调…)."""
    order = signals().order
    opened: int | None = None
    for at in range(len(told.spans)):
        if at in told.firsts:
            opened = at if order["resumed"].match(told.folded, *told.spans[at]) else None
        elif opened is not None and order["attribution"].match(told.folded, *told.spans[at]):
            yield Sign(*told.spans[opened], "its beginning comes later")
            opened = None
