"""Who says what in which part: every clause of a text gets one label before any grammar looks at it.

A communiqué reviews, judges, orders and closes with the same vocabulary (官方 reports 扎实推进 and orders it), so
the place decides first: 要, N是, 会议决定 open a task and the paragraph keeps it; 今年以来 opens a review.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from luoshi.texts.clauses import starts_with_verb

if TYPE_CHECKING:
    from luoshi.texts.layout import Clause, Paragraph
    from luoshi.texts.lexicon import Lexicon

__all__ = ["TASK", "Discourse", "Move", "Part", "follow", "one_voice"]

TASK = "task"
"""The label of a clause that orders."""

_ATTRIBUTION, _REVIEW, _FRAMING, _ASSESSMENT = "attribution", "review", "framing", "assessment"
_AGENDA, _FORMULA, _HEADLINE, _LEAD, _ATTENDING, _HEADING = (
    "agenda",
    "formula",
    "headline",
    "lead",
    "attendance",
    "heading",
)


class Move(NamedTuple):
    """A clause with its label; ``body`` is where its own words start, after 一是, 要 and the like."""

    clause: Clause
    label: str
    body: int
    trigger: str
    speaker: str | None


class Part(NamedTuple):
    """A paragraph with its kind, its labelled clauses, the heading above it and the time span announced for it."""

    paragraph: Paragraph
    kind: str
    moves: tuple[Move, ...]
    heading: str
    period: str | None


@dataclass(slots=True)
class Discourse:
    """What the walk through a text carries from clause to clause and from paragraph to paragraph."""

    mode: str = ""
    enumerating: bool = False
    speaker: str | None = None
    chapter: str = ""
    heading: str = ""
    period: str | None = None
    report: bool = False
    seen_body: bool = False
    parts: list[Part] = field(default_factory=list)


_tuple = tuple.__new__  # builds a NamedTuple without its Python-level __new__: 0.13 µs, not 0.32
_MARKER = re.compile(
    r"(?:第?[一二三四五六七八九十]{1,3}(?:是|要(?!求)|、|，)|（[一二三四五六七八九十]{1,3}）|\d{1,2}[.、．](?!\d)|[①-⑳]|——|\d{1,2}）)\s*"
)
_MARKER_HEADS = frozenset("第一二三四五六七八九十（0123456789—①②③④⑤⑥⑦⑧⑨⑩")
_LEADER_HEADS = frozenset("我大全同都还也更又就要必应须")
_YAO = re.compile(
    r"(?<![重需主必只首纲摘概机紧次简提扼想索险摘])要(?!求(?![真新实])|[素点闻么塞件害冲案员是之义道]|职|看到|清醒|好|不然|说)"
)
_LEADER = re.compile(rf"(?:我们|大家|全系统|同志们)?(?:都|还|也|更|又|就)?(?:{_YAO.pattern}|必须|应当|应该|须)")
_MEETING_ORDERS = re.compile(r"会议(?:还|并|同时)?(?:要求|强调|决定|确定|明确)(?!了)")
_MUST = re.compile(r"必须(?=[^的]{3})")
_OFFICER = "[^，“”]{1,14}?(?:部|委|局|办|院|署|会)(?:相关|有关)?(?:负责人|负责同志|新闻发言人|发言人)(?:今天|昨天)?"
_VOICE = "(?:为.{2,40}?)?(?:会议|全会|座谈会|大会|会上|推进会|通知|意见|方案|报告|中央|国务院)|"
_SPOKEN = re.compile(_OFFICER)
_PERSON = (
    "[\u4e00-\u9fff·]{2,4}(?:总书记|总理|主席|部长|主任|书记|省长|市长)?(?:还|并|同时|最后|进一步)?"
    "(?:在.{2,24}?(?:时|中|上|会))?(?:着重|特别|还)?"
)
_SET_EVENT = re.compile(r"(?:召开|举行).{0,30}(?:会议|座谈会|大会|全会|现场会|学习|论坛|发布会)|会.{0,24}(?:召开|举行)")
_ATTENDANCE = re.compile(
    r"(?:(?:参加|列席|出席)(?:了)?(?:会议|座谈|学习|大会|活动)?|"
    r"作(?:了)?(?:交流|经验)?(?:发言|汇报|介绍)|交流发言|介绍经验)[。]?$"
)
_ROLE_AT_END = 12
"""Characters at the end of a paragraph that hold what ``_ATTENDANCE`` looks for, with room to spare."""

_REPORT_TITLE = re.compile(r"工作报告|报告")
_CHAPTER = re.compile(r"^(?:第?[一二三四五六七八九十]{1,3}[、部章，]|（[一二三四五六七八九十]{1,3}）)")
_BACKWARD = re.compile(r"回顾|过去|成就|成绩|以来|完成情况|主要工作|情况$|总结")
_FORWARD = re.compile(
    r"任务|安排|部署|举措|重点工作|总体要求|目标|建议|要求|下一步|打算|着力|推进|加快|强化|深化|全面|坚持|今年工作|建设|加强|提升"
)
_MEASURES = frozenset({"期限", "标准", "比例", "上限", "下限", "范围", "时间", "对象", "条件", "名称", "额度", "金额"})
_FORECAST = re.compile(
    r"^(?:采取|通过|实施|落实)?(?:以上|上述|前述|这些|这项|此项).{0,12}(?:措施|政策|改革|举措)$|^(?:初步|据)?(?:预计|估算|测算)"
)
_ALREADY = re.compile(r"^(?:目前|当前|截至|现|至今|此前).{0,24}?(?:已|已经)(?!定|有)")
_FORECAST_HEADS, _ALREADY_HEADS = frozenset("采通实落以上前这此初据预估测"), frozenset("目当截现至此")
_BODY = re.compile(r"(?:部门|地区|地方|政府|党委|干部|单位|企业|各地|各级|机构|党员|同志)$")
_NORM = re.compile(r"^(?:按照|根据|依照|遵照|落实).{2,40}(?:部署|要求|精神|规定|安排)$")
_SITUATION = re.compile(r"^(?:当前|目前|同时也?|但|但是|也|还|我国|世界|国际)")
_COPULA = re.compile(r"^(?!一是|二是|三是|凡是|于是|但是|还是|只是|总是).{1,40}?(?<![于但还只总凡就])是(?!否)")
_ORDERS = re.compile(r"(?:要求|决定|确定|明确|部署|号召|提出)$")
_PAST = re.compile(r"(?:了|过)(?:[^，]{0,12})$|(?:取得|实现了|迈出|呈现|创下|创历史|成功)")
_QUANTITY = re.compile(r"\d(?:\.\d+)?(?:%|个百分点|万亿|亿元|万)")


def follow(folded: str, paragraphs: list[Paragraph], lex: Lexicon) -> list[Part]:
    """Label every clause of a folded text that was laid out into paragraphs."""
    state = Discourse(report=_is_report(folded, paragraphs))
    for number, paragraph in enumerate(paragraphs):
        kind = _kind(folded, paragraph, number, state, lex)
        moves = tuple(_moves(folded, paragraph, kind, state, lex))
        state.parts.append(Part(paragraph, kind, moves, state.heading, state.period))
        _announce(folded[paragraph.start : paragraph.end], kind, moves, state)
        state.seen_body = state.seen_body or kind in {"body", _LEAD}
    return state.parts


def _announce(text: str, kind: str, moves: tuple[Move, ...], state: Discourse) -> None:
    """A heading, or a paragraph without orders (…對今年工作作出安排), speaks for the paragraphs after it."""
    if kind == _HEADING:
        state.heading = text
    elif kind == "body" and len(text) < 60 and not any(m.label == TASK for m in moves):
        found = _ANNOUNCED.search(text)
        state.period = found.group(1) if found else state.period


_ANNOUNCED = re.compile(r"(今年|明年|下半年|[一二三四]季度|下一阶段)[^，。]{0,8}(?:工作|任务)")


def one_voice(parts: list[Part]) -> list[Part]:
    """A speaker is told only where a document reports the orders of more than one."""
    if len({m.speaker for part in parts for m in part.moves if m.label == TASK} - {None}) != 1:
        return parts
    return [part._replace(moves=tuple(m._replace(speaker=None) for m in part.moves)) for part in parts]


def _is_report(folded: str, paragraphs: list[Paragraph]) -> bool:
    head = folded[: paragraphs[0].end] if paragraphs else ""
    return len(paragraphs) > 12 and bool(_REPORT_TITLE.search(head[:80]) or _count_chapters(folded, paragraphs) >= 3)


def _count_chapters(folded: str, paragraphs: list[Paragraph]) -> int:
    return sum(1 for p in paragraphs if p.end - p.start < 40 and _CHAPTER.match(folded[p.start : p.start + 8]))


def _kind(folded: str, paragraph: Paragraph, number: int, state: Discourse, lex: Lexicon) -> str:
    text = folded[paragraph.start : paragraph.end].strip()
    last = paragraph.clauses[-1]
    if lex.formula.search(text) and len(text) < 40:
        return _FORMULA
    if last.closer not in {"。", "！", "？", "；"} and len(text) < 60:
        if not state.seen_body and not _YAO.match(text):
            return _HEADLINE
        if _CHAPTER.match(text) or (last.closer == "" and not starts_with_verb(text, 0, lex)):
            return _HEADING
    if number < 4 and not state.seen_body and _SET_EVENT.search(text[:200]):
        return _LEAD
    if _ATTENDANCE.search(text, len(text) - _ROLE_AT_END) and not _YAO.search(text[:-4]):
        return _ATTENDING
    return "body"


def _moves(folded: str, paragraph: Paragraph, kind: str, state: Discourse, lex: Lexicon) -> list[Move]:
    if kind in {_HEADLINE, _FORMULA, _ATTENDING}:
        return [Move(c, kind, c.start, "", None) for c in paragraph.clauses]
    if kind == _HEADING:
        _open_chapter(folded[paragraph.start : paragraph.end], state)
        return [Move(c, kind, c.start, "", None) for c in paragraph.clauses]
    _begin_paragraph(folded, paragraph, state)
    walker = _Walker(folded, paragraph.end, state, lex, kind)
    return [walker.move(clause) for clause in paragraph.clauses]


def _open_chapter(text: str, state: Discourse) -> None:
    if re.match(r"[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]", text.strip()):
        state.chapter = _REVIEW if _BACKWARD.search(text) and not _FORWARD.search(text) else TASK
    state.enumerating = True


def _begin_paragraph(folded: str, paragraph: Paragraph, state: Discourse) -> None:
    """A paragraph starts anew, unless it continues an announced enumeration or a chapter of a report."""
    opening = folded[paragraph.start : paragraph.start + 12].lstrip()
    marked = bool(_MARKER.match(opening))
    if state.report and state.chapter:
        state.mode = state.chapter
    elif marked and state.enumerating:
        state.mode = TASK
    else:
        state.mode = ""
        state.enumerating = state.enumerating and marked


@cache
def _attribution(lex: Lexicon) -> re.Pattern[str]:
    """A clause that only says who speaks: 会议强调, 某某在讲话中指出."""
    between = "(?:还|并|同时|特别|进一步|着重|分别)?"
    people = "指出|强调|要求|表示|认为|说|指示|批示"
    return re.compile(rf"^({_VOICE}|{_OFFICER}){between}(?:{'|'.join(lex.speech)})$|^({_PERSON})(?:{people})$")


class _Walker:
    """One paragraph, clause by clause."""

    def __init__(self, folded: str, end: int, state: Discourse, lex: Lexicon, kind: str) -> None:
        self.folded, self.end, self.state, self.lex, self.kind = folded, end, state, lex, kind
        self.attribution = _attribution(lex)
        self.definition = self.reports = False
        self.fresh = self.officer = False

    def move(self, clause: Clause) -> Move:
        """Label one clause and move the state on."""
        start, end, _, _, opens = clause
        if opens:
            self.definition = self.reports = self.fresh = False
        text = self.folded[start:end]
        if self.kind == _LEAD and not self.state.mode and not self.officer:
            return self._lead(clause, text)
        return (text.endswith(self.lex.speech) and self._attributed(clause, text)) or self._told(clause, text)

    def _lead(self, clause: Clause, text: str) -> Move:
        spoken = self._attributed(clause, text)
        self.officer = spoken is not None and _SPOKEN.match(text) is not None
        if spoken and (self.state.speaker or self.officer):
            return spoken
        label = _AGENDA if self.lex.meeting_acts.match(text) else _LEAD
        if (yao := _YAO.match(text)) and clause.start > 0:
            self.state.mode = TASK
            return self._at(clause, TASK, clause.start + yao.end(), "要")
        return self._at(clause, label, clause.start, "")

    def _attributed(self, clause: Clause, text: str) -> Move | None:
        """会议强调, 某某指出: who speaks, and whether orders follow without 要."""
        found = self.attribution.match(text) if text.endswith(self.lex.speech) else None
        if not found:
            return None
        self.state.speaker = _speaker(found.group(2)) if found.group(2) else None
        orders = _ORDERS.search(text) and not self._orders_later(clause)
        self.state.mode = TASK if orders else ""
        self.fresh = True
        return self._at(clause, _ATTRIBUTION, clause.start, "")

    def _orders_later(self, clause: Clause) -> bool:
        """Whether a 要 follows in the sentence: then what stands before it is no order yet."""
        return any(
            self._order_at(self.folded, m.end(), 1) for m in _YAO.finditer(self.folded, clause.end, self._stop(clause))
        )

    def _stop(self, clause: Clause) -> int:
        at = self.folded.find("。", clause.end, self.end)
        return at if at >= 0 else self.end

    def _told(self, clause: Clause, text: str) -> Move:
        head = text[0]
        marker = _MARKER.match(text) if head in _MARKER_HEADS else None
        skip = marker.end() if marker else 0
        if head in "会本" and text.startswith(("会议", "本次")) and self.lex.formula.match(text):
            return self._at(clause, _FORMULA, clause.start, "")
        may_order = marker or "要" in text or "须" in text or "应" in text or head == "会"
        if may_order and (found := self._order(text, skip, marker)):
            self.state.mode, self.definition = TASK, False
            return self._at(clause, TASK, clause.start + found[0], found[1])
        if marker and self._numbered(text, skip):
            self.state.mode = TASK
            return self._at(clause, TASK, clause.start + skip, marker.group().strip())
        return self._plain(clause, text, skip)

    def _order(self, text: str, skip: int, marker: re.Match[str] | None) -> tuple[int, str] | None:
        """Where an order opens in this clause, and by what: 要, 必须, 一要."""
        if marker and marker.group().strip().endswith("要"):
            return skip, marker.group().strip()
        told = _MEETING_ORDERS.match(text, skip) if text.startswith("会议", skip) else None
        if told and starts_with_verb(text, told.end(), self.lex):
            return told.end(), told.group()
        if text[skip : skip + 1] in _LEADER_HEADS and (found := _LEADER.match(text, skip)):
            return (
                (found.end(), found.group())
                if not text.startswith(("要看到", "要清醒", "要认识到"), found.end() - 1)
                else None
            )
        for found in _YAO.finditer(text, skip) if "要" in text else ():
            if found.end() < len(text) and (
                self._order_at(text, found.end(), found.start() - skip) or _BODY.search(text, skip, found.start())
            ):
                return found.end(), "要"
        if (
            "必须" in text
            and (found := _MUST.search(text, skip))
            and self._order_at(text, found.end(), found.start() - skip)
        ):
            return found.end(), "必须"
        return None

    def _order_at(self, text: str, i: int, before: int) -> bool:
        known = starts_with_verb(text, i, self.lex) or bool(self.lex.prepositions.at(text, i, len(text)))
        return known if before > 0 else True

    def _numbered(self, text: str, skip: int) -> bool:
        """一是 + a verb opens a task where tasks were announced, and outside reviews."""
        if skip >= len(text) or self.state.mode == _REVIEW:
            return False
        return starts_with_verb(text, skip, self.lex) and not _PAST.search(text)

    def _plain(self, clause: Clause, text: str, skip: int) -> Move:
        state, lex = self.state, self.lex
        if text in lex.links:
            return self._at(clause, _FRAMING, clause.start, "")
        fresh = self.fresh
        if clause.opens or self.fresh or (skip and state.mode != TASK):
            self._open_sentence(self.folded[clause.start : self._stop(clause)])
            self.fresh = False
        if fresh and not state.mode and self._by_norm(clause, text):
            state.mode = TASK
        if state.mode == TASK and not self._leaves_task(clause, text, skip):
            return self._at(clause, TASK, clause.start + skip, "continued")
        if state.mode == _REVIEW or self.reports:
            label = _ASSESSMENT if lex.assessment.within(text) and not _QUANTITY.search(text) else _REVIEW
            return self._at(clause, label, clause.start + skip, "")
        label = _ASSESSMENT if lex.assessment.within(text) else _FRAMING
        if text.startswith("会议") and lex.meeting_acts.match(text):
            label = _AGENDA
        return self._at(clause, label, clause.start + skip, "")

    def _open_sentence(self, text: str) -> None:
        """A sentence may turn to the past, or leave it."""
        lex, state = self.lex, self.state
        if state.mode != TASK and lex.review_openers.search(text[:24]):
            state.mode = _REVIEW
        elif state.mode == _REVIEW and (
            lex.review_closers.match(text) or (_SITUATION.match(text) and lex.assessment.within(text))
        ):
            state.mode = ""

    def _by_norm(self, clause: Clause, text: str) -> bool:
        """会议指出，按照…部署，加强…: a norm and a verb behind it order without 要."""
        comma = clause.end + 1
        return (
            _NORM.match(text) is not None
            and starts_with_verb(self.folded[: self._stop(clause)], comma, self.lex)
            and not _PAST.search(self.folded[comma : self._stop(clause)])
        )

    def _leaves_task(self, clause: Clause, text: str, skip: int) -> bool:
        """A sentence in a task paragraph that orders nothing: a definition, a judgement, a report of the past."""
        head = text[0]
        if self.definition or (head in _FORECAST_HEADS and _FORECAST.match(text)):
            return True
        named = text.find("为")
        if named >= 4 and text[named - 2 : named] in _MEASURES and (head != "以" or text[1] in "上下"):
            return True
        opens = clause.opens
        if opens and self._tells(text):
            self.definition = True
        elif (
            self.lex.assessment.within(text) or (opens and "是" in text and _COPULA.match(text))
        ) and not self._verbal(text, skip):
            self.definition = opens
            return True
        elif head == "会" and text.startswith("会议"):
            self.definition = True
        return self.definition

    def _tells(self, text: str) -> bool:
        """A sentence that reports: 目前…已…."""
        if self.lex.review_openers.search(text[:14]) and _PAST.search(text):
            return True
        if text[0] in _ALREADY_HEADS and _ALREADY.match(text):
            self.reports = True
        return self.reports

    def _verbal(self, text: str, skip: int) -> bool:
        return starts_with_verb(text, skip, self.lex) or bool(self.lex.prepositions.at(text, skip, len(text)))

    def _at(self, clause: Clause, label: str, body: int, trigger: str) -> Move:
        end = clause.end
        while body < end and self.folded[body] in " \t":
            body += 1
        if label == TASK and trigger in {"要", "必须"}:
            self.state.enumerating = True
        return _tuple(Move, (clause, label, body if body < end else end - 1, trigger, self.state.speaker))


_COLLECTIVE = re.compile(r"会议|全会|座谈会|大会|学习|通知|意见|报告|总理$|中央$|国务院$")


def _speaker(subject: str) -> str | None:
    """The person who speaks; None for the meeting itself."""
    name = re.sub(r"(?:在|对|就|向|代表|同时|还|并|最后|进一步|着重|特别).*$", "", subject)
    if not name or _COLLECTIVE.search(name) or not 2 <= len(name) <= 4:
        return None
    return name
