"""Laws of figures: whatever is written by the rules of the style is read back, and nothing makes the reading slow."""

from __future__ import annotations

import time
from decimal import Decimal
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi.texts.figures import find_figures
from luoshi.texts.numbers import find_numbers
from luoshi.texts.quantities import quantities_in

SUBJECTS = ("规上工业企业", "海工装备制造业", "涉海中小企业", "全市农村居民", "船用电子产业", "极地科考站")
MEASURES = ("营业收入", "利润总额", "用电量", "出口额", "研发投入")
COUNTED = ("示范企业", "标杆车间", "绿色工厂", "深海观测站")
BEFORE = ("", "约", "近", "超过", "超", "突破", "不低于", "不少于", "至少")
BEHIND = ("", "以上", "左右", "以内")
AMOUNTS = ("亿元", "万元", "万亿元", "万千瓦时")
CHANGES = ("同比增长", "比上年增长", "同比下降", "年均增长", "比2029年提高", "较年初回落")
LEADS = ("", "去年，", "上半年", "初步统计，", "全市运行总体平稳，", "一是", "截至10月底，")
TAILS = ("", "。", "，运行质量持续改善", "；下一步继续巩固。")


class Said(NamedTuple):
    """A sentence with what a reader must find in it."""

    text: str
    subject: str
    value: Decimal
    unit: str
    approx: str | None


VALUES = st.one_of(
    st.integers(1, 99_999).map(str),
    st.decimals("0.1", "9999", places=1).map(str),
    st.integers(1_000, 9_999_999).map("{:,}".format),
)
APPROX = st.one_of(st.tuples(st.sampled_from(BEFORE), st.just("")), st.tuples(st.just(""), st.sampled_from(BEHIND)))


@st.composite
def figures(draw: st.DrawFn) -> Said:
    """A level, a growth rate, a share or a count, in a carrier sentence."""
    subject, measure = draw(st.sampled_from(SUBJECTS)), draw(st.sampled_from(MEASURES))
    number, (before, behind) = draw(VALUES), draw(APPROX)
    form, unit = draw(st.sampled_from(("level", "growth", "share", "count", "behind"))), "%"
    if form == "level":
        unit = draw(st.sampled_from(AMOUNTS))
        said = f"{subject}{measure}{before}{number}{unit}{behind}"
    elif form == "growth":
        said = f"{subject}{measure}{draw(st.sampled_from(CHANGES))}{before}{number}%{behind}"
    elif form == "share":
        said, subject = f"{subject}{measure}占全省比重达到{before}{number}%{behind}", subject + measure
    else:
        subject, unit = draw(st.sampled_from(COUNTED)), draw(st.sampled_from(("家", "个", "座")))
        verb = draw(st.sampled_from(("新增", "建成", "培育", "累计建成")))
        said = f"{verb}{subject}{before}{number}{unit}{behind}"
        said = said if form == "count" else f"{verb}{before}{number}{unit}{behind}{subject}"
    text = draw(st.sampled_from(LEADS)) + said + draw(st.sampled_from(TAILS))
    return Said(text, subject, Decimal(number.replace(",", "")), unit, before + behind or None)


@given(figures())
@settings(max_examples=400, deadline=None)
def test_a_figure_written_by_the_rules_is_read_back_exactly(said: Said) -> None:
    (one,) = quantities_in(said.text, said.text, 0, len(said.text))
    told = one.quantity
    assert (told.subject, told.value, told.unit, told.approx) == (said.subject, said.value, said.unit, said.approx)
    assert said.text[one.start : one.end].endswith(said.unit)


@given(
    st.lists(st.sampled_from(SUBJECTS), min_size=2, max_size=4, unique=True), st.sampled_from(("", "分别")), st.data()
)
@settings(max_examples=150, deadline=None)
def test_as_many_values_as_subjects_pair_by_order(subjects: list[str], respectively: str, data: st.DataObject) -> None:
    values = [f"{data.draw(st.integers(1, 99))}.{data.draw(st.integers(0, 9))}" for _ in subjects]
    ends = data.draw(st.sampled_from(("、", "和")))
    listed = "、".join(subjects[:-1]) + ends + subjects[-1]
    numbers = "、".join(f"{v}%" for v in values[:-1]) + f"{ends}{values[-1]}%"
    text = f"{listed}营业收入{respectively}增长{numbers}"
    told = [one.quantity for one in quantities_in(text, text, 0, len(text))]
    assert [(one.subject, str(one.value), one.measure) for one in told] == [
        (subject, value, "营业收入") for subject, value in zip(subjects, values, strict=True)
    ]
    assert [one.respective_index for one in told] == list(range(1, len(subjects) + 1))


WORDS = (*SUBJECTS, *MEASURES, *BEFORE, *BEHIND, *CHANGES, *COUNTED, "个百分点", "万亿元", "百分之", "分别")
SIGNS = (
    "\U0001f6a2",
    "\u200f",
    "\n",
    "C919",
    *"0123456789一二十百千万亿成倍番个家项%，。；、和由从到至占比为的将对按第位新“”",
)
PIECES = st.sampled_from((*WORDS, *SIGNS))


@given(st.lists(PIECES, max_size=60).map("".join))
@settings(max_examples=400, deadline=None)
def test_any_row_of_the_words_is_read_with_true_offsets(text: str) -> None:
    for one in find_figures(text):
        pieces = [*one.subject, *one.measure, *one.comparison, *([one.base] if one.base else [])]
        assert all(0 <= a <= b <= len(text) for a, b in [(one.found.start, one.found.end), *pieces])
    for stated in quantities_in(text, text, 0, len(text)):
        assert stated.quantity.subject is None or all(char in text for char in stated.quantity.subject)


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "1年",
        "1,",
        "一十",
        "二",
        "百分之一",
        "1至",
        "比1%",
        "增长1%、",
        "占的1%",
        "新增1家，",
        "的将由从1个",
        "3月",
    ],
)
def test_time_is_linear_in_the_length(unit: str) -> None:
    def seconds(times: int) -> float:
        text = unit * times + "%"
        best = 9.9
        for _ in range(3):
            start = time.process_time()
            find_figures(text)
            find_numbers(text)
            find_figures.__globals__["_told"].cache_clear()
            best = min(best, time.process_time() - start)
        return best

    short, long = seconds(1_000), seconds(10_000)
    assert long < max(0.05, 25 * short)
