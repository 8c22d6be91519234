"""Headers, request ids, language, health and faults, as a browser meets them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import OperationalError
from django.test import RequestFactory

from luoshi.desk.ground import middleware, pages

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.test import Client

pytestmark = pytest.mark.django_db


def test_the_health_page_answers_a_monitor_with_strict_headers_and_an_id_of_our_own(client: Client) -> None:
    response = client.get("/health/", headers={"X-Request-ID": "planted"})
    assert (response.status_code, response.json()["status"]) == (200, "ok")
    assert response["Content-Security-Policy"].startswith("default-src 'none'")
    assert "unsafe-eval" not in response["Content-Security-Policy"]
    assert len(response["X-Request-ID"]) == 16
    assert "HX-Request" in response["Vary"]


@pytest.mark.parametrize("onward", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_the_language_form_leads_to_no_other_server(client: Client, onward: str) -> None:
    response = client.post("/language/", {"language": "en", "next": onward})
    assert (response.status_code, response["Location"]) == (302, "/")
    assert response.cookies["luoshi_language"].value == "en"


def test_a_locked_database_is_told_as_passing_and_any_other_fault_is_not() -> None:
    def nothing(_request: HttpRequest) -> HttpResponse:
        raise AssertionError

    handle = middleware.faults(nothing)
    told = handle.process_exception(RequestFactory().get("/"), OperationalError("database is locked"))  # type: ignore[attr-defined]
    assert (told.status_code, told["Retry-After"]) == (503, "30")
    assert middleware.is_passing(OSError(28, "No space left on device"))
    assert not middleware.is_passing(ValueError("locked"))


def test_a_fault_page_stands_without_database_or_session() -> None:
    response = pages.not_found(RequestFactory().get("/nothing/"))
    assert response.status_code == 404
    assert b"<h1" in response.content
