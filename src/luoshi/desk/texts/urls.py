"""Addresses of the app."""

from __future__ import annotations

from django.urls import path

from luoshi.desk.texts import leaf_pages, pages, record_pages
from luoshi.desk.texts.editions import pages as editions
from luoshi.desk.texts.editions import series_pages
from luoshi.desk.texts.terms import pages as terms

__all__ = ["app_name", "urlpatterns"]

app_name = "texts"
urlpatterns = [
    path("", pages.documents, name="documents"),
    path("add/", pages.upload, name="upload"),
    path("batches/<slug:batch>/", pages.batch, name="batch"),
    path("compare/", editions.compare, name="compare"),
    path("compare/ask/", editions.ask, name="compare-ask"),
    path("terms/", terms.terms, name="terms"),
    path("series/", series_pages.series, name="series"),
    path("series/save/", series_pages.save, name="series-save"),
    path("series/<int:pk>/remove/", series_pages.remove, name="series-remove"),
    path("leaves/<int:pk>/reopen/", leaf_pages.reopen, name="reopen"),
    path("<int:pk>/", pages.document, name="document"),
    path("<int:pk>/original", pages.original, name="original"),
    path("<int:pk>/reading.json", pages.reading_json, name="reading-json"),
    path("<int:pk>/span/<int:start>-<int:end>/", pages.span, name="span"),
    path("<int:pk>/records/<int:number>/", record_pages.correct, name="correct"),
    path("<int:pk>/records/<int:number>/restore/", record_pages.restore, name="restore"),
    path("<int:pk>/confirm/", leaf_pages.confirm, name="confirm"),
]
