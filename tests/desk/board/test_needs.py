"""What needs the leader: which, in which order, how many, and in which words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import override

from luoshi.desk.board import selectors
from luoshi.desk.board.needs import ago, needs

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from luoshi.desk.board.needs import Need
    from tests.desk.board.conftest import Scene

pytestmark = pytest.mark.django_db
EVIL = "<script>alert(1)</script>{0}{lead}%(n)s"


def _needs(scene: Scene, key: str = "leader") -> list[Need]:
    return needs(selectors.waiting(scene.world.people[key], scene.today)[: selectors.NEEDS], scene.today)


def test_the_returned_come_first_then_the_late_the_unreceived_and_those_to_close(scene: Scene) -> None:
    scene.matter("reported", title="四", evidence=-3)
    scene.matter("opened", title="三", opened=-40)
    scene.matter("received", title="二", due=-9)
    scene.matter("returned", title="一")
    scene.matter("received", title="正常", due=9)
    scene.matter("opened", title="刚交办", opened=-1)
    scene.matter("closed", title="办结", due=-9)
    scene.matter("withdrawn", title="撤销", due=-9)
    rows: Any = selectors.waiting(scene.world.people["leader"], scene.today)
    ranked = [("一", "returned"), ("二", "overdue"), ("三", "unreceived"), ("四", "reported")]
    assert [(row.title, row.need) for row in rows] == ranked


def test_within_a_kind_the_earlier_date_comes_first_and_none_last(scene: Scene) -> None:
    for title, due in (("无", None), ("二", -2), ("一", -8)):
        scene.matter("returned", title=title, due=due)
    assert [row.title for row in selectors.waiting(scene.world.people["leader"], scene.today)] == ["一", "二", "无"]


def test_one_matter_is_named_once_by_its_most_pressing_need(scene: Scene) -> None:
    scene.matter("returned", due=-9)
    scene.matter("opened", opened=-40, due=-1)
    assert [need.name for need in _needs(scene)] == ["已退回", "已逾期"]


def test_seven_are_named_and_the_others_counted(scene: Scene, signed_in: Callable[[str], Client]) -> None:
    for n in range(12):
        scene.matter("returned" if n < 2 else "received", title=f"事项{n}", due=-1 - n)
    page = signed_in("leader").get("/").content.decode()
    listed = page[page.index("<ol>") : page.index("</ol>")]
    assert listed.count("<li>") == 7
    assert "另有5项待处理" in page
    assert f'<a href="{reverse("ledger:matters")}?overdue=1">已逾期 12</a>' in page
    assert f'<a href="{reverse("ledger:matters")}?state=returned">已退回 2</a>' in page


def test_seven_and_no_more_are_not_said_to_be_more(scene: Scene, signed_in: Callable[[str], Client]) -> None:
    for _n in range(7):
        scene.matter("returned")
    page = signed_in("leader").get("/").content.decode()
    assert "另有" not in page
    assert page.count("needs-tags") == 7


def test_what_another_province_must_do_needs_nobody_here(scene: Scene) -> None:
    world = scene.world
    scene.matter("returned", by=world.other_province, lead=world.other_city)
    assert _needs(scene) == []
    assert len(_needs(scene, "leader@other")) == 1


def test_each_kind_has_its_sentence_in_both_languages(scene: Scene) -> None:
    back = scene.matter("returned", title="甲")
    scene.event(back, "returned", -30, "旧的理由")
    scene.event(back, "returned", -12, "不属本单位职责")
    scene.matter("received", title="乙", due=-1)
    scene.matter("reported", title="丙", due=-5, evidence=-20)
    scene.matter("opened", title="丁", opened=-40)
    scene.matter("reported", title="戊", evidence=0)
    day = {n: str(scene.today.fromordinal(scene.today.toordinal() - n)) for n in (0, 1, 5, 12, 20, 40)}
    with override("zh-hans"):
        chinese = [strip_tags(need.sentence) for need in _needs(scene)]
    assert chinese == [
        f"望溪县工信局于{day[12]}（12天前）退回“甲”，待改定牵头单位或调整要求。",
        f"望溪县工信局牵头的“丙”应于{day[5]}完成，已逾期5天；该单位已于{day[20]}反馈，尚未办结。",
        f"望溪县工信局牵头的“乙”应于{day[1]}完成，已逾期1天。",
        f"“丁”于{day[40]}（40天前）交望溪县工信局牵头，超过五个工作日仍未签收。",
        f"望溪县工信局于{day[0]}（今日）反馈“戊”办理情况，待办结或退回重报。",
    ]
    with override("en"):
        english = [strip_tags(need.sentence) for need in _needs(scene)]
    assert english == [
        f"望溪县工信局 returned 甲 on {day[12]} (12 days ago): name another lead unit or change the terms.",
        f"望溪县工信局 reported on 丙 on {day[20]}; it was due on {day[5]}, is 5 days late and is not closed.",
        f"望溪县工信局 has not finished 乙: due on {day[1]}, overdue by 1 day.",
        f"望溪县工信局 has not received 丁: assigned on {day[40]} (40 days ago), five working days are allowed.",
        f"望溪县工信局 reported on 戊 on {day[0]} (today): close it or send it back.",
    ]


def test_why_it_came_back_and_how_old_the_evidence_is_stand_beside_it(scene: Scene) -> None:
    back = scene.matter("returned", evidence=-8)
    scene.event(back, "returned", -2, "不属本单位职责")
    late = scene.matter("received", due=-3)
    scene.event(late, "returned", -9, "早已改派")
    first, second = _needs(scene)
    assert (first.cause, first.evidence) == ("不属本单位职责", ("neutral", "佐证为8天前"))
    assert (second.cause, second.evidence) == ("", ("grey", "无佐证"))


def test_an_item_leads_to_its_matter_and_a_title_runs_nothing(scene: Scene, signed_in: Callable[[str], Client]) -> None:
    matter = scene.matter("returned", title=EVIL)
    scene.event(matter, "returned", -2, EVIL)
    page = signed_in("leader").get("/").content.decode()
    assert f'<a href="{reverse("ledger:matter", args=[matter.pk])}">&lt;script&gt;' in page
    assert "<script>alert" not in page


def test_days_are_said_in_both_languages() -> None:
    with override("en"):
        assert [ago(days) for days in (0, 1, 2)] == ["today", "1 day ago", "2 days ago"]
    with override("zh-hans"):
        assert [ago(days) for days in (0, 1)] == ["今日", "1天前"]
