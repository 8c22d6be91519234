"""Pages that say what went wrong, the health page, the choice of language, and what robots may read."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from luoshi.desk.accounts.gates import FACTOR, PASSWORD, SET_UP, allowed_before, public
from luoshi.desk.ground.context import request_id
from luoshi.desk.ground.errors import Refused, Stale
from luoshi.desk.ground.middleware import is_passing

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "bad_request",
    "broken",
    "conflict",
    "csrf_failed",
    "favicon",
    "forbidden",
    "health",
    "language",
    "not_found",
    "robots",
    "unavailable",
]


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """400: the request itself is malformed."""
    return _fault(request, 400, _("The request cannot be read"), _("Go back and try again from the page itself."))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """403: visible, but not for this person to do."""
    what = _("You may not do this")
    return _fault(request, 403, what, _("None of your posts allows it. Ask the administrator of your unit."))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """404: not there, or not visible to this person; the page does not say which."""
    remedy = _("It does not exist, or it is not open to you. Check the address, or start from the home page.")
    return _fault(request, 404, _("Page not found"), remedy)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """403: the form does not belong to this session."""
    remedy = _("Nothing was changed. Open the page again and send the form once more; cookies must be allowed.")
    return _fault(request, 403, _("The form is too old or came from elsewhere"), remedy)


def conflict(request: HttpRequest, fault: Stale | Refused) -> HttpResponse:
    """409: somebody was faster, or the step is not possible now."""
    if isinstance(fault, Refused):
        return _fault(request, 409, fault.what, fault.remedy)
    remedy = _("Nothing of yours was saved. Open the page again, look at what changed, then decide.")
    return _fault(request, 409, _("Somebody changed this while you were working on it"), remedy)


def broken(request: HttpRequest) -> HttpResponse:
    """500: our mistake; or 503 where trying again may help. Never asks the database."""
    if is_passing(sys.exc_info()[1]):
        return unavailable(request)
    remedy = _("Nothing was saved half. Tell the administrator this number; it leads to the cause in the log.")
    return _plain(request, 500, _("Something went wrong here"), remedy)


def unavailable(request: HttpRequest) -> HttpResponse:
    """503: the database is busy or the disk is full."""
    remedy = _("Nothing was lost and nothing was saved half. Go back and try again in a minute.")
    response = _plain(request, 503, _("The system is busy or its storage is full"), remedy)
    response["Retry-After"] = "30"
    return response


def _fault(request: HttpRequest, status: int, title: str, remedy: str) -> HttpResponse:
    told = {"title": title, "remedy": remedy, "status": status, "request_id": request_id()}
    try:
        return render(request, "ground/fault.html", told, status=status)
    except Exception:  # noqa: BLE001 - a page about a fault must not fail for the same cause
        return _plain(request, status, title, remedy)


def _plain(request: HttpRequest, status: int, title: str, remedy: str) -> HttpResponse:
    """A page that needs nothing but its template."""
    told = {"title": title, "remedy": remedy, "status": status, "request_id": request_id()}
    told["html_lang"] = "en" if translation.get_language() == "en" else "zh-Hans"
    told["again"] = request.get_full_path() if request.method == "GET" else ""
    return HttpResponse(render_to_string("ground/plain.html", told), status=status)


@public
@require_GET
def health(request: HttpRequest) -> HttpResponse:
    """Whether the desk works, for a monitor (JSON) and for a person (``Accept: text/html``); 503 where it does not."""
    from luoshi.desk.ground.selectors import state_of_health

    found = state_of_health()
    status = 200 if found["status"] == "ok" else 503
    if "text/html" not in request.headers.get("Accept", ""):
        return JsonResponse(found, status=status)
    if not found["database"]:
        return unavailable(request)
    return render(
        request, "ground/health.html", {"title": _("State of the system"), "rows": _told(found)}, status=status
    )


def _told(found: Mapping[str, object]) -> list[tuple[str, object]]:
    yes, no = _("Works"), _("Does not work")
    return [
        (_("Database"), yes if found["database"] else no),
        (_("Jobs are taken up"), yes if found["worker"] else no),
        (_("Jobs waiting"), found["waiting"]),
        (_("Version"), found["version"]),
    ]


@public
@allowed_before(FACTOR, PASSWORD, SET_UP)
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Keep the chosen language in a cookie and go back; only to an address of this server."""
    wished, onward = request.POST.get("language", ""), request.POST.get("next", "")
    allowed = {request.get_host()}
    if not url_has_allowed_host_and_scheme(onward, allowed, require_https=request.is_secure()):
        onward = "/"
    response = HttpResponseRedirect(onward)
    if wished in dict(settings.LANGUAGES):
        year = 365 * 24 * 3600
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, wished, year, httponly=True, samesite="Lax", secure=request.is_secure()
        )
    return response


@public
@require_GET
def favicon(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Browsers ask for it whatever the page says."""
    return HttpResponseRedirect(static("design/icon.svg"))


@public
@require_GET
def robots(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Nothing here is for search engines."""
    return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain")
