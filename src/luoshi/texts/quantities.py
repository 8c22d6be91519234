"""From the numbers of a clause to the ``Quantity`` of a record, quoted from the original text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from luoshi.texts.figures import find_figures, last_period
from luoshi.texts.kinds import bound_of, direction_of, kind_of
from luoshi.texts.numbers import has_number
from luoshi.texts.records import Quantity

if TYPE_CHECKING:
    from luoshi.texts.figures import Told
    from luoshi.texts.subjects import Pieces

__all__ = ["Stated", "quantities_in", "quantity"]

_REACH = 600
"""Characters before a clause that its numbers may look back on: no sentence of a real document is longer."""
_ENDS = "。！？\n"
_END = re.compile(f"[{_ENDS}]")


class Stated(NamedTuple):
    """One number of a clause: where number and unit stand in the text, and what they say."""

    start: int
    end: int
    quantity: Quantity


def quantities_in(read: str, original: str, start: int, end: int) -> list[Stated]:
    """The figures of the clause from ``start`` to ``end``, told by its whole sentence.

    ``read`` is the folded text, ``original`` the text to be quoted; both have the same offsets.
    """
    if not has_number(read[start:end]):
        return []
    least = max(0, start - _REACH)
    opens = max([read.rfind(mark, least, start) for mark in _ENDS]) + 1 or least
    closes = found.start() if (found := _END.search(read, end, end + _REACH)) else end
    stated = [one for one in find_figures(read[opens:closes]) if start - opens <= one.found.start < end - opens]
    if not stated:
        return []
    period = last_period(read[opens:end])
    sentence, shown = read[opens:closes], original[opens:closes]
    return [
        Stated(one.found.start + opens, one.found.end + opens, quantity(one, sentence, shown, period)) for one in stated
    ]


def quantity(told: Told, sentence: str, original: str, period: str | None) -> Quantity:
    """Build the quantity of one number; ``original`` is its folded ``sentence`` in the script of the document."""

    def quote(pieces: Pieces) -> str | None:
        return "".join(original[a:b] for a, b in pieces) or None

    return Quantity(
        subject=quote(told.subject),
        measure=quote(told.measure),
        value=told.found.value,
        unit=told.found.unit,
        period=period,
        comparison=quote(told.comparison),
        approx=told.found.approx,
        respective_index=told.order,
        kind=kind_of(told, sentence),
        direction=direction_of(told, sentence),
        bound=told.bound or bound_of(told.found.approx),
        base=quote((told.base,)) if told.base else None,
    )
