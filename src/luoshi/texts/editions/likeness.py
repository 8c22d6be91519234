"""How much two clauses have in common, in characters."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from luoshi.texts.editions.clauses import Clause

__all__ = ["Run", "alike", "runs", "shared_runs"]

_TABLE = 4_000_000


class Run(NamedTuple):
    """A stretch ``[a:b]`` of one text against ``[c:d]`` of another; ``same`` where they are equal."""

    same: bool
    a: int
    b: int
    c: int
    d: int


def alike(one: Clause, other: Clause) -> float:
    """How much of the characters of two themes is common in order, from 0 to 1 (Indel): of cores, and of objects."""
    from rapidfuzz.fuzz import ratio

    whole = ratio(one.core, other.core) / 100
    if one.object and other.object:
        whole = max(whole, (whole + ratio(one.lead + one.object, other.lead + other.object) / 100) / 2)
    return whole


def runs(one: str, other: str) -> list[Run]:
    """The shortest way from one text to another, as runs that cover both.

    Its table grows with the product of the lengths. Of texts too long for it only beginning and end are compared.
    """
    if len(one) * len(other) > _TABLE:
        return _by_ends(one, other)
    from rapidfuzz.distance import Indel

    ops = Indel.opcodes(one, other)
    return [Run(op.tag == "equal", op.src_start, op.src_end, op.dest_start, op.dest_end) for op in ops]


def _by_ends(one: str, other: str) -> list[Run]:
    from rapidfuzz.distance import Postfix, Prefix

    head = Prefix.similarity(one, other)
    tail = Postfix.similarity(one[head:], other[head:])
    a, b, c, d = len(one) - tail, len(one), len(other) - tail, len(other)
    told = [Run(True, 0, head, 0, head), Run(False, head, a, head, c), Run(True, a, b, c, d)]
    return [run for run in told if run.b > run.a or run.d > run.c]


def shared_runs(one: str, other: str) -> int:
    """How many characters two texts share in runs of two and more: single ones are shared by chance.

    The same for either order of the two.
    """
    lengths = (run.b - run.a for run in runs(*sorted((one, other))) if run.same)
    return sum(length for length in lengths if length > 1)
