"""Where a term can begin and end: the pieces that punctuation, quotation marks and the grammar cut a text into."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from luoshi.texts.lexicon import WordFile, Words, lexicon
from luoshi.texts.records import Commitment, Person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from luoshi.texts.records import Reading, Record

__all__ = ["Piece", "pieces_of", "well_formed"]

_RUN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9+]+")
_CUT = re.compile(r"[的了]|(?<![高平中初同优相对])等(?![级待候])")
_QUOTED = re.compile(r"[“《]([^“”《》\n]{2,12})[”》]")
_LIST = "、"
_PERSON = "person"


class Piece(NamedTuple):
    """A stretch of text in which terms are looked for. ``why``: ``quoted``, ``item``, ``object`` or ``counted``.

    ``tail`` is where its last word begins, if that is one that any term can have behind it (…企业), else ``end``.
    """

    start: int
    end: int
    why: str
    tail: int


def pieces_of(reading: Reading, text: str) -> Iterator[Piece]:
    """The pieces of a reading, ``text`` being its folded text; they do not overlap and stand in order."""
    cuts, named = _grammar(reading)
    named |= {found.span(1): "quoted" for found in _QUOTED.finditer(text)}
    for run in _RUN.finditer(text):
        for start, end in _cut(run, cuts):
            if end - start >= 2:
                listed = "item" if start and text[start - 1] == _LIST else "counted"
                why = named.get((start, end), listed)
                if why != _PERSON:
                    yield Piece(start, end, why, _tail(text, start, end))


def _tail(text: str, start: int, end: int) -> int:
    """Where a general noun at the end begins, where enough stands before it to be a term."""
    for length in (3, 2):
        if end - length - start > 2 and text[end - length : end] in _shape().general:
            return end - length
    return end


def _cut(run: re.Match[str], cuts: set[int]) -> Iterator[tuple[int, int]]:
    start, stop, text = run.start(), run.end(), run.group()
    marks = {at for at in range(start + 1, stop) if at in cuts}
    for found in _CUT.finditer(text):
        marks |= {start + found.start(), start + found.end()}
    ordered = [start, *sorted(marks - {start, stop}), stop]
    return pairwise(ordered)


def _grammar(reading: Reading) -> tuple[set[int], dict[tuple[int, int], str]]:
    """Where clauses, objects, members of lists and names of persons begin and end, and what each of them is."""
    cuts: set[int] = set()
    named: dict[tuple[int, int], str] = {}
    for record in reading.records:
        cuts |= {record.span.start, record.span.end}
        if isinstance(record, Person) and (bounds := _bounds(record, record.name)):
            named[bounds] = _PERSON
            cuts |= set(bounds)
        if isinstance(record, Commitment):
            parts = {record.object: "object"} | dict.fromkeys(record.items, "item")
            found = {bounds: why for part, why in parts.items() if part and (bounds := _bounds(record, part))}
            named |= found
            cuts |= {at for bounds in found for at in bounds}
    return cuts, named


def _bounds(record: Record, part: str) -> tuple[int, int] | None:
    at = record.span.quote.find(part)
    return (record.span.start + at, record.span.start + at + len(part)) if at >= 0 else None


class _Shape(NamedTuple):
    """Characters that no term begins with, ends with or holds, those of numbers, and nouns behind any term,
    and words before one."""

    first: frozenset[str]
    last: frozenset[str]
    inside: frozenset[str]
    numerals: frozenset[str]
    general: Words
    openers: Words


@cache
def _shape() -> _Shape:
    file = WordFile.load("terms")
    return _Shape(
        first=_characters(file, "never_first"),
        last=_characters(file, "never_last"),
        inside=_characters(file, "never_inside"),
        numerals=_characters(file, "numerals"),
        general=file.words("general"),
        openers=file.words("openers"),
    )


def _characters(file: WordFile, key: str) -> frozenset[str]:
    return frozenset(file.text(key).replace(" ", ""))


def well_formed(term: str, why: set[str]) -> bool:
    """Whether a string can be a term: no task verb or adverb before a noun, no function word at an edge or inside.

    What stands in quotation marks is a name whatever it looks like; a number goes on into a name with a letter (6G).
    """
    if "quoted" in why:
        return True
    shape = _shape()
    if term[0] in shape.first or term[-1] in shape.last or shape.inside & set(term):
        return False
    if shape.openers.at(term, 0, len(term)):
        return False
    letters = any(one.isascii() and one.isalpha() for one in term)
    if term[0] in shape.numerals and not (letters and why != {"counted"}):
        return False
    words = lexicon()
    openers = (words.verbs.at(term, 0, len(term)), words.degrees.at(term, 0, len(term)))
    return all(len(opener) < 2 or len(term) == len(opener) + 1 for opener in openers)
