"""The log of changes: appended, chained by hash, never updated (a trigger of the database refuses)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

__all__ = ["Change"]


class Change(models.Model):
    """One write: who, when, in which request, why; the object before and after as JSON.

    ``hash`` covers every other field and ``previous`` (the hash of the row before), so that a row that was
    changed or removed behind the application is found by ``luoshi check``.
    """

    at = models.DateTimeField(db_index=True)
    actor = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")  # null: the system
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, null=True, related_name="+")  # whose thing was changed
    request_id = models.CharField(max_length=32, blank=True)
    action = models.CharField(max_length=40)  # e.g. "matter.opened"
    object_type = models.CharField(max_length=40)  # e.g. "ledger.matter"
    object_id = models.CharField(max_length=40)
    reason = models.TextField(blank=True)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    previous = models.CharField(max_length=64, unique=True)  # unique: the chain cannot fork
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["object_type", "object_id", "id"])]
