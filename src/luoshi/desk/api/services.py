"""Every write of tokens: made, revoked, used. The log names the token, never its secret."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from luoshi.desk.accounts.permissions import Action, current_posts, may
from luoshi.desk.api.models import Token
from luoshi.desk.api.scopes import Scope
from luoshi.desk.api.selectors import PREFIX, fingerprint
from luoshi.desk.audit.services import record, snapshot

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from luoshi.desk.accounts.models import Person, Unit

__all__ = ["LONGEST", "create_token", "note_use", "revoke_token"]

LONGEST = timedelta(days=366)
"""No token lives longer than a year."""

_NOTED = timedelta(minutes=5)


def _home(person: Person) -> Unit | None:
    return next((post.unit for post in current_posts(person)), None)


def _check(person: Person, scopes: Sequence[str], expires_at: datetime) -> None:
    if not may(person, Action.TOKEN_MANAGE):
        raise PermissionDenied
    now = timezone.now()
    if not now < expires_at <= now + LONGEST:
        raise ValidationError({"expires_at": _("A token expires within a year from today.")})
    if not scopes or set(scopes) - set(Scope.values):
        raise ValidationError({"scopes": _("Choose at least one of the scopes.")})


@transaction.atomic
def create_token(*, person: Person, name: str, scopes: Sequence[str], expires_at: datetime) -> tuple[Token, str]:
    """A new token and its secret, which is nowhere kept."""
    _check(person, scopes, expires_at)
    secret = PREFIX + secrets.token_urlsafe(32)
    token = Token(person=person, name=name, hash=fingerprint(secret), scopes=sorted(set(scopes)), expires_at=expires_at)
    token.full_clean()
    token.save()
    after = snapshot(token, exclude=("hash",))
    record(actor=person, action="token.created", obj=token, unit=_home(person), after=after)
    return token, secret


@transaction.atomic
def revoke_token(*, person: Person, token: Token) -> Token:
    """The token is good for nothing from now on. To revoke it again changes nothing."""
    if token.person_id != person.pk or not may(person, Action.TOKEN_MANAGE):
        raise PermissionDenied
    held = Token.objects.select_for_update().get(pk=token.pk)
    if held.revoked_at is None:
        before = snapshot(held, exclude=("hash",))
        held.revoked_at = timezone.now()
        held.save(update_fields=["revoked_at"])
        after = snapshot(held, exclude=("hash",))
        record(actor=person, action="token.revoked", obj=held, unit=_home(person), before=before, after=after)
    return held


def note_use(token: Token) -> None:
    """Remember that the token is in use; at most every few minutes, so that reading stays reading."""
    now = timezone.now()
    if token.used_at is None or token.used_at < now - _NOTED:
        Token.objects.filter(pk=token.pk).update(used_at=now)
