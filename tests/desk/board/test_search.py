"""The search: what it finds for whom, the hit in its sentence, and that nothing typed or stored runs."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from luoshi.desk.board.hits import marked
from luoshi.desk.texts.search import indexing

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from tests.desk.board.conftest import Scene

pytestmark = pytest.mark.django_db
EVIL = "<script>alert(1)</script>"
WHERE = "/search/"


def _page(client: Client, text: str, **more: str) -> str:
    answer = client.get(WHERE, {"q": text, **more})
    assert answer.status_code == 200
    return answer.content.decode()


def test_without_words_the_page_says_what_can_be_typed(signed_in: Callable[[str], Client]) -> None:
    for text in ("", "   ", "\0"):
        assert "请输入要查找的内容" in _page(signed_in("leader"), text)


def test_nothing_found_says_so(scene: Scene, signed_in: Callable[[str], Client]) -> None:
    scene.document("全省工业运行平稳。")
    assert "没有找到" in _page(signed_in("leader"), "绿色氢能")


def test_a_document_shows_its_hit_in_the_sentence_and_leads_to_the_characters(
    scene: Scene, signed_in: Callable[[str], Client]
) -> None:
    text = "座谈会召开\n" + "前文。" * 60 + "各地要推进数字化转型，抓好落实。" + "后文。" * 60
    document = scene.document(text, title="座谈会召开")
    page = _page(signed_in("leader"), "数字化")
    start = text.index("数字化")
    assert "各地要推进<mark>数字化</mark>转型，抓好落实。 <a" in page
    assert f'href="{reverse("texts:span", args=[document.pk, start, start + 3])}"' in page
    assert text[start : start + 3] == "数字化"


def test_a_hit_of_the_headline_is_looked_for_in_the_text_first(
    scene: Scene, signed_in: Callable[[str], Client]
) -> None:
    scene.document("工业会议召开\n今日，工业会议在此开幕。", title="工业会议召开")
    page = _page(signed_in("leader"), "工业")
    assert "<mark>工业</mark>会议召开</a>" in page
    assert "今日，<mark>工业</mark>会议在此开幕。" in page


def test_a_hit_of_the_title_alone_has_no_sentence(scene: Scene, signed_in: Callable[[str], Client]) -> None:
    scene.document("正文另有内容。", title="绿色发展")
    page = _page(signed_in("leader"), "绿色")
    assert "<mark>绿色</mark>发展" in page
    assert "<blockquote" not in page


def test_the_other_script_finds_the_same(scene: Scene, signed_in: Callable[[str], Client]) -> None:
    scene.document("推進數字化轉型。", title="會議", folded="推进数字化转型。", script="Hant")
    for text in ("数字化", "數字化"):
        assert "推進<mark>數字化</mark>轉型。" in _page(signed_in("leader"), text)


def test_matters_are_found_by_title_quotation_number_and_measure(
    scene: Scene, signed_in: Callable[[str], Client]
) -> None:
    matter = scene.matter("received", title="开展帮扶", quote="會議要求開展幫扶行動。", measure="按月报送清单")
    leader, where = signed_in("leader"), {"in": "matters"}
    for text in ("帮扶", "幫扶", matter.number, "报送清单", "开展 清单", "(无此词 或 帮扶) 非 意见", '"报送清单"'):
        assert f'href="{reverse("ledger:matter", args=[matter.pk])}"' in _page(leader, text, **where), text
    assert "會議要求開展<mark>幫扶</mark>行動。" in _page(leader, "幫扶", **where)
    assert "按月<mark>报送清单</mark>" in _page(leader, "报送清单", **where)
    for text in ("开展 无此词", "开展 非 帮扶"):
        assert "没有找到" in _page(leader, text, **where)


@pytest.mark.parametrize("where", ["documents", "records", "matters"])
def test_twenty_stand_on_a_page_and_all_are_counted(
    scene: Scene, signed_in: Callable[[str], Client], where: str
) -> None:
    for n in range(23):
        document = scene.document(f"数字化第{n}份。", title=f"文件{n}")
        indexing.forget(document)
        indexing.add([(document, [scene.record(document, 1, "commitment", "growth")])])
        scene.matter("received", title=f"数字化第{n}项")
    asked, leader = {"q": "数字化", "in": where}, signed_in("leader")
    shown: list[int] = []
    for page, size in (("1", 20), ("2", 3), ("99", 3), ("x", 20)):
        answer: Any = leader.get(WHERE, {**asked, "page": page})
        assert (answer.context["total"], len(answer.context["hits"])) == (23, size)
        shown += [hit.found.pk for hit in answer.context["hits"]] if page in "12" else []
    assert len(set(shown)) == 23
    assert [text for _key, text, _url in answer.context["tabs"]] == ["文件 (23)", "记录 (23)", "事项 (23)"]


def test_what_is_not_visible_is_not_found(scene: Scene, signed_in: Callable[[str], Client]) -> None:
    world = scene.world
    scene.document("数字化转型。", unit=world.other_province, title="他省文件")
    scene.matter("received", title="数字化他省", by=world.other_province, lead=world.other_city)
    assert "没有找到" in _page(signed_in("leader"), "数字化")
    assert "他省文件" in _page(signed_in("leader@other"), "数字化")


@pytest.mark.parametrize("role", ["administrator", "security_officer"])
def test_who_reads_neither_finds_nothing(scene: Scene, signed_in: Callable[[str], Client], role: str) -> None:
    scene.document("数字化转型。")
    scene.matter("received", title="数字化")
    assert "没有找到" in _page(signed_in(role), "数字化")


def test_nothing_typed_or_stored_runs(scene: Scene, signed_in: Callable[[str], Client]) -> None:
    scene.document(f"前文。{EVIL}数字化{EVIL}。", title=f"数字化{EVIL}")
    scene.matter("received", title=f"数字化{EVIL}", quote=f"{EVIL}数字化", measure=EVIL)
    for text in ("数字化", EVIL, f"{EVIL} 数字化", '"><img src=x onerror=alert(1)>', "script", "&lt;", "&", "%", "_"):
        page = _page(signed_in("leader"), text)
        assert "<script>alert" not in page, text
        assert "<img" not in page, text


def test_a_hit_inside_what_looks_like_markup_stays_text() -> None:
    assert marked("<script>a</script>", ["script"]) == (
        "&lt;<mark>script</mark>&gt;a&lt;/<mark>script</mark>&gt;"
    )  # fmt: skip
    assert marked("a&b", ["&"]) == "a<mark>&amp;</mark>b"
    assert marked("aab", ["a", "aa"]) == "<mark>aa</mark>b"


@pytest.mark.parametrize("text", ["%", "\\", "'", '"', "a" * 5000, "词 " * 900, "\ud800", "；DROP TABLE"])
def test_strange_words_are_only_words(scene: Scene, signed_in: Callable[[str], Client], text: str) -> None:
    scene.document("数字化转型。")
    scene.matter("received")
    sent = text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    assert "<h1>" in _page(signed_in("leader"), sent)


def test_a_query_that_is_not_understood_says_where_and_what_to_do(
    scene: Scene, signed_in: Callable[[str], Client]
) -> None:
    scene.document("数字化转型。")
    page = _page(signed_in("leader"), "数字化 (转型")
    assert "第 5 个字符" in page
    assert "数字化 <mark>(</mark>转型" in page
    assert 'aria-invalid="true"' in page
    assert '<script>"' not in _page(signed_in("leader"), '<script>"')


@pytest.mark.parametrize("where", ["documents", "records", "matters"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_was_found_can_be_taken_along(
    scene: Scene, signed_in: Callable[[str], Client], where: str, kind: str
) -> None:
    document = scene.document("=1+1推进数字化。", title="=文件")
    indexing.forget(document)
    indexing.add([(document, [scene.record(document, 1, "commitment", "growth")])])
    scene.matter("received", title="=数字化")
    answer: Any = signed_in("leader").get(WHERE, {"q": "数字化", "in": where, "export": kind, "rows": "all"})
    body = b"".join(answer.streaming_content)
    assert answer.status_code == 200
    if kind == "csv":
        assert "数字化" in body.decode()
        assert ",=" not in body.decode()
        assert "\n=" not in body.decode()


def test_facets_count_and_choose(scene: Scene, signed_in: Callable[[str], Client]) -> None:
    for year, kind in ((2029, "communique"), (2030, "communique"), (2030, "report")):
        scene.document(f"数字化{year}{kind}。", title="省工业和信息化厅召开会议", kind=kind, date=date(year, 5, 1))
    answer: Any = signed_in("leader").get(WHERE, {"q": "数字化", "year": "2030"})
    told = {facet["name"]: [(value, n) for value, _label, n in facet["options"]] for facet in answer.context["facets"]}
    assert answer.context["total"] == 2
    assert told["year"] == [("2030", 2), ("2029", 1)]
    assert dict(told["kind"]) == {"communique": 1, "report": 1}
    assert told["issuer"] == [("省工业和信息化厅", 2)]


def test_a_page_of_results_asks_few_questions(
    scene: Scene, signed_in: Callable[[str], Client], django_assert_max_num_queries: Any
) -> None:
    for n in range(5):
        scene.document(f"数字化第{n}份。", title=f"文件{n}")
    client = signed_in("supervision_officer")
    for where in ("documents", "records", "matters"):
        with django_assert_max_num_queries(15):
            client.get(WHERE, {"q": "数字化", "in": where, "programme": "growth"})
