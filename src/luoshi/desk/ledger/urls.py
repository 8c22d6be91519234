"""Addresses of the app."""

from __future__ import annotations

from typing import Any

__all__ = ["app_name", "urlpatterns"]

app_name = "ledger"
urlpatterns: list[Any] = []
