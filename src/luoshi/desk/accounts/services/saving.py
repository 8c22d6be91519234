"""How every write of the app is done: the row locked, the version compared, the whole checked, the change recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from luoshi.desk.accounts.permissions import Action, may
from luoshi.desk.audit.services import record, snapshot
from luoshi.desk.ground.errors import Stale

if TYPE_CHECKING:
    from collections.abc import Mapping

    from luoshi.desk.accounts.models import Person, Post, Unit

__all__ = ["add", "change", "must", "must_say_why", "told", "unit_of"]


def must(actor: Person | None, action: Action, unit: Unit | None) -> None:
    """The system (no actor) may; a person only where the grant reaches. A root can only be made by the system."""
    if actor is None:
        return
    if unit is None or not may(actor, action, unit):
        raise PermissionDenied


def must_say_why(actor: Person | None, reason: str) -> None:
    """A person gives a reason for what others will ask about."""
    if actor is not None and not reason.strip():
        raise ValidationError({"reason": _("Say why.")})


def add(actor: Person | None, obj: Unit | Person | Post, action: str, *, unit: Unit | None, reason: str = "") -> None:
    """Check a new object as a whole, store it, record what it is."""
    obj.full_clean()
    obj.save(force_insert=True)
    record(actor=actor, action=action, obj=obj, unit=unit, after=told(obj), reason=reason)


def change(
    actor: Person | None,
    obj: Unit | Person | Post,
    action: str,
    values: Mapping[str, Any],
    *,
    unit: Unit | None,
    reason: str = "",
    version: int | None = None,
    counted: bool = False,
) -> None:
    """Set some fields of the stored row and nothing else. ``counted``: forms that were opened before are stale now."""
    kind: Any = obj.__class__  # request.user is lazy: its type() is not its class
    stored = kind._default_manager.select_for_update().get(pk=obj.pk)
    if version is not None and stored.version != version:
        raise Stale(stored)
    before = told(stored)
    new = {**values, "version": stored.version + 1} if counted else dict(values)
    for name, value in new.items():
        setattr(stored, name, value)
    stored.full_clean()
    stored.save(update_fields=list(new))
    for name, value in new.items():
        setattr(obj, name, value)
    record(actor=actor, action=action, obj=stored, unit=unit, before=before, after=told(stored), reason=reason)


def told(obj: Unit | Person | Post) -> dict[str, Any]:
    """What the log keeps of an object; its version says nothing that the log does not say better."""
    return snapshot(obj, exclude=("version",))


def unit_of(person: Person) -> Unit | None:
    """The unit under which what concerns a person stands in the log: that of the running post, or of the last."""
    post = person.posts.select_related("unit").order_by("until", "-since").first()
    return post.unit if post else None
