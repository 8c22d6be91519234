"""Tokens for programs. Only the hash is stored; the token itself is shown once."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

__all__ = ["Token"]


class Token(models.Model):
    """A key that acts for a person within a scope (``documents:read matters:write``) until a day."""

    person = models.ForeignKey("accounts.Person", models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=100)
    hash = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-id"]
