"""Sign-in, sign-out and one's own password."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from luoshi.desk.accounts import attempts, services, sessions
from luoshi.desk.accounts.forms import PasswordForm, SignInForm
from luoshi.desk.accounts.gates import FACTOR, PASSWORD, SET_UP, allowed_before, public

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from luoshi.desk.accounts.models import Person

__all__ = ["locked_out", "onward", "password", "sign_in", "sign_out"]


def onward(request: HttpRequest) -> str:
    """Where to go on, when it is a page of this desk; else its first page."""
    wished = request.POST.get("next") or request.GET.get("next") or "/"
    safe = url_has_allowed_host_and_scheme(wished, {request.get_host()}, require_https=request.is_secure())
    return wished if safe else "/"


def locked_out(request: HttpRequest, response: Any = None, credentials: Any = None) -> HttpResponse:
    """Too many wrong passwords: the same words whether or not there is such a person."""
    del response, credentials
    return render(request, "accounts/locked.html", status=429)


@public
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Name and password. What was wrong of the two is not said; ``login`` gives the session a new key."""
    if request.user.is_authenticated:
        return redirect(onward(request))
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = attempts.person_of(request, **form.cleaned_data)
        if person is not None:
            login(request, person)
            return redirect(onward(request))
        form.add_error(None, _("The user name or the password is wrong."))
    status = 422 if form.errors else 200
    return render(request, "accounts/sign_in.html", {"form": form, "next": onward(request)}, status=status)


@allowed_before(FACTOR, PASSWORD, SET_UP)
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this session."""
    sessions.ended(request.session.session_key)
    logout(request)
    return redirect("accounts:sign-in")


@allowed_before(PASSWORD)
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """One's own new password; every other session of the person ends."""
    person = cast("Person", request.user)
    form = PasswordForm(person, request.POST or None)
    if request.method != "POST" or not form.is_valid():
        context = {"form": form, "next": onward(request), "must": person.must_change_password}
        return render(request, "accounts/password.html", context, status=422 if form.errors else 200)
    old = request.session.session_key
    services.change_own_password(person=person, password=form.cleaned_data["new"], keep=sessions.hashed(old))
    update_session_auth_hash(request, person)
    sessions.follow(old, request.session.session_key)
    messages.success(request, _("Your password was changed. Your other sessions were ended."))
    return redirect(onward(request))
