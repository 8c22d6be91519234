"""The app's name for Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

__all__ = ["GroundConfig"]


class GroundConfig(AppConfig):
    """Where Django finds the app."""

    name = "luoshi.desk.ground"
    label = "ground"
    verbose_name = _("Ground")
