"""Who calls: a program with a token, or a signed-in person whose browser also sends the CSRF token."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext as _
from ninja.errors import HttpError
from ninja.security import HttpBearer
from ninja.security.apikey import APIKeyCookie
from ninja.utils import check_csrf

from luoshi.desk.accounts import sessions
from luoshi.desk.api.selectors import token_in_force
from luoshi.desk.api.services import note_use

if TYPE_CHECKING:
    from django.http import HttpRequest

    from luoshi.desk.accounts.models import Person
    from luoshi.desk.api.scopes import Scope

__all__ = ["Bearer", "Session", "caller", "person_of"]


class Bearer(HttpBearer):
    """``Authorization: Bearer luoshi_…`` with a token that holds the scope (``None``: any token)."""

    def __init__(self, scope: Scope | None) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """The person for whom the token acts; from here on they are ``request.user``."""
        found = token_in_force(token)
        if found is None:
            return None
        if self.scope is not None and self.scope not in found.scopes:
            raise HttpError(403, _("The token does not hold the scope %(scope)s.") % {"scope": self.scope.value})
        request.user = found.person
        note_use(found)
        return found.person


class Session(APIKeyCookie):
    """The session of a browser. A request that names a token is never taken for the session's."""

    param_name = settings.SESSION_COOKIE_NAME

    def _get_key(self, request: HttpRequest) -> str | None:
        return request.COOKIES.get(self.param_name)

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        """The signed-in person who owes no step of the sign-in, if no other site made them send this."""
        if key is None or "Authorization" in request.headers or not request.user.is_authenticated:
            return None
        if not sessions.running(request) or sessions.step_owed(request) is not None:
            return None
        if check_csrf(request) is not None:
            raise HttpError(403, _("The CSRF token is missing or wrong."))
        return request.user


def caller(scope: Scope | None) -> list[Any]:
    """What an operation says in ``auth=``: a token with this scope, or the session."""
    return [Bearer(scope), Session()]


def person_of(request: HttpRequest) -> Person:
    """The person who calls; an operation only runs when there is one."""
    return request.user  # type: ignore[return-value]
