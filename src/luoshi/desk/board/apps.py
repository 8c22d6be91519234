"""The app's name for Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

__all__ = ["BoardConfig"]


class BoardConfig(AppConfig):
    """Where Django finds the app."""

    name = "luoshi.desk.board"
    label = "board"
    verbose_name = _("Board")
