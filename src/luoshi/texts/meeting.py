"""The meeting itself: when and where it was held, and what it formally decided."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from luoshi.texts.records import Decision, Event, Section

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from luoshi.texts.discourse import Part
    from luoshi.texts.source import Source

__all__ = ["decisions", "event", "iso_date"]

_DATE = r"(?P<date>(?:20\d\d年)?(?:\d{1,2}月)?\d{1,2}日(?:至(?:\d{1,2}月)?\d{1,2}日)?)(?:上午|下午|晚上|晚)?"
_NAME = r"(?P<name>[^，。：；]{2,44}?(?:会议|会|论坛))"
_PLACE = r"(?:在(?P<place>[^，。：]{1,8}?))?"
_HELD = re.compile(rf"{_DATE}，?{_NAME}{_PLACE}(?:隆重)?(?:召开|举行)")
_NAME_FIRST = re.compile(rf"{_NAME}(?:于)?{_DATE}{_PLACE}(?:隆重)?(?:召开|举行)")
_CONVENED = re.compile(rf"(?P<who>[^，。：；]{{2,40}}?){_DATE}(?:主持)?召开(?P<name>[^，。；]{{0,30}}?会议)")
_NEWS = re.compile(
    r"(?P<who>[^，。：；]{2,20}?)(?P<date>(?:今天|昨天|今日)(?:（[^）]{2,8}）)?)(?:上午|下午)?(?:举行|召开)"
    r"(?P<name>[^，。；]{0,30}?(?:发布会|会议|座谈会))"
)
_UNDATED = re.compile(rf"{_NAME}{_PLACE}(?:召开|举行)")
_LEAD = 3_000
"""Characters of a paragraph in which a meeting is announced."""
_HOLDS = ("召开", "举行")
"""Each pattern holds one of these: a look for them spares five slow searches (1 % of a reading)."""
_ISO = re.compile(r"(20\d\d)年(\d{1,2})月(\d{1,2})日")
_ACT = re.compile(
    r"(?:会议)?(?P<action>审议通过|审议并原则通过|讨论并原则通过|讨论通过|原则通过|表决通过|批准|通过|审议)(?:了)?(?P<object>《[^》]+》(?:[^，。；]{0,3}《[^》]+》)*[^，。；]{0,4})"
)
_REFERRED = re.compile(
    r"(?P<action>决定)(?P<object>(?:将|把|提请)[^，。；]{2,40}(?:审议|审查|审批|公布|施行))(?=[，。；]|$)"
)
_DEPLOYED = re.compile(
    r"(?:会议)?(?P<action>部署|决定|确定)(?P<object>[^，。；]{6,60}?(?:政策|行动|工程|专项行动|方案|规划|计划|试点|条例|制度|基金|机制|意见|办法))(?=[，。；]|$)"
)


def event(source: Source, parts: Sequence[Part]) -> Event | None:
    """The meeting that the lead speaks of; None where a text reports no meeting."""
    leads = [p.paragraph for p in parts if p.kind in {"lead", "body"}][:2]
    folded = source.folded
    leads = [p for p in leads if any(folded.find(held, p.start, min(p.end, p.start + _LEAD)) >= 0 for held in _HOLDS)]
    for pattern in (_HELD, _CONVENED, _NAME_FIRST, _NEWS, _UNDATED):
        for lead in leads:
            if found := pattern.search(folded, lead.start, min(lead.end, lead.start + _LEAD)):
                return _event(source, found, lead.start)
    return None


def _event(source: Source, found: re.Match[str], lead: int) -> Event:
    folded = source.folded
    start = found.start()
    if "：" in (head := folded[lead:start]):
        start = max(start, lead + head.rindex("：") + 1)
    start += len(folded[start : found.end()]) - len(folded[start : found.end()].lstrip())
    groups = found.groupdict()
    name = source.quote(found.span("name"))
    if folded[slice(*found.span("name"))] == "会议" and groups.get("who"):
        name = source.quote(found.span("who")) + name
    place = source.quote(found.span("place")) if groups.get("place") else None
    date = source.quote(found.span("date")) if groups.get("date") else None
    return Event(
        span=source.document.span(start, found.end()),
        section=Section.CONTEXT,
        why="a dated meeting in the lead",
        name=name,
        date_text=date,
        place=place,
    )


def decisions(source: Source, parts: Sequence[Part]) -> list[Decision]:
    """Formal acts on named things; a mention in the agenda gives way to the act itself."""
    agenda: list[Decision] = []
    acts: list[Decision] = []
    for part in parts:
        if part.kind == "lead":
            agenda += _acts(source, part, deployed=True)
        elif part.kind == "body":
            acts += (d for d in _acts(source, part, deployed=False) if _of_this_meeting(source.folded, part, d))
    told = {title for act in acts for title in _TITLE.findall(act.object)}
    kept = [a for a in agenda if not (titles := _TITLE.findall(a.object)) or not told.issuperset(titles)]
    return sorted(kept + acts, key=lambda d: d.span.start)


_TITLE = re.compile(r"《[^》]+》")
_OTHER_MEETING = re.compile(r"(?:全会|大会|会议)是.{4,80}会议")


def _of_this_meeting(folded: str, part: Part, act: Decision) -> bool:
    """会议 may stand for another meeting that the paragraph has just spoken of."""
    return not _OTHER_MEETING.search(folded, part.paragraph.start, act.span.start)


def _acts(source: Source, part: Part, *, deployed: bool) -> Iterator[Decision]:
    folded, acted = source.folded, False
    for clause, label, _, _, _ in part.moves:
        if label == "task":
            continue
        start, end = clause.start, clause.end
        if acted and (referred := _REFERRED.match(folded, start, end)):
            yield _decision(source, referred)
        acted = False
        if not (deployed or folded.startswith("会议", start)):
            continue
        found = _ACT.match(folded, start, end) or (_DEPLOYED.match(folded, start, end) if deployed else None)
        if found:
            acted = not deployed
            yield _decision(source, found)


def _decision(source: Source, act: re.Match[str]) -> Decision:
    return Decision(
        span=source.document.span(act.start(), act.end("object")),
        section=Section.CONTEXT,
        why="a formal act of the meeting",
        action=source.quote(act.span("action")),
        object=source.quote(act.span("object")),
    )


def iso_date(folded: str) -> str | None:
    """The first full date of the text, as ISO 8601; None where no year is printed."""
    found = _ISO.search(folded[:1500])
    return f"{found.group(1)}-{int(found.group(2)):02d}-{int(found.group(3)):02d}" if found else None
