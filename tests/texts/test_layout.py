"""Paragraphs, sentences and clauses by offset."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from luoshi.texts.layout import lay_out, mask


def _clauses(text: str) -> list[str]:
    return [text[c.start : c.end] for p in lay_out(mask(text)) for c in p.clauses]


def test_marks_inside_quotations_titles_and_brackets_separate_nothing() -> None:
    text = "弘扬“不图虚名，但求实效”的作风，落实《甲、乙，丙办法》（试行，暂定）。完。"
    assert _clauses(text) == ["弘扬“不图虚名，但求实效”的作风", "落实《甲、乙，丙办法》（试行，暂定）", "完"]


def test_a_clause_knows_its_closing_mark_and_whether_it_opens_a_sentence() -> None:
    (paragraph,) = lay_out(mask("甲，乙。丙；丁"))
    assert [(c.closer, c.opens, c.sentence) for c in paragraph.clauses] == [
        ("，", True, 0),
        ("。", False, 0),
        ("；", True, 1),
        ("", False, 1),
    ]


def test_blanks_and_empty_paragraphs_are_left_out() -> None:
    assert _clauses("  甲 ， 乙  \n\n \n丙") == ["甲", "乙", "丙"]


@given(st.text(alphabet="甲乙，。；：“”《》（）\n 、", max_size=80))
def test_masking_keeps_the_length_and_clauses_stay_in_order(text: str) -> None:
    assert len(mask(text)) == len(text)
    at = 0
    for paragraph in lay_out(mask(text)):
        for clause in paragraph.clauses:
            assert at <= clause.start < clause.end <= len(text)
            at = clause.end
