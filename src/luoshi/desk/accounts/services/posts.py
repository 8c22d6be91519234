"""Writes to posts: who takes a role at a unit, and when it ends."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from luoshi.desk.accounts.models import Person, Post, Unit
from luoshi.desk.accounts.permissions import Action
from luoshi.desk.accounts.roles import APART, Role
from luoshi.desk.accounts.services.saving import add, change, must
from luoshi.desk.audit.services import record, snapshot

if TYPE_CHECKING:
    from datetime import date

__all__ = ["end_post", "give_post"]


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
    must(actor, Action.PERSON_MANAGE, unit)
    if actor is not None and actor.pk == person.pk:
        raise PermissionDenied
    Person.objects.select_for_update().get(pk=person.pk)
    if not Unit.objects.select_for_update().get(pk=unit.pk).is_active:
        raise ValidationError({"unit": _("This unit is not active.")})
    if role not in Role.values:
        raise ValidationError({"role": _("There is no such role.")})
    first_day = since or timezone.localdate()
    _keep_apart(person, role, first_day, until)
    post = Post(person=person, unit=unit, role=role, title=title, since=first_day, until=until)
    add(actor, post, "post.given", unit=unit)
    _forget_posts(person)
    return post


@transaction.atomic
def end_post(*, actor: Person | None, post: Post, until: date | None = None, reason: str = "") -> Post:
    """The last day of a post: yesterday unless said, so that it ends at once."""
    must(actor, Action.PERSON_MANAGE, post.unit)
    if actor is not None and actor.pk == post.person_id:
        raise PermissionDenied
    if until is None:
        until = timezone.localdate() - timedelta(days=1)
    if until < post.since:
        return _strike(actor, post, reason)
    change(actor, post, "post.ended", {"until": until}, unit=post.unit, reason=reason)
    return post


def _strike(actor: Person | None, post: Post, reason: str) -> Post:
    """A post that ends before it began never was: the row goes, the log keeps it."""
    record(actor=actor, action="post.struck", obj=post, unit=post.unit, before=snapshot(post), reason=reason)
    Post.objects.filter(pk=post.pk).delete()
    return post
