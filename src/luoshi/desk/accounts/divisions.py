"""Units from the codes of the administrative divisions: provinces, prefectures and counties under the ministry."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction

from luoshi.data import data_path
from luoshi.desk.accounts.lineage import add_to_lineage
from luoshi.desk.accounts.models import Level, Lineage, Person, Unit
from luoshi.desk.accounts.permissions import Action, may
from luoshi.desk.accounts.selectors import root
from luoshi.desk.audit.services import record, snapshot

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Division", "divisions", "load_divisions"]

_MINISTRY = {"code": "100000", "name": "工业和信息化部", "name_en": "Ministry of Industry and Information Technology"}
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Division:
    """One line of the register: ``parent`` is empty for a province-level division."""

    code: str
    name: str
    level: str
    parent: str


@cache
def divisions() -> tuple[Division, ...]:
    """The register that ships with Luoshi, parents before children; its head says where it is from."""
    lines = data_path("reference", "divisions.csv").read_text("utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    found = [Division(row["code"], row["name"], row["level"], row["parent"]) for row in rows]
    order = [Level.PROVINCE, Level.CITY, Level.COUNTY]
    return tuple(sorted(found, key=lambda division: (order.index(Level(division.level)), division.code)))


@transaction.atomic
def load_divisions(*, actor: Person | None = None) -> int:
    """Add every division that is not there yet, by its code; how many were added. Twice is the same as once."""
    top = root()
    if actor is not None and (top is None or not may(actor, Action.UNIT_MANAGE, top)):
        raise PermissionDenied
    if top is None:
        top = Unit.objects.create(level=Level.MINISTRY, **_MINISTRY)
        add_to_lineage(top)
    ids = dict(Unit.objects.values_list("code", "pk"))
    added = 0
    for level in (Level.PROVINCE, Level.CITY, Level.COUNTY):
        wanted = [one for one in divisions() if one.level == level and one.code not in ids]
        ids.update(_add(wanted, ids, top))
        added += len(wanted)
    if added:
        record(actor=actor, action="unit.loaded", obj=top, unit=top, after={**snapshot(top), "added": added})
    return added


def _add(wanted: Iterable[Division], ids: dict[str, int], top: Unit) -> dict[str, int]:
    """One level at once: the units, then their rows of the closure from those of their parents."""
    made = Unit.objects.bulk_create(
        [
            Unit(code=at.code, name=at.name, level=at.level, division=at.code, parent_id=ids.get(at.parent, top.pk))
            for at in wanted
        ],
        batch_size=_BATCH,
    )
    above: dict[int, list[tuple[int, int]]] = {}
    parents = Unit.objects.filter(level__in=[Level.MINISTRY, Level.PROVINCE, Level.CITY]).values("pk")
    known = Lineage.objects.filter(unit__in=parents).values_list("unit_id", "ancestor_id", "distance")
    for unit, ancestor, far in known:
        above.setdefault(unit, []).append((ancestor, far))
    rows = [Lineage(ancestor=new, unit=new, distance=0) for new in made]
    for new in made:
        rows += [
            Lineage(ancestor_id=ancestor, unit=new, distance=far + 1)
            for ancestor, far in above.get(new.parent_id or 0, [])
        ]
    Lineage.objects.bulk_create(rows, batch_size=_BATCH)
    return {unit.code: unit.pk for unit in made}
