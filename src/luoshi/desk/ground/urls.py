"""Addresses of the app."""

from __future__ import annotations

from django.urls import path

from luoshi.desk.ground import pages

__all__ = ["app_name", "urlpatterns"]

app_name = "ground"
urlpatterns = [
    path("health/", pages.health, name="health"),
    path("language/", pages.language, name="language"),
    path("favicon.ico", pages.favicon, name="favicon"),
    path("robots.txt", pages.robots, name="robots"),
]
