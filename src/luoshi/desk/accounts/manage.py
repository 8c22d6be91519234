"""What an administrator or security officer does to units and people: parse, call the service, the page again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from luoshi.desk.accounts import selectors, services
from luoshi.desk.accounts.directory import PERSON_FORMS, UNIT_FORMS, person_page, person_seen, unit_page
from luoshi.desk.accounts.gates import needs
from luoshi.desk.accounts.manage_forms import PersonAddForm
from luoshi.desk.accounts.permissions import Action, may
from luoshi.desk.ground.errors import Stale

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django import forms
    from django.http import HttpRequest, HttpResponse
    from django.utils.functional import Promise

    from luoshi.desk.accounts.models import Person

__all__ = ["add_person", "end_post", "person_step", "unit_step"]

_UNIT_STEPS: Mapping[str, tuple[Callable[..., Any], Promise]] = {
    "add": (services.add_unit, gettext_lazy("The unit was added.")),
    "rename": (services.rename_unit, gettext_lazy("The unit was renamed.")),
    "move": (services.move_unit, gettext_lazy("The unit was moved.")),
    "deactivate": (services.deactivate_unit, gettext_lazy("The unit was deactivated.")),
    "reactivate": (services.reactivate_unit, gettext_lazy("The unit was reactivated.")),
}
_PERSON_STEPS: Mapping[str, tuple[Callable[..., Any], Promise]] = {
    "rename": (services.rename_person, gettext_lazy("The name was changed.")),
    "post": (services.give_post, gettext_lazy("The post was given.")),
    "password": (
        services.reset_password,
        gettext_lazy("The password was reset. All sessions of the person were ended."),
    ),
    "factor": (
        services.reset_factor,
        gettext_lazy("The second factor was taken off. All sessions of the person were ended."),
    ),
    "deactivate": (services.deactivate_person, gettext_lazy("The account was deactivated.")),
    "reactivate": (services.reactivate_person, gettext_lazy("The account was reactivated.")),
}
_NAMES = {"new": "password"}
"""What a field is called in the service, where that differs."""


def _me(request: HttpRequest) -> Person:
    return cast("Person", request.user)


def _done(form: forms.Form, service: Callable[..., Any], **about: Any) -> tuple[Any, int]:
    """What the service gave, or None and the status of the page that says why not."""
    if not form.is_valid():
        return None, 422
    try:
        return service(**about, **{_NAMES.get(name, name): value for name, value in form.cleaned_data.items()}), 200
    except ValidationError as fault:
        _tell(form, fault)
        return None, 422
    except Stale:
        return None, 409


def _tell(form: forms.Form, fault: ValidationError) -> None:
    """What the service refused, beside the field if the form has it."""
    if not hasattr(fault, "error_dict"):
        form.add_error("new" if "new" in form.fields else None, fault)
        return
    for name, said in fault.message_dict.items():
        form.add_error(name if name in form.fields else None, said)


@require_POST
@needs(Action.UNIT_MANAGE)
def unit_step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """A unit is added below, renamed, moved, deactivated, reactivated."""
    found = get_object_or_404(selectors.units_managed_by(request.user), pk=pk)
    form = UNIT_FORMS[step](step, _me(request), found, request.POST)
    service, said = _UNIT_STEPS[step]
    about = {"parent": found} if step == "add" else {"unit": found}
    done, status = _done(form, service, actor=_me(request), **about)
    if done is None:
        return unit_page(request, get_object_or_404(selectors.units_managed_by(request.user), pk=pk), form, status)
    messages.success(request, str(said))
    return redirect("accounts:unit", pk=done.pk)


@sensitive_post_parameters("new")
@require_POST
def person_step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """A person is renamed, given a post or a password, freed of a lost second factor, deactivated, reactivated."""
    if not may(request.user, Action.FACTOR_RESET if step == "factor" else Action.PERSON_MANAGE):
        raise PermissionDenied
    found = person_seen(request, pk)
    form = PERSON_FORMS[step](step, _me(request), found, request.POST)
    service, said = _PERSON_STEPS[step]
    _nothing, status = _done(form, service, actor=_me(request), person=found)
    if status != 200:
        return person_page(request, person_seen(request, pk), form, status)
    messages.success(request, str(said))
    return redirect("accounts:person", pk=pk)


@require_POST
@needs(Action.PERSON_MANAGE)
def end_post(request: HttpRequest, pk: int, post: int) -> HttpResponse:
    """A post ends at once."""
    held = get_object_or_404(selectors.posts_visible_to(request.user), pk=post, person=person_seen(request, pk))
    services.end_post(actor=_me(request), post=held, reason=request.POST.get("reason", "")[:500])
    messages.success(request, _("The post was ended."))
    return redirect("accounts:person", pk=pk)


@require_http_methods(["GET", "POST"])
@needs(Action.PERSON_MANAGE)
def add_person(request: HttpRequest) -> HttpResponse:
    """Somebody new. The first password is made here and stands in this one answer only."""
    me, status = _me(request), 200
    form = PersonAddForm(me, request.POST or None, initial={"unit": request.GET.get("unit", "")[:32]})
    if request.method == "POST":
        password = services.generated_password()
        done, status = _done(form, services.add_person_with_post, actor=me, password=password)
        if done is not None:
            return render(request, "accounts/person_added.html", {"person": done, "password": password})
    return render(request, "accounts/person_add.html", {"form": form}, status=status)
