"""What a token may be good for. A token never gives more than its person may do; a scope only takes away."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

__all__ = ["Scope"]


class Scope(models.TextChoices):
    """One part of the API."""

    DOCUMENTS_READ = "documents:read", _("Read documents and records")
    DOCUMENTS_WRITE = "documents:write", _("Add documents")
    RECORDS_WRITE = "records:write", _("Correct records")
    DRAFTS_READ = "drafts:read", _("Read drafts and prove texts")
    DRAFTS_WRITE = "drafts:write", _("Write drafts")
    MATTERS_READ = "matters:read", _("Read matters")
    MATTERS_WRITE = "matters:write", _("Open and change matters")
