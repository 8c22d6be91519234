"""The life of a term over visible documents, and what a new edition brings; on the page and behind JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from luoshi.desk.texts.editions import services
from luoshi.desk.texts.terms import lives, selectors
from tests.desk.texts.editions.conftest import stored

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from luoshi.desk.texts.models import Document
    from tests.desk.world import World

    SignIn = Callable[[str], Client]

pytestmark = pytest.mark.django_db
PAGE = "/documents/terms/"


@pytest.fixture
def three(world: World) -> tuple[Document, ...]:
    """The editions of the other tests."""
    return stored(world, "old"), stored(world, "new"), stored(world, "last")


def text_of(client: Client, where: str, status: int = 200, **query: Any) -> str:
    answer = client.get(where, query)
    assert answer.status_code == status
    return answer.content.decode()


def test_a_term_is_told_with_its_first_sentence_and_its_gap(three: tuple[Document, ...], signed_in: SignIn) -> None:
    page = text_of(signed_in("analyst"), PAGE, term="節能診斷")
    old = three[0]
    at = old.text.index("节能诊断")
    assert reverse("texts:span", args=[old.pk, at, at + 4]) in page
    assert "共 2 次，见于 3 份文件中的 2 份" in page
    assert "重新出现" in page
    assert "<mark>节能诊断</mark>" in page


def test_missing_years_of_a_series_are_named(three: tuple[Document, ...], world: World, signed_in: SignIn) -> None:
    assert "缺少以下版本的文件" not in text_of(signed_in("analyst"), PAGE, term="集群")
    rest = (three[0], three[2])
    found = services.save_series(person=world.people["analyst"], unit=world.province, name="年会", documents=rest)
    page = text_of(signed_in("analyst"), PAGE, term="集群", series=found.pk)
    assert "缺少以下版本的文件： 2032" in page


def test_a_longer_fixed_phrase_is_not_the_term(world: World, signed_in: SignIn) -> None:
    document = stored(world, "old")
    document.text = document.folded = "会议要求，要坚持开源节流，支持开源社区建设。"
    document.save()
    page = text_of(signed_in("analyst"), PAGE, term="开源")
    assert "共 1 次" in page
    assert "未计入</summary>" in page or "未计入 (1)" in page
    assert ">开源节流<" in page


def test_only_visible_documents_are_looked_through(
    three: tuple[Document, ...], world: World, signed_in: SignIn
) -> None:
    foreign = stored(world, "old", other=True)
    page = text_of(signed_in("analyst"), PAGE, term="集群")
    assert f"/documents/{foreign.pk}/" not in page
    assert "已查 3 份文件" in page
    assert "已查 1 份文件" in text_of(signed_in("analyst@other"), PAGE, term="集群")
    found = services.save_series(person=world.people["analyst"], unit=world.province, name="年会", documents=three[:2])
    assert "已查 2 份文件" in text_of(signed_in("analyst"), PAGE, term="集群", series=found.pk)
    assert signed_in("analyst@other").get(f"{PAGE}?term=集群&series={found.pk}").status_code == 404


def test_new_terms_are_listed_with_their_sentences_and_exported(three: tuple[Document, ...], signed_in: SignIn) -> None:
    client = signed_in("analyst")
    asked: Any = {"view": "new", "old": three[0].pk, "new": three[1].pk}
    page = text_of(client, PAGE, **asked)
    told = client.get(f"/api/documents/{three[0].pk}/new-terms/{three[1].pk}").json()["terms"]
    for term in told:
        place = term["place"]
        assert three[1].text[place["start"] : place["end"]] == term["term"]
        assert term["term"] not in three[0].text
        assert reverse("texts:span", args=[three[1].pk, place["start"], place["end"]]) in page
    answer: Any = client.get(PAGE, {**asked, "export": "csv"})
    assert "新词" in b"".join(answer.streaming_content).decode("utf-8-sig") or answer.status_code == 200


@pytest.mark.parametrize("term", ["", "   ", "\0"])
def test_nothing_asked_is_the_empty_page(term: str, signed_in: SignIn) -> None:
    assert "查哪个词？" in text_of(signed_in("analyst"), PAGE, term=term)


def test_what_cannot_be_looked_for_is_refused_in_words(
    three: tuple[Document, ...], signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = signed_in("analyst")
    assert "不超过 60 个字" in text_of(client, PAGE, 422, term="字" * 61)
    assert client.get(f"/api/terms/{'字' * 61}").status_code == 422
    monkeypatch.setattr(lives, "MOST_CHARACTERS", 10)
    assert "合计过大" in text_of(client, PAGE, 422, term="集群")
    monkeypatch.setattr(lives, "MOST_NEW", 10)
    assert "合计过大" in text_of(client, PAGE, 422, view="new", old=three[0].pk, new=three[1].pk)


@pytest.mark.usefixtures("three")
def test_older_documents_that_were_left_out_are_counted(signed_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selectors, "MOST", 2)
    page = text_of(signed_in("analyst"), PAGE, term="集群")
    assert "另有 1 份较早文件未查" in page
    told = signed_in("analyst").get("/api/terms/集群").json()
    assert (told["left_out"], len(told["editions"]), told["count"]) == (1, 2, 2)


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_life_of_a_term_is_exported(signed_in: SignIn, kind: str) -> None:
    answer: Any = signed_in("analyst").get(PAGE, {"term": "=集群", "export": kind})
    data = b"".join(answer.streaming_content)
    assert data[:2] == b"PK" if kind == "xlsx" else "'=集群" in data.decode("utf-8-sig")
