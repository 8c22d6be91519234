"""Folding: one form to read, offset by offset."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.core.errors import FileRefused
from luoshi.texts.folding import fold


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_folding_never_changes_the_length(text: str) -> None:
    assert len(fold(text).text) == len(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("爲羣衆覈算,穩增長", "为群众核算，稳增长"),
        ("１２％：５Ｇ＋", "12%：5G+"),
        ("增長16,878件,已辦", "增长16,878件，已办"),
        ("「雙碳」", "“双碳”"),
        ("⼀⽅戸枱", "一方户台"),
    ],
)
def test_both_scripts_and_all_widths_become_one(text: str, folded: str) -> None:
    assert fold(text).text == folded


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("加强监测调度工作", "Hans"),
        ("加強監測調度工業經濟運行", "Hant"),
        ("加强监测调度，加強監測調度工業", "mixed"),
        ("2024", "Hans"),
    ],
)
def test_the_script_of_a_text_is_told(text: str, script: str) -> None:
    assert fold(text).script == script


def test_a_lone_surrogate_is_refused() -> None:
    with pytest.raises(FileRefused, match="surrogate"):
        fold("甲\udc00")
