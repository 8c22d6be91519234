"""Django started for a command, with the settings that the command names."""

from __future__ import annotations

import gc
import os

from luoshi.core.errors import UsageError

__all__ = ["SETTINGS", "calm_collector", "start"]

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


def calm_collector() -> None:
    """What was loaded stays loaded: the collector of cycles need not walk through it in the middle of a page.

    A full collection over Django and the lexicons takes 30 to 60 ms, and would be the slowest part of one page in ten.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
