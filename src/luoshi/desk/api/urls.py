"""Addresses of the app. The operations guard themselves (token or session), so the sign-in gate lets them pass."""

from __future__ import annotations

from typing import Any

from django.urls import path

from luoshi.desk.api import pages
from luoshi.desk.api.root import api

__all__ = ["app_name", "urlpatterns"]

app_name = "api"
_operations: list[Any] = api.urls[0]
for _pattern in _operations:
    _pattern.callback.public = True

urlpatterns: list[Any] = [
    path("_docs", pages.documentation, name="documentation"),
    path("tokens/", pages.tokens, name="tokens"),
    path("tokens/<int:pk>/revoke/", pages.revoke, name="revoke-token"),
    *_operations,
]
