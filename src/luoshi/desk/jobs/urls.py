"""Addresses of the app."""

from __future__ import annotations

from django.urls import path

from luoshi.desk.jobs import pages

__all__ = ["app_name", "urlpatterns"]

app_name = "jobs"
urlpatterns = [
    path("", pages.jobs, name="list"),
    path("<int:pk>/", pages.job, name="job"),
    path("<int:pk>/part/", pages.part, name="part"),
    path("<int:pk>/cancel/", pages.cancel, name="cancel"),
    path("<int:pk>/retry/", pages.retry, name="retry"),
]
