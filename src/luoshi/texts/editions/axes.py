"""The axes of degree as data: which words can be ordered, and how large a move has to be to be called one.

One ladder does not hold for official wording; six axes do (``data/texts/lexicon/axes.yaml`` names them with their
evidence and how firm it is). Adding or dropping a bare adverb is mostly style, so a clause without a word of the
axis has its own, higher bar.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from luoshi.core.errors import RegisterError
from luoshi.core.yamlfile import load_yaml
from luoshi.data import data_path
from luoshi.texts.editions.changes import Direction, Step
from luoshi.texts.lexicon import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from luoshi.texts.editions.clauses import Clause

__all__ = ["Axis", "Found", "Rank", "axes", "steps_between"]


_FIRM = ("expert", "sense", "counted")


class Rank(NamedTuple):
    """A word's place on an axis, and how firm that is: counted, sense or expert."""

    rank: int
    confidence: str


class Found(NamedTuple):
    """A word of an axis in a clause, with its offsets there; negative offsets stand before the clause."""

    word: str
    rank: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis: its words with their ranks, the least clear difference, and what a clause without a word is.

    ``bare`` is the rank of such a clause, or None where it has none; ``bare_step`` the least clear difference from it.
    ``field`` keeps an axis to clauses that speak of a subject; it then replaces the axis that it is ``of``.
    """

    name: str
    step: int
    bare: int | None
    bare_step: int
    where: frozenset[str]
    lowest_first: bool
    field: re.Pattern[str] | None
    confidence: str
    evidence: str
    ranks: dict[str, Rank]
    words: Words

    def find(self, clause: Clause) -> list[Found]:
        """The words of a clause that can be placed on this axis, in the order of the text."""
        return [one for zone, at in _zones(clause, self.where) for one in self._within(zone, at)]

    def chosen(self, found: list[Found]) -> Found | None:
        """The word that places a clause: the one farthest from plain, the later of two; where study opens, study."""
        if not found:
            return None
        if self.lowest_first and found[0].rank == min(self.ranks.values()).rank:
            return found[0]
        plain = self.bare if self.bare is not None else min(one.rank for one in found)
        return max(found, key=lambda one: (abs(one.rank - plain), one.start))

    def _within(self, zone: str, at: int) -> Iterator[Found]:
        """The words of the axis in a stretch of text, the longest first, none inside another."""
        i = 0
        while i < len(zone):
            word = self.words.at(zone, i, len(zone)) if zone[i] in self.words.heads else ""
            if word:
                yield Found(word, self.ranks[word].rank, at + i, at + i + len(word))
            i += len(word) or 1

    def speaks(self, clause: Clause) -> bool:
        """Whether a clause, its subject or its head speak of the field of this axis."""
        return self.field is not None and any(map(self.field.search, (clause.plain, clause.lead, clause.head)))

    def clear(self, old: Found | None, new: Found | None) -> bool:
        """Whether the move from one word to the other is large enough to be called one."""
        difference = abs(self._rank(old) - self._rank(new))
        return difference >= (self.step if old and new else self.bare_step)

    def step_between(self, one: Clause, other: Clause) -> Step | None:
        """The move of a clause on this axis; None where both stand at the same place, or cannot be placed."""
        old, new = map(self.chosen, self._told_apart(self.find(one), self.find(other)))
        if self.bare is None and (old is None or new is None):
            return None
        difference = self._rank(new) - self._rank(old)
        if difference == 0:
            return None
        return Step(
            axis=self.name,
            direction=Direction.UP if difference > 0 else Direction.DOWN,
            old=one.at(old.start, old.end) if old else None,
            new=other.at(new.start, new.end) if new else None,
            clear=self.clear(old, new) and not _swapped(one, other, old, new),
            confidence=min((self.ranks[found.word].confidence for found in (old, new) if found), key=_FIRM.index),
        )

    def _told_apart(self, old: list[Found], new: list[Found]) -> tuple[list[Found], list[Found]]:
        """The words without those that both sides have: 坚决支持 differs from 支持 by 坚决."""
        if self.bare is None:
            return old, new
        both = {found.word for found in old} & {found.word for found in new}
        return [found for found in old if found.word not in both], [found for found in new if found.word not in both]

    def _rank(self, found: Found | None) -> int:
        return found.rank if found else self.bare or 0


def _swapped(one: Clause, other: Clause, old: Found | None, new: Found | None) -> bool:
    """An adverb of this axis against one that it cannot place (坚决 against 牢牢): neither was added nor dropped."""
    if (old is None) == (new is None):
        return False
    found, here, there = (old, one, other) if old else (new, other, one)
    return found is not None and found.word in here.degree and bool(there.degree) and there.degree not in here.degree


def _marks(clause: Clause) -> tuple[str, ...]:
    """All that the axes without a field look at: where it is equal, nothing moved."""
    return clause.opener, clause.modality, clause.degree, clause.verb


def _zones(clause: Clause, where: frozenset[str]) -> Iterator[tuple[str, int]]:
    """The stretches of a clause in which a word may carry a degree, with their offsets."""
    text = clause.text
    if "anywhere" in where:
        yield text, 0
        return
    if "opener" in where and clause.opener:
        yield clause.opener, -len(clause.opener)
    at = 0
    for kind, part in (("opener", clause.modality), ("adverb", clause.degree), ("verb", clause.verb)):
        start = text.find(part, at) if part else -1
        if start >= 0:
            at = start + len(part)
            if kind in where:
                yield part, start


def steps_between(one: Clause, other: Clause) -> list[Step]:
    """The moves of a clause on all axes, the clear ones first. An axis of a field takes the place of a general one."""
    special = [axis for axis in axes() if axis.field and all(axis.speaks(clause) for clause in (one, other))]
    if not special and _marks(one) == _marks(other):
        return []
    replaced = {axis.name for axis in special}
    chosen = [axis for axis in axes() if axis.field is None and axis.name not in replaced] + special
    steps = [step for axis in chosen if (step := axis.step_between(one, other))]
    return sorted(steps, key=lambda step: not step.clear)


@cache
def axes() -> tuple[Axis, ...]:
    """The axes that ship. Raises ``RegisterError`` where the file breaks its schema."""
    path = data_path("texts", "lexicon", "axes.yaml")
    content = load_yaml(path)
    if not isinstance(content, dict):
        raise RegisterError("the axes are no mapping", where=path.name, remedy="see the shipped file")
    try:
        return tuple(_axis(name, told) for name, told in content.items())
    except (KeyError, TypeError, AttributeError, re.error) as error:
        raise RegisterError(
            f"an axis lacks or breaks {error}", where=path.name, remedy="see the shipped file"
        ) from error


def _axis(name: str, told: dict[str, Any]) -> Axis:
    ranks = {word: Rank(one["rank"], one["confidence"]) for one in told["ranks"] for word in one["words"].split()}
    bare = told.get("bare")
    return Axis(
        name=told.get("of", name),
        step=told["step"],
        bare=bare["rank"] if bare else None,
        bare_step=bare["step"] if bare else told["step"],
        where=frozenset(told["where"].split()),
        lowest_first=told.get("lowest_first", False),
        field=re.compile(told["field"]) if "field" in told else None,
        confidence=told["confidence"],
        evidence=told["evidence"],
        ranks=ranks,
        words=Words.of(ranks),
    )
