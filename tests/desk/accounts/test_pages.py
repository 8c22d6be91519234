"""The pages of accounts, by role: what is seen, what is refused, what changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from luoshi.desk.accounts.models import Person, Post, SignIn
from luoshi.desk.accounts.roles import Role
from luoshi.desk.audit.models import Change
from tests.desk.world import PASSWORD, SINCE

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from tests.desk.world import World

pytestmark = pytest.mark.django_db
NEW = "zhu-feng-8848-xi"
QUERIES = 15


@pytest.mark.parametrize("role", list(Role))
def test_each_role_opens_its_own_pages(signed_in: Callable[[str], Client], role: str) -> None:
    client = signed_in(role)
    for name in ("profile", "sessions", "why", "units"):
        with CaptureQueriesContext(connection) as seen:
            assert client.get(f"/accounts/{name}/").status_code == 200
        assert len(seen) <= QUERIES


@pytest.mark.parametrize(
    ("role", "status"),
    [("clerk", 403), ("analyst", 403), ("enterprise_filler", 403), ("leader", 200), ("auditor", 200)],
)
def test_the_list_of_people_opens_for_who_may_read_people(
    signed_in: Callable[[str], Client], role: str, status: int
) -> None:
    assert signed_in(role).get("/accounts/people/").status_code == status


def test_an_enterprise_sees_its_own_unit_only(signed_in: Callable[[str], Client], world: World) -> None:
    client = signed_in("enterprise_filler")
    assert client.get(f"/accounts/units/{world.enterprise.pk}/").status_code == 200
    assert client.get(f"/accounts/units/{world.city.pk}/").status_code == 404
    assert world.city.name not in client.get(f"/accounts/units/{world.enterprise.pk}/").content.decode()


def test_the_list_of_units_is_filtered_by_the_unit_above(signed_in: Callable[[str], Client], world: World) -> None:
    text = signed_in("leader").get("/accounts/units/", {"parent": world.city.code}).content.decode()
    assert world.county.name in text
    assert world.other_city.name not in text


def test_a_unit_shows_what_stands_above_and_below_and_who_works_there(
    signed_in: Callable[[str], Client], world: World
) -> None:
    address = f"/accounts/units/{world.county.pk}/"
    client = signed_in("leader")
    with CaptureQueriesContext(connection) as seen:
        text = client.get(address).content.decode()
    assert len(seen) <= QUERIES
    assert world.province.name in text
    assert world.people["clerk"].name in text
    assert world.people["clerk"].name not in signed_in("analyst").get(address).content.decode()


def test_a_person_out_of_reach_is_not_found_and_the_forms_show_to_the_administrator_only(
    signed_in: Callable[[str], Client], world: World
) -> None:
    here, there = (f"/accounts/people/{world.people[key].pk}/" for key in ("clerk", "clerk@other"))
    assert signed_in("administrator").get(there).status_code == 404
    assert f"{here}password/" in signed_in("administrator").get(here).content.decode()
    assert f"{here}password/" not in signed_in("auditor").get(here).content.decode()


def test_an_administrator_gives_and_ends_a_post(signed_in: Callable[[str], Client], world: World) -> None:
    client, clerk = signed_in("administrator"), world.people["clerk"]
    address = f"/accounts/people/{clerk.pk}/posts/"
    assert client.post(address, {"unit": world.city.code, "role": Role.ANALYST}).status_code == 302
    post = clerk.posts.get(role=Role.ANALYST)
    assert client.post(f"{address}{post.pk}/end/").status_code == 302
    assert not clerk.posts.filter(role=Role.ANALYST, until__isnull=True).exists()


@pytest.mark.parametrize(("unit", "role"), [("other_city", "analyst"), ("city", "auditor")])
def test_a_post_out_of_reach_or_one_to_be_kept_apart_is_refused_beside_the_form(
    signed_in: Callable[[str], Client], world: World, unit: str, role: str
) -> None:
    clerk = world.people["clerk"]
    sent = {"unit": getattr(world, unit).code, "role": role}
    assert signed_in("administrator").post(f"/accounts/people/{clerk.pk}/posts/", sent).status_code == 422
    assert clerk.posts.count() == 1


def test_the_database_keeps_the_three_apart_by_itself(world: World) -> None:
    clerk = world.people["clerk"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.create(person=clerk, unit=world.city, role=Role.AUDITOR, since=SINCE)
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.create(person=world.people["auditor"], unit=world.city, role=Role.CLERK, since=SINCE)
    assert Post.objects.create(person=clerk, unit=world.city, role=Role.ANALYST, since=SINCE).pk


def test_a_reset_password_is_for_one_sign_in_and_a_weak_one_is_refused(
    signed_in: Callable[[str], Client], world: World
) -> None:
    client, clerk = signed_in("administrator"), world.people["clerk"]
    address = f"/accounts/people/{clerk.pk}/password/"
    assert client.post(address, {"new": "12345", "reason": "x"}).status_code == 422
    assert client.post(address, {"new": NEW, "reason": "x"}).status_code == 302
    stored = Person.objects.get(pk=clerk.pk)
    assert (stored.must_change_password, stored.check_password(NEW)) == (True, True)
    assert signed_in("auditor").post(address, {"new": PASSWORD, "reason": "x"}).status_code == 403


def test_other_sessions_end_and_this_one_stays(signed_in: Callable[[str], Client]) -> None:
    here, there = signed_in("clerk"), signed_in("clerk")
    assert here.post("/accounts/sessions/end-others/").status_code == 302
    pages = [client.get("/accounts/sessions/").status_code for client in (here, there)]
    assert pages == [200, 302]
    assert Change.objects.filter(action="session.others-ended").exists()


@pytest.mark.parametrize(("key", "status"), [("clerk", 302), ("security_officer", 302), ("leader", 404)])
def test_a_session_is_ended_by_its_person_or_the_security_officer(
    signed_in: Callable[[str], Client], world: World, key: str, status: int
) -> None:
    signed_in("clerk")
    row = SignIn.objects.get(person=world.people["clerk"])
    assert signed_in(key).post(f"/accounts/sessions/{row.pk}/end/").status_code == status
    row.refresh_from_db()
    assert (row.ended_at is not None) == (status == 302)


def test_the_language_of_the_account_is_kept(signed_in: Callable[[str], Client]) -> None:
    client = signed_in("clerk")
    assert "我的账号" in client.get("/accounts/profile/").content.decode()
    client.post("/accounts/profile/", {"language": "en"})
    assert "My account" in client.get("/accounts/profile/").content.decode()


def test_the_why_page_names_the_ground_and_who_could_grant(signed_in: Callable[[str], Client], world: World) -> None:
    asked = {"person": "clerk", "action": "matter.receive", "unit": world.county.code}
    client = signed_in("auditor")
    answer = client.get("/accounts/why/", asked)
    assert answer.context["decision"].allowed
    refused = client.get("/accounts/why/", {**asked, "unit": world.city.code})
    assert not refused.context["decision"].allowed
    assert world.people["administrator"].name in refused.content.decode()
    assert client.get("/accounts/why/", {**asked, "person": "clerk@other"}).status_code == 422


def test_a_clerk_asks_about_themselves_only(signed_in: Callable[[str], Client], world: World) -> None:
    asked = {"person": "clerk", "action": "matter.receive", "unit": world.county.code}
    client = signed_in("clerk")
    assert client.get("/accounts/why/", asked).status_code == 200
    assert client.get("/accounts/why/", {**asked, "person": "leader"}).status_code == 422
