"""The app's name for Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

__all__ = ["TextsConfig"]


class TextsConfig(AppConfig):
    """Where Django finds the app."""

    name = "luoshi.desk.texts"
    label = "texts"
    verbose_name = _("Documents")
