"""The eleven roles, and the three that nobody may hold beside another one (三员分离)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

__all__ = ["APART", "Role"]


class Role(models.TextChoices):
    """What a person is at a unit. ``permissions`` says what follows from it."""

    LEADER = "leader", _("Leader")
    SUPERVISION = "supervision_officer", _("Supervision officer")
    PROGRAMME = "programme_lead", _("Programme lead")
    ANALYST = "analyst", _("Analyst")
    CLERK = "clerk", _("Clerk")
    FILLER = "enterprise_filler", _("Enterprise filler")
    APPROVER = "enterprise_approver", _("Enterprise approver")
    AUDITOR = "auditor", _("Auditor")
    STATISTICS = "statistics_officer", _("Statistics officer")
    SECURITY = "security_officer", _("Security officer")
    ADMINISTRATOR = "administrator", _("Administrator")


APART = frozenset({Role.AUDITOR, Role.SECURITY, Role.ADMINISTRATOR})
"""A person who holds one of these holds no other role at all: none of them can check their own work."""
