"""Reads of the log: what a person may see of it, the history of one object, and an object as of a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from luoshi.desk.accounts.permissions import Action, reach
from luoshi.desk.accounts.scope import within
from luoshi.desk.audit.models import Change

if TYPE_CHECKING:
    from datetime import datetime

    from django.contrib.auth.models import AnonymousUser
    from django.db import models
    from django.db.models import QuerySet

    from luoshi.desk.accounts.models import Person

__all__ = ["as_of", "history", "last_visible", "visible_to"]


def visible_to(person: Person | AnonymousUser) -> QuerySet[Change]:
    """The changes a person may read. A change of no unit shows only to those whose reach is everywhere."""
    found = Change.objects.filter(within("unit", reach(person, Action.AUDIT_READ)))
    return found.select_related("actor", "unit")


def as_of(object_type: str, object_id: str | int, when: datetime) -> dict[str, Any] | None:
    """The field values that an object had at a moment; None before it was made and after it was removed."""
    rows = Change.objects.filter(object_type=object_type, object_id=str(object_id), at__lte=when)
    after: dict[str, Any] | None = rows.order_by("-at", "-id").values_list("after", flat=True).first()
    return after


def history(person: Person | AnonymousUser, obj: models.Model) -> QuerySet[Change]:
    """Every change of one object that the person may read, the latest first."""
    found = visible_to(person).filter(object_type=obj._meta.label_lower, object_id=str(obj.pk))
    return found.order_by("-id")


def last_visible(
    person: Person | AnonymousUser, object_type: str, object_id: str, when: datetime | None = None
) -> Change | None:
    """The last change of an object up to a moment (or of all), if the person may read any."""
    found = visible_to(person).filter(object_type=object_type, object_id=object_id)
    if when is not None:
        found = found.filter(at__lte=when)
    return found.order_by("-at", "-id").first()
