"""Addresses of the app."""

from __future__ import annotations

from django.urls import path

from luoshi.desk.design import pages

__all__ = ["app_name", "urlpatterns"]

app_name = "design"
urlpatterns = [path("", pages.components, name="components")]
