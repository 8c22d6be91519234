"""Wrong passwords and lock-outs go into the audit log: who was meant, from where, never what was typed.

A name that nobody has is written as "unknown": it may well be a password that somebody typed into the wrong field.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from axes.handlers.proxy import AxesProxyHandler
from django.contrib.auth import authenticate
from django.db import transaction

from luoshi.desk.accounts.addresses import client_address
from luoshi.desk.accounts.models import Person
from luoshi.desk.accounts.services.saving import unit_of
from luoshi.desk.audit.services import record

if TYPE_CHECKING:
    from django.http import HttpRequest

__all__ = ["person_of"]


def person_of(request: HttpRequest, username: str, password: str) -> Person | None:
    """Whose name and password these are. While a lock holds nothing is looked at, so nothing is noted either."""
    said = {"username": username, "password": password}
    looked_at = AxesProxyHandler.is_allowed(request, said)
    person = authenticate(request, **said)
    if person is None and looked_at:
        _note(request, username, locked=bool(getattr(request, "axes_locked_out", False)))
    return person


@transaction.atomic
def _note(request: HttpRequest, username: str, *, locked: bool) -> None:
    person = Person.objects.filter(username=username).first()
    told = {"username": person.username if person else "unknown", "address": client_address(request)}
    unit = unit_of(person) if person else None
    for action in ("sign-in.failed", "sign-in.locked") if locked else ("sign-in.failed",):
        record(actor=None, action=action, obj=person or Person(pk=0), unit=unit, after=told)
