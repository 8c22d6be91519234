"""Reads of units, persons, posts and sign-ins: each begins with what the person may see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from django_otp.plugins.otp_totp.models import TOTPDevice

from luoshi.desk.accounts.models import Lineage, Person, Post, RecoveryCode, SignIn, Tries, Unit
from luoshi.desk.accounts.permissions import Action, Reach, reach
from luoshi.desk.accounts.roles import Role
from luoshi.desk.accounts.scope import within

if TYPE_CHECKING:
    from datetime import datetime

    from django.contrib.auth.models import AnonymousUser

__all__ = [
    "ancestors",
    "code_taken",
    "codes_left",
    "descendants",
    "granters",
    "has_factor",
    "holding",
    "locked_until",
    "open_sign_ins",
    "people_explained_to",
    "people_visible_to",
    "people_within",
    "posts_at",
    "posts_of",
    "posts_visible_to",
    "root",
    "sign_ins_visible_to",
    "unit_tree",
    "units_above",
    "units_for_people",
    "units_managed_by",
    "units_visible_to",
    "units_within",
    "username_taken",
    "what_holds",
    "with_posts",
]


def units_visible_to(person: Person | AnonymousUser) -> QuerySet[Unit]:
    """The units whose names and places in the tree the person may read."""
    return units_within(reach(person, Action.UNIT_READ))


def units_within(reached: Reach) -> QuerySet[Unit]:
    """The units of a reach, whatever the action."""
    if reached.everywhere:
        return Unit.objects.all()
    below = Lineage.objects.filter(ancestor_id__in=reached.below).values("unit_id")
    return Unit.objects.filter(Q(pk__in=reached.own) | Q(pk__in=below))


def units_managed_by(person: Person | AnonymousUser) -> QuerySet[Unit]:
    """The units that the person may rename, move and give offices to."""
    return units_within(reach(person, Action.UNIT_MANAGE))


def people_visible_to(person: Person | AnonymousUser) -> QuerySet[Person]:
    """Whoever holds or held a post in the units reached, and the person themselves."""
    return people_within(person, reach(person, Action.PERSON_READ))


def people_within(person: Person | AnonymousUser, reached: Reach) -> QuerySet[Person]:
    """The people of a reach. One who never had a post shows only where the reach is everywhere."""
    if reached.everywhere:
        return Person.objects.all()
    posts = Post.objects.filter(within("unit", reached)).values("person_id")
    return Person.objects.filter(Q(pk__in=posts) | Q(pk=person.pk))


def with_posts(people: QuerySet[Person]) -> QuerySet[Person]:
    """Each person with their first current post beside them (``role``, ``unit_name``, ``unit_id``) and how many."""
    day = timezone.localdate()
    current = Q(posts__since__lte=day) & (Q(posts__until__isnull=True) | Q(posts__until__gte=day))
    first = Post.objects.filter(
        Q(until__isnull=True) | Q(until__gte=day), person=OuterRef("pk"), since__lte=day
    ).order_by("id")
    return people.annotate(
        role=Subquery(first.values("role")[:1]),
        unit_id=Subquery(first.values("unit_id")[:1]),
        unit_name=Subquery(first.values("unit__name")[:1]),
        post_count=Count("posts", filter=current, distinct=True),
    )


def posts_of(person: Person) -> QuerySet[Post]:
    """All posts a person holds or held, the running ones first."""
    return person.posts.select_related("unit").order_by("until", "-since", "id")


def _running() -> Q:
    day = timezone.localdate()
    return Q(since__lte=day) & (Q(until__isnull=True) | Q(until__gte=day))


def posts_visible_to(viewer: Person | AnonymousUser) -> QuerySet[Post]:
    """One's own posts, and those at the units where the person may read people; the running ones first."""
    seen = Q(person_id=viewer.pk) | within("unit", reach(viewer, Action.PERSON_READ))
    reached = reach(viewer, Action.PERSON_READ)
    found = Post.objects.all() if reached.everywhere else Post.objects.filter(seen)
    return found.select_related("unit", "person").order_by("until", "-since", "id")


def posts_at(viewer: Person | AnonymousUser, unit: Unit) -> QuerySet[Post]:
    """Who holds a post at a unit now, as far as the person may know."""
    return posts_visible_to(viewer).filter(_running(), unit=unit).order_by("role", "person__name", "id")


def holding(people: QuerySet[Person], role: str) -> QuerySet[Person]:
    """Those who hold the role somewhere now."""
    return people.filter(pk__in=Post.objects.filter(_running(), role=role).values("person_id"))


def units_above(viewer: Person | AnonymousUser, unit: Unit) -> QuerySet[Unit]:
    """The way down to a unit, as far as the person may read it."""
    return ancestors(unit).filter(pk__in=units_visible_to(viewer).values("pk"))


def units_for_people(viewer: Person | AnonymousUser) -> QuerySet[Unit]:
    """The units at which the person may give posts."""
    return units_within(reach(viewer, Action.PERSON_MANAGE)).filter(is_active=True)


def people_explained_to(viewer: Person | AnonymousUser) -> QuerySet[Person]:
    """About whose permissions the person may ask: their own, and those in reach."""
    return people_within(viewer, reach(viewer, Action.PERMISSION_EXPLAIN))


def granters(unit: Unit) -> QuerySet[Post]:
    """The administrators who may give a post at a unit, the nearest first."""
    found = Post.objects.filter(
        _running(), role=Role.ADMINISTRATOR, unit__descendant_rows__unit=unit, person__is_active=True
    )
    return found.select_related("person", "unit").order_by("unit__descendant_rows__distance", "id")


def ancestors(unit: Unit) -> QuerySet[Unit]:
    """From the root down to the unit that stands above this one."""
    return Unit.objects.filter(descendant_rows__unit=unit, descendant_rows__distance__gt=0).order_by(
        "-descendant_rows__distance"
    )


def descendants(unit: Unit) -> QuerySet[Unit]:
    """Everything below the unit, itself left out."""
    return Unit.objects.filter(ancestor_rows__ancestor=unit, ancestor_rows__distance__gt=0)


def root() -> Unit | None:
    """The ministry: the unit of its level that has no parent."""
    return Unit.objects.filter(level="ministry", parent__isnull=True).order_by("id").first()


def unit_tree(person: Person | AnonymousUser, parent: Unit | None) -> QuerySet[Unit]:
    """The units directly below one (or the roots of what is visible), each with the number of its own children."""
    visible = units_visible_to(person)
    found = visible.filter(parent=parent) if parent else visible.exclude(parent__in=visible.values("pk"))
    return found.annotate(child_count=Count("children")).order_by("code")


def open_sign_ins(person: Person) -> QuerySet[SignIn]:
    """The sessions of a person that were not ended, the latest first."""
    return SignIn.objects.filter(person=person, ended_at__isnull=True).order_by("-seen_at", "-id")


def sign_ins_visible_to(person: Person | AnonymousUser) -> QuerySet[SignIn]:
    """The sign-ins that a security officer watches over: of everybody with a post in the units reached."""
    reached = reach(person, Action.SESSION_MANAGE)
    if not reached:
        return SignIn.objects.none()
    people = people_within(person, reached).values("pk")
    return SignIn.objects.filter(person__in=people).select_related("person").order_by("-at", "-id")


def what_holds(unit: Unit) -> list[str]:
    """Why a unit cannot be deactivated: units below it, posts at it, matters that it orders or carries out."""
    matters = unit.parties.exclude(matter__state__in=_OVER).values("matter").distinct().count()
    counts = (
        (descendants(unit).filter(is_active=True).count(), _("Move or deactivate the units below it first.")),
        (unit.posts.filter(_not_over()).count(), _("End the posts at this unit first.")),
        (matters, _("Close or withdraw the matters of this unit first, or give them to another one.")),
    )
    return [f"{said} ({count})" for count, said in counts if count]


_OVER = ("closed", "withdrawn")


def _not_over() -> Q:
    return Q(until__isnull=True) | Q(until__gte=timezone.localdate())


def username_taken(username: str) -> bool:
    """Whether somebody signs in by this name, wherever they are: the one thing that must be told beyond a reach."""
    return Person.objects.filter(username__iexact=username).exists()


def code_taken(code: str) -> bool:
    """Whether a unit has this code."""
    return Unit.objects.filter(code__iexact=code).exists()


def has_factor(person: Person) -> bool:
    """Whether the person confirmed a device."""
    return bool(TOTPDevice.objects.filter(user_id=person.pk, confirmed=True).exists())


def codes_left(person: Person) -> int:
    """How many recovery codes the person has not used yet."""
    return RecoveryCode.objects.filter(person_id=person.pk, used_at__isnull=True).count()


def locked_until(person: Person, kind: str) -> datetime | None:
    """Until when the person must wait after too many wrong tries."""
    return Tries.objects.filter(person_id=person.pk, kind=kind).values_list("locked_until", flat=True).first()
