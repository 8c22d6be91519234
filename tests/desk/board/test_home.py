"""The board: its numbers against a scene made by hand, who sees which, what it exports, where others are led."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from luoshi.desk.accounts.models import Post
from luoshi.desk.board import sheet
from luoshi.desk.board.telling import told
from luoshi.desk.ledger import services as ledger
from luoshi.desk.texts.correctable import PROGRAMMES

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from tests.desk.board.conftest import Scene
    from tests.desk.world import World

pytestmark = pytest.mark.django_db
EVIL = "<script>alert(1)</script>"


def _board(scene: Scene, key: str = "leader") -> tuple[list[sheet.Row], sheet.Row]:
    return sheet.build(told(scene.world.people[key], scene.today))


def _row(scene: Scene, code: str, key: str = "leader") -> sheet.Row:
    return next(row for row in _board(scene, key)[0] if row.code == code)


def _item(lead: Any) -> ledger.NewMatter:
    return ledger.NewMatter(None, "推进", "推进", lead, (), "", None, programme="growth")


@pytest.mark.parametrize(
    ("role", "room"),
    [
        ("enterprise_filler", "texts:documents"),
        ("enterprise_approver", "texts:documents"),
        ("auditor", "texts:documents"),
        ("administrator", "accounts:units"),
        ("security_officer", "accounts:units"),
    ],
)
def test_who_has_no_board_comes_to_a_room_that_opens(signed_in: Callable[[str], Client], role: str, room: str) -> None:
    answer = signed_in(role).get("/", follow=True)
    assert (answer.redirect_chain[-1][0], answer.status_code) == (reverse(room), 200)


def test_without_a_post_the_first_page_is_the_own_profile(world: World, signed_in: Callable[[str], Client]) -> None:
    Post.objects.filter(person=world.people["clerk"]).delete()
    assert signed_in("clerk").get("/").headers["Location"] == reverse("accounts:profile")


@pytest.mark.parametrize("role", ["leader", "supervision_officer", "programme_lead", "analyst", "clerk"])
def test_an_empty_board_says_that_nothing_needs_anybody(signed_in: Callable[[str], Client], role: str) -> None:
    page = signed_in(role).get("/").content.decode()
    assert "目前没有需领导关注的事项" in page
    assert "暂无内容" in page
    assert "合成数据" not in page


def test_matters_are_counted_by_programme_and_state(scene: Scene) -> None:
    for state in ("opened", "received", "received", "reported", "returned", "closed", "closed", "withdrawn"):
        scene.matter(state, "growth")
    scene.matter("received", "sme", due=-3)
    scene.matter("closed", "sme", due=-3)
    growth, sme = _row(scene, "growth"), _row(scene, "sme")
    assert growth.total == 7
    assert growth.states == {"opened": 1, "received": 2, "reported": 1, "returned": 1, "closed": 2}
    assert (growth.overdue, sme.overdue, sme.total) == (0, 1, 2)
    assert (_board(scene)[1].total, _board(scene)[1].overdue) == (9, 1)


def test_commitments_and_undecided_leaves_are_those_of_the_documents(scene: Scene) -> None:
    first, second = scene.document("一"), scene.document("二")
    scene.record(first, 1, "commitment", "growth", "ppc")
    scene.record(first, 2, "commitment", "sme", "sc")
    scene.record(first, 3, "achievement", "", "")
    scene.record(second, 1, "commitment", "growth", "p")
    rows, whole = _board(scene)
    assert {row.code: (row.commitments, row.leaves) for row in rows} == {"growth": (2, 3), "sme": (1, 0)}
    assert (whole.commitments, whole.leaves, whole.total) == (3, 3, 0)


def test_rows_stand_in_the_order_of_the_programmes_and_only_where_something_is(scene: Scene) -> None:
    for programme in ("", "unheard-of", "conduct", "growth", "sme"):
        scene.matter("opened", programme)
    assert [row.code for row in _board(scene)[0]] == ["growth", "sme", "conduct", "unheard-of", ""]
    assert PROGRAMMES.index("growth") < PROGRAMMES.index("sme") < PROGRAMMES.index("conduct")


def test_evidence_has_an_age_and_is_grey_where_there_is_none(scene: Scene, signed_in: Callable[[str], Client]) -> None:
    scene.matter("reported", "growth", evidence=-40)
    scene.matter("reported", "growth", evidence=-12)
    scene.matter("withdrawn", "growth", evidence=-1)
    scene.matter("received", "sme")
    assert (_row(scene, "growth").days, _row(scene, "sme").days) == (12, None)
    page = signed_in("leader").get("/").content.decode()
    table = page[page.index("<tbody>") :]
    assert "12天前" in table
    assert table.count("tag-grey") == 1


def test_reports_are_counted_by_week(scene: Scene) -> None:
    matter = scene.matter("reported", "growth", evidence=0)
    for days in (0, -6, -7, -83, -84):
        scene.event(matter, "reported", days)
    scene.event(matter, "received", -1)
    assert _row(scene, "growth").reports == [1, *[0] * 9, 1, 2]


def test_a_figure_opens_the_sentence_that_states_it(scene: Scene, signed_in: Callable[[str], Client]) -> None:
    document = scene.document("年底前攻克20项以上共性技术，全面落实", title=f"座谈会{EVIL}")
    said = {"subject": "以上", "measure": "攻克", "value": 20, "unit": "项", "period": "年底前", "approx": "以上"}
    scene.record(document, 1, "commitment", "chains", figures=[said])
    scene.record(document, 2, "commitment", "chains", figures=[])
    scene.record(document, 3, "achievement", "", figures=[{**said, "value": 99}])
    scene.record(document, 4, "commitment", "chains", figures=[{**said, "value": None}])
    (figure,) = _row(scene, "chains").figures
    assert (figure.value, figure.unit, figure.label) == ("20", "项以上", "年底前攻克20项以上共性技术")
    assert (figure.period, figure.source, figure.origin) == ("年底前", document.title, "published")
    page = signed_in("leader").get("/").content.decode()
    assert reverse("texts:span", args=[document.pk, 0, len(document.text)]) in page
    assert EVIL not in page


def test_a_bound_before_the_number_stays_before_it() -> None:
    said = {"subject": "研发投入", "value": 5.0, "unit": "%", "approx": "超过"}
    row = {"programme": "sme", "kind": "figure", "quote": "研发投入超过5%", "fields": {"figures": [said]},
           "title": "会议", "day": None, "document_id": 1, "start": 0, "end": 8}  # fmt: skip
    (figure,) = sheet.figures_by_programme([row])["sme"]
    assert (figure.value, figure.unit, figure.label) == ("超过5", "%", "研发投入")


def test_nothing_of_another_province_is_counted(scene: Scene, signed_in: Callable[[str], Client]) -> None:
    world = scene.world
    there = scene.document("他省文件", unit=world.other_province, title="他省会议")
    scene.record(there, 1, "commitment", "growth", "p", figures=[{"value": 7, "unit": "项"}])
    scene.matter("returned", "growth", by=world.other_province, lead=world.other_city, title="他省事项")
    assert _board(scene) == ([], _board(scene)[1])
    assert "他省" not in signed_in("leader").get("/").content.decode()
    csv: Any = signed_in("leader").get("/?export=csv")
    assert "平稳增长" not in csv.getvalue().decode()
    assert _row(scene, "growth", "leader@other").states["returned"] == 1


def test_a_clerk_has_the_board_of_the_own_unit(scene: Scene) -> None:
    scene.matter("received", "growth", lead=scene.world.county)
    scene.matter("received", "growth", lead=scene.world.park)
    assert (_row(scene, "growth", "clerk").total, _row(scene, "growth", "leader").total) == (1, 2)


def test_numbers_lead_to_the_lists_that_they_count(scene: Scene, signed_in: Callable[[str], Client]) -> None:
    scene.matter("received", "growth", due=-2)
    scene.matter("received", "", due=5)
    page = signed_in("leader").get("/").content.decode()
    for query in ("programme=growth", "programme=growth&amp;state=received", "programme=growth&amp;overdue=1"):
        assert f'href="{reverse("ledger:matters")}?{query}"' in page
    late: Any = signed_in("leader").get(reverse("ledger:matters"), {"programme": "growth", "overdue": "1"})
    assert late.context["table"].count == 1


def test_a_step_through_the_services_is_on_the_board_at_once(scene: Scene, signed_in: Callable[[str], Client]) -> None:
    world = scene.world
    (matter,) = ledger.open_matters(person=scene.officer, unit=world.province, items=[_item(world.county)])
    client = signed_in("leader")
    client.get("/")
    assert _row(scene, "growth").states["opened"] == 1
    ledger.receive(person=world.people["clerk"], matter=matter, version=1)
    assert _row(scene, "growth").states == {"opened": 0, "received": 1, "reported": 0, "returned": 0, "closed": 0}


def test_what_is_kept_for_one_reach_is_not_shown_to_another(scene: Scene) -> None:
    world = scene.world
    ledger.open_matters(person=scene.officer, unit=world.province, items=[_item(world.park)])
    assert _row(scene, "growth", "leader").total == 1
    assert _board(scene, "clerk")[0] == []
    assert _board(scene, "leader@other")[0] == []


def test_invented_data_say_so(scene: Scene, signed_in: Callable[[str], Client]) -> None:
    scene.matter("received")
    assert "合成数据" not in signed_in("leader").get("/").content.decode()
    scene.matter("received", synthetic=True)
    assert "合成数据" in signed_in("leader").get("/").content.decode()


def test_an_invented_document_says_so_too(scene: Scene, signed_in: Callable[[str], Client]) -> None:
    scene.record(scene.document("一", synthetic=True), 1, "commitment", "growth")
    assert "合成数据" in signed_in("leader").get("/").content.decode()


def test_the_export_has_source_day_and_no_formula(scene: Scene, signed_in: Callable[[str], Client]) -> None:
    document = scene.document("=1+2项", title="=cmd|' /C calc'!A0")
    scene.record(document, 1, "figure", "growth", figures=[{"subject": "=SUM(1)", "value": 3, "unit": "项"}])
    scene.matter("received", "growth", due=-1)
    csv: Any = signed_in("leader").get("/?export=csv")
    lines = csv.getvalue().decode("utf-8-sig").splitlines()
    assert "澜江省工信厅" in lines[1]
    assert lines[2] == f"截至,{scene.today.isoformat()}"
    growth = next(line for line in lines if line.startswith("平稳增长"))
    assert growth.startswith("平稳增长,0,0,1,0,1,0,0,0,1,,,'=SUM(1) 3项")
    assert lines[-1].startswith("合计,0,0,1,0,1,0,0,0,1")
    xlsx: Any = signed_in("leader").get("/?export=xlsx")
    book = openpyxl.load_workbook(io.BytesIO(xlsx.getvalue())).active
    assert [cell.data_type for row in book.iter_rows() for cell in row if cell.data_type == "f"] == []


def test_the_page_is_complete_in_english(scene: Scene, signed_in: Callable[[str], Client]) -> None:
    scene.matter("returned", "growth")
    client = signed_in("leader")
    client.post(reverse("ground:language"), {"language": "en", "next": "/"})
    page = client.get("/").content.decode()
    for words in ("Needs the leader", "Steady growth", "Open leaves", "Last evidence", "Total", "As of"):
        assert words in page
    with override("en"):
        assert _row(scene, "growth").late.label == "Overdue"


def test_the_number_of_queries_does_not_grow(scene: Scene, signed_in: Callable[[str], Client]) -> None:
    client = signed_in("leader")

    def count() -> int:
        with CaptureQueriesContext(connection) as held:
            client.get("/")
        return len(held.captured_queries)

    scene.matter("returned", "growth")
    scene.document("一")
    before = count()
    for programme in PROGRAMMES:
        scene.matter("returned", programme)
        scene.record(scene.document(programme), 1, "commitment", programme, "pp", figures=[{"value": 1, "unit": "项"}])
    assert count() == before <= 15
