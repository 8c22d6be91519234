"""Pages for people about the API: their tokens, and the list of operations (without any script)."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luoshi.desk.accounts.gates import needs
from luoshi.desk.accounts.permissions import Action
from luoshi.desk.api import selectors, services
from luoshi.desk.api.auth import person_of
from luoshi.desk.api.forms import TokenForm
from luoshi.desk.api.root import operations

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

__all__ = ["documentation", "revoke", "tokens"]

_SHOWN_ONCE = "api.new_token"


@require_http_methods(["GET", "POST"])
@needs(Action.TOKEN_MANAGE)
def tokens(request: HttpRequest) -> HttpResponse:
    """The person's tokens and the form for a new one. The secret of a new one shows once, after the redirect."""
    form = TokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _create(request, form)
    context = {
        "form": form,
        "tokens": selectors.visible_to(request.user),
        "secret": request.session.pop(_SHOWN_ONCE, ""),
        "now": timezone.now(),
    }
    answer = render(request, "api/tokens.html", context, status=422 if form.errors else 200)
    answer["Cache-Control"] = "no-store"
    return answer


def _create(request: HttpRequest, form: TokenForm) -> HttpResponse:
    data = form.cleaned_data
    end = timezone.make_aware(datetime.combine(data["expires_on"], time(23, 59, 59)))
    _token, request.session[_SHOWN_ONCE] = services.create_token(
        person=person_of(request), name=data["name"], scopes=data["scopes"], expires_at=end
    )
    return redirect("api:tokens")


@require_POST
@needs(Action.TOKEN_MANAGE)
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """End a token at once."""
    token = get_object_or_404(selectors.visible_to(request.user), pk=pk)
    services.revoke_token(person=person_of(request), token=token)
    messages.success(request, _("The token was revoked."))
    return redirect("api:tokens")


@require_GET
def documentation(request: HttpRequest) -> HttpResponse:
    """Every operation on one page; the exact shapes are in the OpenAPI document beside it."""
    return render(request, "api/operations.html", {"operations": operations()})
