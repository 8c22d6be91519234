"""Keeps the closure of the tree of units true when a unit is added or moved."""

from __future__ import annotations

from luoshi.desk.accounts.models import Lineage, Unit

__all__ = ["add_to_lineage", "move_in_lineage"]


def add_to_lineage(unit: Unit) -> None:
    """The rows of a unit that nothing stands below yet."""
    rows = [Lineage(ancestor=unit, unit=unit, distance=0)]
    if unit.parent_id is not None:
        above = Lineage.objects.filter(unit_id=unit.parent_id).values_list("ancestor_id", "distance")
        rows += [Lineage(ancestor_id=ancestor, unit=unit, distance=far + 1) for ancestor, far in above]
    Lineage.objects.bulk_create(rows)


def move_in_lineage(unit: Unit, parent: Unit) -> None:
    """Cut a subtree off above its top and hang it under ``parent``."""
    below = list(Lineage.objects.filter(ancestor=unit).values_list("unit_id", "distance"))
    inside = Lineage.objects.filter(ancestor=unit).values("unit_id")
    Lineage.objects.filter(unit_id__in=inside).exclude(ancestor_id__in=inside).delete()
    above = list(Lineage.objects.filter(unit=parent).values_list("ancestor_id", "distance"))
    Lineage.objects.bulk_create(
        [
            Lineage(ancestor_id=ancestor, unit_id=lower, distance=far + near + 1)
            for ancestor, far in above
            for lower, near in below
        ],
        batch_size=2000,
    )
