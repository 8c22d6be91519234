"""Default deny: a page that does not say that it is public needs a signed-in person whose session still runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth import logout
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from luoshi.desk.accounts import sessions
from luoshi.desk.accounts.gates import FACTOR, PASSWORD, SET_UP

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase

__all__ = ["SignedInOnly", "signed_in_only"]

_STEPS = {FACTOR: "accounts:second-factor", PASSWORD: "accounts:password", SET_UP: "accounts:second-factor-set-up"}


class SignedInOnly:
    """Stands before every page: public, or signed in with a running session and nothing owed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:  # noqa: D102
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Answer instead of the page where the person may not come to it yet."""
        del args, kwargs
        if getattr(view, "public", False):
            return None
        if not request.user.is_authenticated:
            return _away(request, _sign_in_address(request))
        if not sessions.running(request):
            logout(request)
            messages.info(request, _("Your session was ended. Please sign in again."))
            return _away(request, _sign_in_address(request))
        step = sessions.owed(request)
        if step is None or step in getattr(view, "allowed_before", ()):
            return None
        return _away(request, f"{reverse(_STEPS[step])}?{urlencode({'next': _wanted(request)})}")


def signed_in_only(get_response: Callable[[HttpRequest], HttpResponseBase]) -> SignedInOnly:
    """The middleware as the settings name it."""
    return SignedInOnly(get_response)


def _wanted(request: HttpRequest) -> str:
    """The page to come back to: the one shown, never the address of a part of it or of a write."""
    if getattr(request, "htmx", False):
        return getattr(request, "htmx").current_url_abs_path or "/"  # noqa: B009
    return request.get_full_path() if request.method in {"GET", "HEAD"} else "/"


def _sign_in_address(request: HttpRequest) -> str:
    return f"{reverse('accounts:sign-in')}?{urlencode({'next': _wanted(request)})}"


def _away(request: HttpRequest, address: str) -> HttpResponseBase:
    return HttpResponseClientRedirect(address) if getattr(request, "htmx", False) else redirect(address)
