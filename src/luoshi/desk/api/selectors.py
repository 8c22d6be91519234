"""Every read of tokens: a person sees their own, and nobody sees a token itself."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.utils import timezone

from luoshi.desk.accounts.models import Person
from luoshi.desk.accounts.permissions import Action, may
from luoshi.desk.api.models import Token

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

__all__ = ["PREFIX", "fingerprint", "token_in_force", "visible_to"]

PREFIX = "luoshi_"
"""Begins every token, so that a scanner of leaked secrets can know one."""


def visible_to(person: Person | AnonymousUser) -> QuerySet[Token]:
    """The person's own tokens, as long as they may have tokens at all."""
    if not isinstance(person, Person) or not may(person, Action.TOKEN_MANAGE):
        return Token.objects.none()
    return Token.objects.filter(person=person)


def fingerprint(secret: str) -> str:
    """What is stored of a token: 256 random bits need no slow hash."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def token_in_force(secret: str) -> Token | None:
    """The token of this secret, unless it is over, revoked, or its person may have none any more."""
    if not secret.startswith(PREFIX):
        return None
    found = Token.objects.select_related("person").filter(hash=fingerprint(secret)).first()
    if found is None or found.revoked_at is not None or found.expires_at <= timezone.now():
        return None
    return found if may(found.person, Action.TOKEN_MANAGE) else None
