"""Every address of the desk, app by app."""

from __future__ import annotations

from django.urls import include, path

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [
    path("", include("luoshi.desk.board.urls")),
    path("", include("luoshi.desk.ground.urls")),
    path("accounts/", include("luoshi.desk.accounts.urls")),
    path("audit/", include("luoshi.desk.audit.urls")),
    path("jobs/", include("luoshi.desk.jobs.urls")),
    path("design/", include("luoshi.desk.design.urls")),
    path("documents/", include("luoshi.desk.texts.urls")),
    path("drafts/", include("luoshi.desk.texts.drafts.urls")),
    path("matters/", include("luoshi.desk.ledger.urls")),
    path("api/", include("luoshi.desk.api.urls")),
]

handler400 = "luoshi.desk.ground.pages.bad_request"
handler403 = "luoshi.desk.ground.pages.forbidden"
handler404 = "luoshi.desk.ground.pages.not_found"
handler500 = "luoshi.desk.ground.pages.broken"
