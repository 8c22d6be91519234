"""Writes to persons: who they are, whether they may sign in, their passwords."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from luoshi.desk.accounts.models import Person, Unit
from luoshi.desk.accounts.permissions import Action, may
from luoshi.desk.accounts.services.posts import give_post
from luoshi.desk.accounts.services.saving import add, change, must_say_why, unit_of
from luoshi.desk.accounts.services.signins import end_all_sign_ins

__all__ = [
    "add_person",
    "add_person_with_post",
    "change_own_password",
    "deactivate_person",
    "generated_password",
    "may_manage",
    "reactivate_person",
    "rename_person",
    "reset_password",
    "set_language",
]

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def generated_password() -> str:
    """A first password: seventy-nine random bits, without letters that look alike."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))


@transaction.atomic
def add_person(
    *,
    actor: Person | None,
    username: str,
    name: str,
    password: str,
    language: str = "zh-hans",
    must_change_password: bool = True,
    unit: Unit | None = None,
) -> Person:
    """Somebody new, without a post; ``unit`` is the one whose administrator adds them."""
    if actor is not None and not may(actor, Action.PERSON_MANAGE, unit):
        raise PermissionDenied
    person = Person(username=username, name=name, language=language, must_change_password=must_change_password)
    validate_password(password, person)
    person.set_password(password)
    add(actor, person, "person.added", unit=unit)
    return person


@transaction.atomic
def add_person_with_post(
    *,
    actor: Person | None,
    username: str,
    name: str,
    password: str,
    unit: Unit,
    role: str,
    title: str = "",
    language: str = "zh-hans",
) -> Person:
    """Somebody new and their first post, both or neither."""
    person = add_person(actor=actor, username=username, name=name, password=password, language=language, unit=unit)
    give_post(actor=actor, person=person, unit=unit, role=role, title=title)
    return person


def may_manage(actor: Person, person: Person, action: Action = Action.PERSON_MANAGE) -> bool:
    """Every unit where the person holds a post must be within the actor's reach, and nobody manages themselves."""
    if actor.pk == person.pk or not may(actor, action):
        return False
    held = person.posts.all()
    running = held.filter(Q(until__isnull=True) | Q(until__gte=timezone.localdate()))
    units = set((running if running.exists() else held).values_list("unit_id", flat=True))
    return all(may(actor, action, unit_id) for unit_id in units)


def _edited(
    actor: Person | None, person: Person, action: str, values: dict[str, Any], *, reason: str, version: int | None
) -> Person:
    _must_manage(actor, person)
    must_say_why(actor, reason)
    change(actor, person, action, values, unit=unit_of(person), reason=reason, version=version, counted=True)
    return person


def _must_manage(actor: Person | None, person: Person) -> None:
    if actor is not None and not may_manage(actor, person):
        raise PermissionDenied


@transaction.atomic
def rename_person(
    *, actor: Person | None, person: Person, name: str, reason: str = "", version: int | None = None
) -> Person:
    """Another name; the user name stays what it was, for the log names people by it."""
    return _edited(actor, person, "person.renamed", {"name": name}, reason=reason, version=version)


@transaction.atomic
def deactivate_person(*, actor: Person | None, person: Person, reason: str = "", version: int | None = None) -> Person:
    """Somebody who left: they cannot sign in, their sessions end; what they did stays theirs."""
    _edited(actor, person, "person.deactivated", {"is_active": False}, reason=reason, version=version)
    end_all_sign_ins(person)
    return person


@transaction.atomic
def reactivate_person(*, actor: Person | None, person: Person, reason: str = "", version: int | None = None) -> Person:
    """Somebody who came back."""
    return _edited(actor, person, "person.reactivated", {"is_active": True}, reason=reason, version=version)


@transaction.atomic
def reset_password(*, actor: Person | None, person: Person, password: str, reason: str = "") -> Person:
    """A password for the next sign-in only: it must be changed at once, and every session ends."""
    _must_manage(actor, person)
    validate_password(password, person)
    values = {"password": make_password(password), "must_change_password": True}
    change(actor, person, "password.reset", values, unit=unit_of(person), reason=reason)
    end_all_sign_ins(person)
    return person


@transaction.atomic
def change_own_password(*, person: Person, password: str, keep: str = "") -> Person:
    """One's own new password; every other session ends (``keep``: the hash of the session that stays)."""
    validate_password(password, person)
    values = {"password": make_password(password), "must_change_password": False}
    change(person, person, "password.changed", values, unit=unit_of(person))
    end_all_sign_ins(person, but=keep)
    return person


@transaction.atomic
def set_language(*, person: Person, language: str) -> Person:
    """The language in which the desk speaks to a person."""
    change(person, person, "person.language", {"language": language}, unit=unit_of(person))
    return person
