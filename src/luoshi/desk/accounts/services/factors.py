"""Writes of the second factor: devices, recovery codes, and the count of wrong tries that locks both.

Nobody verifies a code elsewhere: here the row of tries and the device are locked while it is looked at, so that
neither guessing in parallel nor sending one code twice gets anybody further.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from luoshi.desk.accounts import selectors
from luoshi.desk.accounts.models import RecoveryCode, Tries
from luoshi.desk.accounts.permissions import Action
from luoshi.desk.accounts.services.people import may_manage
from luoshi.desk.accounts.services.saving import change, must_say_why, unit_of
from luoshi.desk.accounts.services.signins import end_all_sign_ins
from luoshi.desk.audit.services import record

if TYPE_CHECKING:
    from collections.abc import Callable

    from luoshi.desk.accounts.models import Person

__all__ = [
    "CODES",
    "LOCKED_FOR",
    "TRIES",
    "Proof",
    "confirm_device",
    "make_codes",
    "prove_code",
    "prove_password",
    "reset_factor",
    "switch_factor_off",
    "waiting_device",
]

CODES = 10
"""How many recovery codes are made at once."""

TRIES = 5
LOCKED_FOR = timedelta(minutes=15)
"""After so many wrong tries in a row, for so long; each further five in a row double the time, up to 64 times."""

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


class Proof(StrEnum):
    """What came of a try."""

    RIGHT = "right"
    WRONG = "wrong"
    LOCKED = "locked"


def _normal(code: str) -> str:
    return "".join(letter for letter in code.lower() if letter.isalnum())


def _hash(person: Person, code: str) -> str:
    return hashlib.sha256(f"{person.pk}:{_normal(code)}".encode()).hexdigest()


@transaction.atomic
def waiting_device(*, person: Person) -> TOTPDevice:
    """The key that a person is setting up: the same one until it is confirmed."""
    device, _made = TOTPDevice.objects.get_or_create(user_id=person.pk, confirmed=False, defaults={"name": "totp"})
    return device


@transaction.atomic
def confirm_device(*, person: Person, device: TOTPDevice, code: str, keep: str = "") -> list[str]:
    """The recovery codes if the first code is right, else none. From now on the device counts; other sessions end."""
    device = TOTPDevice.objects.select_for_update().get(pk=device.pk, user_id=person.pk)
    if selectors.has_factor(person) or not device.verify_token(code):
        return []
    device.confirmed = True
    device.save()
    change(person, person, "factor.confirmed", {"must_set_up_factor": False}, unit=unit_of(person))
    end_all_sign_ins(person, but=keep)
    return make_codes(person=person)


@transaction.atomic
def make_codes(*, person: Person) -> list[str]:
    """Ten new recovery codes in place of those there were. Only their hashes are kept."""
    RecoveryCode.objects.filter(person_id=person.pk).delete()
    letters = ["".join(secrets.choice(_LETTERS) for _ in range(16)) for _ in range(CODES)]
    made = ["-".join(code[start : start + 4] for start in range(0, 16, 4)) for code in letters]
    RecoveryCode.objects.bulk_create(RecoveryCode(person_id=person.pk, code_hash=_hash(person, code)) for code in made)
    record(actor=person, action="factor.codes-made", obj=person, unit=unit_of(person), after={"codes": CODES})
    return made


@transaction.atomic
def prove_code(*, person: Person, code: str) -> Proof:
    """Whether a code of the device, not used before, or an unused recovery code was given."""
    return _tried(person, "code", lambda: _device_code(person, code) or _recovery_code(person, code))


@transaction.atomic
def prove_password(*, person: Person, password: str) -> Proof:
    """Whether somebody who is signed in knows the password too."""
    return _tried(person, "password", lambda: person.check_password(password))


def _tried(person: Person, kind: str, right: Callable[[], bool]) -> Proof:
    row, _made = Tries.objects.select_for_update().get_or_create(person_id=person.pk, kind=kind)
    now = timezone.now()
    if row.locked_until is not None and row.locked_until > now:
        return Proof.LOCKED
    found = right()
    row.wrong, row.locked_until = (0 if found else row.wrong + 1), None
    locks = not found and row.wrong % TRIES == 0
    if locks:
        row.locked_until = now + LOCKED_FOR * 2 ** min(row.wrong // TRIES - 1, 6)
    row.save()
    if found:
        return Proof.RIGHT
    said: dict[str, Any] = {"wrong": row.wrong}
    record(actor=person, action=f"{kind}.wrong", obj=person, unit=unit_of(person), after=said)
    if locks:
        said |= {"locked_until": row.locked_until}
        record(actor=person, action=f"{kind}.locked", obj=person, unit=unit_of(person), after=said)
    return Proof.LOCKED if locks else Proof.WRONG


def _device_code(person: Person, code: str) -> bool:
    if not (code.isascii() and code.isdecimal()):
        return False
    devices = TOTPDevice.objects.select_for_update().filter(user_id=person.pk, confirmed=True)
    return any(device.verify_token(code) for device in devices)


def _recovery_code(person: Person, code: str) -> bool:
    unused = RecoveryCode.objects.filter(person_id=person.pk, code_hash=_hash(person, code), used_at__isnull=True)
    if not unused.update(used_at=timezone.now()):
        return False
    left = RecoveryCode.objects.filter(person_id=person.pk, used_at__isnull=True).count()
    record(actor=person, action="factor.code-used", obj=person, unit=unit_of(person), after={"left": left})
    return True


def _take_off(person: Person) -> None:
    TOTPDevice.objects.filter(user_id=person.pk).delete()
    RecoveryCode.objects.filter(person_id=person.pk).delete()
    Tries.objects.filter(person_id=person.pk, kind="code").delete()


@transaction.atomic
def switch_factor_off(*, person: Person, keep: str = "") -> None:
    """One's own second factor goes, with its recovery codes; other sessions end."""
    _take_off(person)
    end_all_sign_ins(person, but=keep)
    record(actor=person, action="factor.switched-off", obj=person, unit=unit_of(person))


@transaction.atomic
def reset_factor(*, actor: Person | None, person: Person, reason: str = "") -> None:
    """A device was lost: an officer takes the factor off; at the next sign-in a new one must be set up."""
    if actor is not None and not may_manage(actor, person, Action.FACTOR_RESET):
        raise PermissionDenied
    must_say_why(actor, reason)
    _take_off(person)
    change(actor, person, "factor.reset", {"must_set_up_factor": True}, unit=unit_of(person), reason=reason)
    end_all_sign_ins(person)
