"""Amounts are exact, keep the unit they were printed in, and a unit that could be two is an error."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.core.errors import RegisterError, UnitError
from luoshi.core.units import Amount, load_units, parse_quantity, to_fen, to_yuan, unit_table

if TYPE_CHECKING:
    from pathlib import Path

READINGS = {
    "4000万元": ("4000", "万元", "40000000"),
    "4000 万元": ("4000", "万元", "40000000"),
    "４，０００万元": ("4000", "万元", "40000000"),
    "3千元": ("3", "千元", "3000"),
    "5百万元": ("5", "百万元", "5000000"),
    "1.2万亿元": ("1.2", "万亿元", "1200000000000.0"),
    "一百二十万元": ("120", "万元", "1200000"),
    "三点五亿元": ("3.5", "亿元", "350000000.0"),
    "一万二千元": ("12000", "元", "12000"),
    "1亿2000万元": ("120000000", "元", "120000000"),
    "￥300": ("300", "元", "300"),
    "¥3万元": ("3", "万元", "30000"),
    "人民币5亿元": ("5", "亿元", "500000000"),
    "100 yuan": ("100", "元", "100"),
    "6.0%": ("6.0", "%", "6.0"),
    "６．０％": ("6.0", "%", "6.0"),
    "百分之六点零": ("6.0", "%", "6.0"),
    "百分之6.0": ("6.0", "%", "6.0"),
    "千分之三": ("3", "‰", "0.3"),
    "七成": ("7", "成", "70"),
    "七成五": ("7.5", "成", "75.0"),
    "2.5倍": ("2.5", "倍", "250.0"),
    "-3.2%": ("-3.2", "%", "-3.2"),
    "6.0个百分点": ("6.0", "百分点", "6.0"),
    "负0.5个百分点": ("-0.5", "百分点", "-0.5"),
    "12 tce": ("12", "吨标准煤", "12"),
    "12万吨标准煤": ("12", "万吨标准煤", "120000"),
    "三千瓦时": ("3", "千瓦时", "3"),
    "3 kWh": ("3", "千瓦时", "3"),
    "9.2万亿千瓦时": ("9.2", "万亿千瓦时", "9200000000000.0"),
    "12亿千瓦时": ("12", "亿千瓦时", "1200000000"),
    "三千万千瓦": ("3000", "万千瓦", "30000000"),
    "两千克": ("2", "千克", "0.002"),
    "1000万户": ("1000", "万户", "10000000"),
    "14万家": ("14", "万家", "140000"),
    "6架": ("6", "架", "6"),
    "二十六件": ("26", "件", "26"),
    "半年": ("0.5", "年", "6.0"),
    "两年半": ("2.5", "年", "30.0"),
    "3年半": ("3.5", "年", "42.0"),
    "三个月": ("3", "个月", "3"),
    "一个半月": ("1.5", "个月", "1.5"),
    "2个半小时": ("2.5", "小时", "150.0"),
    "10个工作日": ("10", "工作日", "10"),
    "30日": ("30", "日", "30"),
}


@pytest.mark.parametrize(("text", "reading"), READINGS.items())
def test_a_quantity_is_read_in_its_printed_unit(text: str, reading: tuple[str, str, str]) -> None:
    amount = parse_quantity(text)
    assert (str(amount.value), amount.unit.name, f"{amount.canonical:f}") == reading


@pytest.mark.parametrize("text", ["4000", "4000万", "一百二十万", "3.5", "半"])
def test_a_bare_number_is_refused_with_where_and_how_to_mend(text: str) -> None:
    with pytest.raises(UnitError, match="no unit") as caught:
        parse_quantity(text, dimension="money", where="form 1, revenue")
    assert caught.value.where == "form 1, revenue"
    assert "4000万元" in caught.value.remedy


@pytest.mark.parametrize(
    ("text", "choice"), [("5度", "千瓦时"), ("2个点", "百分点"), ("3月", "个月"), ("5点", "百分点")]
)
def test_a_unit_that_could_be_two_is_refused_with_the_choice(text: str, choice: str) -> None:
    with pytest.raises(UnitError, match=f"could be .*{choice}"):
        parse_quantity(text)


@pytest.mark.parametrize(
    "text",
    ["", "元", "万元", "近七成", "二十余家", "下降3%", "1,23元", "1 2元", "￥300家", "百分之六元", "3公尺", "3个个月"],
)
def test_text_that_is_not_one_amount_is_refused(text: str) -> None:
    with pytest.raises(UnitError):
        parse_quantity(text)


def test_a_per_cent_is_no_percentage_point() -> None:
    with pytest.raises(UnitError, match="measures share, not point"):
        parse_quantity("3%", dimension="point")
    with pytest.raises(UnitError, match="cannot be stated"):
        parse_quantity("3个百分点").to("%")


@pytest.mark.parametrize(
    ("text", "default", "canonical"),
    [("4000", "万元", "40000000"), ("300万", "元", "3000000"), ("三百万", "元", "3000000"), ("6.0", "%", "6.0")],
)
def test_a_bare_number_is_read_in_the_unit_of_its_column(text: str, default: str, canonical: str) -> None:
    assert f"{parse_quantity(text, default=default).canonical:f}" == canonical


@pytest.mark.parametrize("text", ["4000万", "三百万"])
def test_a_number_with_a_multiple_in_a_column_with_a_multiple_is_refused(text: str) -> None:
    with pytest.raises(UnitError, match="multiple of its own"):
        parse_quantity(text, default="万元")


def test_a_printed_unit_outranks_the_unit_of_the_column() -> None:
    assert parse_quantity("3亿元", default="万元").canonical == 300_000_000


@given(st.decimals("-1e9", "1e9", places=3), st.sampled_from(sorted(unit_table().units)))
def test_an_amount_that_is_printed_is_read_back_digit_by_digit(value: Decimal, name: str) -> None:
    amount = Amount(value, unit_table().get(name))
    again = parse_quantity(str(amount))
    assert again == amount
    assert str(again.value) == f"{value:f}"


@given(
    st.decimals("-1e12", "1e12", places=6), st.sampled_from(["元", "千元", "万元", "百万元", "亿元", "万亿元", "角"])
)
def test_an_amount_of_money_goes_to_yuan_and_back_without_loss(value: Decimal, name: str) -> None:
    amount = Amount(value, unit_table().get(name))
    assert Amount(amount.to("元"), unit_table().get("元")).to(name) == value
    assert isinstance(amount.canonical, Decimal)


def test_a_result_without_an_exact_decimal_is_refused() -> None:
    assert parse_quantity("18个月").to("年") == Decimal("1.5")
    with pytest.raises(UnitError, match="no exact value"):
        parse_quantity("1个月").to("年")


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("Infinity"), 1.5, 3])
def test_an_amount_holds_only_a_finite_decimal(value: Decimal) -> None:
    with pytest.raises(UnitError, match="no finite decimal"):
        Amount(value, unit_table().get("元"))


@given(st.integers(-(10**18), 10**18))
def test_fen_go_to_yuan_and_back(fen: int) -> None:
    assert to_fen(to_yuan(fen)) == fen


def test_yuan_have_two_decimals() -> None:
    assert str(to_yuan(5)) == "0.05"
    assert str(to_yuan(-10_000)) == "-100.00"
    assert to_fen(Decimal("100000.00")) == 10_000_000
    assert to_fen(3) == 300


@given(st.integers(-(10**9), 10**9).filter(lambda n: n % 10))
def test_a_fraction_of_a_fen_is_refused(mills: int) -> None:
    with pytest.raises(UnitError, match="whole number of fen"):
        to_fen(Decimal(mills).scaleb(-3))


@pytest.mark.parametrize("value", [1.5, True, "3", None, Decimal("NaN"), Decimal("Infinity")])
def test_only_an_exact_amount_turns_into_fen(value: Any) -> None:
    with pytest.raises(UnitError, match="amount"):
        to_fen(value)


@pytest.mark.parametrize("value", [1.0, True, Decimal(1)])
def test_only_whole_fen_turn_into_yuan(value: Any) -> None:
    with pytest.raises(UnitError, match="whole number of fen"):
        to_yuan(value)


def test_every_dimension_has_one_canonical_unit_and_one_direction() -> None:
    table = unit_table()
    for unit in table:
        assert unit.factor > 0
        assert unit.name in table
    dimensions = {unit.dimension for unit in table}
    assert {unit.dimension for unit in table if unit.factor == 1} == dimensions
    assert len(dimensions) > 20


def test_an_unknown_unit_is_refused() -> None:
    with pytest.raises(UnitError, match="no known unit"):
        unit_table().get("丈")
    assert "丈" not in unit_table()


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("units: [{names: [元], en: yuan, dimension: money}]", "factor"),
        ("units: [{names: [元], en: yuan, dimension: money, factor: 0}]", "positive"),
        ("units: [{names: [], en: yuan, dimension: money, factor: 1}]", "name"),
        (
            "units: [{names: [元], en: y, dimension: m, factor: 1}, {names: [元], en: y, dimension: m, factor: 1}]",
            "taken",
        ),
        ("units: [{names: [元], en: yuan, dimension: money, factor: 1, multiples: [万]}]", "万"),
        ("units: [{names: [度], en: degree, dimension: heat, factor: 1}]", "taken"),
        ("units: [{names: [元], en: yuan, dimension: money, factor: 1, facter: 2}]", "facter"),
    ],
)
def test_a_fault_in_a_table_of_units_is_named(tmp_path: Path, text: str, word: str) -> None:
    path = tmp_path / "units.yaml"
    path.write_text(f"multiples: {{}}\nambiguous: {{度: [千瓦时, 摄氏度]}}\n{text}\n", encoding="utf-8")
    with pytest.raises(RegisterError, match=rf"units\.yaml:\d .*{word}"):
        load_units(path)
