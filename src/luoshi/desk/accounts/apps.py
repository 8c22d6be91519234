"""The app's name for Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

__all__ = ["AccountsConfig"]


class AccountsConfig(AppConfig):
    """Where Django finds the app."""

    name = "luoshi.desk.accounts"
    label = "accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        """Listen to sign-ins from the start: a session that is not on the list is refused."""
        from luoshi.desk.accounts import sessions  # noqa: F401
