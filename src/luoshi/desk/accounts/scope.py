"""A reach as a condition on a query set: the one way that ``visible_to`` is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from luoshi.desk.accounts.models import Lineage

if TYPE_CHECKING:
    from luoshi.desk.accounts.permissions import Reach

__all__ = ["within"]


def within(field: str, reached: Reach) -> Q:
    """Rows whose unit (``field``: the path to a foreign key of ``Unit``) is reached; nothing where nothing is."""
    if reached.everywhere:
        return Q()
    if not reached:
        return Q(pk__in=[])
    found = Q(**{f"{field}__in": reached.own}) if reached.own else Q(pk__in=[])
    if reached.below:
        below = Lineage.objects.filter(ancestor_id__in=reached.below).values("unit_id")
        found |= Q(**{f"{field}__in": below})
    return found
