"""Addresses of the app."""

from __future__ import annotations

from django.urls import path

from luoshi.desk.ledger import pages, step_pages

__all__ = ["app_name", "urlpatterns"]

app_name = "ledger"
urlpatterns = [
    path("", pages.matters, name="matters"),
    path("many/", step_pages.many, name="many"),
    path("units/", pages.units, name="units"),
    path("<int:pk>/", pages.matter, name="matter"),
    path("<int:pk>/terms/", step_pages.amend, name="amend"),
    path("<int:pk>/steps/<slug:kind>/", step_pages.step, name="step"),
]
