"""Who can be given a matter: the units under an ordering authority, found by what an officer types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from luoshi.desk.accounts import naming
from luoshi.desk.accounts.models import Level
from luoshi.desk.accounts.selectors import units_visible_to

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from luoshi.desk.accounts.models import Person, Unit

    _Who = Person | AnonymousUser

__all__ = ["lines", "meant", "top_of", "units_found", "units_named", "units_under"]


def top_of(ordering: Unit) -> int:
    """The authority that a unit orders for: an office orders for the authority it belongs to."""
    return ordering.parent_id if ordering.level == Level.OFFICE and ordering.parent_id else ordering.pk


def units_under(person: _Who, ordering: Unit) -> QuerySet[Unit]:
    """The units that the person sees and that the ordering unit can give a matter to."""
    return units_visible_to(person).filter(ancestor_rows__ancestor_id=top_of(ordering), is_active=True)


def units_found(person: _Who, ordering: Unit, text: str = "", limit: int = 50) -> list[Unit]:
    """Those whose name or code holds every word; the nearest first."""
    return list(_nearest(naming.found(units_under(person, ordering), text))[:limit])


def units_named(person: _Who, ordering: Unit, said: Iterable[str]) -> dict[str, list[Unit]]:
    """What was typed → the units under the ordering authority that can be meant."""
    return naming.named(_nearest(units_under(person, ordering)), said)


def _nearest(units: QuerySet[Unit]) -> QuerySet[Unit]:
    return units.order_by("ancestor_rows__distance", "code")


meant = naming.meant
"""The one unit that a text can mean."""


def lines(text: str) -> list[str]:
    """What was typed one a line."""
    return [line.strip() for line in text.splitlines() if line.strip()]
