"""Which characters make one commitment: phrases join the clause they modify, two verb phrases part at 、."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from luoshi.texts.clauses import awaits_verb, is_phrase
from luoshi.texts.discourse import TASK

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from luoshi.texts.discourse import Move, Part
    from luoshi.texts.lexicon import Lexicon

__all__ = ["Unit", "units"]


class Unit(NamedTuple):
    """One clause-to-be: its offsets in the text, its sentence, whether it opens a head, and what opened it.

    ``lead`` is where its printed clause starts, before 要 and the words of time that stand there.
    """

    start: int
    end: int
    lead: int
    sentence: int
    opens: bool
    trigger: str
    speaker: str | None


_tuple = tuple.__new__  # builds a NamedTuple without its Python-level __new__: 0.13 µs, not 0.32
_CONTINUED = "continued"
_NEAR = 200
"""Clauses that are looked back at for the first order of a sentence: a text without full stops is one sentence."""
_INSIDE = frozenset({"要", "必须"})
_CHANGE = re.compile(r"(?:从|由)[^，]*?\d[^，]*?(?:到|至|为)")
_OPEN_LIST = re.compile(r"等(?![待级于同候次额])")
_LABEL = re.compile(r"“[^”]*”$")
_ENDS_IN_NOUN = re.compile(r"等|的[^、]{0,8}$")


def units(masked: str, part: Part, lex: Lexicon) -> Iterator[Unit]:
    """The task clauses of a paragraph, in order."""
    moves, links, heads = part.moves, lex.linking.heads, lex.phrase_heads
    pending: tuple[int, int] | None = None
    for i, move in enumerate(moves):
        clause, label, body, trigger, speaker = move
        if label != TASK:
            pending = None
            continue
        _, end, _, sentence, _ = clause
        if pending is None or trigger != _CONTINUED:
            pending = (_own_start(masked, body, end, lex) if masked[body] in links else body), i
        start, first = pending
        pending = None
        goes_on = _goes_on(moves, i) if masked[body] in heads else None
        if goes_on is not None and (is_phrase(masked[body:end], lex) or _changes(masked, moves, i, lex)):
            pending = (start, first) if goes_on else None
            continue
        opening = move if first == i else moves[first]
        lead = min(start, opening.clause.start)
        unit = _tuple(Unit, (start, end, lead, sentence, _opens(moves, first), opening.trigger, speaker))
        if masked.find("、", start, end) < 0:
            yield unit
        else:
            yield from _split(masked, unit, lex)


def _own_start(masked: str, start: int, end: int, lex: Lexicon) -> int:
    """Where the words of a clause start behind 并, 又 and the like, one of which may open it."""
    link = lex.linking.at(masked, start, end)
    after = start + len(link)
    if (
        link
        and end - after > 2
        and len(lex.degrees.at(masked, start, end)) <= len(link)
        and (lex.verbs.at(masked, after, end) or lex.degrees.at(masked, after, end) or masked[after] in "把将")
    ):
        return after
    return start


def _goes_on(moves: Sequence[Move], i: int) -> bool | None:
    """Whether the next clause carries the same order on; None where the sentence orders nothing more.

    Behind a phrase a new 要 may follow (对…的任务，要…): the phrase is then no clause, and no part of one.
    """
    if i + 1 == len(moves):
        return None
    one, following = moves[i], moves[i + 1]
    if following.label != TASK or following.clause.sentence != one.clause.sentence:
        return None
    return following.trigger == _CONTINUED


def _changes(masked: str, moves: Sequence[Move], i: int, lex: Lexicon) -> bool:
    """将…上限，从100万元提高到500万元: what is changed stands before the comma, the verb behind it."""
    following = moves[i + 1]
    told = _CHANGE.match(masked, following.body, following.clause.end)
    return told is not None and awaits_verb(masked[moves[i].body : moves[i].clause.end], lex)


def _opens(moves: Sequence[Move], i: int) -> bool:
    """A clause opens a head at the start of its sentence, or with a number; a second 要 of a sentence does not."""
    move = moves[i]
    if move.clause.opens or move.trigger == _CONTINUED:
        return move.clause.opens
    if move.trigger not in _INSIDE:
        return True
    for before in reversed(moves[:i] if i < _NEAR else moves[i - _NEAR : i]):
        if before.clause.sentence != move.clause.sentence:
            return True
        if before.label == TASK:
            return False
    return True


def _split(masked: str, unit: Unit, lex: Lexicon) -> Iterator[Unit]:
    """Split at 、 where both sides are verb phrases with objects of their own (annotation guidelines, 2)."""
    start, end = unit.start, unit.end
    last = masked.rfind("、", start, end)
    if masked.find("等", last, end) > 0 and _OPEN_LIST.search(masked, last, end):
        yield unit
        return
    at, comma = start, masked.find("、", start, end)
    while comma >= 0:
        if _two_verb_phrases(masked, at, comma, end, lex):
            yield _piece(unit, at, comma)
            at = comma + 1
        comma = masked.find("、", comma + 1, end)
    yield _piece(unit, at, end)


def _piece(unit: Unit, start: int, end: int) -> Unit:
    if start == unit.start:
        return unit if end == unit.end else unit._replace(end=end)
    return unit._replace(start=start, end=end, lead=start, opens=False)


def _two_verb_phrases(masked: str, start: int, comma: int, end: int, lex: Lexicon) -> bool:
    following = masked.find("、", comma + 1, end)
    head = masked[comma + 1 : comma + 2]
    if head not in lex.plain.heads and head not in lex.degrees.heads and head not in "把将":
        return False
    right = masked[comma + 1 : following if following > 0 else end]
    if _ENDS_IN_NOUN.search(right) or right[:4] in lex.compounds or not _verb_phrase(right, lex, last=True):
        return False
    left = masked[start:comma]
    return left[:1] not in "以把将为通对在" and _verb_phrase(left, lex, last=False) and not is_phrase(left, lex)


def _verb_phrase(text: str, lex: Lexicon, *, last: bool) -> bool:
    """Whether a text is a verb that takes no clause, with a nominal object of two characters or more."""
    if text[:1] in "把将":
        return last and len(text) > 6
    i, end = 0, len(text)
    while (word := lex.degrees.at(text, i, end)) and not _verb_here(text, i, len(word), lex):
        i += len(word)
    verb = lex.plain.at(text, i, end) or ("" if last else _noun_as_verb(text[i:], lex))
    second = lex.second.at(text, i + len(verb), end) if verb in lex.first else ""
    rest = text[i + len(verb) + len(second) :]
    if rest == "落实" and verb.endswith("抓"):
        return True
    if len(verb) < 2 or len(rest) < 2 or verb in lex.complete or rest[0] in "和与及的":
        return False
    if rest[0] in lex.tails:
        return False
    if verb in lex.clausal and verb != "推进":
        return _LABEL.match(rest) is not None
    inner = lex.plain.at(rest, 0, len(rest))
    nominal = (not inner or (inner in lex.complete and len(rest) >= 4)) and (
        len(rest) > 2 or not last or rest not in lex.verbs or rest in lex.noun_verbs
    )
    return nominal and not (last and "、" in rest)


def _noun_as_verb(text: str, lex: Lexicon) -> str:
    """A verb that is as often a noun, with two characters behind it that are one (总结经验、…)."""
    return lex.noun_verbs.at(text, 0, 2) if len(text) == 4 and lex.kinds.get(text[2:], "act") != "act" else ""


def _verb_here(text: str, at: int, size: int, lex: Lexicon) -> bool:
    """Whether a word that may be an adverbial is the verb: 坚定信心, but 坚定维护…."""
    return bool(lex.plain.at(text, at, len(text))) and not lex.verbs.at(text, at + size, len(text))
