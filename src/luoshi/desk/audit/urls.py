"""Addresses of the app."""

from __future__ import annotations

from django.urls import path

from luoshi.desk.audit import pages

__all__ = ["app_name", "urlpatterns"]

app_name = "audit"
urlpatterns = [
    path("", pages.changes, name="changes"),
    path("as-of/", pages.as_of, name="as-of"),
    path("<int:pk>/", pages.change, name="change"),
]
