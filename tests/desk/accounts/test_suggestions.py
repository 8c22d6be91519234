"""Units are suggested while one types, and found by code, by name or by both: never one that may not be seen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from luoshi.desk.accounts.models import Level, Lineage, Unit
from luoshi.desk.accounts.naming import MOST

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from tests.desk.world import World

    _SignIn = Callable[[str], Client]

pytestmark = pytest.mark.django_db
WHERE = "/accounts/units/suggestions/"


def suggested(client: Client, text: str = "", among: str = "") -> list[str]:
    answer = client.get(WHERE, {"q": text, "among": among})
    assert answer.status_code == 200
    return re.findall(r'<option value="([^"]*)"', answer.content.decode())


def twin(world: World) -> Unit:
    """Another unit of the same name."""
    unit = Unit.objects.create(code="T110200", name=world.county.name, level=Level.COUNTY, parent=world.city)
    ways = Lineage.objects.filter(unit=world.city).values_list("ancestor_id", "distance")
    rows = [Lineage(ancestor_id=key, unit=unit, distance=far + 1) for key, far in ways]
    Lineage.objects.bulk_create([*rows, Lineage(ancestor=unit, unit=unit, distance=0)])
    return unit


def test_units_are_suggested_by_a_part_of_their_name_or_code(signed_in: _SignIn) -> None:
    client = signed_in("leader")
    assert suggested(client, "望溪") == ["T110100 望溪县工信局"]
    assert suggested(client, "T1101") == ["T110100 望溪县工信局"]
    assert suggested(client, "望溪 T2") == []
    assert suggested(client, "\0") == suggested(client)


def test_an_enterprise_is_suggested_itself_only(signed_in: _SignIn) -> None:
    assert suggested(signed_in("enterprise_filler")) == ["T91A0001 沧屿精工有限公司"]


def test_for_posts_and_moves_only_units_that_one_manages_are_suggested(signed_in: _SignIn, world: World) -> None:
    client = signed_in("administrator")
    assert any("云岭" in unit for unit in suggested(client))
    for among in ("people", "managed"):
        assert suggested(client, "", among)
        assert not any("云岭" in unit for unit in suggested(client, "", among))
        assert suggested(signed_in("clerk"), "", among) == []
    Unit.objects.filter(pk=world.park.pk).update(is_active=False)
    assert not any("高新区" in unit for unit in suggested(client, "", "managed"))


def test_at_most_twenty_are_suggested_in_one_question(signed_in: _SignIn) -> None:
    Unit.objects.bulk_create(Unit(code=f"X{n}", name=f"测试单位{n}", level=Level.OFFICE) for n in range(40))
    client = signed_in("leader")
    suggested(client)
    with CaptureQueriesContext(connection) as seen:
        assert len(suggested(client)) == MOST == 20
    assert len(seen) <= 6


@pytest.mark.parametrize("typed", ["T110000", "T110000 沧屿市工信局", "沧屿市工信局", " 沧屿市工信局 ", "沧屿市"])
def test_a_post_is_given_at_the_unit_that_was_typed(signed_in: _SignIn, world: World, typed: str) -> None:
    clerk = world.people["clerk"]
    sent = {"unit": typed, "role": "analyst"}
    assert signed_in("administrator").post(f"/accounts/people/{clerk.pk}/posts/", sent).status_code == 302
    assert clerk.posts.get(role="analyst").unit == world.city


def test_a_name_that_two_units_have_is_told_with_both(signed_in: _SignIn, world: World) -> None:
    twin(world)
    clerk = world.people["clerk"]
    sent = {"unit": world.county.name, "role": "analyst"}
    answer = signed_in("administrator").post(f"/accounts/people/{clerk.pk}/posts/", sent)
    (told,) = answer.context["wrong"].errors["unit"]
    assert answer.status_code == 422
    assert "T110100 望溪县工信局、T110200 望溪县工信局" in told
    assert clerk.posts.count() == 1


def test_a_unit_is_moved_below_the_one_that_was_named(signed_in: _SignIn, world: World) -> None:
    sent = {"version": 1, "reason": "机构改革", "parent": f"{world.province.code} {world.province.name}"}
    assert signed_in("administrator").post(f"/accounts/units/{world.park.pk}/move/", sent).status_code == 302
    world.park.refresh_from_db()
    assert world.park.parent == world.province


def test_the_page_that_explains_takes_a_name_and_tells_what_it_does_not_find(signed_in: _SignIn, world: World) -> None:
    client = signed_in("leader")
    asked = {"person": world.people["leader"].username, "action": "matter.read"}
    answer = client.get("/accounts/why/", {**asked, "unit": "望溪县工信局"})
    assert answer.context["unit"] == world.county
    assert client.get("/accounts/why/", {**asked, "unit": "没有的局"}).status_code == 422


def test_the_list_of_units_is_filtered_by_a_named_unit_above(signed_in: _SignIn, world: World) -> None:
    client = signed_in("leader")
    for typed in (world.city.code, world.city.name, f"{world.city.code} {world.city.name}"):
        shown = [row.pk for row in client.get("/accounts/units/", {"parent": typed}).context["table"].data.data]
        assert set(shown) == {world.county.pk, world.park.pk, world.enterprise.pk}
    answer = client.get("/accounts/units/", {"parent": "工信厅"})
    assert answer.context["table"].count == 0
    assert "T100000 澜江省工信厅" in answer.context["filter"].form.errors["parent"][0]
