"""Matters and their events. ``state`` and the other columns repeat what the fold of the events says, for queries."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

__all__ = ["Counter", "Matter", "MatterEvent", "MatterState", "Party", "PartyRole"]


class MatterState(models.TextChoices):
    """Where a matter stands; the fold of its events (``luoshi.ledger``) computes it."""

    OPENED = "opened", _("Assigned")
    RECEIVED = "received", _("Received")
    RETURNED = "returned", _("Returned")
    REPORTED = "reported", _("Reported")
    CLOSED = "closed", _("Closed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Counter(models.Model):
    """The last number given to a matter in a year; its row is locked while numbers are taken."""

    year = models.PositiveSmallIntegerField(unique=True)
    last = models.PositiveIntegerField(default=0)


class Matter(models.Model):
    """One thing to be carried out, by exactly one lead unit. ``quote`` repeats the characters of its leaf."""

    number = models.CharField(max_length=20, unique=True)  # 2026-00001
    leaf = models.OneToOneField("texts.Leaf", models.PROTECT, null=True, related_name="matter")
    document = models.ForeignKey("texts.Document", models.PROTECT, null=True, related_name="matters")
    title = models.CharField(max_length=300)
    quote = models.TextField()
    programme = models.CharField(max_length=20, blank=True)
    ordered_by = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="ordered_matters")
    lead = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="led_matters")
    measure = models.CharField(max_length=300, blank=True)  # by what it will be seen as done
    due = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=MatterState.choices, default=MatterState.OPENED)
    evidence_at = models.DateTimeField(null=True, blank=True)  # of the last report
    version = models.PositiveIntegerField(default=1)
    synthetic = models.BooleanField(default=False)
    opened_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["state", "due"]),
            models.Index(fields=["lead", "state"]),
            models.Index(fields=["programme", "state"]),
            models.Index(fields=["ordered_by"]),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def held(self) -> str:
        """The matter at the version that a list shows: what the box of its row stands for."""
        return f"{self.pk}-{self.version}"


class PartyRole(models.TextChoices):
    """What a unit is to a matter."""

    ORDERING = "ordering", _("Ordered by")
    LEAD = "lead", _("Lead unit")
    ASSISTING = "assisting", _("Assisting unit")


class Party(models.Model):
    """A unit's part in a matter: the one table that the read gates of matters, and of their documents, look at."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="parties")
    document = models.ForeignKey("texts.Document", models.PROTECT, null=True, related_name="+")  # the matter's own
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="parties")
    role = models.CharField(max_length=10, choices=PartyRole.choices)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["matter", "unit", "role"], name="party_once"),
            models.UniqueConstraint(fields=["matter"], condition=models.Q(role="lead"), name="one_lead_a_matter"),
        ]
        indexes: ClassVar = [models.Index(fields=["unit", "matter"]), models.Index(fields=["unit", "document"])]


class MatterEvent(models.Model):
    """Who did what to a matter, when, for which unit and why. Appended, never changed."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="events")
    sequence = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    actor = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    payload = models.JSONField(default=dict)
    reason = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["matter_id", "sequence"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["matter", "sequence"], name="event_once")]
        indexes: ClassVar = [models.Index(fields=["kind", "at"])]
