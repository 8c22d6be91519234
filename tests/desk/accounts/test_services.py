"""Units, posts and people change only by who may, and the three officers stay apart."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from luoshi.desk.accounts import selectors, services
from luoshi.desk.accounts.divisions import load_divisions
from luoshi.desk.accounts.models import Lineage
from luoshi.desk.accounts.roles import Role
from tests.desk.world import PASSWORD

if TYPE_CHECKING:
    from tests.desk.world import World

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ["auditor", "security_officer", "administrator"])
def test_an_officer_of_the_three_gets_no_other_role(world: World, role: str) -> None:
    with pytest.raises(ValidationError):
        services.give_post(actor=None, person=world.people[role], unit=world.city, role=Role.CLERK)
    with pytest.raises(ValidationError):
        services.give_post(actor=None, person=world.people["clerk"], unit=world.city, role=role)


def test_an_ended_post_does_not_stand_in_the_way(world: World) -> None:
    clerk = world.people["clerk"]
    services.end_post(actor=None, post=clerk.posts.get(), until=date(2025, 1, 1))
    assert services.give_post(actor=None, person=clerk, unit=world.city, role=Role.AUDITOR).pk


def test_an_administrator_gives_no_post_to_themselves_nor_outside_their_reach(world: World) -> None:
    admin = world.people["administrator"]
    with pytest.raises(PermissionDenied):
        services.give_post(actor=admin, person=admin, unit=world.city, role=Role.ADMINISTRATOR)
    with pytest.raises(PermissionDenied):
        services.give_post(actor=admin, person=world.people["clerk"], unit=world.other_city, role=Role.CLERK)


def test_an_administrator_resets_no_password_of_somebody_elsewhere(world: World) -> None:
    with pytest.raises(PermissionDenied):
        services.reset_password(
            actor=world.people["administrator"], person=world.people["clerk@other"], password=PASSWORD
        )


def test_a_moved_unit_takes_what_is_below_it_along(world: World) -> None:
    services.move_unit(actor=None, unit=world.city, parent=world.other_province)
    above = Lineage.objects.filter(unit=world.county).values_list("ancestor__code", "distance")
    assert set(above) == {("T110100", 0), ("T110000", 1), ("T200000", 2), ("T000000", 3)}


def test_a_unit_does_not_move_below_itself(world: World) -> None:
    with pytest.raises(ValidationError):
        services.move_unit(actor=None, unit=world.city, parent=world.county)


def test_people_are_visible_below_the_unit_only(world: World) -> None:
    seen = selectors.people_visible_to(world.people["administrator"])
    assert world.people["clerk"] in seen
    assert world.people["clerk@other"] not in seen


def test_divisions_load_once(world: World) -> None:
    added = load_divisions()
    assert (added > 3000, load_divisions()) == (True, 0)
    assert selectors.descendants(world.ministry).filter(code="660000", level="province").exists()
