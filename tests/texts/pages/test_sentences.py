"""A quotation is the whole sentence, not a fragment."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.texts.pages.sentences import Sentences


@pytest.mark.parametrize(
    ("text", "part", "sentence"),
    [
        ("甲乙。丙丁，戊己。庚。", "戊", "丙丁，戊己。"),
        ("标题\n  甲乙；丙丁。", "丙", "甲乙；丙丁。"),
        ("他说“做好。”然后走。", "做", "他说“做好。”"),
        ("增长6.0%,交付6架。", "6.0%", "增长6.0%,交付6架。"),
        ("Open. Keep it open. End", "Keep", "Keep it open."),
        ("甲。乙。", "甲。乙", "甲。乙。"),
        ("没有句号", "句", "没有句号"),
    ],
)
def test_the_sentence_of_a_span_is_found(text: str, part: str, sentence: str) -> None:
    start = text.index(part)
    first, last = Sentences.of(text).around(start, start + len(part))
    assert text[first:last] == sentence


@given(st.text("甲。！\n \r”a.", min_size=1), st.data())
def test_a_sentence_always_holds_the_span_it_was_asked_for(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    first, last = Sentences.of(text).around(start, end)
    assert 0 <= first <= start < end <= last <= len(text)
