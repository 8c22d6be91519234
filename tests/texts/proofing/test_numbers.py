"""The numbers of a draft: ranges by printed precision, approximators, and what is no operand."""

from __future__ import annotations

from decimal import Decimal

import pytest

from luoshi.texts.folding import fold
from luoshi.texts.proofing.interval import Interval, exact, within
from luoshi.texts.proofing.tokens import AMOUNT, DAY, JUNK, PERCENT, RANK, YEAR, Num, scan


def _only(text: str) -> Num:
    (number,) = scan(fold(text).text)
    return number


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("7.7%", "7.65", "7.75"),
        ("17项", "17", "17"),
        ("2.73万亿元", "2725000000000", "2735000000000"),
        ("800亿元", "79950000000", "80050000000"),
        ("4300多条", "4300", "4400"),
        ("五百亿元", "49950000000", "50050000000"),
        ("四十万人", "395000", "405000"),
        ("百分之六点零", "5.95", "6.05"),
        ("１，７５３亿元", "175250000000", "175350000000"),
        ("70 多万人", "700000", "800000"),
        ("1亿2000万元", "119995000", "120005000"),
        ("七成五", "74.5", "75.5"),
        ("三成", "25", "35"),
    ],
)
def test_a_printed_number_stands_for_all_that_rounds_to_it(text: str, low: str, high: str) -> None:
    number = _only(text)
    assert (number.range.low, number.range.high) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("text", "side"), [("超过30%", "over"), ("近30%", "near"), ("约30%", "about"), ("不足30%", "under")]
)
def test_an_approximator_opens_a_side(text: str, side: str) -> None:
    number = _only(text)
    assert number.approx == side
    assert number.range.high - number.range.low > 1
    assert number.range.low <= 30 <= number.range.high


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2024年7月26日", DAY),
        ("一九五八年", YEAR),
        ("第十二位", RANK),
        ("1 9 9 9亿元", JUNK),
        ("3—5个", JUNK),
        ("C919", JUNK),
        ("5G", JUNK),
        ("12.5亿元", AMOUNT),
        ("12.5％", PERCENT),
    ],
)
def test_dates_ordinals_ranges_names_and_torn_digits_are_no_amounts(text: str, kind: str) -> None:
    assert _only(text).kind == kind


def test_a_negative_number_keeps_its_sign_and_its_characters() -> None:
    number = _only("负2.5%")
    assert (number.value, number.start) == (Decimal("-2.5"), 0)


def test_the_upper_end_of_a_rounded_number_rounds_away_from_it() -> None:
    printed = within(Decimal("7.7"), Decimal("0.1"))
    assert printed.meets(exact(Decimal("7.65")))
    assert not printed.meets(exact(Decimal("7.75")))
    assert not exact(Decimal("7.75")).meets(printed)
    assert printed.meets(Interval(Decimal("7.6"), Decimal("7.65")))
