"""From task clauses to commitments: each field quoted from the original, each role told by the whole sentence."""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from luoshi.texts import lists
from luoshi.texts.acting import named_in, told_to
from luoshi.texts.clauses import Parsed, parse
from luoshi.texts.instruments import carries_out, instruments_in
from luoshi.texts.programmes import Default, programmes_of
from luoshi.texts.quantities import quantities_in
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


_JOINS = frozenset("、和与")
_TURNED_INTO = re.compile(r"(?:为|成)([^，、]{3,}、[^，]{3,})$")
_tuple = tuple.__new__  # builds a NamedTuple without its Python-level __new__: 0.13 µs, not 0.32
_DEADLINE = re.compile(
    r"(?:到)?(?:今年|明年|20\d\d年)?(?:\d{1,2}月)?(?:年底|月底|季度末|上半年|底)前|(?:今年|明年)?\d{1,2}月\d{1,2}日前|[一二三四]季度[前末]|(?:到|在)20\d\d年(?:底)?|年内|"
    r"近期|\d{1,2}(?:年|个月|个工作日|日)内|20\d\d年(?=[^底]{0,2}[免减实新])|今年底"
)
_DEADLINE_HINT = re.compile(r"[年月季近日]")
_PERIOD = re.compile(
    r"下半年|今年(?=[^，]{0,8}(?:工作|任务)|[，要])|上半年|明年|今明两年|[一二三四]季度|“十[一二三四五]五”(?:时期|期间)|今后五年|未来五年"
)


def commitments(source: Source, part: Part, section: Section, subject: str) -> list[Commitment]:
    """The commitments of one paragraph, in order. ``subject`` is the folded headline or the name of the meeting."""
    period = _section_period(source.folded, part) or (part.period if section is Section.TASK else None)
    default = Default(section, part.heading, subject)
    found: list[Commitment] = []
    for _, sentence in groupby(units(source.masked, part, source.lex), key=attrgetter("sentence")):
        drafts = [draft for unit in sentence if (draft := _draft(source, unit))]
        lines = programmes_of([(d.text, d.unit.opens, d.unit.trigger) for d in drafts], default)
        found += _sentence(source, drafts, lines, section, period)
    return found


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
    start, end = parsed.verb
    return _tuple(_Draft, (unit, text, parsed, text[start:end]))


def _sentence(
    source: Source, drafts: list[_Draft], lines: list[str | None], section: Section, period: str | None
) -> list[Commitment]:
    """What only the whole sentence tells: the head of each clause and its role."""
    told: list[Commitment] = []
    head: _Head | None = None
    following = _following(drafts)
    for i, draft in enumerate(drafts):
        opens, line = draft.unit.opens or head is None, lines[i]
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


_THEME, _ACT, _STANCE, _OUTCOME = Role.THEME, Role.ACT, Role.STANCE, Role.OUTCOME  # a look-up of a member is slow


def _role(draft: _Draft, *, opens: bool, before: int, after: int, lex: Lexicon) -> Role:
    if opens and after >= 2 and (draft.verb in lex.direction or carries_out(draft.text)):
        return _THEME
    if draft.verb in lex.stance:
        return _STANCE
    if not opens and after == 0 and before >= 2 and draft.verb in lex.outcome:
        return _OUTCOME
    return _ACT


def _commitment(
    source: Source, draft: _Draft, *, head: _Head, role: Role, line: str | None, section: Section, period: str | None
) -> Commitment:
    unit, text, parsed, verb = draft
    start, end, _, _, _, trigger, speaker = unit
    verb_at, degree_at, object_at, _, modality, rule = parsed
    document, lex = source.document, source.lex
    original = document.text[start:end]
    listed = _members(draft, lex)
    items = _quotes(original, listed.spans) if listed.spans else ()
    named = instruments_in(text, verb, object_at, listed.spans, lex)
    return Commitment(
        span=document.span(start, end),
        section=section,
        why=_why(trigger, rule),
        verb=original[verb_at[0] : verb_at[1]],
        degree=original[degree_at[0] : degree_at[1]] if degree_at else None,
        object=original[object_at[0] : object_at[1]] if object_at else None,
        items=items,
        open_list=listed.open,
        scope=_quotes(original, _scope(text, parsed)) if "、" in text else (),
        is_head=head.draft is draft,
        head=head.without_degree,
        topic=head.topic,
        role=role,
        leaves=((items if listed.counted and items else (original,)) if role is _ACT else ()),
        programme=line,
        figures=_figures(source, unit),
        actors=_actors(source, draft, original),
        instruments=_quotes(original, named) if named else (),
        deadline=_deadline(source, unit),
        period=period,
        polarity="negative" if verb in lex.negative or (len(verb) > 4 and _twice_negative(verb, lex)) else "positive",
        modality=modality,
        speaker=speaker,
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
    text, (start, end) = draft.text, parsed.object
    if text[0] in "把将" and (turned := _TURNED_INTO.match(text, parsed.verb[1])):
        start, end = turned.span(1)
    if not lists.may_list(text, start, end):
        return lists.NONE
    caused, clause = draft.verb in lex.causing, draft.verb in lex.clausal
    found = lists.members(text[start:end], lex, caused=caused, clause=clause)
    if not found.spans:
        return found
    spans = tuple((a + start, b + start) for a, b in found.spans)
    if parsed.rule == "verb-object set":
        spans = ((parsed.verb[0], spans[0][1]), *spans[1:])
    return found._replace(spans=spans)


def _twice_negative(verb: str, lex: Lexicon) -> bool:
    """Verbs joined by 和, of which the first prevents (防止和纠正)."""
    first = lex.negative.at(verb, 0, len(verb))
    return bool(first) and verb[len(first) : len(first) + 1] in _JOINS


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


def _figures(source: Source, unit: Unit) -> tuple[Quantity, ...]:
    stated = quantities_in(source.masked, source.document.text, unit.start, unit.end)
    return tuple([one.quantity for one in stated])


def _actors(source: Source, draft: _Draft, original: str) -> tuple[str, ...]:
    unit, text, parsed, lex = draft.unit, draft.text, draft.parsed, source.lex
    before = told_to(source, unit) if unit.start - unit.lead > 2 else ()
    causing = draft.verb in lex.causing
    if not causing and text[0] not in lex.actors.heads and text[:2] not in {"今年", "明年"}:
        return before
    governed = parsed.object[0] if causing and parsed.object else None
    return before + named_in(text, original, parsed.verb, governed, lex)


def _deadline(source: Source, unit: Unit) -> str | None:
    """The time limit of the clause, or of the words before its 要 (近期要…)."""
    masked, lead, end = source.masked, unit.lead, unit.end
    hint = _DEADLINE_HINT.search(masked, lead, end)
    found = _DEADLINE.search(masked, lead, end) if hint else None
    return source.quote(found.span()) if found else None
