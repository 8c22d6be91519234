"""Every read of drafts. All of them begin with ``visible_to``: the person's own units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from luoshi.desk.accounts.permissions import Action, may, reach
from luoshi.desk.accounts.scope import within
from luoshi.desk.accounts.selectors import units_within
from luoshi.desk.texts.models import Draft

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from luoshi.desk.accounts.models import Person, Unit
    from luoshi.desk.texts.models import Dismissal, DraftVersion

    _Who = Person | AnonymousUser

__all__ = ["dismissals_of", "listed", "may_write", "units_writing", "versions_of", "visible_to"]

_VERSIONS = 30


def visible_to(person: _Who) -> QuerySet[Draft]:
    """The drafts of the units at which the person may read drafts."""
    reached = reach(person, Action.DRAFT_READ)
    return Draft.objects.filter(within("unit", reached)) if reached else Draft.objects.none()


def listed(person: _Who) -> QuerySet[Draft]:
    """Visible drafts with what a row of the list shows."""
    return visible_to(person).select_related("unit", "owner").defer("body", "value_table")


def may_write(person: _Who, draft: Draft) -> bool:
    """Whether the person may change this draft."""
    return may(person, Action.DRAFT_WRITE, draft.unit_id)


def units_writing(person: _Who) -> QuerySet[Unit]:
    """The units for which the person may write drafts."""
    return units_within(reach(person, Action.DRAFT_WRITE)).filter(is_active=True)


def versions_of(draft: Draft) -> list[DraftVersion]:
    """What a draft was before its last edits, the latest first."""
    return list(draft.versions.select_related("by").defer("body", "value_table")[:_VERSIONS])


def dismissals_of(draft: Draft) -> list[Dismissal]:
    """The findings that were set aside, with who and why."""
    return list(draft.dismissals.select_related("by"))
