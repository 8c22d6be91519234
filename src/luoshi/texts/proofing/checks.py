"""From a relation that a sentence implies to a verdict: it holds, or what is printed differs from what follows.

A rule only names the operands; here, in one place, they are computed, compared within the printed precision, and a
difference is graded: a number cut off instead of rounded is a question of style, a coarse 70% for 68.5% is doubtful,
a factor of ten thousand is a unit.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, NamedTuple

from luoshi.texts.proofing.formulas import compute
from luoshi.texts.proofing.interval import Interval, exact
from luoshi.texts.proofing.records import Confirmed, Dangling, Finding, Operand, Severity
from luoshi.texts.proofing.tokens import AMOUNT, PERCENT, TIMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from luoshi.texts.proofing.draft import Draft
    from luoshi.texts.proofing.tokens import Num

__all__ = ["Check", "Result", "Role", "Verdict", "compare", "judge", "operand", "printed", "shown", "unit_of"]

Result = Finding | Confirmed | Dangling
"""What a rule may say."""

Role = tuple[str, "Num"]
"""A number and its part in a relation."""

"""A number and its part in a relation."""
_SLIPS = (Decimal(10) ** 4, Decimal(10) ** -4, Decimal(10) ** 8, Decimal(10) ** -8)
_FAR = Decimal(50)
_LEVELS = frozenset({"growth", "decline", "times", "difference", "ratio"})
"""Formulas over two levels of one thing, which are never a thousand times apart."""


class Check(NamedTuple):
    """``stated`` should be ``formula`` of the operands. ``others`` are readings of the operands that also count."""

    code: str
    formula: str
    stated: Num
    operands: tuple[Role, ...]
    others: tuple[tuple[Role, ...], ...] = ()
    sure: bool = True


class Verdict(NamedTuple):
    """How a difference is graded, and what makes it special."""

    severity: Severity
    note: str


def judge(draft: Draft, check: Check) -> Finding | Confirmed | None:
    """Whether a relation holds; None where it has no value, or only holds because an approximator leaves it open."""
    stated, loose = check.stated, False
    for operands in (check.operands, *check.others):
        computed = compute(check.formula, [number.range for _, number in operands])
        if computed is not None and computed.meets(stated.range):
            if stated.approx not in {"over", "under"} and all(n.approx not in {"over", "under"} for _, n in operands):
                return _confirmed(draft, check, operands)
            loose = True
    computed = compute(check.formula, [number.range for _, number in check.operands])
    if loose or computed is None:
        return None
    return _finding(draft, check, computed)


def _confirmed(draft: Draft, check: Check, operands: Sequence[Role]) -> Confirmed:
    span = draft.span(check.stated.start, check.stated.end)
    return Confirmed(check.code, span, _told(draft, operands), check.formula)


def _finding(draft: Draft, check: Check, computed: Interval) -> Finding:
    verdict = compare(check.stated, computed, check.operands)
    slip = _slip(check, computed) if verdict.severity is Severity.WRONG else ""
    severity = verdict.severity if check.sure or verdict.severity is Severity.STYLE else Severity.DOUBTFUL
    unit, middle = unit_of(check.stated), _middle(check) or computed
    low_high = shown(computed, check.stated)
    return Finding(
        code="unit" if slip else check.code,
        span=draft.span(check.stated.start, check.stated.end),
        stated=printed(draft, check.stated),
        computed=shown(middle, check.stated) + unit,
        unit=unit,
        operands=_told(draft, check.operands),
        severity=severity,
        relation=check.formula,
        note=slip or verdict.note,
        suggestion="" if slip else _suggestion(middle, check.stated, unit),
        reach=low_high + unit if "–" in low_high else "",
    )


def _middle(check: Check) -> Interval | None:
    """What the formula gives for the operands exactly as they are printed."""
    return compute(check.formula, [exact(_base(number)) for _, number in check.operands])


def _base(number: Num) -> Decimal:
    return number.value * number.scale if number.unit != "年" else number.value


def compare(stated: Num, computed: Interval, operands: Iterable[Role] = ()) -> Verdict:
    """Grade a difference that is there: cut off, rounded up, rounded coarsely, near an approximation, or wrong."""
    value, step = stated.value * stated.scale, stated.step * stated.scale
    vague = stated.approx or any(number.approx for _, number in operands)
    if vague:
        size = abs(value) * Decimal("0.15")
        wide = Interval(stated.range.low - size, stated.range.high + size)
        return Verdict(Severity.DOUBTFUL if wide.meets(computed) else Severity.WRONG, "approximate")
    if value < computed.low and computed.high < value + step and stated.kind != AMOUNT:
        return Verdict(Severity.STYLE, "rounded_down")
    if value - step < computed.low and computed.high < value and stated.kind != AMOUNT:
        return Verdict(Severity.DOUBTFUL, "rounded_up")
    if stated.kind in {PERCENT, TIMES} and stated.step == 1 and value and value % 10 == 0:
        coarse = Interval(value - 2, value + 2)
        if coarse.meets(computed):
            return Verdict(Severity.DOUBTFUL, "coarse")
    return Verdict(Severity.WRONG, "")


def _slip(check: Check, computed: Interval) -> str:
    """The power of ten thousand that one operand or the stated number is off by, where that explains everything."""
    middle, value = (computed.low + computed.high) / 2, check.stated.base
    numbers = [number for _, number in check.operands]
    sizes = sorted(abs(number.base) for number in numbers)
    apart = len(sizes) == 2 and check.formula in _LEVELS and sizes[0] * 1000 <= sizes[1]
    if not middle or not value or (_FAR**-1 < abs(value / middle) < _FAR and not apart):
        return ""
    for factor in _SLIPS:
        if check.stated.kind == AMOUNT and computed.scaled(factor).meets(check.stated.range):
            return _factor(factor)
        for at, number in enumerate(numbers):
            ranges = [one.range.scaled(factor) if i == at else one.range for i, one in enumerate(numbers)]
            again = compute(check.formula, ranges)
            if number.kind == AMOUNT and again is not None and again.meets(check.stated.range):
                return _factor(factor)
    return ""


def _factor(factor: Decimal) -> str:
    return "10^8" if abs(factor.log10()) > 5 else "10^4"


def _told(draft: Draft, operands: Iterable[Role]) -> tuple[Operand, ...]:
    return tuple(operand(draft, role, number) for role, number in operands)


def operand(draft: Draft, role: str, number: Num) -> Operand:
    """A number as an operand of a finding."""
    return Operand(role, draft.span(number.start, number.end), number.value, unit_of(number))


def unit_of(number: Num) -> str:
    """The printed unit with its multiple: 万元, %, 个百分点."""
    return number.label


def printed(draft: Draft, number: Num) -> str:
    """The characters of a number in the document."""
    return draft.document.text[number.start : number.end]


def shown(computed: Interval, stated: Num) -> str:
    """A computed range in the unit of ``stated``: one number where both ends print alike, else both ends."""
    places = max(_places(stated), 2 if stated.kind != AMOUNT or stated.scale != 1 or not _whole(computed) else 0)
    low, high = (_plain(end / stated.scale, places) for end in (computed.low, computed.high))
    return low if low == high else f"{low}–{high}"


def _whole(computed: Interval) -> bool:
    return computed.low == computed.low.to_integral_value() and computed.high == computed.high.to_integral_value()


def _suggestion(computed: Interval, stated: Num, unit: str) -> str:
    low, high = (_fixed(end / stated.scale, _places(stated)) for end in (computed.low, computed.high))
    return f"{low}{unit}" if low == high else ""


def _places(number: Num) -> int:
    return max(0, -int(number.step.as_tuple().exponent)) if number.step < 1 else 0


def _fixed(value: Decimal, places: int) -> str:
    return f"{value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP):f}"


def _plain(value: Decimal, places: int) -> str:
    text = _fixed(value, places)
    return text.rstrip("0").rstrip(".") if "." in text else text
