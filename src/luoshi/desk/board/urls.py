"""Addresses of the app."""

from __future__ import annotations

from django.urls import path

from luoshi.desk.board import pages, search_pages

__all__ = ["app_name", "urlpatterns"]

app_name = "board"
urlpatterns = [path("", pages.home, name="home"), path("search/", search_pages.search, name="search")]
