"""The fields of a record in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from luoshi.texts.pages.labels import labels
from luoshi.texts.pages.rows import quantity_words, rows_of
from tests.texts.pages.samples import commitment, find, meeting, quantity

if TYPE_CHECKING:
    from luoshi.texts.records import Quantity


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (quantity("6.0", "%", subject="工业", measure="增加值", comparison="同比增长", period="上半年"),
         "工业 · 增加值 · 同比增长 6.0% · 上半年"),
        (quantity("70", "%", approx="近"), "近70%"),
        (quantity("4300", "条", approx="多"), "4300多条"),
        (quantity("500", "万元", approx="以上"), "500万元以上"),
        (quantity("1E+3", "家"), "1000家"),
    ],
)  # fmt: skip
def test_a_quantity_is_said_as_the_text_prints_it(given: Quantity, said: str) -> None:
    assert quantity_words(given) == said


def test_a_field_without_a_value_has_no_row() -> None:
    rows = rows_of(commitment(find(meeting().document, "防止盲目投资"), "防止", None), labels("en"))
    assert {row.label for row in rows} == {"Verb", "Head", "Polarity"}


def test_an_open_list_says_yes_in_the_language_of_the_page() -> None:
    record = commitment(find(meeting().document, "防止盲目投资"), "防止", "投资", items=("投资",), open_list=True)
    (row,) = [row for row in rows_of(record, labels("zh")) if row.label == "列举未尽"]
    assert (row.values, row.printed) == (("是",), False)
