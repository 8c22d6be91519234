"""The API as a whole: rooms mounted on one root, and every refusal in one form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.core.exceptions import ValidationError as Invalid
from django.http import Http404
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from luoshi.desk.api.units import router as units
from luoshi.desk.ground.context import request_id
from luoshi.desk.ground.errors import Refused, Stale
from luoshi.desk.ledger.api import router as matters
from luoshi.desk.texts.api import router as documents
from luoshi.desk.texts.drafts.api import router as drafts
from luoshi.desk.texts.editions.api import router as editions
from luoshi.desk.texts.search.api import router as search
from luoshi.desk.texts.terms.api import router as terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db import models
    from django.http import HttpRequest, HttpResponse

__all__ = ["api", "operations"]

api = NinjaAPI(
    title="Luoshi", version="1", urls_namespace="api", docs_url=None, openapi_url="/openapi.json", docs_decorator=None
)
for _room in (documents, editions, terms, drafts, matters, units, search):
    api.add_router("", _room)


def _problem(request: HttpRequest, status: int, what: str, remedy: str, **more: Any) -> HttpResponse:
    told = {"what": what, "remedy": remedy, "request_id": request_id(), **more}
    return api.create_response(request, told, status=status)


@api.exception_handler(Http404)
def _missing(request: HttpRequest, _fault: Exception) -> HttpResponse:
    return _problem(request, 404, _("There is no such thing."), _("Check the address."))


@api.exception_handler(PermissionDenied)
def _denied(request: HttpRequest, _fault: Exception) -> HttpResponse:
    return _problem(request, 403, _("You may not do this."), _("Ask a person who holds a post that may."))


@api.exception_handler(AuthenticationError)
def _unknown(request: HttpRequest, _fault: Exception) -> HttpResponse:
    return _problem(request, 401, _("Nobody is signed in."), _("Send a token that is in force, or sign in."))


@api.exception_handler(HttpError)
def _refused_by_ground(request: HttpRequest, fault: HttpError) -> HttpResponse:
    if fault.status_code == 400:
        return _problem(request, 400, _("The body is not JSON."), _("Send a JSON object in UTF-8."))
    return _problem(request, fault.status_code, str(fault), _("Correct the request and send it again."))


@api.exception_handler(ValidationError)
def _not_understood(request: HttpRequest, fault: ValidationError) -> HttpResponse:
    faults = [{"where": ".".join(str(part) for part in e["loc"]), "what": str(e["msg"])} for e in fault.errors]
    what, remedy = _("The request was not understood."), _("Correct the fields that are named.")
    return _problem(request, 422, what, remedy, faults=faults)


@api.exception_handler(Invalid)
def _invalid(request: HttpRequest, fault: Invalid) -> HttpResponse:
    named = fault.message_dict if hasattr(fault, "error_dict") else {"": fault.messages}
    faults = [{"where": where, "what": what} for where, whats in named.items() for what in whats]
    what, remedy = _("The request was not understood."), _("Correct the fields that are named.")
    return _problem(request, 422, what, remedy, faults=faults)


@api.exception_handler(Refused)
def _refused(request: HttpRequest, fault: Refused) -> HttpResponse:
    return _problem(request, 422, str(fault.what), str(fault.remedy))


@api.exception_handler(Stale)
def _stale(request: HttpRequest, fault: Stale) -> HttpResponse:
    remedy = _("Read it again, and repeat the change if it is still needed.")
    return _problem(request, 409, _("Somebody else changed it meanwhile."), remedy, current=_version(fault.current))


@api.exception_handler(RequestDataTooBig)
def _too_big(request: HttpRequest, _fault: Exception) -> HttpResponse:
    return _problem(request, 413, _("The request is too big."), _("Send fewer or smaller files."))


def _version(current: models.Model | Any) -> Any:
    return {"version": current.version} if hasattr(current, "version") else None


def operations() -> Sequence[dict[str, str]]:
    """Every operation: method, path, what it does; in the order of the rooms."""
    paths = api.get_openapi_schema()["paths"]
    return [
        {"method": method.upper(), "path": path, "text": told.get("description") or told["summary"]}
        for path, methods in paths.items()
        for method, told in methods.items()
    ]
