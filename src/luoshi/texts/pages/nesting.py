"""Overlapping spans as a tree: HTML elements must nest, the spans of a text need not.

A sweep over the boundaries. At each one, what ends is closed; what lay above it but goes on is closed too
and opened again (*continued*); what begins is opened, the longest first. Every character is given once,
in order, so that the text of the result is the text that came in.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

__all__ = ["Break", "Chars", "Close", "Mark", "Open", "nest"]

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Mark(Generic[_T]):
    """``thing`` is said of the characters ``start`` to ``end`` (code points, half open, never empty)."""

    start: int
    end: int
    thing: _T


@dataclass(frozen=True, slots=True)
class Open(Generic[_T]):
    """An element of ``mark`` opens; ``continued`` where an earlier one of the same mark was cut."""

    mark: Mark[_T]
    continued: bool


@dataclass(frozen=True, slots=True)
class Close(Generic[_T]):
    """The innermost open element closes; it is of ``mark``."""

    mark: Mark[_T]


@dataclass(frozen=True, slots=True)
class Chars:
    """The characters ``start`` to ``end``, under all that is open."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Break:
    """A place that no element may cross: the end of one paragraph and the start of the next."""

    at: int


def nest(
    marks: Sequence[Mark[_T]], length: int, breaks: Collection[int] = ()
) -> Iterator[Open[_T] | Close[_T] | Chars | Break]:
    """Marks over ``length`` characters as properly nested opens and closes, cut at ``breaks``.

    Of marks with the same characters the earlier in ``marks`` is outside.
    """
    starts: dict[int, list[int]] = defaultdict(list)
    for index, mark in enumerate(marks):
        starts[mark.start].append(index)
    cuts = {at for at in breaks if 0 < at < length}
    points = sorted({0, length} | cuts | set(starts) | {mark.end for mark in marks})
    stack: list[int] = []
    for at, until in pairwise(points):
        kept = _kept(stack, marks, at, cut=at in cuts)
        above = stack[kept:]
        yield from (Close(marks[index]) for index in reversed(above))
        if at in cuts:
            yield Break(at)
        going_on = [index for index in above if marks[index].end > at]
        opened = sorted(going_on + starts[at], key=lambda index: (-marks[index].end, index))
        yield from (Open(marks[index], marks[index].start < at) for index in opened)
        stack[kept:] = opened
        yield Chars(at, until)
    yield from (Close(marks[index]) for index in reversed(stack))


def _kept(stack: Sequence[int], marks: Sequence[Mark[_T]], at: int, *, cut: bool) -> int:
    """How many of the open marks, from the outside, stay open at ``at``."""
    if cut:
        return 0
    return next((depth for depth, index in enumerate(stack) if marks[index].end <= at), len(stack))
