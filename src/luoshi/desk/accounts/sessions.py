"""Sessions that a person can see and end. The key itself is never stored, only its hash."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.utils import timezone

from luoshi.desk.accounts.addresses import client_address
from luoshi.desk.accounts.gates import FACTOR, PASSWORD, SET_UP
from luoshi.desk.accounts.models import Person, SignIn
from luoshi.desk.accounts.permissions import current_posts
from luoshi.desk.accounts.selectors import has_factor

if TYPE_CHECKING:
    from django.http import HttpRequest

__all__ = ["ended", "factor_gone", "follow", "hashed", "needs_factor", "owed", "running", "started", "step_owed"]

_ASK = "luoshi_ask_factor"
_SEEN_EVERY = timedelta(minutes=1)


def hashed(session_key: str | None) -> str:
    """What is stored of a session key."""
    return hashlib.sha256((session_key or "").encode()).hexdigest()


def needs_factor(person: Person) -> bool:
    """Whether a post of the person asks for a second factor, or a lost one is to be renewed."""
    wanted = settings.SECOND_FACTOR_ROLES
    if person.must_set_up_factor:
        return True
    return bool(wanted) and any(post.role in wanted for post in current_posts(person))


def started(sender: Any, request: HttpRequest, user: Person, **kwargs: Any) -> None:
    """Note a sign-in, under the new key that Django has just given the session."""
    del sender, kwargs
    if not request.session.session_key:
        request.session.create()
    request.session[_ASK] = has_factor(user)
    SignIn.objects.update_or_create(
        session_hash=hashed(request.session.session_key),
        defaults={
            "person": user,
            "browser": request.META.get("HTTP_USER_AGENT", "")[:200],
            "address": client_address(request),
            "ended_at": None,
        },
    )


user_logged_in.connect(started, dispatch_uid="luoshi.accounts.started")


def running(request: HttpRequest) -> bool:
    """Whether the session of the request is on the list and was not ended; notes that it was seen."""
    row = SignIn.objects.filter(
        session_hash=hashed(request.session.session_key), person_id=request.user.pk or 0
    ).first()
    if row is None or row.ended_at is not None:
        return False
    if timezone.now() - row.seen_at > _SEEN_EVERY:
        SignIn.objects.filter(pk=row.pk).update(seen_at=timezone.now())
    return True


def follow(old_key: str | None, new_key: str | None) -> None:
    """The key of a session was changed: the row of the list goes with it."""
    SignIn.objects.filter(session_hash=hashed(old_key)).update(session_hash=hashed(new_key))


def step_owed(request: HttpRequest) -> str | None:
    """What stands between this session and the desk, if anything."""
    person = request.user
    if not isinstance(person, Person):  # a lazy object is an instance of what it stands for
        return None
    verified = getattr(person, "otp_device", None) is not None
    if not verified and request.session.get(_ASK):
        return FACTOR
    if person.must_change_password:
        return PASSWORD
    if not verified and needs_factor(person):
        return FACTOR if has_factor(person) else SET_UP
    return None


def owed(request: HttpRequest) -> str | None:
    """The same, as it was when the request came: a page is shown under what was owed then."""
    if not hasattr(request, "_step_owed"):
        request._step_owed = step_owed(request)  # type: ignore[attr-defined]
    found: str | None = request._step_owed  # type: ignore[attr-defined]
    return found


def factor_gone(request: HttpRequest) -> None:
    """The person switched the second factor off in this session: it does not ask for one any more."""
    request.session[_ASK] = False


def ended(key: str | None) -> None:
    """The person signed out of the session with this key."""
    SignIn.objects.filter(session_hash=hashed(key), ended_at__isnull=True).update(ended_at=timezone.now())
