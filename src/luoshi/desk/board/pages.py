"""Where a person comes in: the first room that their posts open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from luoshi.desk.accounts.permissions import Action, may

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseRedirect

__all__ = ["home"]

_ROOMS: Final = (
    (Action.DOCUMENT_READ, "texts:documents"),
    (Action.AUDIT_READ, "audit:changes"),
    (Action.UNIT_READ, "accounts:units"),
)


@require_GET
def home(request: HttpRequest) -> HttpResponseRedirect:
    """On to the documents, the audit log or the units; without any post to one's own profile."""
    rooms = (name for action, name in _ROOMS if may(request.user, action))
    return redirect(next(rooms, "accounts:profile"))
