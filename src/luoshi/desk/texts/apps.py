"""The app's name for Django."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

__all__ = ["TextsConfig"]


class TextsConfig(AppConfig):
    """Where Django finds the app."""

    name = "luoshi.desk.texts"
    label = "texts"
    verbose_name = _("Documents")

    def ready(self) -> None:
        """What is deleted leaves the index of search."""
        from django.db.models.signals import pre_delete

        pre_delete.connect(_forget, sender="texts.Document", dispatch_uid="search")


def _forget(instance: Any, **_signal: Any) -> None:
    from luoshi.desk.texts.search.indexing import forget

    forget(instance)
