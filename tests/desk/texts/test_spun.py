"""Spun text: no comparison and no proof unless somebody wants it all the same; its words are told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from luoshi.desk.texts import child
from luoshi.desk.texts import services as documents
from luoshi.desk.texts.drafts import services
from tests.desk.texts.drafts.test_drafts import BODY
from tests.desk.texts.editions.conftest import stored
from tests.texts.dirt.samples import SPUN

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from tests.desk.world import World

    SignIn = Callable[[str], Client]

pytestmark = pytest.mark.django_db


def test_spun_text_is_compared_only_all_the_same(world: World, signed_in: SignIn) -> None:
    old = stored(world, "old")
    data = SPUN.encode()
    new = documents.store_reading(
        person=world.people["analyst"],
        unit=world.province,
        original_bytes=data,
        media="text",
        reading_json=child.read_bytes(data, "spun.txt"),
        source="spun.txt",
    )
    client, where = signed_in("analyst"), f"{reverse('texts:compare')}?old={old.pk}&new={new.pk}"
    answer = client.get(where)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "疑为洗稿文本" in page
    assert "仍然比较" in page
    assert "应为“" in page
    whole = client.get(f"{where}&anyway=1")
    assert whole.status_code == 200
    assert 'class="change ' in whole.content.decode()
    told: Any = client.get(f"/api/comparisons/{old.pk}/{new.pk}")
    assert told.status_code == 422
    assert client.get(f"/api/comparisons/{old.pk}/{new.pk}", {"anyway": "true"}).status_code == 200


def test_a_spun_draft_is_proved_only_all_the_same(world: World, signed_in: SignIn) -> None:
    body = f"{SPUN}\n{BODY}"
    draft = services.begin(person=world.people["analyst"], unit=world.province, title="稿", body=body)
    client, where = signed_in("analyst"), reverse("drafts:draft", args=[draft.pk])
    page = client.get(where).content.decode()
    assert "文本疑为洗稿" in page
    assert "仍然校核" in page
    sent = {"version": 1, "title": "稿", "body": body, "step": "proof"}
    assert "110家" not in page
    assert "110家" in client.post(where, {**sent, "anyway": "1"}).content.decode()
    assert client.post("/api/proof", {"text": body}, content_type="application/json").status_code == 422
    allowed = client.post("/api/proof", {"text": body, "anyway": True}, content_type="application/json")
    assert allowed.status_code == 200
