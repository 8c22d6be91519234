"""Every write to units, persons and posts: allowed, checked, recorded, in one transaction."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django_otp.plugins.otp_totp.models import TOTPDevice

from luoshi.desk.accounts import selectors
from luoshi.desk.accounts.lineage import add_to_lineage, move_in_lineage
from luoshi.desk.accounts.models import Level, Person, Post, SignIn, Unit
from luoshi.desk.accounts.permissions import Action, may
from luoshi.desk.accounts.roles import APART, Role
from luoshi.desk.audit.services import record, snapshot

if TYPE_CHECKING:
    from datetime import date

__all__ = [
    "add_person",
    "add_person_with_post",
    "add_unit",
    "change_own_password",
    "confirm_device",
    "deactivate_person",
    "deactivate_unit",
    "end_all_sign_ins",
    "end_other_sign_ins",
    "end_post",
    "end_sign_in",
    "give_post",
    "may_manage",
    "move_unit",
    "reactivate_person",
    "reactivate_unit",
    "rename_unit",
    "reset_password",
    "set_language",
    "waiting_device",
]


def _must(actor: Person | None, action: Action, unit: Unit | None) -> None:
    """The system (no actor) may; a person only where the grant reaches. A root can only be made by the system."""
    if actor is None:
        return
    if unit is None or not may(actor, action, unit):
        raise PermissionDenied


def _save(actor: Person | None, obj: Unit | Person | Post, action: str, *, unit: Unit | None, reason: str = "") -> None:
    """Check an object as a whole, store it, record what it was and what it is."""
    kind = obj.__class__  # request.user is lazy: its type() is not its class
    stored = kind._default_manager.filter(pk=obj.pk).first() if obj.pk else None
    obj.full_clean()
    obj.save()
    before = snapshot(stored) if stored is not None else None
    record(actor=actor, action=action, obj=obj, unit=unit, before=before, after=snapshot(obj), reason=reason)


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
    _must(actor, Action.UNIT_MANAGE, parent)
    if parent is None and level != Level.MINISTRY:
        raise ValidationError({"parent": _("Only a ministry stands at the root.")})
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
    record(actor=actor, action="unit.added", obj=unit, unit=unit, after=snapshot(unit))
    return unit


@transaction.atomic
def rename_unit(*, actor: Person | None, unit: Unit, name: str, name_en: str = "", reason: str = "") -> Unit:
    """Give a unit another name."""
    _must(actor, Action.UNIT_MANAGE, unit)
    unit.name, unit.name_en = name, name_en
    _save(actor, unit, "unit.renamed", unit=unit, reason=reason)
    return unit


@transaction.atomic
def move_unit(*, actor: Person | None, unit: Unit, parent: Unit, reason: str = "") -> Unit:
    """Put a unit, with everything below it, under another one."""
    _must(actor, Action.UNIT_MANAGE, unit)
    _must(actor, Action.UNIT_MANAGE, parent)
    if unit.parent_id is None:
        raise ValidationError(_("The root cannot be moved."))
    if unit.pk == parent.pk or selectors.descendants(unit).filter(pk=parent.pk).exists():
        raise ValidationError({"parent": _("A unit cannot stand below itself.")})
    unit.parent = parent
    _save(actor, unit, "unit.moved", unit=unit, reason=reason)
    move_in_lineage(unit, parent)
    return unit


def _set_unit_active(actor: Person | None, unit: Unit, active: bool, reason: str) -> Unit:
    _must(actor, Action.UNIT_MANAGE, unit)
    unit.is_active = active
    _save(actor, unit, "unit.reactivated" if active else "unit.deactivated", unit=unit, reason=reason)
    return unit


@transaction.atomic
def deactivate_unit(*, actor: Person | None, unit: Unit, reason: str = "") -> Unit:
    """A unit that is no more: its posts give nothing from now on; its history stays."""
    if selectors.descendants(unit).filter(is_active=True).exists():
        raise ValidationError(_("Move or deactivate the units below it first."))
    return _set_unit_active(actor, unit, False, reason)


@transaction.atomic
def reactivate_unit(*, actor: Person | None, unit: Unit, reason: str = "") -> Unit:
    """Take a deactivation back."""
    return _set_unit_active(actor, unit, True, reason)


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
    _save(actor, person, "person.added", unit=unit)
    return person


@transaction.atomic
def add_person_with_post(
    *, actor: Person | None, username: str, name: str, password: str, unit: Unit, role: str, title: str = ""
) -> Person:
    """Somebody new and their first post, both or neither."""
    person = add_person(actor=actor, username=username, name=name, password=password, unit=unit)
    give_post(actor=actor, person=person, unit=unit, role=role, title=title)
    return person


def may_manage(actor: Person, person: Person) -> bool:
    """Every unit where the person holds a post must be the actor's to manage, and nobody manages themselves."""
    if actor.pk == person.pk or not may(actor, Action.PERSON_MANAGE):
        return False
    held = person.posts.all()
    running = held.filter(Q(until__isnull=True) | Q(until__gte=timezone.localdate()))
    units = set((running if running.exists() else held).values_list("unit_id", flat=True))
    return all(may(actor, Action.PERSON_MANAGE, unit_id) for unit_id in units)


def _must_manage(actor: Person | None, person: Person) -> None:
    if actor is not None and not may_manage(actor, person):
        raise PermissionDenied


def _forget_posts(person: Person) -> None:
    person.__dict__.pop("_held_posts", None)


def _keep_apart(person: Person, role: str, since: date, until: date | None) -> None:
    """Auditor, security officer and administrator hold nothing beside it (三员分离). A trigger refuses it too."""
    same_time = person.posts.exclude(role=role).filter(Q(until__isnull=True) | Q(until__gte=since))
    if until is not None:
        same_time = same_time.filter(since__lte=until)
    if role not in APART:
        same_time = same_time.filter(role__in=APART)
    other = same_time.first()
    if other is not None:
        said = _("%(first)s and %(second)s must be different people: end the other post first.")
        raise ValidationError({"role": said % {"first": Role(role).label, "second": Role(other.role).label}})


@transaction.atomic
def give_post(
    *,
    actor: Person | None,
    person: Person,
    unit: Unit,
    role: str,
    title: str = "",
    since: date | None = None,
    until: date | None = None,
) -> Post:
    """A person takes a role at a unit. Nobody gives themselves one."""
    _must(actor, Action.PERSON_MANAGE, unit)
    if actor is not None and actor.pk == person.pk:
        raise PermissionDenied
    person = Person.objects.select_for_update().get(pk=person.pk) if actor is not None else person
    if role not in Role.values:
        raise ValidationError({"role": _("There is no such role.")})
    first_day = since or timezone.localdate()
    _keep_apart(person, role, first_day, until)
    post = Post(person=person, unit=unit, role=role, title=title, since=first_day, until=until)
    _save(actor, post, "post.given", unit=unit)
    _forget_posts(person)
    return post


@transaction.atomic
def end_post(*, actor: Person | None, post: Post, until: date | None = None, reason: str = "") -> Post:
    """The last day of a post: yesterday unless said, so that it ends at once."""
    _must(actor, Action.PERSON_MANAGE, post.unit)
    if actor is not None and actor.pk == post.person_id:
        raise PermissionDenied
    if until is None:
        until = timezone.localdate() - timedelta(days=1)
    if until < post.since:
        return _strike(actor, post, reason)
    post.until = until
    _save(actor, post, "post.ended", unit=post.unit, reason=reason)
    return post


def _strike(actor: Person | None, post: Post, reason: str) -> Post:
    """A post that ends before it began never was: the row goes, the log keeps it."""
    record(actor=actor, action="post.struck", obj=post, unit=post.unit, before=snapshot(post), reason=reason)
    Post.objects.filter(pk=post.pk).delete()
    return post


def _person_unit(person: Person) -> Unit | None:
    post = person.posts.select_related("unit").order_by("until", "-since").first()
    return post.unit if post else None


def end_all_sign_ins(person: Person, *, but: str = "") -> int:
    """End the sessions of a person, except the one with this hash."""
    running = SignIn.objects.filter(person=person, ended_at__isnull=True).exclude(session_hash=but)
    return running.update(ended_at=timezone.now())


@transaction.atomic
def end_other_sign_ins(*, person: Person, keep: str) -> int:
    """End every session of one's own except the one with this hash."""
    count = end_all_sign_ins(person, but=keep)
    record(actor=person, action="session.others-ended", obj=person, unit=_person_unit(person), after={"ended": count})
    return count


@transaction.atomic
def deactivate_person(*, actor: Person | None, person: Person, reason: str = "") -> Person:
    """Somebody who left: they cannot sign in, their sessions end; what they did stays theirs."""
    _must_manage(actor, person)
    person.is_active = False
    _save(actor, person, "person.deactivated", unit=_person_unit(person), reason=reason)
    end_all_sign_ins(person)
    return person


@transaction.atomic
def reactivate_person(*, actor: Person | None, person: Person, reason: str = "") -> Person:
    """Somebody who came back."""
    _must_manage(actor, person)
    person.is_active = True
    _save(actor, person, "person.reactivated", unit=_person_unit(person), reason=reason)
    return person


@transaction.atomic
def reset_password(*, actor: Person | None, person: Person, password: str, reason: str = "") -> Person:
    """A password for the next sign-in only: it must be changed at once, and every session ends."""
    _must_manage(actor, person)
    validate_password(password, person)
    person.set_password(password)
    person.must_change_password = True
    _save(actor, person, "password.reset", unit=_person_unit(person), reason=reason)
    end_all_sign_ins(person)
    return person


@transaction.atomic
def change_own_password(*, person: Person, password: str, keep: str = "") -> Person:
    """One's own new password; every other session ends (``keep``: the hash of the session that stays)."""
    validate_password(password, person)
    person.set_password(password)
    person.must_change_password = False
    _save(person, person, "password.changed", unit=_person_unit(person))
    end_all_sign_ins(person, but=keep)
    return person


@transaction.atomic
def set_language(*, person: Person, language: str) -> Person:
    """The language in which the desk speaks to a person."""
    person.language = language
    _save(person, person, "person.language", unit=_person_unit(person))
    return person


@transaction.atomic
def end_sign_in(*, actor: Person, sign_in: SignIn) -> SignIn:
    """End a session: one's own, or as security officer that of somebody in reach."""
    if sign_in.person_id != actor.pk and not selectors.sign_ins_visible_to(actor).filter(pk=sign_in.pk).exists():
        raise PermissionDenied
    before: dict[str, Any] = snapshot(sign_in, exclude=("session_hash",))
    sign_in.ended_at = timezone.now()
    sign_in.save(update_fields=["ended_at"])
    after = snapshot(sign_in, exclude=("session_hash",))
    unit = _person_unit(sign_in.person)
    record(actor=actor, action="session.ended", obj=sign_in, unit=unit, before=before, after=after)
    return sign_in


@transaction.atomic
def waiting_device(*, person: Person) -> TOTPDevice:
    """The key that a person is setting up: the same one until it is confirmed."""
    device, _made = TOTPDevice.objects.get_or_create(user_id=person.pk, confirmed=False, defaults={"name": "totp"})
    return device


@transaction.atomic
def confirm_device(*, person: Person, device: TOTPDevice, code: str) -> bool:
    """Whether the first code is right; then the device counts from now on."""
    if not device.verify_token(code):
        return False
    device.confirmed = True
    device.save()
    record(actor=person, action="factor.confirmed", obj=person, unit=_person_unit(person))
    return True
