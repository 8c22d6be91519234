"""Lines of a page and the paragraphs that they came from."""

from __future__ import annotations

import pytest

from luoshi.texts.importing.reflow import reflow, without_page_numbers

FULL = "会议强调要加快建设现代化产业体系推动工业经济平稳运行健全"
"""28 characters, the width of a line in GB/T 9704."""


def test_a_full_line_goes_on_and_a_short_one_ends_the_paragraph() -> None:
    assert reflow([FULL, FULL, "机制建设", "会议要求"]) == [FULL + FULL + "机制建设", "会议要求"]


def test_a_full_line_that_ends_a_sentence_ends_the_paragraph() -> None:
    ended = FULL[:-1] + "。"
    assert reflow([FULL, ended, FULL, "完"]) == [FULL + ended, FULL + "完"]


@pytest.mark.parametrize("end", ["。”", "！", "？）"])
def test_a_closing_mark_after_the_sentence_still_ends_it(end: str) -> None:
    line = FULL[: -len(end)] + end
    assert reflow([line, FULL, "完"])[0] == line


@pytest.mark.parametrize("heading", ["一、总体要求", "（二）主要目标", "第三章 保障", "4.加强监测"])
def test_a_numbered_heading_begins_a_paragraph(heading: str) -> None:
    assert reflow([FULL, FULL, heading]) == [FULL + FULL, heading]


def test_a_decimal_at_the_head_of_a_line_is_no_heading() -> None:
    assert reflow([FULL, FULL, "6.0%，增长较快。"]) == [FULL + FULL + "6.0%，增长较快。"]


def test_latin_words_keep_their_space_and_lose_their_hyphen() -> None:
    column = "a" * 56
    assert reflow([column, "word " + "b" * 51, "end"])[0] == f"{column} word {'b' * 51} end"
    assert reflow([FULL, FULL, "inter\ufffe", "national"])[-1].endswith("international")


def test_numbers_in_dashes_go_and_numbers_of_a_table_stay() -> None:
    pages = [["甲", "— 3 —"], ["乙", "17"], ["丙", "－ 5 －"], ["第 6 页 共 9 页", "丁", "7/9"]]
    assert without_page_numbers(pages) == ([["甲"], ["乙", "17"], ["丙"], ["丁"]], 4)


def test_bare_numbers_go_only_where_they_count_with_the_pages() -> None:
    assert without_page_numbers([["甲", "5"], ["乙", "6"], ["丙", "9"]]) == ([["甲"], ["乙"], ["丙", "9"]], 2)
    assert without_page_numbers([["甲", "5"], ["乙", "9"]]) == ([["甲", "5"], ["乙", "9"]], 0)


def test_a_number_in_the_middle_of_a_page_stays() -> None:
    assert without_page_numbers([["甲", "— 3 —", "乙"]]) == ([["甲", "— 3 —", "乙"]], 0)


def test_no_lines_give_no_paragraphs() -> None:
    assert reflow([]) == []
    assert without_page_numbers([[], [" "]]) == ([[], []], 0)
