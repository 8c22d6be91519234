"""One's own account: language, posts, sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luoshi.desk.accounts import selectors, services, sessions
from luoshi.desk.accounts.forms import LanguageForm

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from luoshi.desk.accounts.models import Person

__all__ = ["end_others", "end_session", "own_sessions", "profile"]


@require_http_methods(["GET", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Who one is here; the language of the desk."""
    person = cast("Person", request.user)
    form = LanguageForm(request.POST or None, initial={"language": person.language})
    if request.method == "POST" and form.is_valid():
        services.set_language(person=person, language=form.cleaned_data["language"])
        messages.success(request, _("Your account was changed."))
        answer = redirect("accounts:profile")
        answer.delete_cookie(settings.LANGUAGE_COOKIE_NAME)
        return answer
    facts = [(_("Full name"), person.name), (_("User name"), person.username)]
    context = {
        "form": form,
        "facts": facts,
        "posts": selectors.posts_of(person),
        "has_factor": selectors.has_factor(person),
        "codes_left": selectors.codes_left(person),
    }
    return render(request, "accounts/profile.html", context, status=422 if form.errors else 200)


@require_GET
def own_sessions(request: HttpRequest) -> HttpResponse:
    """Where one is signed in."""
    rows = list(selectors.open_sign_ins(cast("Person", request.user)))
    here = sessions.hashed(request.session.session_key)
    return render(request, "accounts/sessions.html", {"rows": rows, "here": here})


@require_POST
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    """End one session: one's own, or as security officer that of somebody in reach."""
    person = cast("Person", request.user)
    sign_in = selectors.open_sign_ins(person).filter(pk=pk).first()
    if sign_in is None:
        sign_in = get_object_or_404(selectors.sign_ins_visible_to(person), pk=pk)
    services.end_sign_in(actor=person, sign_in=sign_in)
    messages.success(request, _("The session was ended."))
    if sign_in.person_id != person.pk:
        return redirect("accounts:person", pk=sign_in.person_id)
    return redirect("accounts:sessions")


@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    """End every other session of one's own."""
    keep = sessions.hashed(request.session.session_key)
    services.end_other_sign_ins(person=cast("Person", request.user), keep=keep)
    messages.success(request, _("Your other sessions were ended."))
    return redirect("accounts:sessions")
