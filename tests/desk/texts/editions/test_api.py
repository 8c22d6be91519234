"""Comparisons, themes and series behind JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from luoshi.desk.texts.editions import computing, services
from tests.desk.texts.editions.conftest import stored

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from luoshi.desk.texts.models import Document
    from tests.desk.world import World

    SignIn = Callable[[str], Client]
    Three = tuple[Document, ...]

pytestmark = pytest.mark.django_db


def test_a_comparison_is_that_of_the_page_and_is_filtered(three: Three, signed_in: SignIn) -> None:
    where = f"/api/comparisons/{three[0].pk}/{three[1].pk}"
    told = signed_in("analyst").get(where).json()
    assert told["schema"] == "luoshi/comparison@1"
    assert told["summary"]["weakened"] == 2
    only = signed_in("analyst").get(where, {"status": ["dropped", "added"]}).json()
    assert {one["status"] for one in only["changes"]} == {"dropped", "added"}
    assert signed_in("analyst").get(where, {"status": "gone"}).status_code == 422


def test_themes_of_documents_and_of_a_kept_series_are_the_same(three: Three, world: World, signed_in: SignIn) -> None:
    client = signed_in("analyst")
    found = services.save_series(person=world.people["analyst"], unit=world.province, name="年会", documents=three)
    some = client.get(f"/api/documents/{three[1].pk}/themes", {"edition": [three[2].pk, three[0].pk]}).json()
    assert some == client.get(f"/api/series/{found.pk}").json()
    assert [one["day"] for one in some["editions"]] == ["2031-01-05", "2032-01-06", "2033-01-07"]
    back = next(life for life in some["lives"] if life["gaps"])
    assert [stage["text"] for stage in back["stages"]] == ["组织开展节能诊断"] * 2
    assert client.get("/api/series").json()["items"][0]["editions"] == 3


def test_what_is_not_visible_is_not_there(three: Three, world: World, signed_in: SignIn) -> None:
    foreign = stored(world, "old", other=True)
    client = signed_in("analyst")
    for where in (
        f"/api/comparisons/{three[0].pk}/{foreign.pk}",
        f"/api/comparisons/{foreign.pk}/{three[0].pk}",
        f"/api/documents/{three[0].pk}/themes?edition={foreign.pk}",
    ):
        assert client.get(where).status_code == 404


def test_what_is_too_large_is_refused_in_words(
    three: Three, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(computing, "AT_ONCE", 1)
    answer = signed_in("analyst").get(f"/api/comparisons/{three[0].pk}/{three[1].pk}")
    assert answer.status_code == 422
    assert answer.json()["remedy"]
