"""Addresses of drafts: they stand beside documents, not under them."""

from __future__ import annotations

from django.urls import path

from luoshi.desk.texts.drafts import edit_pages, pages

__all__ = ["app_name", "urlpatterns"]

app_name = "drafts"
urlpatterns = [
    path("", pages.drafts, name="list"),
    path("new/", pages.new, name="new"),
    path("<int:pk>/", edit_pages.draft, name="draft"),
    path("<int:pk>/proof/", edit_pages.proof, name="proof"),
    path("<int:pk>/file/", edit_pages.file, name="file"),
    path("<int:pk>/restore/", edit_pages.restore, name="restore"),
    path("<int:pk>/findings/", pages.findings, name="findings"),
]
