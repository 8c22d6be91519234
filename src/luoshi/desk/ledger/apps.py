"""The app's name for Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

__all__ = ["LedgerConfig"]


class LedgerConfig(AppConfig):
    """Where Django finds the app."""

    name = "luoshi.desk.ledger"
    label = "ledger"
    verbose_name = _("Matters")
