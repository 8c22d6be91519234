"""One quantity printed in two units: 12.5亿元（125000万元）, 1300亿斤，即6500万吨, 1公顷（15亩)."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from luoshi.texts.proofing.checks import Check, judge
from luoshi.texts.proofing.frames import frame, word_file
from luoshi.texts.proofing.records import Finding

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping

    from luoshi.texts.proofing.checks import Result
    from luoshi.texts.proofing.draft import Draft
    from luoshi.texts.proofing.tokens import Num

__all__ = ["conversions", "factors"]


@cache
def factors() -> Mapping[str, tuple[str, Decimal]]:
    """Units that turn into one another: their dimension and their factor to its canonical unit."""
    rows = (word.split(":") for word in word_file().text("convert").split())
    return {unit: (dimension, Decimal(factor)) for dimension, unit, factor in rows}


@cache
def _frames() -> tuple[re.Pattern[str], ...]:
    again = r"(?P<again>即|折合|合|约合|相当于|也就是|折|即约)"
    return (
        frame(r"<a:amount>（" + again + r"?(?:约)?<b:amount>）"),
        frame(r"<a:amount>[，、]?" + again + r"(?:约)?<b:amount>"),
    )


def conversions(draft: Draft) -> Iterator[Result]:
    """All quantities of a draft that are printed twice, in two units."""
    for pattern in _frames():
        for found in pattern.finditer(draft.skeleton):
            a, b = draft.number_at(found.start("a")), draft.number_at(found.start("b"))
            one, other = _canonical(a), _canonical(b)
            if one and other and one[0] == other[0] and (a.unit, a.scale) != (b.unit, b.scale):
                sure = found["again"] is not None or _digits(a) == _digits(b)
                result = judge(draft, Check("conversion", "same", other[1], (("same", one[1]),)))
                if result is not None and (sure or not isinstance(result, Finding)):
                    yield result


def _digits(number: Num) -> tuple[int, ...]:
    """The digits of a number without its zeros at the end: a slip of the unit leaves them as they are."""
    return number.value.normalize().as_tuple().digits


def _canonical(number: Num) -> tuple[str, Num] | None:
    """Dimension and the number in its canonical unit."""
    if number.unit not in factors():
        return None
    dimension, factor = factors()[number.unit]
    return dimension, number._replace(range=number.range.scaled(factor), scale=number.scale * factor)
