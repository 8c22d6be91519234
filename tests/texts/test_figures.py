"""Numbers and what they speak of."""

from __future__ import annotations

from decimal import Decimal

import pytest

from luoshi.texts.figures import find_figures, last_period, period_of
from luoshi.texts.numbers import find_numbers, has_number
from luoshi.texts.quantities import quantities_in


def _told(text: str) -> list[tuple[str | None, str | None, str, str]]:
    def quote(pieces: tuple[tuple[int, int], ...]) -> str | None:
        return "".join(text[a:b] for a, b in pieces) or None

    return [(quote(t.subject), quote(t.measure), str(t.found.value), t.found.unit) for t in find_figures(text)]


def _subjects(text: str) -> list[str | None]:
    return [subject for subject, *_ in _told(text)]


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
        ("为企业减负600多亿元", "600", "亿元", "多"),
        ("发放贷款3.4万多亿元", "3.4", "万亿元", "多"),
        ("覆盖六成以上乡镇", "60", "%", "以上"),
        ("下降百分之三以上", "3", "%", "以上"),
        ("产值翻一番", "1", "番", None),
        ("产能增长两倍", "2", "倍", None),
        ("产能增长二点五倍", "2.5", "倍", None),
        ("总额1亿2000万元", "12000", "万元", None),
        ("总额八十二亿一千万元", "821000", "万元", None),
        ("产量居全国第3位", "3", "位", None),
        ("提高2个多百分点", "2", "个百分点", "多"),
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
        "第三位来宾",
        "第二十一条",
        "六成立法项目",
        "编号12345678901234567890123件",
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


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("全市规上工业营业收入增长8.2%，比全省高1.4个百分点", ["全市规上工业"] * 2),
        ("甲县用电量增长5%；乙县增长7%", ["甲县", "乙县"]),
        ("船用电子行业实现利润总额16亿元，同比增长7.5%", ["船用电子行业"] * 2),
        ("海工装备产业增加值占全市工业比重达28.8%，比上年提高1.4个百分点", ["海工装备产业增加值"] * 2),
        ("甲产业、乙产业增加值占工业比重分别为34.6%和16.3%", ["甲产业增加值", "乙产业增加值"]),
        ("甲业营业收入、利润总额分别增长5.1%、6.2%", ["甲业", "甲业"]),
        ("装备、电子行业投资分别增长11.2%、14.5%", ["装备行业", "电子行业"]),
        ("甲业、乙业、丙业分别增长5%、6%", [None, None]),
        ("国有银行新增涉海贷款1.6万亿元", ["涉海贷款"]),
        ("再为企业减负超过450亿元", ["企业"]),
        ("对投资3000万元以上的技改项目，按设备投资额的8%给予补助", ["技改项目", "技改项目"]),
        ("将小微企业年应纳税所得额上限由50万元提高到100万元", ["小微企业"] * 2),
        ("二是将船厂检修周期由30天压缩到20天", ["船厂检修周期"] * 2),
        ("我国41个工业大类中39个保持增长", ["工业大类"] * 2),
        ("取消网络安全员、信号工等62项职业资格", ["职业资格"]),
        ("近六成规上企业建立研发机构", ["规上企业"]),
        ("旅客吞吐量突破9000万人次、居全国第3位", ["旅客"] * 2),
        ("文化工程、健身工程分别惠及3500万、2300万人次", ["文化工程", "健身工程"]),
        ("标杆车间由97个增加到106个", ["标杆车间"] * 2),
        ("船用电子市场规模超过5760亿元，是2026年的近3倍", ["船用电子"] * 2),
    ],
)
def test_the_subject_is_told_by_the_grammar_of_the_sentence(text: str, subjects: list[str | None]) -> None:
    assert _subjects(text) == subjects


@pytest.mark.parametrize(
    ("text", "kind", "direction", "bound"),
    [
        ("预计全年再为企业减负600多亿元", "change", "down", "more_than"),
        ("工业增加值增长6%以上", "growth", "up", "at_least"),
        ("制造业增加值占比提高1.4个百分点", "change", "up", None),
        ("制造业投资占比达28%", "share", None, None),
        ("单位能耗下降3%左右", "growth", "down", "about"),
        ("培育示范企业不少于120家", "count", None, "at_least"),
        ("产量居全国第3位", "rank", None, None),
        ("市场规模是上年的3倍", "multiple", None, None),
        ("研发投入约90亿元", "level", None, "about"),
        ("检修周期不超过20天", "level", None, "at_most"),
        ("负债率不足40%", "share", None, "less_than"),
        ("资费标准提高到100万元", "level", "up", None),
    ],
)
def test_a_figure_says_what_sort_of_statement_it_is(
    text: str, kind: str, direction: str | None, bound: str | None
) -> None:
    (one,) = quantities_in(text, text, 0, len(text))
    assert (one.quantity.kind, one.quantity.direction, one.quantity.bound) == (kind, direction, bound)


def test_the_ends_of_a_range_bound_it_and_a_base_is_quoted() -> None:
    text = "用电量增长3%至5%，比2029年提高1.2个百分点"
    told = [one.quantity for one in quantities_in(text, text, 0, len(text))]
    assert [one.bound for one in told] == ["at_least", "at_most", None]
    assert (told[2].base, told[2].subject, told[2].period) == ("2029年", "用电量", None)
