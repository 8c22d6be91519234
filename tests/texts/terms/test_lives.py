"""The life of a term: first use, gaps, what is missing, and what is another term."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi.core.errors import UsageError
from luoshi.texts import read
from luoshi.texts.terms import Edition, edition_of, in_order, life, life_json
from luoshi.texts.terms.lives import longer_phrases
from tests.house import ROOT
from tests.texts.terms.editions import edition, editions

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = ROOT.parent / "shared" / "data" / "texts"

FIRST_USES = """
    低空经济 2024 - 2023-12-12 -
    新质生产力 2024 2024-04-30 2023-12-12 2024-01-22
    专精特新 2022 2021-07-30 2023-12-12 2024-08-19
    商业航天 2024 - 2023-12-12 -
    生物制造 2024 - 2022-12-16 -
    工业互联网 2015 2021-04-30 - 2016-01-27
    中国制造2025 2015 - - 2015-03-25
    内卷 2025 2024-07-30 2024-12-12 -
    人形机器人 - - - -
    脑机接口 - - - -
    元宇宙 - - - -
    """
"""Known first uses by series (report, Politburo, Central Economic Work Conference, State Council); none is -."""

SERIES = ("gwr-national", "politburo-econ", "cewc", "state-council-exec")


def test_the_first_use_shows_its_sentence_and_its_place() -> None:
    told = life(
        "潮汐算力", editions("要建设码头。", "会议指出形势平稳。要发展潮汐算力，建设机房。", "要用好潮汐算力。")
    )
    assert told.first is not None
    assert told.editions[told.first.edition].name == "wangxi-2031"
    assert told.first.sentence.quote == "要发展潮汐算力，建设机房。"
    assert [span.quote for span in told.first.spans] == ["潮汐算力"]
    assert (told.count, told.gaps, told.revived) == (2, (), ())


def test_a_term_that_comes_back_has_gaps_and_is_revived() -> None:
    told = life("智慧码头", editions("建设智慧码头。", "建设机房。", "建设机房。", "智慧码头和智慧码头。"))
    assert [(use.edition, use.count) for use in told.uses] == [(0, 1), (3, 2)]
    assert (told.gaps, told.revived) == ((1, 2), (3,))


def test_expected_editions_that_were_not_read_are_named_by_year_or_name() -> None:
    told = life("机房", editions("建设机房。", "建设机房。"), expected=("2029", "2030", "wangxi-2031", "wangxi-2032"))
    assert told.missing == ("2029", "wangxi-2032")


def test_a_term_inside_a_fixed_phrase_is_another_term_and_the_life_says_so() -> None:
    told = life("开源", editions("要坚持开源节流。", "要建设开源社区，坚持开源节流。"))
    assert [(use.edition, use.count) for use in told.uses] == [(1, 1)]
    assert [(one.edition, one.span.quote, one.why) for one in told.passed] == [
        (0, "开源节流", "fixed"),
        (1, "开源节流", "fixed"),
    ]


def test_a_phrase_that_the_caller_names_is_another_term() -> None:
    told = life("码头", editions("建设数字码头。", "建设码头。"), longer=("数字码头",))
    assert [use.edition for use in told.uses] == [1]
    assert [one.why for one in told.passed] == ["asked"]


def test_a_neighbour_that_occurs_only_beside_the_term_makes_another_term() -> None:
    held = "请关注开源鸿渊进展。", "推广开源鸿渊，建设机房。", "用好开源鸿渊系统。", "三是开源鸿渊；四是机房。"
    told = life("开源", editions(held, "建设开源社区。"))
    assert [use.edition for use in told.uses] == [1]
    assert {(one.span.quote, one.why) for one in told.passed} == {("开源鸿渊", "bound")}


def test_a_free_neighbour_makes_no_other_term_however_often_it_stands_there() -> None:
    held = "大力发展潮汐算力。", "三是发展潮汐算力；", "积极发展潮汐算力产业。", "要发展潮汐算力，发展海运，发展渔业。"
    assert life("潮汐算力", editions(held)).count == 4


@pytest.mark.parametrize(
    ("text", "count"), [("建设16G网络", 0), ("建设6GW机组", 0), ("建设6G网络", 1), ("发展6G，", 1)]
)
def test_a_letter_or_a_digit_that_goes_on_makes_another_term(text: str, count: int) -> None:
    assert life("6G", [edition(2030, text)]).count == count


def test_both_scripts_are_one_term_and_each_is_shown_as_printed() -> None:
    told = life("數字碼頭", editions("建设数字码头。", "建設數字碼頭。"))
    assert [use.spans[0].quote for use in told.uses] == ["数字码头", "數字碼頭"]
    assert [use.edition for use in life("数字码头", told.editions).uses] == [0, 1]


@pytest.mark.parametrize("term", ["", "  ", "码" * 61, "码头\n机房"])
def test_what_is_no_term_is_refused(term: str) -> None:
    with pytest.raises(UsageError, match="no term"):
        life(term, editions("建设码头。"))


def test_a_term_without_a_use_has_no_first_and_no_gaps() -> None:
    told = life("码头", editions("建设机房。"))
    assert (told.first, told.last, told.count, told.gaps, told.revived) == (None, None, 0, (), ())
    assert life_json(told)["first"] is None


def test_editions_stand_by_day_and_a_day_in_the_name_goes_before_one_in_the_text() -> None:
    late, early = edition(2031, "建设机房。"), edition(2030, "建设机房。")
    assert [one.name for one in in_order([late, early])] == ["wangxi-2030", "wangxi-2031"]
    named = edition_of(late.reading, "report-2029-03-05")
    assert (named.date and named.date.isoformat(), named.year) == ("2029-03-05", "2029")
    assert edition_of(late.reading, "report-2029").date is None
    undated = Edition("draft", None, late.reading)
    assert in_order([late, undated, early]) == (late, undated, early)


def test_no_shipped_phrase_stands_twice_or_is_too_short_to_hold_a_term() -> None:
    phrases = longer_phrases()
    assert len(set(phrases)) == len(phrases)
    assert min(map(len, phrases)) >= 4


@settings(max_examples=80, deadline=None)
@given(st.text("开源节流数字6Ga，。\n「碼头", max_size=80), st.text("开源节6G数", min_size=1, max_size=3))
def test_every_place_has_the_characters_of_the_term_and_none_is_told_twice(text: str, term: str) -> None:
    told = life(term, [edition(2030, text)])
    document = told.editions[0].reading.document
    places = [span.start for use in told.uses for span in use.spans]
    assert places == sorted(set(places))
    for use in told.uses:
        assert all(use.sentence.start <= use.spans[0].start and span.quote for span in use.spans)
        assert all(document.text[span.start : span.end] == span.quote for span in use.spans)
    assert all(term in one.span.quote.translate(str.maketrans("碼", "码")) for one in told.passed)


@cache
def _series(folder: str) -> tuple[Edition, ...]:
    found = sorted((TEXTS / folder).glob("*.txt"))
    if not found:
        pytest.skip("the shared texts are not beside the checkout")
    return in_order([edition_of(read(path)) for path in _few(found)])


def _few(paths: list[Path]) -> list[Path]:
    """All of a short series; of a long one what lies before and around the known first uses."""
    return [path for path in paths if len(paths) < 60 or path.stem[-10:-6] in {"2015", "2016", "2024"}]


@pytest.mark.parametrize("series", SERIES)
def test_known_first_uses_in_real_series_are_found(series: str) -> None:
    column = SERIES.index(series) + 1
    for row in FIRST_USES.strip().splitlines():
        term, known = row.split()[0], row.split()[column]
        told = life(term, _series(series))
        found = told.editions[told.first.edition].name if told.first else "-"
        assert found.endswith(known), (term, found)


def test_the_first_open_source_of_the_reports_is_not_open_up_income() -> None:
    told = life("开源", _series("gwr-national"))
    assert told.first is None
    assert {told.editions[one.edition].name for one in told.passed} == {"gwr-1980", "gwr-2019"}
    assert {one.span.quote for one in told.passed} == {"开源节流"}
