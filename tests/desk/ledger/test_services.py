"""The writes of matters: numbers, steps, who may take them, and what they leave behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction

from luoshi.desk.ground.errors import Refused, Stale
from luoshi.desk.ledger import services
from luoshi.desk.ledger.models import Matter, MatterEvent
from luoshi.desk.ledger.selectors import visible_to

if TYPE_CHECKING:
    from tests.desk.world import World

pytestmark = pytest.mark.django_db


def opened(world: World, count: int = 1) -> list[Matter]:
    items = [
        services.NewMatter(None, f"监测调度 {n}", "加强监测调度", world.city, [world.county], "按月报送")
        for n in range(count)
    ]
    return services.open_matters(person=world.people["supervision_officer"], unit=world.province, items=items)


def test_numbers_follow_each_other_within_the_year(world: World) -> None:
    numbers = [matter.number for matter in opened(world, 2) + opened(world)]
    year = numbers[0][:4]
    assert numbers == [f"{year}-00001", f"{year}-00002", f"{year}-00003"]


def test_who_has_no_part_in_a_matter_does_not_see_it_and_who_has_two_sees_it_once(world: World) -> None:
    (matter,) = opened(world)
    assert list(visible_to(world.people["supervision_officer"])) == [matter]
    assert list(visible_to(world.people["clerk"])) == [matter]
    assert not visible_to(world.people["supervision_officer@other"]).exists()
    assert not visible_to(world.people["enterprise_filler"]).exists()


def test_the_ordering_officer_cannot_receive_for_the_lead_unit(world: World) -> None:
    (matter,) = opened(world)
    with pytest.raises(PermissionDenied):
        services.receive(person=world.people["supervision_officer"], matter=matter, version=1)
    assert Matter.objects.get().state == "opened"


def test_a_stale_version_is_told_and_changes_nothing(world: World) -> None:
    (matter,) = opened(world)
    with pytest.raises(Stale):
        services.withdraw(person=world.people["supervision_officer"], matter=matter, version=9, reason="重复")
    assert Matter.objects.get().state == "opened"


def test_a_withdrawal_needs_a_reason_and_its_author_can_take_it_back(world: World) -> None:
    officer = world.people["supervision_officer"]
    (matter,) = opened(world)
    with pytest.raises(ValidationError):
        services.withdraw(person=officer, matter=matter, version=1, reason=" ")
    matter = services.withdraw(person=officer, matter=matter, version=1, reason="重复")
    assert matter.state == "withdrawn"
    assert services.undo(person=officer, matter=matter, version=2, reason="误撤").state == "opened"


def test_a_closed_process_refuses_a_step_that_is_not_open(world: World) -> None:
    (matter,) = opened(world)
    with pytest.raises(Refused):
        services.close(person=world.people["supervision_officer"], matter=matter, version=1, reason="已办")


def test_a_unit_outside_the_ordering_authority_cannot_be_given_a_matter(world: World) -> None:
    item = services.NewMatter(None, "越界", "越界", world.other_city)
    with pytest.raises(ValidationError):
        services.open_matters(person=world.people["supervision_officer"], unit=world.province, items=[item])


def test_the_database_refuses_to_change_or_remove_an_event(world: World) -> None:
    opened(world)
    with pytest.raises(DatabaseError), transaction.atomic():
        MatterEvent.objects.update(reason="改")
    with pytest.raises(DatabaseError), transaction.atomic():
        MatterEvent.objects.all().delete()
