"""The lists and pages of units and people, and what the administrator does there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from luoshi.desk.accounts import selectors, services
from luoshi.desk.accounts.forms import PostForm, ResetForm
from luoshi.desk.accounts.gates import needs
from luoshi.desk.accounts.permissions import Action, may
from luoshi.desk.accounts.tables import PersonFilter, PersonTable, UnitFilter, UnitTable
from luoshi.desk.design.tables import table_response

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

    from luoshi.desk.accounts.models import Person, Unit

__all__ = ["end_post", "give_post", "people", "person", "reset_password", "unit", "units"]

_SHOWN = 100


def _me(request: HttpRequest) -> Person:
    return cast("Person", request.user)


@needs(Action.UNIT_READ)
@require_GET
def units(request: HttpRequest) -> HttpResponseBase:
    """Every unit that the person may see."""
    return table_response(
        request,
        table_class=UnitTable,
        queryset=selectors.units_visible_to(request.user).select_related("parent"),
        filterset_class=UnitFilter,
        template="accounts/list.html",
        context={"title": _("Units"), "action": reverse("accounts:units")},
        export_name=_("Units"),
    )


@require_GET
def unit(request: HttpRequest, pk: int) -> HttpResponse:
    """A unit: where it stands, what stands below it, who works there."""
    found: Unit = get_object_or_404(selectors.units_visible_to(request.user), pk=pk)
    below = selectors.unit_tree(request.user, found)
    facts = [(_("Code"), found.code), (_("Level"), found.get_level_display()), (_("Division code"), found.division)]
    context = {
        "unit": found,
        "facts": facts,
        "above": selectors.units_above(request.user, found),
        "below": list(below[:_SHOWN]),
        "below_count": below.count(),
        "may_read_people": may(request.user, Action.PERSON_READ, found),
        "posts": list(selectors.posts_at(request.user, found)[:_SHOWN]),
    }
    return render(request, "accounts/unit.html", context)


@needs(Action.PERSON_READ)
@require_GET
def people(request: HttpRequest) -> HttpResponseBase:
    """Everybody whom the person may see."""
    return table_response(
        request,
        table_class=PersonTable,
        queryset=selectors.with_posts(selectors.people_visible_to(request.user)),
        filterset_class=PersonFilter,
        template="accounts/list.html",
        context={"title": _("People"), "action": reverse("accounts:people")},
        export_name=_("People"),
    )


@require_GET
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """A person and their posts; for the administrator the forms, for the security officer the sessions."""
    return _person_page(request, _seen(request, pk))


def _seen(request: HttpRequest, pk: int) -> Person:
    found: Person = get_object_or_404(selectors.people_visible_to(request.user), pk=pk)
    return found


def _person_page(request: HttpRequest, found: Person, **forms_shown: forms.Form) -> HttpResponse:
    me = _me(request)
    context: dict[str, Any] = {
        "person": found,
        "facts": [
            (_("User name"), found.username),
            (_("Account"), _("Active") if found.is_active else _("Not active")),
        ],
        "posts": selectors.posts_visible_to(me).filter(person=found),
        "sign_ins": list(selectors.sign_ins_visible_to(me).filter(person=found, ended_at__isnull=True)[:_SHOWN]),
        "manages": services.may_manage(me, found),
    }
    if context["manages"]:
        context |= {"post_form": PostForm(me), "reset_form": ResetForm(), **forms_shown}
    return render(request, "accounts/person.html", context, status=422 if forms_shown else 200)


@require_POST
@needs(Action.PERSON_MANAGE)
def give_post(request: HttpRequest, pk: int) -> HttpResponse:
    """A person takes a role at a unit."""
    found, form = _seen(request, pk), PostForm(_me(request), request.POST)
    if form.is_valid():
        try:
            services.give_post(actor=_me(request), person=found, **form.cleaned_data)
        except ValidationError as fault:
            _told(form, fault)
        else:
            messages.success(request, _("The post was given."))
            return redirect("accounts:person", pk=pk)
    return _person_page(request, found, post_form=form)


def _told(form: forms.Form, fault: ValidationError) -> None:
    """What the service refused, beside the field if the form has it."""
    if not hasattr(fault, "error_dict"):
        form.add_error("new" if "new" in form.fields else None, fault)
        return
    for name, said in fault.message_dict.items():
        form.add_error(name if name in form.fields else None, said)


@require_POST
@needs(Action.PERSON_MANAGE)
def end_post(request: HttpRequest, pk: int, post: int) -> HttpResponse:
    """A post ends at once."""
    held = get_object_or_404(selectors.posts_visible_to(request.user), pk=post, person=_seen(request, pk))
    services.end_post(actor=_me(request), post=held, reason=request.POST.get("reason", "")[:500])
    messages.success(request, _("The post was ended."))
    return redirect("accounts:person", pk=pk)


@sensitive_post_parameters("new")
@require_POST
@needs(Action.PERSON_MANAGE)
def reset_password(request: HttpRequest, pk: int) -> HttpResponse:
    """A password for the next sign-in of somebody else."""
    found, form = _seen(request, pk), ResetForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            services.reset_password(actor=_me(request), person=found, password=data["new"], reason=data["reason"])
        except ValidationError as fault:
            _told(form, fault)
        else:
            messages.success(request, _("The password was reset. All sessions of the person were ended."))
            return redirect("accounts:person", pk=pk)
    return _person_page(request, found, reset_form=form)
