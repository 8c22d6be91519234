"""Who is to act: the bodies before 要, the subject of a clause, and those that a clause makes act."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from luoshi.texts.clauses import starts_with_verb

if TYPE_CHECKING:
    from luoshi.texts.lexicon import Lexicon
    from luoshi.texts.source import Source
    from luoshi.texts.units import Unit

__all__ = ["named_in", "told_to"]

_BODY = re.compile(
    r"(?:企业|公司|主体|机构|银行|院校|院所|干部|人才|资本|力量|(?<=[会党政群团])组织|协会|部门|各地|高校|学校|医院|地区|机关|党委|政府)"
    r"(?=[^、和与的等业化家][^的]|[、和与])"
)
_CUT = re.compile(r"[，、和与的“”\d]")
_THRIVES = re.compile(r"(?:高质量|更好|健康|加快|持续)(?:健康)?发展$")
_NOUN_AFTER = re.compile(
    r"[\u4e00-\u9fff]{2,4}(?:时间|流程|成本|费用|制度)(?:压|降|缩|减|大幅|明显)|规模化|形成$|专精特新|合作[^，]|主导|为主"
)
_FEW = re.compile(r"(?:更多|更加|一批|一些|广大(?=[企农]))")
_TELLS = re.compile(r"(?:也|都|还|更|则|均|首先|特别|一定|就|切实|尤其)+$")
_BEFORE = re.compile(
    r"(?:[一二三四五六七八九十]是|同时|今后|今年|明年|当前|下一步|会议|强调|要求|指出|特别是|尤其是|此外)+"
)
_JOIN = re.compile(r"[、和与及]|以及")
_NOT_ACTORS = frozenset({"基层干部", "一个方面", "另一方面", "一方面", "各方面", "经济社会发展方面"})
_JOINS = frozenset({"、", "和", "与"})
_NOT_BEHIND = frozenset("所家化的")


def told_to(source: Source, unit: Unit) -> tuple[str, ...]:
    """The bodies before 要, which is no part of the clause (各地要用好…, 财政、社保部门也要…)."""
    start, end = unit.lead, unit.start - 1
    if source.folded[end] not in "要应须" and source.folded[end - 1 : end + 1] == "必须":
        end -= 1
    elif source.folded[end] not in "要应须":
        return ()
    if not 1 < end - start <= 32:
        return ()
    text = source.masked
    if links := _TELLS.search(text, start, end):
        end = links.start()
    if opening := _BEFORE.match(text, start, end):
        start = opening.end()
    spans = _members(text, start, end, source.lex)
    return tuple(source.quote(span) for span in spans)


def _members(text: str, start: int, end: int, lex: Lexicon) -> list[tuple[int, int]]:
    """The bodies of a subject; none unless the whole subject consists of bodies."""
    if end - start < 2 or not text.endswith(lex.actor_ends, start, end) or text[start:end] in _NOT_ACTORS:
        return []
    if starts_with_verb(text, start, lex) or lex.prepositions.at(text, start, end):
        return []
    spans: list[tuple[int, int]] = []
    at = start
    for mark in [*_JOIN.finditer(text, start + 1, end), None]:
        stop = mark.start() if mark else end
        if mark and lex.actors.at(text, at, end)[stop - at :]:
            continue
        if stop - at > 1 and text.endswith(lex.actor_ends, at, stop):
            spans.append((at, stop))
            at = mark.end() if mark else stop
        elif not mark:
            return []
    return spans


def named_in(text: str, original: str, verb: tuple[int, int], governed: int | None, lex: Lexicon) -> tuple[str, ...]:
    """The bodies that the clause itself names as acting: its subject, or the object of 鼓勵, 指導 and the like.

    ``governed`` is where the object of a verb that makes somebody act starts; None for any other verb.
    """
    time = 2 if text[:2] in {"今年", "明年"} else 0
    found = _bodies_at(text, original, time, lex) if verb[0] > time and text[time] in lex.actors.heads else ()
    if governed is None or _THRIVES.search(text, governed):
        return found
    few = _FEW.match(text, governed)
    return found + _bodies_at(text, original, few.end() if few else governed, lex, made=True)


def _bodies_at(text: str, original: str, at: int, lex: Lexicon, *, made: bool = False) -> tuple[str, ...]:
    found: tuple[str, ...] = ()
    known = bool(at and lex.actors.at(text, at, len(text)))
    while stop := _body_end(text, at, lex):
        found += (original[at:stop],)
        if text[stop : stop + 1] not in _JOINS:
            if made and _NOUN_AFTER.match(text, stop):
                return ()
            return found if known or _acts(text, stop, lex) else ()
        at = stop + 1
    return found


def _body_end(text: str, at: int, lex: Lexicon) -> int:
    """Where a body ends: one of the lexicon, or words that end like one (龙头医药企业); 0 for none."""
    if (word := lex.actors.at(text, at, len(text))) and text[at + len(word) : at + len(word) + 1] not in _NOT_BEHIND:
        return at + len(word)
    found = _BODY.search(text, at, at + 12)
    if not found or _CUT.search(text, at, found.start()):
        return 0
    adverb = lex.degrees.at(text, at, found.start())
    opens = lex.verbs.at(text, at + len(adverb), found.start())
    return 0 if len(opens) > 1 and opens not in lex.noun_verbs else found.end()


def _acts(text: str, at: int, lex: Lexicon) -> bool:
    """Whether a body acts in what follows it: a verb, an adverbial, a phrase or a time limit."""
    if at >= len(text):
        return False
    told = text[at].isdigit() or text[at] in "年不多早大敢" or lex.prepositions.at(text, at, len(text))
    return bool(told) or starts_with_verb(text, at, lex)
