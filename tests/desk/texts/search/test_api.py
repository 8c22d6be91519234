"""Search behind JSON: spans that are true, the gate, the scope, and 422 for what is malformed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from luoshi.desk.texts.models import Document

pytestmark = pytest.mark.django_db
WHERE = "/api/search"


def test_spans_are_those_of_the_document(store: Callable[..., Document], signed_in: Callable[[str], Client]) -> None:
    text = "會議召開\n會議要求推進數字化轉型，抓好落實。"
    document = store(text, title="會議召開", spans=[(9, 16)])
    for where in ("documents", "records"):
        answer: Any = signed_in("leader").get(WHERE, {"q": "数字化", "where": where}).json()
        assert answer["total"] == 1
        [sentence] = answer["items"][0]["sentences"]
        assert text[sentence["start"] : sentence["end"]] == sentence["text"]
        assert [text[a:b] for a, b in sentence["hits"]] == ["數字化"]
        assert answer["items"][0]["document"] == document.pk
        assert answer["facets"]["kind"] == [{"value": "communique", "name": "communique", "count": 1}]


@pytest.mark.parametrize("q", ['"', "(", "a OR", "\u200b", '""'])
def test_a_malformed_query_is_told(signed_in: Callable[[str], Client], q: str) -> None:
    answer = signed_in("leader").get(WHERE, {"q": q})
    assert answer.status_code == 422
    assert answer.json()["remedy"]


@pytest.mark.parametrize("asked", [{"q": "a" * 401}, {"q": "a", "year": "x"}, {"q": "a", "where": "matters"}])
def test_a_request_that_is_not_in_the_document_is_refused(
    signed_in: Callable[[str], Client], asked: dict[str, str]
) -> None:
    assert signed_in("leader").get(WHERE, asked).status_code == 422


def test_who_is_not_signed_in_finds_nothing(client: Client) -> None:
    assert client.get(WHERE, {"q": "a"}).status_code == 401


def test_facets_and_pages_behind_the_end(store: Callable[..., Document], signed_in: Callable[[str], Client]) -> None:
    for n in range(3):
        store(f"数字化{n}")
    leader = signed_in("leader")
    assert leader.get(WHERE, {"q": "数字化", "kind": "report"}).json()["total"] == 0
    answer = leader.get(WHERE, {"q": "数字化", "page": "9", "size": "2", "sort": "date"}).json()
    assert (answer["total"], answer["items"]) == (3, [])
    assert leader.get(WHERE, {"q": "   "}).json()["total"] == 0
