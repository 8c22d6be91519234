"""Numbers and what they speak of."""

from __future__ import annotations

from decimal import Decimal

import pytest

from luoshi.texts.figures import find_figures, last_period, period_of
from luoshi.texts.numbers import find_numbers, has_number


def _told(text: str) -> list[tuple[str | None, str | None, str, str]]:
    def quote(span: tuple[int, int] | None) -> str | None:
        return text[slice(*span)] if span else None

    return [(quote(t.subject), quote(t.measure), str(t.found.value), t.found.unit) for t in find_figures(text)]


@pytest.mark.parametrize(
    ("text", "value", "unit", "approx"),
    [
        ("增长6.0%", "6.0", "%", None),
        ("办理提案1.4万件", "1.4", "万件", None),
        ("吸纳意见4300多条", "4300", "条", "多"),
        ("投资二百一十亿元", "210", "亿元", None),
        ("登记企业三千余家", "3000", "家", "余"),
        ("近六成企业", "60", "%", "近"),
        ("下降百分之六点零", "6.0", "%", None),
        ("占比不低于12,500户", "12500", "户", "不低于"),
        ("收入约1.9万亿元", "1.9", "万亿元", "约"),
        ("能耗下降3%左右", "3", "%", "左右"),
        ("增速为负2.5%", "-2.5", "%", None),
    ],
)
def test_a_number_keeps_its_unit_its_precision_and_its_approximator(
    text: str, value: str, unit: str, approx: str | None
) -> None:
    (found,) = find_numbers(text)
    assert (found.value, str(found.value), found.unit, found.approx) == (Decimal(value), value, unit, approx)


@pytest.mark.parametrize(
    "text",
    [
        "C919客机下线",
        "6000吨级起重船",
        "推广5G应用",
        "守住四条红线",
        "二十届三中全会",
        "2024年7月26日",
        "过去5年",
        "智能8臂采茶机",
        "8K超高清",
    ],
)
def test_digits_in_names_dates_and_labels_are_no_figures(text: str) -> None:
    assert find_numbers(text) == []


def test_subjects_and_values_pair_by_order_with_and_without_a_word_for_it() -> None:
    wanted = [("甲业", "增加值", "7.8", "%"), ("乙业", "增加值", "8.7", "%")]
    assert _told("甲业、乙业增加值同比增长7.8%、8.7%") == wanted
    assert _told("甲业和乙业增加值分别增长7.8%和8.7%") == wanted


def test_a_unit_printed_once_serves_the_members_before_it() -> None:
    assert [(n.value, n.unit) for n in find_numbers("提高4.7个和1.3个百分点")] == [
        (Decimal("4.7"), "个百分点"),
        (Decimal("1.3"), "个百分点"),
    ]


def test_a_counting_verb_is_the_measure_and_its_object_the_subject() -> None:
    assert _told("全年新增示范企业120家")[0][:2] == ("示范企业", "新增")


def test_the_noun_behind_a_count_is_its_subject_and_the_verb_before_it_the_measure() -> None:
    assert _told("组建3家制造业创新中心") == [("制造业创新中心", "组建", "3", "家")]
    assert _told("以场景为牵引打造50个标杆车间")[0][:2] == ("标杆车间", "打造")


def test_what_the_clause_does_not_say_stays_unknown() -> None:
    assert _told("12%") == [(None, None, "12", "%")]


def test_a_period_holds_until_a_later_one() -> None:
    assert period_of("上半年全省增长6%") == "上半年"
    assert last_period("去年增长5%，今年增长6%") == "今年"
    assert period_of("增长6%") is None


def test_a_clause_without_numerals_is_passed_over_quickly() -> None:
    assert not has_number("加强监测调度")
    assert has_number("增长6%")
