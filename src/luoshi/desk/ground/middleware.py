"""What happens to every request before and after its page."""

from __future__ import annotations

import errno
import logging
import time
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import DatabaseError
from django.utils import translation
from django.utils.cache import patch_vary_headers

from luoshi.desk.ground.context import new_request_id, within
from luoshi.desk.ground.errors import Refused, Stale

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    _Handler = Callable[[HttpRequest], HttpResponse]

__all__ = ["POLICY", "faults", "is_passing", "language", "request_context", "security_headers"]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_AWAY = (
    *("locked", "disk is full", "database or disk", "readonly", "unable to open", "could not extend", "no space"),
    *("lock timeout", "deadlock", "could not obtain lock", "connection", "too many clients"),
)
_LOG = logging.getLogger("luoshi.request")


def request_context(get_response: _Handler) -> _Handler:
    """Give each request an id, answer with it, and write one line about it when it is over.

    The policies of the browser are set here, outside of everything that answers: a refused host is told under them.
    """

    def handle(request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        with within(new_request_id(), request) as identity:
            response = get_response(request)
            response["X-Request-ID"] = identity
            for name, value in _HEADERS.items():
                response.headers.setdefault(name, value)
            match = request.resolver_match
            told = {
                "method": request.method,
                "route": (match.view_name or match.route) if match else "",
                "status": response.status_code,
                "ms": round((time.perf_counter() - began) * 1000, 1),
            }
            _LOG.info("request", extra=told)
            return response

    return handle


def security_headers(get_response: _Handler) -> _Handler:
    """A signed-in page is never kept by a cache, and htmx never gets another's page."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        patch_vary_headers(response, ["HX-Request"])
        if settings.SESSION_COOKIE_NAME in {**request.COOKIES, **response.cookies}:
            response["Cache-Control"] = "no-store"
        return response

    return handle


def language(get_response: _Handler) -> _Handler:
    """The language of the cookie, then of the person, then Chinese. A browser's own wish does not count:

    office machines are set up in all languages, and a page must not change when one moves to another desk.
    """
    known = {code for code, _ in settings.LANGUAGES}

    def handle(request: HttpRequest) -> HttpResponse:
        wished = (request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME), getattr(request.user, "language", None))
        chosen = next((code for code in wished if code in known), settings.LANGUAGE_CODE)
        with translation.override(chosen):
            request.LANGUAGE_CODE = chosen
            response = get_response(request)
            response.headers.setdefault("Content-Language", chosen)
            return response

    return handle


def faults(get_response: _Handler) -> _Handler:
    """A database that is locked or a full disk is told as such, with 503: nothing was written, try again.

    What fails outside of a page (in the session, say) comes to ``pages.broken``, which asks the same question.
    """
    from luoshi.desk.ground.pages import conflict, unavailable

    def handle(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(request: HttpRequest, fault: Exception) -> HttpResponse | None:
        if isinstance(fault, Stale | Refused):
            return conflict(request, fault)
        if not is_passing(fault):
            return None
        _LOG.error("unavailable", exc_info=fault)
        return unavailable(request)

    handle.process_exception = process_exception  # type: ignore[attr-defined]
    return handle


def is_passing(fault: BaseException | None) -> bool:
    """Whether trying again later may help."""
    if isinstance(fault, OSError) and fault.errno in {errno.ENOSPC, errno.EDQUOT}:
        return True
    return isinstance(fault, DatabaseError) and any(word in str(fault).lower() for word in _AWAY)
