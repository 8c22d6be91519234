"""From a found number to the ``Quantity`` of a record, quoted from the original text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from luoshi.texts.records import Quantity

if TYPE_CHECKING:
    from luoshi.texts.figures import Told

__all__ = ["quantity"]


def quantity(told: Told, original: str, period: str | None) -> Quantity:
    """Build the quantity of one number; ``original`` is the clause in the script of the document."""

    def quote(span: tuple[int, int] | None) -> str | None:
        return original[slice(*span)] if span and span[1] > span[0] else None

    return Quantity(
        subject=quote(told.subject),
        measure=quote(told.measure),
        value=told.found.value,
        unit=told.found.unit,
        period=period,
        comparison=quote(told.comparison),
        approx=told.found.approx,
        respective_index=told.order,
    )
