"""The app's name for Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

__all__ = ["JobsConfig"]


class JobsConfig(AppConfig):
    """Where Django finds the app."""

    name = "luoshi.desk.jobs"
    label = "jobs"
    verbose_name = _("Jobs")
