"""The search: what it finds for whom, the hit in its sentence, and that nothing typed or stored runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from luoshi.desk.board.hits import asked, marked

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from tests.desk.board.conftest import Scene

pytestmark = pytest.mark.django_db
EVIL = "<script>alert(1)</script>"
WHERE = "/search/"


def _page(client: Client, text: str) -> str:
    answer = client.get(WHERE, {"q": text})
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
    assert "各地要推进<mark>数字化</mark>转型，抓好落实。</blockquote>" in page
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
    for text in ("帮扶", "幫扶", matter.number, "报送清单", "开展 清单"):
        assert f'href="{reverse("ledger:matter", args=[matter.pk])}"' in _page(signed_in("leader"), text), text
    assert "會議要求開展<mark>幫扶</mark>行動。" in _page(signed_in("leader"), "幫扶")
    assert "按月<mark>报送清单</mark>" in _page(signed_in("leader"), "报送清单")
    assert "没有找到" in _page(signed_in("leader"), "开展 无此词")


def test_twenty_are_shown_and_all_are_counted(scene: Scene, signed_in: Callable[[str], Client]) -> None:
    for n in range(23):
        scene.document(f"数字化第{n}份。", title=f"文件{n}")
        scene.matter("received", title=f"数字化第{n}项")
    answer: Any = signed_in("leader").get(WHERE, {"q": "数字化"})
    assert (answer.context["n_documents"], len(answer.context["documents"])) == (23, 20)
    assert (answer.context["n_matters"], len(answer.context["matters"])) == (23, 20)
    page = answer.content.decode()
    for name in ("texts:documents", "ledger:matters"):
        assert f'href="{reverse(name)}?q=%E6%95%B0%E5%AD%97%E5%8C%96"' in page


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


def test_at_most_eight_words_are_asked_for() -> None:
    assert asked("词 " * 30) == " ".join(["词"] * 8)
    assert len(asked("长" * 500)) == 100
    assert asked(" a\0b \n c ") == "ab c"
