"""The app's name for Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

__all__ = ["DesignConfig"]


class DesignConfig(AppConfig):
    """Where Django finds the app."""

    name = "luoshi.desk.design"
    label = "design"
    verbose_name = _("Design system")
