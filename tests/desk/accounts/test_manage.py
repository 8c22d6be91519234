"""Units and people are added, renamed, moved, deactivated by who may, with a reason, and the second of two is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from luoshi.desk.accounts import services
from luoshi.desk.accounts.models import Lineage, Person, Unit
from luoshi.desk.accounts.roles import Role
from luoshi.desk.audit.models import Change
from luoshi.desk.ground.errors import Stale
from tests.desk.scene import EVIL, build
from tests.desk.world import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.desk.world import World

    _SignIn = Callable[[str], Client]

pytestmark = pytest.mark.django_db
ADD = "/accounts/people/add/"
NEW_UNIT = {"code": "T110100-01", "name": "望溪县工信局综合股", "name_en": "General Section", "level": "office"}
NEW_PERSON = {"username": "new.person", "name": "新来者", "language": "en", "unit": "T110100", "role": "clerk"}


def unit_step(unit: Unit, step: str) -> str:
    return f"/accounts/units/{unit.pk}/{step}/"


def person_step(person: Person, step: str) -> str:
    return f"/accounts/people/{person.pk}/{step}/"


def said(thing: Any, **values: Any) -> dict[str, Any]:
    return {"version": thing.version, "reason": "机构改革", **values}


def test_an_administrator_adds_a_unit_below(signed_in: _SignIn, world: World) -> None:
    answer = signed_in("administrator").post(unit_step(world.county, "add"), NEW_UNIT)
    unit = Unit.objects.get(code="T110100-01")
    assert answer["Location"] == f"/accounts/units/{unit.pk}/"
    assert (unit.parent, unit.level, unit.name_en) == (world.county, "office", "General Section")
    assert Lineage.objects.filter(unit=unit, ancestor=world.province, distance=3).exists()
    assert Change.objects.get(action="unit.added").actor == world.people["administrator"]


@pytest.mark.parametrize(
    "wrong", [{"code": "T110000"}, {"code": "t110000"}, {"code": "=1+1"}, {"name": ""}, {"level": "ministry"}]
)
def test_a_wrong_unit_is_told_and_nothing_is_added(signed_in: _SignIn, world: World, wrong: dict[str, str]) -> None:
    before = Unit.objects.count()
    assert signed_in("administrator").post(unit_step(world.county, "add"), NEW_UNIT | wrong).status_code == 422
    assert Unit.objects.count() == before


def test_a_unit_is_renamed_with_a_reason(signed_in: _SignIn, world: World) -> None:
    client, where = signed_in("administrator"), unit_step(world.county, "rename")
    told = said(world.county, name="望溪县经信局", name_en="Wangxi")
    assert client.post(where, {**told, "reason": ""}).status_code == 422
    assert client.post(where, told).status_code == 302
    change = Change.objects.get(action="unit.renamed")
    assert change.before is not None
    assert change.after is not None
    assert (change.before["name"], change.after["name"], change.reason) == ("望溪县工信局", "望溪县经信局", "机构改革")


def test_the_second_of_two_is_told_and_keeps_the_words_typed(signed_in: _SignIn, world: World) -> None:
    client, where = signed_in("administrator"), unit_step(world.county, "rename")
    assert client.post(where, said(world.county, name="甲局")).status_code == 302
    late = client.post(where, said(world.county, name="乙局"))
    body = late.content.decode()
    assert late.status_code == 409
    assert "他人已作修改" in body
    assert "甲局" in body
    assert 'value="乙局"' in body
    assert Unit.objects.get(pk=world.county.pk).name == "甲局"
    assert client.post(where, said(Unit.objects.get(pk=world.county.pk), name="乙局")).status_code == 302


def test_the_second_of_two_is_told_about_a_person_as_well(signed_in: _SignIn, world: World) -> None:
    client, clerk = signed_in("administrator"), world.people["clerk"]
    assert client.post(person_step(clerk, "rename"), said(clerk, name="甲")).status_code == 302
    for step in ("rename", "deactivate"):
        assert client.post(person_step(clerk, step), said(clerk, name="乙")).status_code == 409
    with pytest.raises(Stale):
        services.reactivate_person(actor=None, person=clerk, version=1)
    stored = Person.objects.get(pk=clerk.pk)
    assert (stored.name, stored.is_active) == ("甲", True)


def test_who_deactivates_too_late_is_told_what_can_be_done_now(signed_in: _SignIn, world: World) -> None:
    client, park = signed_in("administrator"), world.park
    assert client.post(unit_step(park, "deactivate"), said(park)).status_code == 302
    late = client.post(unit_step(park, "deactivate"), said(park))
    assert late.status_code == 409
    assert {form.step for form, _address, _open in late.context["steps"]} == {"rename", "reactivate"}


def test_a_unit_moves_with_what_is_below_it(signed_in: _SignIn, world: World) -> None:
    client, where = signed_in("administrator"), unit_step(world.county, "move")
    assert client.post(where, said(world.county, parent=world.other_city.code)).status_code == 422
    assert client.post(where, said(world.county, parent=world.county.code)).status_code == 422
    assert client.post(where, said(world.county, parent=world.province.code)).status_code == 302
    assert Lineage.objects.filter(unit=world.county, ancestor=world.province, distance=1).exists()
    assert not Lineage.objects.filter(unit=world.county, ancestor=world.city).exists()
    assert Change.objects.get(action="unit.moved").reason == "机构改革"


def test_a_unit_that_something_depends_on_says_why_it_stays(signed_in: _SignIn, world: World) -> None:
    build(world)
    client = signed_in("administrator")
    for unit, why in (
        (world.city, "下级单位"),
        (world.county, "任职"),
        (world.county, "事项"),
        (world.enterprise, "事项"),
    ):
        answer = client.post(unit_step(unit, "deactivate"), said(unit))
        assert answer.status_code == 422
        assert why in " ".join(answer.context["wrong"].non_field_errors())
        assert Unit.objects.get(pk=unit.pk).is_active


def test_a_free_unit_is_deactivated_and_comes_back(signed_in: _SignIn, world: World) -> None:
    client, park = signed_in("administrator"), world.park
    assert client.post(unit_step(park, "deactivate"), said(park)).status_code == 302
    park.refresh_from_db()
    assert not park.is_active
    page = client.get(f"/accounts/units/{park.pk}/").content.decode()
    assert unit_step(park, "reactivate") in page
    assert unit_step(park, "add") not in page
    assert client.post(unit_step(park, "add"), NEW_UNIT).status_code == 422
    with pytest.raises(ValidationError):
        services.give_post(actor=None, person=world.people["clerk"], unit=park, role=Role.CLERK)
    assert client.post(unit_step(park, "reactivate"), said(park)).status_code == 302
    assert Unit.objects.get(pk=park.pk).is_active


def test_nothing_comes_back_below_a_unit_that_is_not_active(world: World) -> None:
    unit = services.add_unit(actor=None, code="X-1", name="股", level="office", parent=world.park)
    services.deactivate_unit(actor=None, unit=unit)
    services.deactivate_unit(actor=None, unit=world.park)
    with pytest.raises(ValidationError):
        services.reactivate_unit(actor=None, unit=Unit.objects.get(pk=unit.pk))
    with pytest.raises(ValidationError):
        services.move_unit(actor=None, unit=world.county, parent=world.park)


def test_the_administrator_of_another_province_finds_nothing_to_do(signed_in: _SignIn, world: World) -> None:
    client = signed_in("administrator@other")
    for step in ("add", "rename", "move", "deactivate", "reactivate"):
        assert client.post(unit_step(world.county, step), said(world.county, **NEW_UNIT)).status_code == 404
    for step in ("rename", "posts", "password", "factor", "deactivate", "reactivate"):
        sent = said(world.people["clerk"], name="x", new="x")
        assert client.post(person_step(world.people["clerk"], step), sent).status_code == 404
    assert "steps" not in client.get(f"/accounts/units/{world.county.pk}/").content.decode()
    assert client.post(ADD, NEW_PERSON).status_code == 422
    assert not Person.objects.filter(username="new.person").exists()


@pytest.mark.parametrize("key", ["auditor", "security_officer", "leader", "clerk", "enterprise_approver"])
def test_who_may_not_sees_no_button_and_is_refused(signed_in: _SignIn, world: World, key: str) -> None:
    client = signed_in(key)
    unit = world.enterprise if key == "enterprise_approver" else world.county
    body = client.get(f"/accounts/units/{unit.pk}/").content.decode()
    assert unit_step(unit, "rename") not in body
    assert ADD not in body
    for step in ("add", "rename", "move", "deactivate", "reactivate"):
        assert client.post(unit_step(unit, step), said(unit, **NEW_UNIT)).status_code == 403
    assert client.get(ADD).status_code == 403
    assert client.post(ADD, NEW_PERSON).status_code == 403
    assert not Change.objects.exists()


def test_the_services_refuse_by_themselves(world: World) -> None:
    auditor, other = world.people["auditor"], world.people["administrator@other"]
    for actor in (auditor, other):
        with pytest.raises(PermissionDenied):
            services.rename_unit(actor=actor, unit=world.county, name="x", reason="x")
        with pytest.raises(PermissionDenied):
            services.rename_person(actor=actor, person=world.people["clerk"], name="x", reason="x")
        with pytest.raises(PermissionDenied):
            services.add_person(actor=actor, username="x", name="x", password=PASSWORD, unit=world.county)
    with pytest.raises(ValidationError):
        services.rename_person(actor=world.people["administrator"], person=world.people["clerk"], name="x", reason=" ")
    with pytest.raises(PermissionDenied):
        services.deactivate_person(
            actor=world.people["administrator"], person=world.people["administrator"], reason="x"
        )


def test_somebody_new_gets_a_password_that_is_shown_once_and_changed_first(signed_in: _SignIn) -> None:
    admin = signed_in("administrator")
    assert 'value="T110100"' in admin.get(ADD, {"unit": "T110100"}).content.decode()
    shown = admin.post(ADD, NEW_PERSON)
    password = shown.context["password"]
    assert (shown.status_code, shown["Cache-Control"]) == (200, "no-store")
    assert password in shown.content.decode()
    person = Person.objects.get(username="new.person")
    assert (person.language, person.posts.get().role, person.must_change_password) == ("en", "clerk", True)
    assert password not in admin.get(f"/accounts/people/{person.pk}/").content.decode()
    assert not any(password in str(change.after) for change in Change.objects.all())
    client = Client()
    assert client.post("/accounts/sign-in/", {"username": "new.person", "password": password}).status_code == 302
    assert client.get("/accounts/profile/")["Location"].startswith("/accounts/password/")
    assert {"person.added", "post.given"} <= set(Change.objects.values_list("action", flat=True))


@pytest.mark.parametrize(
    "wrong",
    [
        {"username": "clerk"},
        {"username": "CLERK"},
        {"username": "a b"},
        {"name": ""},
        {"unit": "T210000"},
        {"role": "x"},
    ],
)
def test_a_wrong_person_is_told_and_nobody_is_added(signed_in: _SignIn, wrong: dict[str, str]) -> None:
    before = Person.objects.count()
    assert signed_in("administrator").post(ADD, NEW_PERSON | wrong).status_code == 422
    assert Person.objects.count() == before


def test_who_left_cannot_sign_in_and_who_came_back_can(signed_in: _SignIn, world: World) -> None:
    admin, clerk, open_desk = signed_in("administrator"), world.people["clerk"], signed_in("clerk")
    assert admin.post(person_step(clerk, "deactivate"), said(clerk)).status_code == 302
    sign_in = {"username": "clerk", "password": PASSWORD}
    assert open_desk.get("/accounts/profile/").status_code == 302
    assert Client().post("/accounts/sign-in/", sign_in).status_code == 422
    clerk.refresh_from_db()
    page = admin.get(f"/accounts/people/{clerk.pk}/").content.decode()
    assert person_step(clerk, "reactivate") in page
    assert person_step(clerk, "password") not in page
    assert admin.post(person_step(clerk, "reactivate"), said(clerk)).status_code == 302
    assert Client().post("/accounts/sign-in/", sign_in).status_code == 302
    reasons = Change.objects.filter(action__in=["person.deactivated", "person.reactivated"])
    assert [change.reason for change in reasons] == ["机构改革", "机构改革"]


def test_a_write_sets_its_own_fields_only(world: World) -> None:
    held = Person.objects.get(pk=world.people["clerk"].pk)
    services.deactivate_person(actor=None, person=world.people["clerk"])
    services.set_language(person=held, language="en")
    stored = Person.objects.get(pk=held.pk)
    assert (stored.is_active, stored.language) == (False, "en")


def test_names_are_text_on_every_page(signed_in: _SignIn, world: World) -> None:
    client, clerk = signed_in("administrator"), world.people["clerk"]
    assert (
        client.post(unit_step(world.county, "rename"), said(world.county, name=EVIL, name_en=EVIL)).status_code == 302
    )
    assert client.post(person_step(clerk, "rename"), said(clerk, name=EVIL[:60])).status_code == 302
    added = client.post(ADD, NEW_PERSON | {"name": EVIL[:60]})
    failed = client.post(unit_step(world.park, "rename"), said(world.park, name="", name_en=EVIL))
    wheres = ("units/", f"units/{world.county.pk}/", "people/", f"people/{clerk.pk}/")
    for page in (added, failed, *(client.get(f"/accounts/{where}") for where in wheres)):
        body = page.content.decode()
        assert "&lt;script&gt;" in body
        assert "<script>alert" not in body
        assert "<img src=x" not in body


def test_the_pages_of_an_administrator_stay_light(signed_in: _SignIn, world: World) -> None:
    client = signed_in("administrator")
    for where in (f"units/{world.city.pk}/", f"people/{world.people['clerk'].pk}/", "people/add/"):
        with CaptureQueriesContext(connection) as seen:
            assert client.get(f"/accounts/{where}").status_code == 200
        assert len(seen) <= 15, [query["sql"] for query in seen.captured_queries]
