"""Properties of the arithmetic: whatever the numbers are, a right statement holds and a wrong one is found."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from luoshi.texts.proofing import proof_text
from luoshi.texts.proofing.formulas import FORMULAS, compute
from luoshi.texts.proofing.interval import Interval, exact, within

COUNTS = st.integers(2, 99_999)
PLACES = st.integers(0, 3)
FRAMES = [
    "共受理诉求{b}件，已办结{a}件，办结率{p}%。",
    "全市共有企业{b}家，其中甲类{a}家，占{p}%。",
    "甲类企业{a}家，占企业总数{b}家的{p}%。",
]


def _rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def _findings(text: str) -> list[tuple[str, str]]:
    return [(one.code, one.severity.value) for one in proof_text(text).findings]


@settings(max_examples=150, deadline=None)
@given(COUNTS, COUNTS, PLACES, st.sampled_from(FRAMES))
def test_a_rightly_rounded_share_is_never_blamed(one: int, other: int, places: int, frame: str) -> None:
    a, b = sorted((one, other))
    p = _rounded(Decimal(a) * 100 / Decimal(b), places)
    assert _findings(frame.format(a=a, b=b, p=p)) == []


@settings(max_examples=150, deadline=None)
@given(COUNTS, COUNTS, PLACES, st.sampled_from(FRAMES), st.integers(3, 9))
def test_a_share_that_is_off_by_three_places_or_more_is_found(
    one: int, other: int, places: int, frame: str, off: int
) -> None:
    a, b = sorted((one, other))
    step = Decimal(1).scaleb(-places)
    p = _rounded(Decimal(a) * 100 / Decimal(b), places) + off * step
    assume(a != b and p < 100 and p % 10 != 0)
    assert [severity for _, severity in _findings(frame.format(a=a, b=b, p=p))] == ["wrong"]


@settings(max_examples=150, deadline=None)
@given(st.decimals(1, 9_999, places=1), st.decimals(1, 9_999, places=1), PLACES)
def test_growth_between_two_printed_levels_is_never_blamed(a: Decimal, b: Decimal, places: int) -> None:
    assume(b > a)
    p = _rounded((b - a) * 100 / a, places)
    assert _findings(f"营业收入由{a}亿元增加到{b}亿元，增加{b - a}亿元，增长{p}%。") == []


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(1, 9_999), min_size=2, max_size=6), st.integers(-5, 5))
def test_a_total_is_right_exactly_where_its_parts_add_up(parts: list[int], off: int) -> None:
    total = sum(parts) + off
    assume(total > 0 and not any(sum(parts[k:]) == total for k in range(1, len(parts))))
    text = "、".join(f"{name}县{n}家" for name, n in zip("甲乙丙丁戊己", parts, strict=False)) + f"，合计{total}家。"
    assert _findings(text) == ([] if off == 0 else [("sum", "wrong")])


@pytest.mark.parametrize("name", sorted(set(FORMULAS) - {"same"}))
@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_a_formula_over_ranges_holds_its_value_at_every_point_inside(name: str, data: st.DataObject) -> None:
    count = 3 if name == "annual" else 2
    values = [Decimal(data.draw(st.integers(5, 900))) for _ in range(count)]
    if name in {"growth_by", "times_by"}:
        values[0] += 1000
    ranges = [within(value, Decimal(1)) for value in values]
    reach = compute(name, ranges)
    assert reach is not None
    assert reach.low <= FORMULAS[name](*values) <= reach.high


def test_a_division_by_nothing_has_no_value() -> None:
    assert compute("share", [exact(1), exact(0)]) is None
    assert compute("sum", [exact(1), Interval(Decimal(2), Decimal(3))]) == Interval(Decimal(3), Decimal(4))
