"""What a number speaks of: subject, measure, period and comparison, from the words before it.

Members pair by order (A、B 增长 7.8%、8.7%), with or without 分别. What the clause does not say stays unknown.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from luoshi.texts.lexicon import WordFile, Words
from luoshi.texts.numbers import Found, find_numbers

__all__ = ["Told", "find_figures", "last_period", "period_of"]


class Told(NamedTuple):
    """A number with what the clause says of it; texts as offsets into the clause."""

    found: Found
    subject: tuple[int, int] | None
    measure: tuple[int, int] | None
    comparison: tuple[int, int] | None
    order: int | None


class _Words(NamedTuple):
    measures: tuple[str, ...]
    counted: Words
    trailing: re.Pattern[str]
    compared: re.Pattern[str]


_PERIODS = re.compile(
    r"去年|今年以来|今年|上半年|下半年|前三季度|[一二三四]季度|前\d{1,2}个月|\d{1,2}[-—－至]\d{1,2}月(?:份)?|"
    r"\d{1,2}月份|20\d\d年|全年|“十[一二三四五]五”(?:期间|以来)?|截至[^，]{2,12}"
)
_LIST = re.compile(r"[、和与及]|以及")
_SPLIT = re.compile(r"、|和|与|以及")


@cache
def _words() -> _Words:
    words = WordFile.load("figures")
    compared = (
        rf"(?:分别)?(?P<said>(?:{words.alternation('compared_to')}|比[^，\d]{{2,12}}|较20\d\d年)?(?:{words.alternation('how')})?"
        rf"(?:{words.alternation('changed')})(?:到|至|了|约|近|超过|超)*)$"
    )
    measures = tuple(sorted(words.endings("measures"), key=len, reverse=True))
    trailing = re.compile(rf"(?:{words.alternation('trailing')})+$")
    return _Words(measures, words.words("counted"), trailing, re.compile(compared))


def find_figures(text: str) -> list[Told]:
    """The figures of one folded clause, paired with their subjects."""
    told: list[Told] = []
    start = 0
    for group in _groups(text):
        told += _tell(text, start, group)
        start = group[-1].end
    return told


def _groups(text: str) -> list[list[Found]]:
    """Numbers that stand in one list."""
    groups: list[list[Found]] = []
    for number in find_numbers(text):
        if groups and _LIST.fullmatch(text, groups[-1][-1].end, number.start):
            groups[-1].append(number)
        else:
            groups.append([number])
    return groups


def _tell(text: str, start: int, group: list[Found]) -> list[Told]:
    begin = _after_period(text, start + len(text[start:]) - len(text[start:].lstrip("，、和与及以")))
    comparison, end = _comparison(text, begin, group[0].start)
    end = _trimmed(text, begin, end)
    measure, begin, end = _measure(text, begin, end)
    subjects = _subjects(text, begin, end, len(group))
    paired = len(group) > 1 and len(subjects) == len(group)
    if len(group) == 1 and measure is None and comparison is None and group[0].unit.endswith(_COUNTING):
        counted = _counted_behind(text, begin, group[0])
        subjects, measure = counted or (subjects, measure)
    if not subjects and len(group) == 1:
        subjects, measure = _counted_after(text, group[0].end, measure)
    return [
        Told(
            n,
            subjects[i] if paired else subjects[0] if subjects else None,
            measure,
            comparison,
            i + 1 if paired else None,
        )
        for i, n in enumerate(group)
    ]


def _comparison(text: str, begin: int, end: int) -> tuple[tuple[int, int] | None, int]:
    found = _words().compared.search(text, begin, end)
    return (found.span("said"), found.start()) if found else (None, end)


def _trimmed(text: str, begin: int, end: int) -> int:
    found = _words().trailing.search(text, begin, end)
    return found.start() if found else end


def _measure(text: str, begin: int, end: int) -> tuple[tuple[int, int] | None, int, int]:
    """The measure, and what is left as subject: 增加值 behind its subject, 新增 before its object."""
    words = _words()
    if text.endswith(words.measures, begin, end):
        word = next(word for word in words.measures if text.endswith(word, begin, end))
        return (end - len(word), end), begin, _trimmed(text, begin, end - len(word))
    for i in range(begin, end - 2):
        if (verb := words.counted.at(text, i, end)) and end - i - len(verb) >= 2:
            return (i, i + len(verb)), i + len(verb), end
    return None, begin, end


def _after_period(text: str, begin: int) -> int:
    while found := _PERIODS.match(text, begin):
        begin = found.end()
    return begin


def _subjects(text: str, begin: int, end: int, count: int) -> list[tuple[int, int]]:
    if end <= begin:
        return []
    if count > 1:
        cuts = [m.span() for m in _SPLIT.finditer(text, begin, end)]
        starts, stops = [begin, *(b for _, b in cuts)], [*(a for a, _ in cuts), end]
        if len(starts) == count:
            return list(zip(starts, stops, strict=True))
    return [(begin, end)]


_COUNTING = ("家", "个", "项", "条", "件", "座", "批", "种", "类", "所", "套", "名", "场", "台", "辆", "艘")
_NOUN = re.compile(r"[\u4e00-\u9fff“”]{2,20}")


def _counted_behind(
    text: str, begin: int, number: Found
) -> tuple[list[tuple[int, int]], tuple[int, int] | None] | None:
    """組建3家創新中心: the verb before the number is the measure, the noun behind it the subject."""
    noun = _NOUN.match(text, number.end)
    if noun is None or "建立" in noun.group() or "实现" in noun.group():
        return None
    for i in range(begin, number.start - 1):
        if i + len(_words().counted.at(text, i, number.start)) == number.start:
            return [noun.span()], (i, number.start)
    return [noun.span()], None


_BEHIND = re.compile(
    r"(?P<subject>[\u4e00-\u9fff]{2,8}?)(?P<measure>建立[\u4e00-\u9fff]{2,8}|实现[\u4e00-\u9fff]{2,8})?$"
)


def _counted_after(
    text: str, at: int, measure: tuple[int, int] | None
) -> tuple[list[tuple[int, int]], tuple[int, int] | None]:
    """近六成規上企業建立研發機構: the subject stands behind the number."""
    found = _BEHIND.match(text, at)
    if not found:
        return [], measure
    told = found.span("measure") if found["measure"] else measure
    return [found.span("subject")], told


def last_period(text: str) -> str | None:
    """The last time span that a sentence names up to here: the one that holds for what follows."""
    periods = _PERIODS.findall(text)
    return periods[-1] if periods else None


def period_of(text: str) -> str | None:
    """The first time span that a clause or sentence names."""
    found = _PERIODS.search(text)
    return found.group() if found else None
