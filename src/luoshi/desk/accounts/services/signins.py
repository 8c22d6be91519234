"""Writes to sign-ins: sessions that their person, or a security officer, ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from luoshi.desk.accounts import selectors
from luoshi.desk.accounts.models import SignIn
from luoshi.desk.accounts.services.saving import unit_of
from luoshi.desk.audit.services import record, snapshot

if TYPE_CHECKING:
    from luoshi.desk.accounts.models import Person

__all__ = ["end_all_sign_ins", "end_other_sign_ins", "end_sign_in"]


def end_all_sign_ins(person: Person, *, but: str = "") -> int:
    """End the sessions of a person, except the one with this hash."""
    running = SignIn.objects.filter(person=person, ended_at__isnull=True).exclude(session_hash=but)
    return running.update(ended_at=timezone.now())


@transaction.atomic
def end_other_sign_ins(*, person: Person, keep: str) -> int:
    """End every session of one's own except the one with this hash."""
    count = end_all_sign_ins(person, but=keep)
    record(actor=person, action="session.others-ended", obj=person, unit=unit_of(person), after={"ended": count})
    return count


@transaction.atomic
def end_sign_in(*, actor: Person, sign_in: SignIn) -> SignIn:
    """End a session: one's own, or as security officer that of somebody in reach."""
    if sign_in.person_id != actor.pk and not selectors.sign_ins_visible_to(actor).filter(pk=sign_in.pk).exists():
        raise PermissionDenied
    before: dict[str, Any] = snapshot(sign_in, exclude=("session_hash",))
    sign_in.ended_at = timezone.now()
    sign_in.save(update_fields=["ended_at"])
    after = snapshot(sign_in, exclude=("session_hash",))
    unit = unit_of(sign_in.person)
    record(actor=actor, action="session.ended", obj=sign_in, unit=unit, before=before, after=after)
    return sign_in
