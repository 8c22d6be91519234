"""One's own account: language, posts, sessions, second factor."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_otp import login as otp_login
from django_otp import match_token

from luoshi.desk.accounts import selectors, services, sessions
from luoshi.desk.accounts.forms import CodeForm, LanguageForm
from luoshi.desk.accounts.gates import FACTOR, SET_UP, allowed_before
from luoshi.desk.accounts.pages import onward

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django_otp.plugins.otp_totp.models import TOTPDevice

    from luoshi.desk.accounts.models import Person

__all__ = ["end_others", "end_session", "own_sessions", "profile", "second_factor", "second_factor_set_up"]


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
    context = {"form": form, "facts": facts, "posts": selectors.posts_of(person)}
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


@allowed_before(FACTOR)
@require_http_methods(["GET", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """The code of the device, after the password."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        device = match_token(request.user, form.cleaned_data["code"])
        if device is not None:
            otp_login(request, device)
            return redirect(onward(request))
        form.add_error("code", _("This code is wrong or was used already. Wait for the next one."))
    context = {"form": form, "next": onward(request)}
    return render(request, "accounts/second_factor.html", context, status=422 if form.errors else 200)


@allowed_before(SET_UP)
@require_http_methods(["GET", "POST"])
def second_factor_set_up(request: HttpRequest) -> HttpResponse:
    """Give the key to a device and prove by its first code that it has it. One device a person."""
    person = cast("Person", request.user)
    if sessions.has_factor(person):
        return redirect("accounts:profile")
    device = services.waiting_device(person=person)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if services.confirm_device(person=person, device=device, code=form.cleaned_data["code"]):
            otp_login(request, device)
            messages.success(request, _("The second factor is set up."))
            return redirect(onward(request))
        form.add_error("code", _("This code is wrong or was used already. Wait for the next one."))
    context = {"form": form, "next": onward(request), "key": _key(device)}
    return render(request, "accounts/second_factor_set_up.html", context, status=422 if form.errors else 200)


def _key(device: TOTPDevice) -> str:
    text = base64.b32encode(device.bin_key).decode()
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))
