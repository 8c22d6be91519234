"""Official figures stay as they were published, and each names who published it and when."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from luoshi.core.errors import RegisterError
from luoshi.core.reference import load_figures, official_figures

if TYPE_CHECKING:
    from pathlib import Path

GROWTH = """figures:
  - concept: industrial_value_added_growth
    area: {zh: 全国, en: China}
    period: 2024-H1
    value: "6.0"
    unit: "%"
    source: {document: 通报, date: 2024-07-15, publisher: 国家统计局, verified: page}
"""


def test_industrial_growth_of_the_first_half_of_2024_is_there_as_published() -> None:
    growth = [
        f for f in official_figures() if f.concept.id == "industrial_value_added_growth" and f.period == "2024-H1"
    ]
    read = {figure.scope.zh: str(figure.amount) for figure in growth if figure.scope}
    assert read == {"规模以上工业": "6.0%", "装备制造业": "7.8%", "高技术制造业": "8.7%"}
    assert {figure.source.publisher for figure in growth} == {"国家统计局"}
    assert {figure.repeated_in.publisher for figure in growth if figure.repeated_in} == {"工业和信息化部"}


def test_every_figure_was_read_somewhere_and_has_a_publisher_and_a_date() -> None:
    figures = official_figures()
    assert len(figures) > 3
    for figure in figures:
        assert figure.source.publisher
        assert figure.source.date is not None
        assert any(not source.needs_verification for source in (figure.source, figure.repeated_in) if source)


def test_no_figure_is_there_twice() -> None:
    keys = [(f.concept.id, f.scope, f.area, f.period, f.source.date) for f in official_figures()]
    assert len(set(keys)) == len(keys)


def test_growth_of_research_spending_follows_from_the_published_levels() -> None:
    """The bulletin for 2021 states 3563.2 (100 million yuan) more than in 2020."""
    level = {f.period: f.amount.to("亿元") for f in official_figures() if f.concept.id == "rd_expenditure"}
    assert level["2021"] - level["2020"] == Decimal("3563.2")


def test_a_figure_keeps_its_stated_decimals(tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    path.write_text(GROWTH, encoding="utf-8")
    (figure,) = load_figures(path)
    assert (str(figure.amount.value), figure.scope, figure.repeated_in) == ("6.0", None, None)


@pytest.mark.parametrize(
    ("old", "new", "line", "word"),
    [
        ("industrial_value_added_growth", "industrial_growth", 2, "did you mean"),
        ("2024-H1", "2024-H3", 4, "no period"),
        ("2024-H1", '"2024-13"', 4, "no period"),
        ('"6.0"', "six", 5, "decimal"),
        ('unit: "%"', "unit: 百分点", 6, "does not measure"),
        ('unit: "%"', "unit: 点", 6, "could be"),
        (", publisher: 国家统计局", "", 7, "publisher"),
        (", date: 2024-07-15", "", 7, "date"),
        ("    area: {zh: 全国, en: China}\n", "", 2, "area"),
        ("    value", "    valeu", 5, "valeu"),
    ],
)
def test_a_fault_in_the_figures_is_named_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, word: str
) -> None:
    assert old in GROWTH
    path = tmp_path / "f.yaml"
    path.write_text(GROWTH.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RegisterError, match=rf"f\.yaml:{line} .*{word}"):
        load_figures(path)
