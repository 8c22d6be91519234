"""Signing in: a new key, no way out of the desk, a lock after too many tries, sessions that can be ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from luoshi.desk.accounts.models import SignIn
from tests.desk.world import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from tests.desk.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]
ADDRESS, OWN = "/accounts/sign-in/", "/accounts/password/"
NEW = "zhu-feng-8848-xi"


def _try(client: Client, password: str = PASSWORD, username: str = "clerk", to: str = "/") -> tuple[int, str]:
    answer = client.post(ADDRESS, {"username": username, "password": password, "next": to})
    return answer.status_code, answer.get("Location", "") or answer.content.decode()


def test_a_stranger_is_sent_to_the_sign_in_page_and_back(client: Client) -> None:
    assert client.get(OWN)["Location"] == "/accounts/sign-in/?next=%2Faccounts%2Fpassword%2F"
    assert _try(client, to=OWN) == (302, OWN)


def test_signing_in_changes_the_key_of_the_session(client: Client) -> None:
    client.session.save()
    session = client.session
    session["planted"] = "x"
    session.save()
    before = session.session_key
    _try(client)
    assert client.session.session_key != before


@pytest.mark.parametrize(
    "away", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "\\\\evil.example"]
)
def test_the_way_on_never_leads_away(client: Client, away: str) -> None:
    assert _try(client, to=away) == (302, "/")


def test_a_wrong_name_and_a_wrong_password_get_the_same_answer(client: Client) -> None:
    first, second = _try(client, "wrong"), _try(client, "wrong", "nobody")
    assert first[0] == second[0] == 422


def test_five_wrong_passwords_lock_the_name_at_that_address_only(client: Client) -> None:
    assert [_try(client, "wrong")[0] for _ in range(5)][-1] == 429
    assert _try(client)[0] == 429
    assert _try(client, username="clerk@other")[0] == 302


def test_an_ended_session_is_refused(signed_in: Callable[[str], Client]) -> None:
    client = signed_in("clerk")
    assert client.get(OWN).status_code == 200
    row = SignIn.objects.get()
    row.ended_at = row.at
    row.save()
    assert client.get(OWN).status_code == 302


def test_a_new_password_ends_the_other_sessions(signed_in: Callable[[str], Client]) -> None:
    here, there = signed_in("clerk"), signed_in("clerk")
    assert here.post(OWN, {"present": PASSWORD, "new": NEW, "again": NEW}).status_code == 302
    assert (here.get(OWN).status_code, there.get(OWN).status_code) == (200, 302)


def test_a_given_password_must_be_changed_first(signed_in: Callable[[str], Client], world: World) -> None:
    person = world.people["clerk"]
    person.must_change_password = True
    person.save()
    assert signed_in("clerk").get(reverse("design:components"))["Location"].startswith(OWN)
    assert signed_in("clerk").get(OWN).status_code == 200
