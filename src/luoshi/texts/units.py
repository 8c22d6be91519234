"""Which characters make one commitment: phrases join the clause they modify, two verb phrases part at 、."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from luoshi.texts.clauses import is_phrase
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


_CONTINUED = "continued"
_INSIDE = frozenset({"要", "必须"})
_ENDS_IN_NOUN = re.compile(r"等|的[^、]{0,8}$")


def units(masked: str, part: Part, lex: Lexicon) -> Iterator[Unit]:
    """The task clauses of a paragraph, in order."""
    pending: int | None = None
    for i, move in enumerate(part.moves):
        if move.label != TASK:
            pending = None
            continue
        start = pending if pending is not None and move.trigger == _CONTINUED else _own_start(masked, move, lex)
        pending = None
        phrase = masked[move.body] in lex.prepositions.heads and _goes_on(part.moves, i)
        if phrase and is_phrase(masked[move.body : move.clause.end], lex):
            pending = start
            continue
        lead = min(start, move.clause.start)
        opens = _opens(part.moves, i)
        unit = Unit(start, move.clause.end, lead, move.clause.sentence, opens, move.trigger, move.speaker)
        if masked.find("、", unit.start, unit.end) < 0:
            yield unit
        else:
            yield from _split(masked, unit, lex)


def _own_start(masked: str, move: Move, lex: Lexicon) -> int:
    """Where the clause's own words start, behind 并, 又 and the like."""
    start, end = move.body, move.clause.end
    if masked[start] not in lex.linking.heads:
        return start
    link = lex.linking.at(masked, start, end)
    after = start + len(link)
    if (
        link
        and end - after > 2
        and (lex.verbs.at(masked, after, end) or lex.degrees.at(masked, after, end) or masked[after] in "把将")
    ):
        return after
    return start


def _goes_on(moves: Sequence[Move], i: int) -> bool:
    """Whether the next clause carries the same order on."""
    if i + 1 == len(moves):
        return False
    one, following = moves[i], moves[i + 1]
    return (
        following.label == TASK and following.clause.sentence == one.clause.sentence and following.trigger == _CONTINUED
    )


def _opens(moves: Sequence[Move], i: int) -> bool:
    """A clause opens a head at the start of its sentence, or with a number; a second 要 of a sentence does not."""
    move = moves[i]
    if move.clause.opens or move.trigger == _CONTINUED:
        return move.clause.opens
    if move.trigger not in _INSIDE:
        return True
    return not any(m.clause.sentence == move.clause.sentence and m.label == TASK for m in moves[:i])


def _split(masked: str, unit: Unit, lex: Lexicon) -> Iterator[Unit]:
    """Split at 、 where both sides are verb phrases with objects of their own (annotation guidelines, 2)."""
    at, comma = unit.start, masked.find("、", unit.start, unit.end)
    while comma >= 0:
        if _two_verb_phrases(masked, at, comma, unit.end, lex):
            yield _piece(unit, at, comma)
            at = comma + 1
        comma = masked.find("、", comma + 1, unit.end)
    yield _piece(unit, at, unit.end)


def _piece(unit: Unit, start: int, end: int) -> Unit:
    if start == unit.start:
        return unit if end == unit.end else unit._replace(end=end)
    return unit._replace(start=start, end=end, lead=start, opens=False)


def _two_verb_phrases(masked: str, start: int, comma: int, end: int, lex: Lexicon) -> bool:
    following = masked.find("、", comma + 1, end)
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
    while word := lex.degrees.at(text, i, end):
        i += len(word)
    verb = lex.plain.at(text, i, end)
    rest = text[i + len(verb) :]
    if len(verb) < 2 or len(rest) < 2 or verb in lex.clausal:
        return False
    nominal = not lex.plain.at(rest, 0, len(rest)) and (len(rest) > 2 or not last or rest not in lex.verbs)
    return nominal and not (last and "、" in rest)
