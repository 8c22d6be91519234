"""Who was there: persons with titles, and bodies that speak or attend.

A name is never guessed from characters alone: it stands beside a title or before a role (出席會議), and begins
with a surname of the register. Places that share one head (上海市、安徽省…主管部門) become one body each.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from luoshi.texts.lexicon import WordFile, Words
from luoshi.texts.records import Actor, Person, Section, Warn

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from luoshi.texts.discourse import Part
    from luoshi.texts.source import Source

__all__ = ["actors", "persons", "recipient_gaps"]


@dataclass(frozen=True, slots=True)
class _Register:
    surnames: Words
    titles: re.Pattern[str]
    roles: re.Pattern[str]
    attendees: re.Pattern[str]
    places: Words
    separately_planned: Words
    provincial_sets: re.Pattern[str]


@cache
def _register() -> _Register:
    words = WordFile.load("people")
    return _Register(
        surnames=words.words("surnames"),
        titles=re.compile(words.alternation("titles")),
        roles=re.compile(words.alternation("roles")),
        attendees=re.compile(rf"(?:分管[^，、。]{{2,12}}的)?(?:{words.text('attendees')})(?:等)?$"),
        places=words.words("places", "separately_planned"),
        separately_planned=words.words("separately_planned"),
        provincial_sets=words.pattern("provincial_sets"),
    )


class _Token(NamedTuple):
    """One member of a list of persons: where its title and its name stand."""

    start: int
    name: int
    end: int


_DATE_TAIL = re.compile(r"(?:20\d\d年)?(?:\d{1,2}月)?\d{1,2}日.*$")
_HONORIFIC = re.compile(r"(?:同志|先生|女士)$")


def persons(source: Source, parts: Sequence[Part]) -> list[Person]:
    """The first mention of each person with a role in the meeting, from the lead and the attendance."""
    found: dict[str, Person] = {}
    org: str | None = None
    for clause, section in _clauses(source.folded, parts):
        for one in _in_clause(source, clause, section, org):
            org = one.org or org
            found.setdefault(one.name, one)
    return sorted(found.values(), key=lambda p: p.span.start)


def _clauses(folded: str, parts: Sequence[Part]) -> Iterator[tuple[tuple[int, int], Section]]:
    """The clauses that can name persons: the lead, and short paragraphs of attendance."""
    for part in parts:
        if part.kind in {"lead", "attendance"}:
            section = Section.CONTEXT if part.kind == "lead" else Section.CLOSING
            pending: int | None = None
            for move in part.moves:
                clause = move.clause
                if move.label not in {"lead", "agenda", "attendance"}:
                    continue
                start = clause.start if pending is None else pending
                pending = start if _goes_on(folded, part, start, clause.end) else None
                if pending is None:
                    yield (start, clause.end), section


def _goes_on(folded: str, part: Part, start: int, end: int) -> bool:
    """Whether an attendance goes on behind a comma: persons without a role yet (某某，某某，某某出席会议)."""
    goes_on = part.kind == "attendance" and folded[end : end + 1] == "，"
    return goes_on and not _register().roles.search(folded, start, end) and bool(_tokens(folded, start, end))


def _in_clause(source: Source, clause: tuple[int, int], section: Section, org: str | None) -> Iterator[Person]:
    role = _register().roles.search(source.folded, *clause)
    if not role:
        return
    text, folded = source.document.text, source.folded
    tokens = _tokens(folded, clause[0], role.start())
    shared: str | None = None
    for token in tokens:
        title, body = _title(text, folded, token)
        own = _org(body, org) if title else org
        shared = title or shared
        begin = token.start if title and not _is_collective(title) else token.name
        yield Person(
            span=source.document.span(begin, token.end),
            section=section,
            why="a surname beside a title or a role",
            name=text[token.name : token.end],
            title=title or shared,
            org=own,
            role=_role(text, folded, role),
        )


def _role(text: str, folded: str, role: re.Match[str]) -> str:
    printed = text[role.start() : role.end()]
    if folded[role.start() : role.end()] == "主持召开":
        return f"{printed[:2]}{'會議' if '開' in printed else '会议'}"
    return printed


def _tokens(folded: str, start: int, end: int) -> list[_Token]:
    """Persons of a list: titles that end no name belong to the next name (黨組書記、部長金壯龍)."""
    tokens: list[_Token] = []
    begin, at = start, start
    text = _DATE_TAIL.sub("", folded[start:end])
    titled = _register().titles.search(text) is not None
    for piece in re.split(r"([、和及，])", text):
        stop = at + len(piece)
        if piece and piece not in "、和及，":
            name = _name_start(
                folded,
                at,
                stop - len(m.group()) if (m := _HONORIFIC.search(piece)) else stop,
                titled=titled and bool(tokens),
            )
            if name is not None:
                tokens.append(_Token(begin, name, stop - (len(m.group()) if m else 0)))
                begin = stop
        elif begin == at:
            begin = stop
        at = stop
    return tokens


def _name_start(folded: str, start: int, stop: int, *, titled: bool) -> int | None:
    """Where the name of a token starts: after its last title, or at its start; None where it is no name.

    A rare surname is accepted only behind a title, or in a list of persons that a title opened (``titled``).
    """
    register = _register()
    at = start
    for found in register.titles.finditer(folded, start, stop):
        at = found.end()
    if not 2 <= stop - at <= 4 or not _HAN_NAME.fullmatch(folded, at, stop) or folded[stop - 1] in _BODY_ENDS:
        return None
    surname = register.surnames.at(folded, at, min(stop, at + 2))
    if surname and len(surname) < stop - at <= len(surname) + 2:
        return at
    return at if (titled or at > start) and stop - at <= 3 else None


_BODY_ENDS = "市省县区州局厅部委办院会"
_HAN_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}")


def _title(text: str, folded: str, token: _Token) -> tuple[str | None, str]:
    """The title as printed, and the body that stands before it."""
    if token.name == token.start:
        return None, ""
    first = _register().titles.search(folded, token.start, token.name)
    if first is None:
        return None, ""
    if _is_collective(folded[first.start() : first.end()]):
        return text[first.start() : token.name], ""
    return text[first.start() : token.name], text[token.start : first.start()]


def _is_collective(title: str) -> bool:
    return title.endswith(("领导", "領導"))


def _org(body: str, before: str | None) -> str | None:
    """A body written short (部, 省) is the one named before."""
    return body if len(body) > 1 else before


def actors(source: Source, parts: Sequence[Part]) -> list[Actor]:
    """The bodies of the attendance paragraphs, and those that speak through an unnamed person, with what they did."""
    found: list[Actor] = []
    for part in parts:
        if part.kind == "attendance":
            for one in _SENTENCE.finditer(source.masked, part.paragraph.start, part.paragraph.end):
                found += _by_role(source, *one.span())
        else:
            found += _speaking(source, part, {one.org for one in found})
    return found


def _by_role(source: Source, start: int, end: int) -> Iterator[Actor]:
    """A sentence may tell of several roles, each behind its bodies (…出席会议，…列席会议)."""
    for clause in _UNTIL_COMMA.finditer(source.masked, start, end):
        if clause.end() == end or _ROLE.search(source.masked, *clause.span()):
            yield from _bodies(source, start, clause.end())
            start = clause.end() + 1


def _speaking(source: Source, part: Part, told: set[str]) -> Iterator[Actor]:
    """工业和信息化部相关负责人表示: the body whose unnamed officer speaks, once."""
    for move in part.moves:
        if move.label != "attribution":
            continue
        found = _OFFICER.match(source.folded, move.clause.start, move.clause.end)
        if found and (org := source.quote(found.span(1))) not in told:
            told.add(org)
            yield Actor(
                span=source.document.span(*found.span(1)),
                section=Section.CONTEXT,
                why="a body whose officer speaks",
                org=org,
                role=source.quote(found.span(2)),
            )


_OFFICER = re.compile(
    r"([^，“”]{1,14}?(?:部|委|局|办|院|署|会))(?:相关|有关)?(?:负责人|负责同志|新闻发言人|发言人)(?:今天|昨天)?(表示|介绍|指出|透露|说)"
)


_SENTENCE = re.compile(r"[^。\n]+")
_OPENING = re.compile(r"\s*(?:会上|会议期间)，")
_ROLE = re.compile(
    r"(作(?:了)?经验介绍|介绍经验|作(?:了)?交流发言|交流发言|作(?:了)?发言|参加(?:了)?会议|列席(?:了)?会议|出席(?:了)?会议|参加|列席|出席|作(?:了)?汇报)$"
)


def _bodies(source: Source, start: int, end: int) -> Iterator[Actor]:
    masked = source.masked
    opening = _OPENING.match(masked, start, end)
    start = opening.end() if opening else start
    role = _ROLE.search(masked, start, end)
    if not role:
        return
    first = role.start(1) + (1 if role.group(1).startswith("作") else 0)
    for group in _groups(masked, start, role.start()):
        for own, head in _expand(masked, group):
            yield Actor(
                span=source.document.span(*own),
                section=Section.CLOSING,
                why="a body in the attendance",
                org=source.quote(own) + source.quote(head),
                role=source.quote((first, role.end(1))),
            )


def _groups(masked: str, start: int, end: int) -> Iterator[list[tuple[int, int]]]:
    """Lists of bodies that share one word for their people (主要负责同志); lists of persons are passed over."""
    register = _register()
    for clause in _UNTIL_COMMA.finditer(masked, start, end):
        first, last = clause.span()
        if tail := register.attendees.search(masked, first, last):
            last = tail.start()
        elif _tokens(masked, first, last):
            continue
        tokens, at = [], first
        for cut in [*_SPLIT.finditer(masked, first, last), None]:
            tokens += _split_places(masked, at, cut.start() if cut else last)
            at = cut.end() if cut else last
        yield [t for t in tokens if t[1] > t[0]]


_UNTIL_COMMA = re.compile(r"[^，]+")
_SPLIT = re.compile(r"、|以及")


def _split_places(masked: str, start: int, stop: int) -> list[tuple[int, int]]:
    """重庆市和深圳市工业和信息化主管部门 is two places; other 和 belong to names."""
    after = _place_end(masked, start, stop)
    if start < after < stop and masked[after] in "和及" and _place_end(masked, after + 1, stop) > after + 1:
        return [(start, after), (after + 1, stop)]
    return [(start, stop)]


def _expand(masked: str, group: list[tuple[int, int]]) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Each body as its own words and the head that it shares with the bodies after it (上海市、安徽省…主管部门)."""
    sharing: list[tuple[int, int]] = []
    for start, end in group:
        after = _place_end(masked, start, end)
        if after == end:
            sharing.append((start, end))
            continue
        head = (after, end) if after > start else (end, end)
        yield from ((place, head) for place in sharing)
        yield ((start, after), head) if sharing and after > start else ((start, end), (end, end))
        sharing = []
    yield from ((place, (place[1], place[1])) for place in sharing)


_PLACE = re.compile(r"[\u4e00-\u9fff]{1,8}?(?:省|市|自治区|自治州|州(?!市)|县|盟|地区)(?!委|政府|长|直|属|级)")


def _place_end(masked: str, start: int, end: int) -> int:
    """Where the place name ends that a body begins with; ``start`` where it begins with none."""
    found = _PLACE.match(masked, start, end)
    return found.end() if found and not masked.startswith(("各", "部"), start) else start


def recipient_gaps(found: Sequence[Actor], source: Source) -> list[Warn]:
    """Cities with separate state planning that spoke, while the recipient sentence names only provinces."""
    register = _register()
    told = [(one, source.folded[one.span.start : one.span.end]) for one in found]
    sets = [one for one, text in told if register.provincial_sets.search(text)]
    if not sets or any("计划单列市" in text for _, text in told):
        return []
    spoke = [one for one, text in told if one not in sets and register.separately_planned.at(text, 0, len(text))]
    return [Warn("recipients_gap", _GAP.format(city=one.span.quote, named=sets[0].org), one.span) for one in spoke]


_GAP = (
    "{city} spoke, but the recipients name only provinces (“{named}”, 31 units of provincial rank): "
    "ask whether cities with separate state planning are addressed"
)
