"""Wrong passwords in the audit log, and whose address counts behind a proxy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client, RequestFactory

from luoshi.desk.accounts.addresses import client_address
from luoshi.desk.accounts.models import SignIn
from luoshi.desk.audit.models import Change
from luoshi.desk.audit.services import verify_chain
from tests.desk.world import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_django.fixtures import Settings

    from tests.desk.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]
TYPED = "hunter2-typed-secret"


def _try(username: str = "clerk", password: str = TYPED, sent: str = "", peer: str = "10.0.0.9") -> int:
    extra = {"HTTP_X_FORWARDED_FOR": sent} if sent else {}
    told = {"username": username, "password": password}
    return Client(REMOTE_ADDR=peer, **extra).post("/accounts/sign-in/", told).status_code  # type: ignore[arg-type]


def _noted() -> list[tuple[str, dict[str, str]]]:
    found = Change.objects.filter(action__startswith="sign-in.").order_by("id")
    return [(change.action, change.after or {}) for change in found]


def test_a_wrong_password_is_noted_with_the_name_and_the_address_only() -> None:
    _try()
    assert _noted() == [("sign-in.failed", {"username": "clerk", "address": "10.0.0.9"})]
    change = Change.objects.get(action="sign-in.failed")
    assert (change.actor, change.object_type, change.unit and change.unit.code) == (None, "accounts.person", "T110100")
    assert verify_chain().ok


def test_what_may_be_a_password_in_the_wrong_field_is_not_written_down() -> None:
    _try(username=TYPED, password="clerk")  # noqa: S106
    _try(username="Clerk<script>")
    assert [after["username"] for _action, after in _noted()] == ["unknown", "unknown"]
    assert not any(TYPED in f"{c.before}{c.after}{c.reason}{c.object_id}" for c in Change.objects.all())


def test_a_lock_is_noted_once_and_what_follows_during_it_not_at_all() -> None:
    assert [_try() for _ in range(7)] == [422] * 4 + [429] * 3
    assert [action for action, _after in _noted()] == ["sign-in.failed"] * 5 + ["sign-in.locked"]


def test_a_right_password_is_no_failure() -> None:
    assert _try(password=PASSWORD) == 302
    assert _noted() == []


def test_the_auditor_sees_the_failures_of_their_province(signed_in: Callable[[str], Client]) -> None:
    for _ in range(5):
        _try()
    _try(username="clerk@other")
    body = signed_in("auditor").get("/audit/", {"action": "sign-in."}).content.decode()
    assert body.count("sign-in.failed") >= 5
    assert "sign-in.locked" in body
    own = set(Change.objects.filter(unit__code="T110100").values_list("pk", flat=True))
    other = signed_in("auditor@other")
    assert not any(f"/{pk}/" in other.get("/audit/", {"action": "sign-in."}).content.decode() for pk in own)
    assert signed_in("leader").get("/audit/").status_code == 403


@pytest.mark.parametrize(
    ("proxies", "sent", "peer", "found"),
    [
        (0, "1.1.1.1", "10.0.0.9", "10.0.0.9"),
        (0, "", "10.0.0.9", "10.0.0.9"),
        (1, "1.1.1.1", "10.0.0.9", "1.1.1.1"),
        (1, "6.6.6.6, 1.1.1.1", "10.0.0.9", "1.1.1.1"),
        (2, "6.6.6.6, 1.1.1.1, 10.0.0.8", "10.0.0.9", "1.1.1.1"),
        (2, "1.1.1.1", "10.0.0.9", "10.0.0.9"),
        (1, "", "10.0.0.9", "10.0.0.9"),
        (1, "unknown", "10.0.0.9", "10.0.0.9"),
        (1, "<script>", "10.0.0.9", "10.0.0.9"),
        (1, "1.1.1.1:4711", "10.0.0.9", "1.1.1.1"),
        (1, "[2001:db8::1]:4711", "10.0.0.9", "2001:db8::1"),
        (1, "::ffff:1.1.1.1", "10.0.0.9", "1.1.1.1"),
        (1, "", "", None),
    ],
)
def test_only_what_a_trusted_proxy_wrote_counts(
    settings: Settings, proxies: int, sent: str, peer: str, found: str | None
) -> None:
    settings.TRUSTED_PROXIES = proxies
    extra = {"HTTP_X_FORWARDED_FOR": sent} if sent else {}
    assert client_address(RequestFactory(REMOTE_ADDR=peer, **extra).get("/")) == found  # type: ignore[arg-type]


def test_without_proxies_an_invented_header_opens_no_lock() -> None:
    statuses = [_try(sent=f"1.1.1.{number}") for number in range(6)]
    assert statuses[4:] == [429, 429]


def test_behind_a_proxy_the_lock_holds_for_the_client_and_not_for_the_proxy(settings: Settings, world: World) -> None:
    settings.TRUSTED_PROXIES = 1
    assert [_try(sent=f"9.9.9.{number}, 1.1.1.1") for number in range(6)][4:] == [429, 429]
    assert _try(sent="2.2.2.2", password=PASSWORD) == 302
    assert SignIn.objects.get(person=world.people["clerk"]).address == "2.2.2.2"
