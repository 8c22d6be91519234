"""Django started for a command, with the settings that the command names."""

from __future__ import annotations

import os

from luoshi.core.errors import UsageError

__all__ = ["SETTINGS", "start"]

SETTINGS = ("demo", "production")


def start(settings: str | None) -> str:
    """Set Django up. ``None`` keeps ``DJANGO_SETTINGS_MODULE`` where it is set, else means the demonstration's."""
    name = os.environ.get("DJANGO_SETTINGS_MODULE", "") if settings is None else f"luoshi.desk.settings.{settings}"
    os.environ["DJANGO_SETTINGS_MODULE"] = name or "luoshi.desk.settings.demo"
    if settings is not None and settings not in SETTINGS:
        raise UsageError("unknown settings", where=settings, remedy="use demo or production")
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise UsageError(str(error), where="settings") from error
    return os.environ["DJANGO_SETTINGS_MODULE"]
