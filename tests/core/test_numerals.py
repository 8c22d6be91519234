"""Numerals are read exactly, with their stated precision, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.core.errors import UnitError
from luoshi.core.numerals import MULTIPLES, parse_numeral

if TYPE_CHECKING:
    from decimal import Decimal

READINGS = {
    "4000": "4000",
    "1,234.50": "1234.50",
    "１２３．４０": "123.40",
    "-3.2": "-3.2",
    "－3.2": "-3.2",
    "3.5万亿": "3500000000000.0",
    "1亿2000万": "120000000",
    "2千3百": "2300",
    "一百二十万": "1200000",
    "一百二十万零三百": "1200300",
    "三点五": "3.5",
    "六点零": "6.0",
    "三点五亿": "350000000.0",
    "零点八": "0.8",
    "二〇二四": "2024",
    "一九四九": "1949",
    "〇": "0",
    "零": "0",
    "两": "2",
    "两千": "2000",
    "半": "0.5",
    "一半": "0.5",
    "十": "10",
    "十五": "15",
    "一百二": "120",
    "一百零二": "102",
    "一千二": "1200",
    "一千零五十": "1050",
    "一万二": "12000",
    "一万零二": "10002",
    "两万五千亿": "2500000000000",
    "三万亿": "3000000000000",
    "负三": "-3",
    "叁佰": "300",
    "壹拾贰萬": "120000",
    "三千五百萬": "35000000",
}
NO_NUMERALS = [
    "", " ", "万", "百", "亿", "元", "三五", "1万2", "12,34", "1.2.3", "1 2", "点五", "五点", "二十余", "近七",
    "数百", "1e5", "0x10", "nan", "Infinity", "²", "½", "١", "1١", "4000万元", "三分之一", "--3", "万一", "亿万",
    "2000万1亿", "一千二万万零", "三百〇", "零亿", "九" * 80, "9" * 80, "三点五千五", "三点五百万二",
]  # fmt: skip


@pytest.mark.parametrize(("text", "value"), READINGS.items())
def test_a_numeral_is_read_with_its_stated_precision(text: str, value: str) -> None:
    assert str(parse_numeral(text)) == value


@pytest.mark.parametrize("text", NO_NUMERALS)
def test_what_is_no_single_number_is_refused(text: str) -> None:
    with pytest.raises(UnitError, match="not one number"):
        parse_numeral(text)


@pytest.mark.parametrize("mode", ["low", "up"])
@given(st.one_of(st.integers(0, 99_999), st.integers(0, 10**13), st.integers(0, 10**6).map(lambda n: n * 10_000)))
def test_a_whole_number_that_cn2an_writes_is_read_back(mode: str, number: int) -> None:
    assert parse_numeral(cn2an.an2cn(number, mode)) == number


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12))
def test_digits_are_read_back_to_the_last_place(number: Decimal) -> None:
    assert str(parse_numeral(f"{number:f}")) == f"{number:f}"
    assert str(parse_numeral(f"{number:,f}")) == f"{number:f}"


@given(st.integers(0, 9999), st.text("零一二三四五六七八九", min_size=1, max_size=8))
def test_a_chinese_decimal_keeps_every_digit_after_the_point(whole: int, digits: str) -> None:
    places = "".join(str("零一二三四五六七八九".index(char)) for char in digits)
    assert str(parse_numeral(f"{cn2an.an2cn(whole)}点{digits}")) == f"{whole}.{places}"


@pytest.mark.parametrize(("word", "factor"), MULTIPLES.items())
@given(number=st.decimals("0", "9999", places=2))
def test_a_multiple_multiplies_exactly(word: str, factor: int, number: Decimal) -> None:
    assert parse_numeral(f"{number}{word}") == number * factor


@given(st.text(max_size=12) | st.text("0123456789.,零一二两十百千万亿点半", max_size=12))
def test_any_text_is_a_finite_number_or_a_clear_refusal(text: str) -> None:
    try:
        value = parse_numeral(text)
    except UnitError:
        return
    assert value.is_finite()
    assert any(char.isnumeric() or char in "两半" for char in text)
