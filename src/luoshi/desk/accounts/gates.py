"""How a page says who may open it: ``public`` for everybody, ``needs(Action)`` for those who may do a thing."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

from django.core.exceptions import PermissionDenied

from luoshi.desk.accounts.permissions import Action, may

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase

__all__ = ["FACTOR", "PASSWORD", "SET_UP", "allowed_before", "needs", "public"]

FACTOR = "factor"
PASSWORD = "password"  # noqa: S105
SET_UP = "set-up"
"""The steps between a right password and the desk: give the second factor, change the password, set a factor up."""

_View = TypeVar("_View", bound="Callable[..., HttpResponseBase]")


def public(view: _View) -> _View:
    """Mark a page that anybody may open without signing in."""
    view.public = True  # type: ignore[attr-defined]
    return view


def allowed_before(*steps: str) -> Callable[[_View], _View]:
    """Mark a page that a signed-in person may open while one of these steps is still owed."""

    def mark(view: _View) -> _View:
        view.allowed_before = frozenset(steps)  # type: ignore[attr-defined]
        return view

    return mark


def needs(action: Action) -> Callable[[_View], _View]:
    """403 unless the person may do ``action`` at some unit at all; the service asks again for the unit itself."""

    def guard(view: _View) -> _View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not may(request.user, action):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded  # type: ignore[return-value]

    return guard
