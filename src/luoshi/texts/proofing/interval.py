"""A printed number stands for all values that round to it; arithmetic on such ranges never calls a right number wrong.

7.7 is [7.65, 7.75), 17项 exactly 17. A formula is evaluated at the ends of its operands, which is exact for formulas
that rise or fall in each operand (Moore 1966, Interval Analysis), as all of ours do.
"""

from __future__ import annotations

from decimal import Context, Decimal, DivisionByZero, InvalidOperation, Overflow
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["ARITHMETIC", "Interval", "at_corners", "exact", "within"]

ARITHMETIC = Context(prec=40, traps=[DivisionByZero, InvalidOperation, Overflow])
"""Forty digits: far more than any printed number has, so that only the printed precision counts."""


class Interval(NamedTuple):
    """The values from ``low`` to ``high``; ``half_open`` where ``high`` itself would round to the next number."""

    low: Decimal
    high: Decimal
    half_open: bool = False

    def meets(self, other: Interval) -> bool:
        """Whether a value lies in both."""
        if self.high < other.low or other.high < self.low:
            return False
        if self.high == other.low:
            return not self.half_open
        return not (other.high == self.low and other.half_open)

    def scaled(self, factor: Decimal) -> Interval:
        """Every value times a positive ``factor``."""
        return Interval(ARITHMETIC.multiply(self.low, factor), ARITHMETIC.multiply(self.high, factor), self.half_open)


def exact(value: Decimal | int) -> Interval:
    """One value and no other."""
    return Interval(Decimal(value), Decimal(value))


def within(value: Decimal, step: Decimal) -> Interval:
    """What rounds to ``value`` in steps of ``step``, half up."""
    half = ARITHMETIC.divide(step, Decimal(2))
    return Interval(ARITHMETIC.subtract(value, half), ARITHMETIC.add(value, half), half_open=True)


def at_corners(formula: Callable[..., Decimal], operands: Sequence[Interval]) -> Interval | None:
    """The range of a formula that is monotone in each operand; None where it has no value (division by zero)."""
    try:
        values = [formula(*ends) for ends in product(*({one.low, one.high} for one in operands))]
    except ArithmeticError:
        return None
    return Interval(min(values), max(values))
