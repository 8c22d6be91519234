"""The pages of the second factor: give it, set it up, make recovery codes, switch it off."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods
from django_otp import login as otp_login
from django_otp.plugins.otp_totp.models import TOTPDevice

from luoshi.desk.accounts import selectors, services, sessions
from luoshi.desk.accounts.forms import CodeForm, FactorForm, OffForm, OwnPasswordForm, locked_words
from luoshi.desk.accounts.gates import FACTOR, SET_UP, allowed_before
from luoshi.desk.accounts.pages import onward
from luoshi.desk.accounts.qr import qr_svg

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpRequest, HttpResponse

    from luoshi.desk.accounts.models import Person

__all__ = ["recovery_codes", "second_factor", "second_factor_off", "second_factor_set_up"]


def _proved(person: Person, form: forms.Form, field: str) -> int:
    """200 if what was typed in the field is right; else the status, with what is said beside the field."""
    typed = form.cleaned_data[field]
    if field == "password":
        proof = services.prove_password(person=person, password=typed)
    else:
        proof = services.prove_code(person=person, code=typed)
    if proof is services.Proof.RIGHT:
        return 200
    if proof is services.Proof.LOCKED:
        form.add_error(field, locked_words(person, field))
        return 429
    wrong_code = _("This code is wrong or was used already. Wait for the next one.")
    form.add_error(field, _("This is not your present password.") if field == "password" else wrong_code)
    return 422


@allowed_before(FACTOR)
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """The code of the device, or a recovery code, after the password."""
    person, form, status = cast("Person", request.user), FactorForm(request.POST or None), 200
    if request.method == "POST":
        status = _proved(person, form, "code") if form.is_valid() else 422
        if status == 200:
            otp_login(request, _device(person))
            return redirect(onward(request))
    context = {"form": form, "next": onward(request)}
    return render(request, "accounts/second_factor.html", context, status=status)


def _device(person: Person) -> TOTPDevice:
    return TOTPDevice.objects.filter(user_id=person.pk, confirmed=True).get()


@allowed_before(SET_UP)
@require_http_methods(["GET", "POST"])
def second_factor_set_up(request: HttpRequest) -> HttpResponse:
    """Give the key to a device and prove by its first code that it has it. One device a person."""
    person = cast("Person", request.user)
    if selectors.has_factor(person):
        return redirect("accounts:profile")
    device = services.waiting_device(person=person)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        keep = sessions.hashed(request.session.session_key)
        codes = services.confirm_device(person=person, device=device, code=form.cleaned_data["code"], keep=keep)
        if codes:
            otp_login(request, _device(person))
            return _codes_page(request, codes, _("The second factor is set up."))
        form.add_error("code", _("This code is wrong or was used already. Wait for the next one."))
    context = {
        "form": form,
        "next": onward(request),
        "key": _key(device),
        "address": device.config_url,
        "picture": qr_svg(device.config_url),
        "must": sessions.needs_factor(person),
    }
    return render(request, "accounts/second_factor_set_up.html", context, status=422 if form.errors else 200)


def _key(device: TOTPDevice) -> str:
    text = base64.b32encode(device.bin_key).decode()
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def _codes_page(request: HttpRequest, codes: list[str], done: str) -> HttpResponse:
    """The codes are in this one answer and nowhere else: there is no address at which they could be read again."""
    context = {"codes": codes, "done": done, "next": onward(request)}
    return render(request, "accounts/recovery_codes_shown.html", context)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Ten new recovery codes, for who knows the password."""
    person, form, status = cast("Person", request.user), OwnPasswordForm(request.POST or None), 200
    if not selectors.has_factor(person):
        return redirect("accounts:second-factor-set-up")
    if request.method == "POST":
        status = _proved(person, form, "password") if form.is_valid() else 422
        if status == 200:
            return _codes_page(request, services.make_codes(person=person), _("The earlier codes are void."))
    context = {"form": form, "left": selectors.codes_left(person)}
    return render(request, "accounts/recovery_codes.html", context, status=status)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def second_factor_off(request: HttpRequest) -> HttpResponse:
    """No second factor any more, for who knows the password and has a code."""
    person, form, status = cast("Person", request.user), OffForm(request.POST or None), 200
    if not selectors.has_factor(person):
        return redirect("accounts:second-factor-set-up")
    if request.method == "POST":
        status = _proved(person, form, "password") if form.is_valid() else 422
        status = _proved(person, form, "code") if status == 200 else status
        if status == 200:
            services.switch_factor_off(person=person, keep=sessions.hashed(request.session.session_key))
            sessions.factor_gone(request)
            messages.success(request, _("The second factor is off. Your other sessions were ended."))
            return redirect("accounts:profile")
    context = {"form": form, "must": sessions.needs_factor(person)}
    return render(request, "accounts/second_factor_off.html", context, status=status)
