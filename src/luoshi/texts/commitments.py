"""From task clauses to commitments: each field quoted from the original, each role told by the whole sentence."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from luoshi.texts import figures, lists
from luoshi.texts.clauses import Parsed, parse, starts_with_verb
from luoshi.texts.instruments import carries_out, instruments_in
from luoshi.texts.numbers import has_number
from luoshi.texts.programmes import Default, programmes_of
from luoshi.texts.quantities import quantity
from luoshi.texts.records import Commitment, Role, Section
from luoshi.texts.units import Unit, units

if TYPE_CHECKING:
    from collections.abc import Sequence

    from luoshi.texts.clauses import Pair
    from luoshi.texts.discourse import Part
    from luoshi.texts.lexicon import Lexicon
    from luoshi.texts.records import Quantity
    from luoshi.texts.source import Source

__all__ = ["commitments"]


class _Draft(NamedTuple):
    """A parsed clause, before its sentence is known."""

    unit: Unit
    text: str
    parsed: Parsed
    verb: str


class _Head(NamedTuple):
    """The first commitment of a sentence, as the clauses after it quote it."""

    draft: _Draft
    without_degree: str
    topic: str | None


_DEADLINE = re.compile(
    r"(?:到)?(?:今年|明年|20\d\d年)?(?:\d{1,2}月)?(?:年底|月底|季度末|上半年|底)前|(?:今年|明年)?\d{1,2}月\d{1,2}日前|[一二三四]季度[前末]|(?:到|在)20\d\d年(?:底)?|年内|"
    r"近期|\d{1,2}(?:年|个月|个工作日|日)内|20\d\d年(?=[^底]{0,2}[免减实新])|今年底"
)
_BODY = re.compile(
    r"(?:企业|公司|机构|银行|院校|院所|干部|人才|资本|力量|组织|协会|部门|各地|高校)(?=[^、和与的等业化家][^的]|[、和与])"
)
_CUT = re.compile(r"[，、和与的“”\d]")
_THRIVES = re.compile(r"(?:高质量|更好|健康|加快|持续)(?:健康)?发展$")
_CHANGE = re.compile(r"[从由][^，]*\d")
_LIMIT = re.compile(
    r"(?:[^的、和，]{2,4}(?<=[\u4e00-\u9fff]{2}))?(?:上限|下限|限额|年限|期限|比例|标准|税率|利率|费率|价格|资费|租金|数量|时间|额度|门槛|范围)$"
)
_CONDITION = re.compile(
    r"(?:以上|以下|以内)?的(?![可应须])([\u4e00-\u9fff“”]{2,12}?(?:企业|项目|个人|人员|家庭|地区|单位|机构|贷款|产品)|[^，、的]{2,10}(?=，|$))"
)
_WHOSE = re.compile(r".*(?:企业|个人|人员|职工|居民|机构|家庭|毕业生)(?=[^，、和与]{3,})")
_BEFORE = re.compile(r"(?:^|[对确保将为，])([^，、对保将为]{2,8}?)(?:超过|达到|达|为)?$")
_APPROX = re.compile(r"(?:约|近|超过|超|不少于|不低于|至少|首批|再)+")
_COUNTED = re.compile(r"(?:以上|左右|以内)?的?([^，、的]{2,16})$")
_TAIL = re.compile(r"(?:约|近|超过|超|不少于|不低于|至少|达到|达|共)*$")
_JOINS = frozenset({"、", "和", "与"})
_NOT_BEHIND = frozenset("所家化的")
_DEADLINE_HINT = re.compile(r"[年月季近日]")
_PERIOD = re.compile(
    r"下半年|今年(?=[^，]{0,8}(?:工作|任务)|[，要])|上半年|明年|今明两年|[一二三四]季度|“十[一二三四五]五”(?:时期|期间)|今后五年|未来五年"
)


def commitments(source: Source, part: Part, section: Section, subject: str) -> list[Commitment]:
    """The commitments of one paragraph, in order. ``subject`` is the folded headline or the name of the meeting."""
    period = _section_period(source.folded, part) or (part.period if section is Section.TASK else None)
    default = Default(section, part.heading, subject)
    found: list[Commitment] = []
    for _, sentence in groupby(units(source.masked, part, source.lex), key=_sentence_of):
        drafts = [draft for unit in sentence if (draft := _draft(source, unit))]
        lines = programmes_of([(d.text, d.unit.opens, d.unit.trigger) for d in drafts], default)
        found += _sentence(source, drafts, lines, section, period)
    return found


def _sentence_of(unit: Unit) -> int:
    return unit.sentence


def _section_period(folded: str, part: Part) -> str | None:
    """The time span named before the first task of a paragraph (做好下半年工作…)."""
    first = next((m.body for m in part.moves if m.label == "task"), None)
    found = _PERIOD.search(folded, part.paragraph.start, first) if first is not None else None
    return found.group() if found else None


def _draft(source: Source, unit: Unit) -> _Draft | None:
    text = source.masked[unit.start : unit.end]
    parsed = parse(text, source.lex)
    if parsed is None or (parsed.rule.startswith("unknown") and source.lex.nominal.search(text)):
        return None
    return _Draft(unit, text, parsed, text[slice(*parsed.verb)])


def _sentence(
    source: Source, drafts: list[_Draft], lines: list[str | None], section: Section, period: str | None
) -> list[Commitment]:
    """What only the whole sentence tells: the head of each clause and its role."""
    told: list[Commitment] = []
    head: _Head | None = None
    following = _following(drafts)
    for i, (draft, line) in enumerate(zip(drafts, lines, strict=True)):
        opens = draft.unit.opens or head is None
        if opens or head is None:
            head = _head(source, draft)
        role = _role(draft, opens=opens, before=i, after=following[i], lex=source.lex)
        told.append(_commitment(source, draft, head=head, role=role, line=line, section=section, period=period))
    return told


def _following(drafts: list[_Draft]) -> list[int]:
    """For each clause, how many later clauses of its sentence open no head of their own."""
    counts, count = [], 0
    for draft in reversed(drafts):
        counts.append(count)
        count += not draft.unit.opens
    return counts[::-1]


def _head(source: Source, draft: _Draft) -> _Head:
    original = source.quote((draft.unit.start, draft.unit.end))
    start, end = draft.parsed.degree or (0, 0)
    return _Head(draft, original[:start] + original[end:], _quote(original, draft.parsed.object))


def _role(draft: _Draft, *, opens: bool, before: int, after: int, lex: Lexicon) -> Role:
    if opens and after >= 2 and (draft.verb in lex.direction or carries_out(draft.text)):
        return Role.THEME
    if draft.verb in lex.stance:
        return Role.STANCE
    if not opens and after == 0 and before >= 2 and draft.verb in lex.outcome:
        return Role.OUTCOME
    return Role.ACT


def _commitment(
    source: Source, draft: _Draft, *, head: _Head, role: Role, line: str | None, section: Section, period: str | None
) -> Commitment:
    unit, text, parsed, lex = draft.unit, draft.text, draft.parsed, source.lex
    original = source.quote((unit.start, unit.end))
    listed = _members(draft, lex)
    items = _quotes(original, listed.spans)
    named = instruments_in(text, draft.verb, parsed.object, listed.spans, lex)
    return Commitment(
        span=source.document.span(unit.start, unit.end),
        section=section,
        why=_why(unit.trigger, parsed.rule),
        verb=original[slice(*parsed.verb)],
        degree=original[parsed.degree[0] : parsed.degree[1]] if parsed.degree else None,
        object=original[parsed.object[0] : parsed.object[1]] if parsed.object else None,
        items=items,
        open_list=listed.open,
        scope=_quotes(original, _scope(text, parsed)) if "、" in text else (),
        is_head=head.draft is draft,
        head=head.without_degree,
        topic=head.topic,
        role=role,
        leaves=((items if listed.counted and items else (original,)) if role is Role.ACT else ()),
        programme=line,
        figures=_figures(text, original, parsed) if has_number(text) else (),
        actors=(_told_to(source, unit) if unit.start - unit.lead > 2 else ())
        + (_actors(text, original, parsed, lex) if draft.verb in lex.causing or text[0] in lex.actors.heads else ()),
        instruments=_quotes(original, named),
        deadline=_deadline(source, unit),
        period=period,
        polarity="negative" if draft.verb in lex.negative else "positive",
        modality=parsed.modality,
        speaker=unit.speaker,
    )


def _quote(original: str, span: Pair | None) -> str | None:
    return original[slice(*span)] if span else None


def _quotes(original: str, spans: Sequence[Pair]) -> tuple[str, ...]:
    return tuple([original[a:b] for a, b in spans]) if spans else ()


@cache
def _why(trigger: str, rule: str) -> str:
    opened = "follows an order in its paragraph" if trigger == "continued" else f"opened by {trigger}"
    return f"{opened}; {rule}"


def _members(draft: _Draft, lex: Lexicon) -> lists.Members:
    parsed = draft.parsed
    if parsed.object is None:
        return _twin_acts(draft)
    start, end = parsed.object
    if not lists.may_list(draft.text, start, end):
        return lists.NONE
    caused, clause = draft.verb in lex.causing, draft.verb in lex.clausal
    found = lists.members(draft.text[start:end], lex, caused=caused, clause=clause)
    if not found.spans:
        return found
    spans = tuple((a + start, b + start) for a, b in found.spans)
    if parsed.rule == "verb-object set":
        spans = ((parsed.verb[0], spans[0][1]), *spans[1:])
    return found._replace(spans=spans)


def _twin_acts(draft: _Draft) -> lists.Members:
    """Two acts in one verb without an object (降准降息)."""
    start, end = draft.parsed.verb
    if end - start != 4 or draft.text[start] != draft.text[start + 2]:
        return lists.NONE
    return lists.Members(((start, start + 2), (start + 2, end)), False, False)


def _scope(text: str, parsed: Parsed) -> list[Pair]:
    """The members of an enumeration in the phrase before the verb, or before the comma."""
    frame = parsed.frame or (0, text.find("，"))
    if text[0] in "把将" or frame[1] <= frame[0] or "、" not in text[slice(*frame)]:
        return []
    return [(a + frame[0], b + frame[0]) for a, b in lists.scope_members(text[slice(*frame)])]


def _figures(folded: str, original: str, parsed: Parsed) -> tuple[Quantity, ...]:
    period = figures.period_of(folded)
    found = [_figure(told, folded, original, parsed, period) for told in figures.find_figures(folded)]
    if parsed.object and folded[0] in "把将" and _CHANGE.search(folded, parsed.object[1]):
        start, end = parsed.object
        whose = _WHOSE.match(folded, start, end)
        of = whose.end() if whose else limit.start() if (limit := _LIMIT.search(folded, start, end)) else end
        found = [replace(one, subject=original[start:of], measure=original[of:end] or one.measure) for one in found]
    return tuple(found)


def _figure(told: figures.Told, folded: str, original: str, parsed: Parsed, period: str | None) -> Quantity:
    """A number with what the parsed clause tells of it: the object that it counts, its condition, or its subject."""
    one, start, end = quantity(told, original, period), told.found.start, told.found.end
    if condition := _CONDITION.match(folded, end):
        before = _BEFORE.search(folded, 0, start)
        measure = original[slice(*before.span(1))] if before else one.measure
        return replace(one, subject=original[slice(*condition.span(1))], measure=measure)
    if parsed.object is None or told.order is not None:
        return one
    verb = original[slice(*parsed.verb)]
    first, last = parsed.object
    first = found.end() if (found := _APPROX.match(folded, first, start)) else first
    if first == start and end < last and (counted := _COUNTED.match(folded, end, last)):
        return replace(one, subject=original[slice(*counted.span(1))], measure=verb)
    if first == start and end == last and parsed.verb[0] > 1:
        return replace(one, subject=original[: parsed.verb[0]], measure=verb)
    if end == last and one.measure is None and not one.comparison and start - first >= 2:
        tail = _TAIL.search(folded, first, start)
        return replace(one, subject=original[first : tail.start() if tail else start], measure=verb)
    return one


def _actors(text: str, original: str, parsed: Parsed, lex: Lexicon) -> tuple[str, ...]:
    """The bodies that the clause itself names as acting: its subject, or the object of 鼓勵, 指導 and the like."""
    found = _bodies_at(text, original, 0, lex) if text[0] in lex.actors.heads and parsed.verb[0] > 0 else ()
    if parsed.object and text[slice(*parsed.verb)] in lex.causing and not _THRIVES.search(text, *parsed.object):
        found += _bodies_at(text, original, parsed.object[0], lex)
    return found


def _told_to(source: Source, unit: Unit) -> tuple[str, ...]:
    """The bodies before 要, which is no part of the clause (各地要用好…)."""
    start, end = unit.lead, unit.start - 1
    if end - start > 24 or source.folded[end] not in "要应须":
        return ()
    return _bodies_at(source.masked[:end], source.document.text, start, source.lex, bare=True)


def _bodies_at(text: str, original: str, at: int, lex: Lexicon, *, bare: bool = False) -> tuple[str, ...]:
    found: tuple[str, ...] = ()
    known = bool(at and lex.actors.at(text, at, len(text)))
    while stop := _body_end(text, at, lex):
        found += (original[at:stop],)
        if text[stop : stop + 1] not in _JOINS:
            return found if (stop == len(text) if bare else known or _acts(text, stop, lex)) else ()
        at = stop + 1
    return found


def _body_end(text: str, at: int, lex: Lexicon) -> int:
    """Where a body ends: one of the lexicon, or words that end like one (龙头医药企业); 0 for none."""
    if (word := lex.actors.at(text, at, len(text))) and text[at + len(word) : at + len(word) + 1] not in _NOT_BEHIND:
        return at + len(word)
    found = _BODY.search(text, at, at + 12)
    return found.end() if found and not _CUT.search(text, at, found.start()) else 0


def _acts(text: str, at: int, lex: Lexicon) -> bool:
    """Whether a body acts in what follows it: a verb, an adverbial, a phrase or a time limit."""
    if at >= len(text):
        return False
    told = text[at].isdigit() or text[at] in "年不多早大敢" or lex.prepositions.at(text, at, len(text))
    return bool(told) or starts_with_verb(text, at, lex)


def _deadline(source: Source, unit: Unit) -> str | None:
    """The time limit of the clause, or of the words before its 要 (近期要…)."""
    hint = _DEADLINE_HINT.search(source.masked, unit.lead, unit.end)
    found = _DEADLINE.search(source.masked, unit.lead, unit.end) if hint else None
    return source.quote(found.span()) if found else None
