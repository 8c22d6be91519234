"""The pages of the log: for auditors, below their unit, with before and after."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from luoshi.desk.accounts import services
from luoshi.desk.audit.models import Change
from luoshi.desk.audit.services import record

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from tests.desk.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def change(world: World) -> Change:
    """A city was given another name."""
    services.rename_unit(actor=None, unit=world.city, name="沧屿新局", reason="机构改革")
    return Change.objects.get(action="unit.renamed")


@pytest.mark.parametrize("role", ["clerk", "leader", "administrator", "security_officer", "enterprise_approver"])
def test_nobody_but_the_auditor_opens_the_log(signed_in: Callable[[str], Client], change: Change, role: str) -> None:
    client = signed_in(role)
    addresses = ("/audit/", f"/audit/{change.pk}/", "/audit/as-of/")
    assert {client.get(address).status_code for address in addresses} == {403}


def test_the_list_shows_what_is_below_the_unit_and_is_filtered(
    signed_in: Callable[[str], Client], change: Change
) -> None:
    client = signed_in("auditor")
    with CaptureQueriesContext(connection) as seen:
        text = client.get("/audit/").content.decode()
    assert len(seen) <= 15
    assert f"/audit/{change.pk}/" in text
    for wrong in ({"action": "post."}, {"since": "2999-01-01"}, {"object_id": "0"}):
        assert f"/audit/{change.pk}/" not in client.get("/audit/", wrong).content.decode()
    assert f"/audit/{change.pk}/" not in signed_in("auditor@other").get("/audit/").content.decode()


def test_a_change_marks_the_fields_that_changed(signed_in: Callable[[str], Client], change: Change) -> None:
    answer = signed_in("auditor").get(f"/audit/{change.pk}/")
    assert [row[:3] for row in answer.context["rows"] if row[3]] == [("name", "沧屿市工信局", "沧屿新局")]
    assert "机构改革" in answer.content.decode()
    assert signed_in("auditor@other").get(f"/audit/{change.pk}/").status_code == 404


def test_what_a_change_holds_is_shown_as_text(signed_in: Callable[[str], Client], world: World) -> None:
    after = {"name": "<script>alert(1)</script>"}
    change = record(actor=None, action="unit.noted", obj=world.city, unit=world.city, after=after)
    text = signed_in("auditor").get(f"/audit/{change.pk}/").content.decode()
    assert "&lt;script&gt;alert(1)" in text
    assert "<script>alert(1)" not in text


def test_an_object_is_shown_as_of_a_moment(signed_in: Callable[[str], Client], change: Change, world: World) -> None:
    asked = {"object_type": "accounts.unit", "object_id": str(world.city.pk)}
    client = signed_in("auditor")
    now = client.get("/audit/as-of/", {**asked, "when": timezone.localtime().isoformat()})
    assert ("name", "沧屿新局") in now.context["rows"]
    before = {**asked, "when": (change.at - timedelta(days=1)).isoformat()}
    assert client.get("/audit/as-of/", before).context["last"] is None
    assert client.get("/audit/as-of/", {**asked, "when": "yesterday"}).status_code == 422
