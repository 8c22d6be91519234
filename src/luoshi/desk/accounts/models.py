"""Units, persons, posts, sign-ins. The tree of units is stored with its closure, so that one join answers "below"."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from luoshi.desk.accounts.agents import browser_name
from luoshi.desk.accounts.roles import Role

__all__ = ["Level", "Lineage", "Person", "PersonManager", "Post", "RecoveryCode", "SignIn", "Tries", "Unit"]


class Level(models.TextChoices):
    """What a unit is in the order of government."""

    MINISTRY = "ministry", _("Ministry")
    PROVINCE = "province", _("Province")
    CITY = "city", _("City")
    COUNTY = "county", _("County")
    PARK = "park", _("Park")
    ENTERPRISE = "enterprise", _("Enterprise")
    OFFICE = "office", _("Office")  # a bureau or division inside an authority


class Unit(models.Model):
    """An authority, an office in it, a park or an enterprise. ``code`` is the division code or the credit code."""

    code = models.CharField(max_length=32, unique=True)
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    level = models.CharField(max_length=12, choices=Level.choices)
    division = models.CharField(max_length=6, blank=True)  # division code of the place, GB/T 2260
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    synthetic = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["code"]

    def __str__(self) -> str:
        return self.name


class Lineage(models.Model):
    """One row for each unit and each of its ancestors, itself (distance 0) included."""

    ancestor = models.ForeignKey(Unit, models.CASCADE, related_name="descendant_rows")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="ancestor_rows")
    distance = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["ancestor", "unit"], name="lineage_once")]
        indexes: ClassVar = [models.Index(fields=["unit", "ancestor"])]


class PersonManager(BaseUserManager["Person"]):
    """Looks a person up by the name of sign-in."""

    def get_by_natural_key(self, username: str | None) -> Person:
        """The person of this name of sign-in."""
        return self.get(username=username)


class Person(AbstractBaseUser):
    """Somebody who signs in. What they may do comes from their posts, never from a flag here."""

    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=60)
    language = models.CharField(max_length=8, default="zh-hans")
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    must_set_up_factor = models.BooleanField(default=False)  # a lost second factor was taken off by an officer
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PersonManager()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """A person holds a role at a unit, from a day to a day. One person may hold several."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="posts")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts")
    role = models.CharField(max_length=24, choices=Role.choices)
    title = models.CharField(max_length=100, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)  # the last day

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "unit", "role", "since"], name="post_once"),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")), name="post_ends_after"
            ),
        ]


class SignIn(models.Model):
    """A session that a person can see and end. ``session_key`` is stored hashed."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="sign_ins")
    session_hash = models.CharField(max_length=64, unique=True)
    browser = models.CharField(max_length=200, blank=True)
    address = models.GenericIPAddressField(null=True)
    at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField(auto_now=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    @property
    def browser_name(self) -> str:
        """The browser in words that a person recognises."""
        return browser_name(self.browser)


class RecoveryCode(models.Model):
    """Stands in for a lost device once. The code has eighty random bits and is stored hashed only."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="recovery_codes")
    code_hash = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "code_hash"], name="recovery_code_once")]


class Tries(models.Model):
    """How often a person was wrong in a row about a code or about the own password, and until when they must wait."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="tries")
    kind = models.CharField(max_length=8)
    wrong = models.PositiveIntegerField(default=0)
    locked_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "kind"], name="tries_once")]
