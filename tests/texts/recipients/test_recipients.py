"""Sets of bodies expand against the register and say whom they leave out."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from luoshi.core.errors import RegisterError
from luoshi.core.spans import Document
from luoshi.data import data_path
from luoshi.texts import as_json, read_text
from luoshi.texts.folding import fold
from luoshi.texts.pages import reading_page
from luoshi.texts.recipients import bodies, expand, load_bodies, sets_in
from luoshi.texts.records import Actor

if TYPE_CHECKING:
    from pathlib import Path

ATTENDANCE = (
    "3月8日，全国装备工作座谈会在望汐市召开。会议强调，要加强运行监测，各地区要落实主体责任。\n"
    "深圳市工业和信息化主管部门作交流发言。各省（区、市）及新疆生产建设兵团主管部门负责同志参加会议。\n"
)


def test_the_register_holds_thirty_four_units_five_cities_and_the_corps() -> None:
    sizes = {name: len(group.members) for name, group in bodies().groups.items()}
    provincial = ("provinces", "regions", "municipalities", "special_regions", "taiwan")
    assert [sizes[name] for name in provincial] == [22, 5, 4, 2, 1]
    assert sizes["separately_planned"] == 5
    assert sizes["corps"] == 1
    assert sizes["departments"] == 26


def test_codes_and_names_of_the_register_are_those_of_the_divisions() -> None:
    lines = data_path("reference", "divisions.csv").read_text("utf-8").splitlines()
    told = {row["code"]: row["name"] for row in csv.DictReader(line for line in lines if not line.startswith("#"))}
    held = [body for group in bodies().groups.values() for body in group.members if body.code]
    assert {body.code: body.name for body in held if body.code in told} == {
        body.code: told[body.code] for body in held if body.code in told
    }
    assert {body.code for body in held} - set(told) <= {"660000"}
    assert len({body.code for body in held}) == len(held)


@pytest.mark.parametrize(
    ("words", "members", "missing"),
    [
        ("各省（区、市）", 31, ["separately_planned", "corps"]),
        ("各省、自治区、直辖市", 31, ["separately_planned", "corps"]),
        ("各省区市", 31, ["separately_planned", "corps"]),
        ("各省（区、市）及新疆生产建设兵团", 32, ["separately_planned"]),
        ("各省、自治区、直辖市和计划单列市、新疆生产建设兵团", 37, []),
        ("各省、自治区、直辖市及计划单列市、新疆生产建设兵团工业和信息化主管部门", 37, []),
        ("计划单列市", 5, ["provinces", "regions", "municipalities", "corps"]),
        ("新疆生产建设兵团", 1, ["provinces", "regions", "municipalities", "separately_planned"]),
    ],
)
def test_a_set_has_its_members_and_states_its_gaps(words: str, members: int, missing: list[str]) -> None:
    found = expand(words)
    assert found is not None
    assert not found.open
    assert len(found.members) == len(set(found.members)) == members
    assert [group.id for group in found.missing] == missing


def test_a_set_that_rests_on_an_unopened_source_says_so() -> None:
    found = expand("各省（区、市）")
    assert found is not None
    assert found.needs_verification


@pytest.mark.parametrize("words", ["各地", "各地区", "有关部门", "各部门", "各有关部门"])
def test_words_that_leave_open_who_belongs_have_no_members_without_a_text(words: str) -> None:
    found = expand(words)
    assert found is not None
    assert found.open
    assert found.members == ()


@pytest.mark.parametrize("words", ["某某公司", "省会", "兵团", "各地方政府债务", ""])
def test_other_words_are_no_set_or_no_closed_one(words: str) -> None:
    found = expand(words)
    assert found is None or found.open


def test_each_region_and_department_of_a_central_text_is_what_it_can_mean() -> None:
    text = "各地区各部门要抓好落实。财政部、人社部要会同有关部门加强监测。各地区各部门要报告。"
    everyone, concerned = sets_in(Document(text), text)
    assert (everyone.text, everyone.count, everyone.open) == ("各地区各部门", 2, True)
    assert len(everyone.members) == 31 + 26
    assert [body.name for body in concerned.members] == ["财政部", "人力资源和社会保障部"]


def test_the_regions_of_a_provinces_own_text_are_not_the_provinces() -> None:
    text = "全省经济平稳运行，省委要求各地抓好落实。"
    assert [(one.text, one.members, one.open) for one in sets_in(Document(text), text)] == [("各地", (), True)]


def test_an_actor_of_a_reading_shows_its_members_and_what_is_missing() -> None:
    actors = {one.org: one for one in read_text(ATTENDANCE).records if isinstance(one, Actor)}
    assert actors["深圳市工业和信息化主管部门"].members == ()
    recipients = next(one for org, one in actors.items() if org.startswith("各省"))
    assert len(recipients.members) >= 31
    assert "大连市" in recipients.missing


def test_the_json_and_the_page_name_members_gaps_and_sources() -> None:
    reading = read_text(ATTENDANCE)
    told = {one["text"]: one for one in as_json(reading)["sets"]}
    one = told["各省（区、市）及新疆生产建设兵团"]
    assert {"code": "650000", "name": "新疆维吾尔自治区"} in one["members"]
    assert {"code": "440300", "name": "深圳市"} in one["missing"]
    assert one["needs_verification"]
    assert any("GB/T 2260" in source for source in one["sources"])
    assert ATTENDANCE[one["start"] : one["end"]] == "各省（区、市）及新疆生产建设兵团"
    page = reading_page(reading, lang="zh")
    assert "成员 32 个" in page
    assert "未列明：计划单列市" in page
    assert "cities with separate state planning" in reading_page(reading, lang="en")


def test_sets_of_a_traditional_text_are_printed_in_its_script() -> None:
    text = "各省（區、市）及新疆生產建設兵團負責同志參加會議。"
    assert [one.text for one in sets_in(Document(text), fold(text).text)] == ["各省（區、市）及新疆生產建設兵團"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("groups: []\nusual: [x]\nsets: []\nlocal: a\n", "no group"),
        ("groups: []\nusual: []\nsets: [{id: a, words: '(', groups: [], open: true}]\nlocal: a\n", "no pattern"),
        ("groups: [{id: a, label: {zh: 甲, en: a}, members: 乙}]\nusual: []\nsets: []\nlocal: a\n", "source"),
    ],
)
def test_a_broken_register_is_refused_with_its_place(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "bodies.yaml"
    path.write_text(content, "utf-8")
    with pytest.raises(RegisterError, match=said) as refused:
        load_bodies(path)
    assert "bodies.yaml" in refused.value.where
