"""What is told of a term: the shapes of ``terms@1``. Every use quotes its sentence through a span of its document."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from luoshi.core.spans import Span
    from luoshi.texts.editions.series import Edition

__all__ = ["NewTerm", "Passed", "TermLife", "TermUse"]


@dataclass(frozen=True, slots=True)
class TermUse:
    """The uses of a term in one edition, by index: every place, and the sentence of the first."""

    edition: int
    spans: tuple[Span, ...]
    sentence: Span

    @property
    def count(self) -> int:
        """How often the edition uses the term."""
        return len(self.spans)


@dataclass(frozen=True, slots=True)
class Passed:
    """A place that has the characters of the term and is no use of it.

    ``span`` is the longer phrase. ``why``: ``fixed`` (in the list that ships), ``asked`` (named by the caller),
    ``bound`` (the rest of the phrase hardly occurs without the term), ``letters`` (a letter or digit goes on).
    """

    edition: int
    span: Span
    why: str


@dataclass(frozen=True, slots=True)
class TermLife:
    """A term through the editions that were read, in order. Uses by edition; editions without one have none.

    ``missing`` names what was expected and not read: a first use is the first among the editions read.
    """

    term: str
    editions: tuple[Edition, ...]
    uses: tuple[TermUse, ...]
    missing: tuple[str, ...]
    passed: tuple[Passed, ...]

    @property
    def first(self) -> TermUse | None:
        """The first use; None where no edition read has the term."""
        return self.uses[0] if self.uses else None

    @property
    def last(self) -> TermUse | None:
        """The use in the last edition that has the term."""
        return self.uses[-1] if self.uses else None

    @property
    def count(self) -> int:
        """How often all editions use the term."""
        return sum(use.count for use in self.uses)

    @property
    def gaps(self) -> tuple[int, ...]:
        """The indexes of the editions between first and last use that do not have it."""
        there = [use.edition for use in self.uses]
        return tuple(n for n in range(there[0], there[-1]) if n not in there) if there else ()

    @property
    def revived(self) -> tuple[int, ...]:
        """The indexes of the editions that use it again after one or more that did not."""
        there = [use.edition for use in self.uses]
        return tuple(b for a, b in pairwise(there) if b > a + 1)


@dataclass(frozen=True, slots=True)
class NewTerm:
    """A term of the new editions that the old ones do not have, as it is first printed.

    ``count`` counts its places; ``score`` is ``keyness`` x ``cohesion`` x ``freedom`` (see ``discover``); ``why`` is
    ``quoted``, ``item``, ``object`` or ``counted``: what told where it begins and ends. ``edition`` is the index of the
    new edition that has it first, ``span`` its first place, ``sentence`` the sentence there.
    """

    term: str
    score: float
    count: int
    keyness: float
    cohesion: float
    freedom: float
    why: str
    edition: int
    span: Span
    sentence: Span
