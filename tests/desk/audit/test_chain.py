"""The log is one chain that the database does not let anybody change."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from luoshi.desk.audit.models import Change
from luoshi.desk.audit.selectors import as_of, visible_to
from luoshi.desk.audit.services import record, snapshot, verify_chain

if TYPE_CHECKING:
    from tests.desk.world import World

pytestmark = pytest.mark.django_db


def _write(world: World, name: str = "a", days: int = 0) -> Change:
    unit = world.city
    at = timezone.now() - timedelta(days=days)
    return record(actor=world.people["clerk"], action="unit.renamed", obj=unit, unit=unit, after={"name": name}, at=at)


def test_each_row_names_the_row_before_it_and_the_chain_holds(world: World) -> None:
    first, second = _write(world), _write(world)
    report = verify_chain()
    assert (second.previous, report.ok, report.rows, report.head) == (first.hash, True, 2, second.hash)


def test_the_database_refuses_to_change_or_remove_a_row(world: World) -> None:
    change = _write(world)
    with pytest.raises(DatabaseError), transaction.atomic():
        Change.objects.filter(pk=change.pk).update(reason="x")
    with pytest.raises(DatabaseError), transaction.atomic():
        Change.objects.filter(pk=change.pk).delete()


def test_a_row_changed_behind_the_triggers_is_found(world: World) -> None:
    _write(world)
    change = _write(world)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
        else:
            cursor.execute("DROP TRIGGER audit_change_no_update")
    Change.objects.filter(pk=change.pk).update(reason="x")
    assert [(fault.change_id, fault.what) for fault in verify_chain().faults] == [(change.pk, "changed")]


def test_an_object_is_read_as_of_a_moment(world: World) -> None:
    _write(world, "old", days=3)
    _write(world, "new", days=1)
    now = timezone.now()
    found = [as_of("accounts.unit", world.city.pk, now - timedelta(days=far)) for far in (4, 2, 0)]
    assert found == [None, {"name": "old"}, {"name": "new"}]


def test_an_auditor_reads_only_the_changes_below_their_unit(world: World) -> None:
    change = _write(world)
    record(actor=None, action="system.noted", obj=world.ministry)
    assert list(visible_to(world.people["auditor"])) == [change]
    assert not visible_to(world.people["auditor@other"]).exists()
    assert not visible_to(world.people["leader"]).exists()


def test_a_snapshot_never_holds_the_password(world: World) -> None:
    assert "password" not in snapshot(world.people["clerk"])
