"""Writes to the tree of units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from luoshi.desk.accounts import selectors
from luoshi.desk.accounts.lineage import add_to_lineage, move_in_lineage
from luoshi.desk.accounts.models import Level, Unit
from luoshi.desk.accounts.permissions import Action
from luoshi.desk.accounts.services.saving import change, must, must_say_why, told
from luoshi.desk.audit.services import record

if TYPE_CHECKING:
    from luoshi.desk.accounts.models import Person

__all__ = ["add_unit", "deactivate_unit", "move_unit", "reactivate_unit", "rename_unit"]


@transaction.atomic
def add_unit(
    *,
    actor: Person | None,
    code: str,
    name: str,
    level: str,
    parent: Unit | None,
    division: str = "",
    name_en: str = "",
    synthetic: bool = False,
) -> Unit:
    """A new unit below another one."""
    must(actor, Action.UNIT_MANAGE, parent)
    if parent is None and level != Level.MINISTRY:
        raise ValidationError({"parent": _("Only a ministry stands at the root.")})
    _must_be_active(parent)
    unit = Unit(
        code=code,
        name=name,
        level=level,
        parent=parent,
        division=division or (parent.division if parent else ""),
        name_en=name_en,
        synthetic=synthetic,
    )
    unit.full_clean()
    unit.save()
    add_to_lineage(unit)
    record(actor=actor, action="unit.added", obj=unit, unit=unit, after=told(unit))
    return unit


def _must_be_active(parent: Unit | None) -> None:
    if parent is not None and not parent.is_active:
        raise ValidationError({"parent": _("The unit above is not active: reactivate it first.")})


@transaction.atomic
def rename_unit(
    *, actor: Person | None, unit: Unit, name: str, name_en: str = "", reason: str = "", version: int | None = None
) -> Unit:
    """Give a unit another name."""
    must(actor, Action.UNIT_MANAGE, unit)
    must_say_why(actor, reason)
    values = {"name": name, "name_en": name_en}
    change(actor, unit, "unit.renamed", values, unit=unit, reason=reason, version=version, counted=True)
    return unit


@transaction.atomic
def move_unit(*, actor: Person | None, unit: Unit, parent: Unit, reason: str = "", version: int | None = None) -> Unit:
    """Put a unit, with everything below it, under another one. The root is locked: two moves make no circle."""
    must(actor, Action.UNIT_MANAGE, unit)
    must(actor, Action.UNIT_MANAGE, parent)
    must_say_why(actor, reason)
    list(Unit.objects.select_for_update().filter(parent__isnull=True).values_list("pk"))
    if unit.parent_id is None:
        raise ValidationError(_("The root cannot be moved."))
    if unit.pk == parent.pk or selectors.descendants(unit).filter(pk=parent.pk).exists():
        raise ValidationError({"parent": _("A unit cannot stand below itself.")})
    _must_be_active(parent)
    change(actor, unit, "unit.moved", {"parent": parent}, unit=unit, reason=reason, version=version, counted=True)
    move_in_lineage(unit, parent)
    return unit


@transaction.atomic
def deactivate_unit(*, actor: Person | None, unit: Unit, reason: str = "", version: int | None = None) -> Unit:
    """A unit that is no more, once nobody and nothing depends on it; its history stays."""
    must(actor, Action.UNIT_MANAGE, unit)
    must_say_why(actor, reason)
    Unit.objects.select_for_update().get(pk=unit.pk)
    holds = selectors.what_holds(unit)
    if holds:
        raise ValidationError(holds)
    values = {"is_active": False}
    change(actor, unit, "unit.deactivated", values, unit=unit, reason=reason, version=version, counted=True)
    return unit


@transaction.atomic
def reactivate_unit(*, actor: Person | None, unit: Unit, reason: str = "", version: int | None = None) -> Unit:
    """Take a deactivation back."""
    must(actor, Action.UNIT_MANAGE, unit)
    must_say_why(actor, reason)
    _must_be_active(unit.parent)
    values = {"is_active": True}
    change(actor, unit, "unit.reactivated", values, unit=unit, reason=reason, version=version, counted=True)
    return unit
