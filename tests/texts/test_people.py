"""Persons, bodies, the meeting and its decisions."""

from __future__ import annotations

import pytest

from luoshi.texts import read_text
from luoshi.texts.records import Actor, Decision, Event, Person

LEAD = (
    "5月20日，云岭省工业经济调度会议在霁川市召开。云岭省工业和信息化厅党组书记、厅长王远山出席会议并讲话，"
    "副厅长李青主持会议，厅领导赵一、钱二出席会议。"
)


def test_a_person_has_name_title_body_and_role() -> None:
    found = [(r.name, r.title, r.org, r.role) for r in read_text(LEAD).records if isinstance(r, Person)]
    assert found == [
        ("王远山", "党组书记、厅长", "云岭省工业和信息化厅", "出席会议并讲话"),
        ("李青", "副厅长", "云岭省工业和信息化厅", "主持会议"),
        ("赵一", "厅领导", "云岭省工业和信息化厅", "出席会议"),
        ("钱二", "厅领导", "云岭省工业和信息化厅", "出席会议"),
    ]


def test_the_meeting_has_name_date_and_place() -> None:
    (event,) = [r for r in read_text(LEAD).records if isinstance(r, Event)]
    assert (event.name, event.date_text, event.place) == ("云岭省工业经济调度会议", "5月20日", "霁川市")


def test_places_that_share_a_head_become_one_body_each() -> None:
    text = f"{LEAD}\n会上，甲州市、乙川市和丙山市工业和信息化局主要负责同志作交流发言。\n"
    found = [(r.org, r.role) for r in read_text(text).records if isinstance(r, Actor)]
    assert found == [(f"{place}工业和信息化局", "交流发言") for place in ("甲州市", "乙川市", "丙山市")]


@pytest.mark.parametrize(("recipients", "gap"), [("各省（区、市）", True), ("各省（区、市）、计划单列市", False)])
def test_a_city_that_spoke_but_is_not_addressed_is_a_gap(recipients: str, gap: bool) -> None:
    spoke = "会上，广东省和深圳市工业和信息化主管部门主要负责同志作交流发言。"
    text = f"{LEAD}\n{spoke}{recipients}工业和信息化主管部门负责同志参加会议。\n"
    assert any(w.code == "recipients_gap" for w in read_text(text).warnings) is gap


def test_a_mention_in_the_agenda_gives_way_to_the_act() -> None:
    text = (
        "国务院总理李大明5月11日主持召开国务院常务会议，审议通过《甲方案》和《乙条例（草案）》。\n"
        "会议审议通过《甲方案》，指出创新是动力。会议审议通过《乙条例（草案）》。\n"
    )
    assert [r.span.quote for r in read_text(text).records if isinstance(r, Decision)] == [
        "会议审议通过《甲方案》",
        "会议审议通过《乙条例（草案）》",
    ]
