"""A draft against a table of values."""

from __future__ import annotations

import pytest

from luoshi.core.errors import FileRefused
from luoshi.texts.proofing import parse_values, proof_text

TABLE = """period,subject,measure,value,unit
2025年,规模以上工业增加值,增速,6.0,%
2024年,规模以上工业增加值,增速,5.8,%
2025年,高技术制造业,占比,16.3,%
2025年,技术改造投资,总量,128.4,亿元
2025年,进出口总额,增速,-2.4,%
,专精特新企业,数量,860,家
"""


def _said(text: str) -> list[tuple[str, str, str]]:
    done = proof_text(text, parse_values(TABLE))
    return [(one.stated, one.computed, one.severity.value) for one in done.findings if one.code == "value"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2025年，规模以上工业增加值增长6.5%。", [("6.5%", "6%", "wrong")]),
        ("2025年，规模以上工业增加值同比增长5.8%。", [("5.8%", "6%", "wrong")]),
        ("2025年高技术制造业占比达到18.3%。", [("18.3%", "16.3%", "wrong")]),
        ("2025年技术改造投资完成182.4亿元。", [("182.4亿元", "128.4亿元", "wrong")]),
        ("2025年进出口总额增长2.4%。", [("2.4%", "-2.4%", "wrong")]),
        ("全市专精特新企业达到680家。", [("680家", "860家", "wrong")]),
    ],
)
def test_a_number_that_differs_from_its_row_is_found(text: str, found: list[tuple[str, str, str]]) -> None:
    assert _said(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "2025年，规模以上工业增加值增长6.0%。",
        "2024年，规模以上工业增加值增长5.8%。",
        "2023年，规模以上工业增加值增长4.1%。",
        "规模以上工业增加值增长4.1%。",
        "2025年，全国规模以上工业增加值增速目标另行下达，出口增长3%。",
        "2025年高技术制造业占比约16%。",
        "2025年技术改造投资完成128亿元。",
        "2025年技术改造投资增长12%。",
        "2025年进出口总额下降2.4%。",
        "专精特新企业860家。",
        "省级专精特新企业320家。",
    ],
)
def test_a_number_of_another_period_precision_or_measure_is_left_alone(text: str) -> None:
    assert _said(text) == []


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("period,subject,measure,value\n", "values: the column “unit” is missing; begin with"),
        ("period,subject,measure,value,unit\n2025年,甲,增速,许多,%\n", "values:2: “许多” is no number"),
        ("period,subject,measure,value,unit\n2025年,,增速,1,%\n", "values:2: the subject is empty"),
        ("period,subject,measure,value,unit\n2025年,甲,增速,1,蒲式耳\n", "values:2: “蒲式耳” is no known unit"),
    ],
)
def test_a_broken_table_is_refused_with_its_line_and_a_remedy(table: str, message: str) -> None:
    with pytest.raises(FileRefused) as refused:
        parse_values(table)
    assert message in str(refused.value)


def test_what_agrees_with_the_table_is_confirmed() -> None:
    done = proof_text("2025年，规模以上工业增加值增长6.0%。", parse_values(TABLE))
    assert [one.code for one in done.confirmed] == ["value"]
