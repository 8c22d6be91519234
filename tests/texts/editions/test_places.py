"""Moved, split, merged: by company and by content, never by number or order."""

from __future__ import annotations

import pytest

from luoshi.texts.editions import Direction
from tests.texts.editions.samples import changed, compared

WATER = "推动用水改造，检修北坡泵站，更换城南水表，疏浚东湖引渠"
POWER = "推动用电改造，调试二号变压器，巡查西线电缆，扩容南郊配电房"
PEOPLE = "推动技工培养，开办晚间课堂，编印操作图册，评选金牌师傅"


def _text(*paragraphs: str, words: str = "会议强调，") -> str:
    return "会议在望汐市召开。\n\n" + "".join(f"{words}{one}\n\n" for one in paragraphs)


def _statuses(old: str, new: str) -> list[tuple[str, str | None]]:
    return [(change.status.value, change.axis) for change in changed(old, new)]


def test_paragraphs_in_another_order_leave_every_clause_where_it_was() -> None:
    old = _text(f"要{WATER}。", f"要{POWER}。", f"要{PEOPLE}。")
    assert _statuses(old, _text(f"要{PEOPLE}。", f"要{WATER}。", f"要{POWER}。")) == []


def test_a_numbered_list_that_becomes_sentences_leaves_every_clause_where_it_was() -> None:
    old = _text(f"一是{WATER}。二是{POWER}。三是{PEOPLE}。", words="会议要求，")
    assert _statuses(old, _text(f"要{WATER}。要{POWER}。要{PEOPLE}。")) == []
    assert _statuses(old, _text(*(f"要{one}。" for part in (WATER, POWER, PEOPLE) for one in part.split("，")))) == []


def test_a_clause_that_left_its_company_has_moved() -> None:
    moved = "更换城南水表"
    old = _text(f"要{WATER}。要{POWER}。要{PEOPLE}。")
    new = _text(f"要{WATER.replace(f'，{moved}', '')}。要{POWER}。要{PEOPLE}，{moved}。")
    found = changed(old, new)
    assert [(change.status.value, change.axis) for change in found] == [("moved", "place")]
    assert [side.span.quote for change in found for side in (*change.old, *change.new)] == [moved, moved]


def test_a_head_clause_that_went_under_another_head_has_moved_down() -> None:
    old = _text(f"要{WATER}。要{POWER}。要筛查老旧阀门。要{PEOPLE}。", "要压实责任。")
    new = _text(f"要{WATER}，筛查老旧阀门。要{POWER}。要{PEOPLE}。", "要压实责任。")
    found = changed(old, new)
    assert [(change.status.value, change.direction) for change in found] == [("moved", Direction.DOWN)]
    back = changed(new, old)
    assert [(change.status.value, change.direction) for change in back] == [("moved", Direction.UP)]


def test_a_sentence_that_is_cut_in_two_moves_nothing() -> None:
    assert _statuses(_text(f"要{WATER}，{POWER}。"), _text(f"要{WATER}。要{POWER}。")) == []


def test_an_item_that_left_its_list_for_a_sentence_of_its_own_has_moved_up() -> None:
    old = _text(f"要{POWER}，发展冰雪器材、蜂蜜酿造、竹木家具。要{WATER}。")
    new = _text(f"要{POWER}，发展冰雪器材、竹木家具。要{WATER}。要大力发展蜂蜜酿造，{PEOPLE}。")
    found = [change for change in changed(old, new) if change.status.value != "added"]
    assert [(change.status.value, change.axis, change.direction) for change in found] == [
        ("moved", "place", Direction.UP)
    ]
    step = found[0].steps[0]
    assert step.old is not None
    assert step.new is not None
    assert (step.old.quote, step.new.quote) == ("蜂蜜酿造", "大力发展蜂蜜酿造")
    back = [change for change in changed(new, old) if change.status.value != "dropped"]
    assert [(change.status.value, change.direction) for change in back] == [("moved", Direction.DOWN)]


@pytest.mark.parametrize("part", ["建设用电样品库", "推动企业、高校建设用电样品库"])
def test_one_clause_that_became_two_is_split_and_the_other_way_merged(part: str) -> None:
    old = _text(f"要{WATER}，支持企业牵头承担检测任务、建设用电样品库。")
    new = _text(f"要{WATER}，支持企业牵头承担检测任务，{part}。")
    found = changed(old, new)
    assert [(change.status.value, len(change.old), len(change.new)) for change in found] == [("split", 1, 2)]
    assert [change.status.value for change in changed(new, old)] == ["merged"]


def test_a_clause_that_fits_what_another_lost_is_not_given_to_a_third_that_is_only_like_it() -> None:
    old = _text(f"要{WATER}，开展泵站诊断、管网普查，梳理园区水表普查台账。")
    new = _text(f"要{WATER}，开展泵站诊断，开展管网普查。")
    assert sorted(_statuses(old, new)) == [("dropped", None), ("split", None)]


def test_two_equal_clauses_in_two_sentences_go_to_those_of_the_same_head() -> None:
    old = _text(f"要{WATER}，压实属地责任。要{POWER}，压实属地责任。")
    new = _text(f"要{POWER}，压实属地责任。要{WATER}。")
    found = changed(old, new)
    assert [change.status.value for change in found] == ["dropped"]
    assert found[0].old[0].span.start == old.index("压实属地责任")


def test_clauses_that_share_only_everyday_words_are_no_pair() -> None:
    comparison = compared(
        _text("要推动泵站加快发展，加强水表建设，做好引渠工作。"),
        _text("要推动课堂加快发展，加强图册建设，做好评选工作。"),
    )
    assert {change.status.value for change in comparison.changes} <= {"added", "dropped", "retargeted"}
