"""New terms of an edition: found where they stand, whole, and not where the words are old."""

from __future__ import annotations

from bench.terms_quality import measure
from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi.texts.terms import discover, discovery_json
from tests.texts.terms.editions import edition, editions

OLD = (
    "会议强调，要建设码头仓库，优化航道设施，培育船舶企业，推进港口建设，加快发展海洋经济，支持企业建设数据中心。",
    "会议强调，要提升船舶制造能力，扩大港口开放，加强航道管理，完善仓库设施，支持数据企业发展，壮大海洋产业。",
)


def _found(*sentences: str) -> dict[str, int]:
    old = editions(OLD[0], OLD[1])
    return {one.term: one.count for one in discover(old, [edition(2032, *sentences)])}


def test_a_coined_term_that_stands_in_several_places_is_found_whole() -> None:
    found = _found("会议强调，要培育潮汐算力企业，支持潮汐算力中心建设。", "要加快发展潮汐算力，建设码头。")
    assert found["潮汐算力"] == 3
    assert not {"潮汐", "汐算力", "潮汐算", "算力"} & found.keys()


def test_a_new_member_of_a_list_and_a_new_quotation_are_found_in_one_place() -> None:
    found = _found("会议强调，要发展海洋经济、深蓝制氢、船舶制造等产业，开展“灯塔领航”行动。")
    assert found["深蓝制氢"] == 1
    assert found["灯塔领航"] == 1


def test_what_an_old_or_a_background_edition_has_is_not_new() -> None:
    new = [edition(2032, "会议强调，要发展海洋经济、深蓝制氢、船舶制造等产业。")]
    assert "深蓝制氢" in {one.term for one in discover(editions(*OLD), new)}
    background = [edition(2020, "要了解深蓝制氢。")]
    assert "深蓝制氢" not in {one.term for one in discover(editions(*OLD), new, background)}
    assert discover(new, new) == ()


def test_every_new_term_quotes_its_place_and_its_sentence() -> None:
    new = editions("要发展潮汐算力、深蓝制氢。", "用好潮汐算力、深蓝制氢。", first=2032)
    found = discover(editions(*OLD), new)
    assert found
    for one in found:
        assert one.span.document is new[one.edition].reading.document
        assert one.span.quote == one.term
        assert one.sentence.start <= one.span.start < one.span.end <= one.sentence.end
        assert one.edition == 0
    told = discovery_json(found, editions(*OLD), new)
    assert [row["term"] for row in told["terms"]] == [one.term for one in found]


def test_traditional_characters_are_found_as_printed_and_known_from_the_other_script() -> None:
    new = [edition(2032, "會議強調，要發展海洋經濟、深藍制氫、船舶製造等產業。")]
    found = {one.term for one in discover(editions(*OLD), new)}
    assert "深藍制氫" in found
    assert "海洋經濟" not in found


def test_nothing_to_compare_gives_an_answer_and_an_empty_edition_gives_none() -> None:
    assert discover(editions(*OLD), []) == ()
    assert discover((), [edition(2030, "要发展潮汐算力、深蓝制氢。")])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text("潮汐算力制氢、，。“”要发展6G+（）\n", max_size=40), max_size=3))
def test_any_text_has_an_answer_that_is_the_same_twice_and_true(texts: list[str]) -> None:
    old, new = editions(OLD[0]), editions(*texts, first=2040)
    found = discover(old, new)
    assert found == discover(old, new)
    for one in found:
        assert one.term in new[one.edition].reading.document.text
        assert one.term not in old[0].reading.document.text


def test_planted_terms_are_found_and_few_others_stand_before_them() -> None:
    told = measure(seeds=range(4))
    assert told["recall"] >= 0.9
    assert told["precision_at_planted"] >= 0.75
    assert told["style"]["found"] == 0, "numbering and script alone bring no term"
