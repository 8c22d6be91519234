"""The arithmetic that official sentences imply, by name; values in base units, shares as per cent."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from luoshi.texts.proofing.interval import ARITHMETIC, Interval, at_corners

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

__all__ = ["FORMULAS", "compute"]

_C = ARITHMETIC
_HUNDRED = Decimal(100)


def _percent(part: Decimal, whole: Decimal) -> Decimal:
    return _C.multiply(_C.divide(part, whole), _HUNDRED)


def _growth(before: Decimal, after: Decimal) -> Decimal:
    return _C.subtract(_percent(after, before), _HUNDRED)


def _decline(before: Decimal, after: Decimal) -> Decimal:
    return _C.subtract(_HUNDRED, _percent(after, before))


def _times(before: Decimal, after: Decimal) -> Decimal:
    return _C.subtract(_C.divide(after, before), Decimal(1))


def _growth_by(after: Decimal, change: Decimal) -> Decimal:
    return _percent(change, _C.subtract(after, change))


def _decline_by(after: Decimal, change: Decimal) -> Decimal:
    return _percent(change, _C.add(after, change))


def _times_by(after: Decimal, change: Decimal) -> Decimal:
    return _C.divide(change, _C.subtract(after, change))


def _annual(before: Decimal, after: Decimal, years: Decimal) -> Decimal:
    power = _C.power(_C.divide(after, before), _C.divide(Decimal(1), years))
    return _C.multiply(_C.subtract(power, Decimal(1)), _HUNDRED)


FORMULAS: Mapping[str, Callable[..., Decimal]] = {
    "share": _percent,
    "growth": _growth,
    "decline": _decline,
    "times": _times,
    "growth_by": _growth_by,
    "decline_by": _decline_by,
    "times_by": _times_by,
    "annual": _annual,
    "difference": _C.subtract,
    "ratio": _C.divide,
    "average": _C.divide,
    "same": lambda value: value,
}
"""Every formula is monotone in each operand where the operands are positive."""


def compute(name: str, operands: Sequence[Interval]) -> Interval | None:
    """The range of a formula over ranges; ``sum`` takes any number of them. None where it has no value."""
    if name == "sum":
        low = high = Decimal(0)
        for one in operands:
            low, high = _C.add(low, one.low), _C.add(high, one.high)
        return Interval(low, high)
    return at_corners(FORMULAS[name], operands)
