"""The lists and pages of units and people, with the steps that the person who looks may take there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from luoshi.desk.accounts import manage_forms as forms
from luoshi.desk.accounts import naming, selectors, services
from luoshi.desk.accounts.gates import needs
from luoshi.desk.accounts.models import Unit
from luoshi.desk.accounts.permissions import Action, may
from luoshi.desk.accounts.tables import PersonFilter, PersonTable, UnitFilter, UnitTable
from luoshi.desk.design.tables import table_response

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

    from luoshi.desk.accounts.models import Person

__all__ = [
    "PERSON_FORMS",
    "UNIT_FORMS",
    "people",
    "person",
    "person_page",
    "person_seen",
    "unit",
    "unit_page",
    "unit_suggestions",
    "units",
]

_SHOWN = 100
UNIT_FORMS: Mapping[str, type[forms.StepForm]] = {
    "add": forms.UnitAddForm,
    "rename": forms.UnitRenameForm,
    "move": forms.UnitMoveForm,
    "deactivate": forms.UnitStateForm,
    "reactivate": forms.UnitStateForm,
}
PERSON_FORMS: Mapping[str, type[forms.StepForm]] = {
    "post": forms.PostForm,
    "rename": forms.PersonRenameForm,
    "password": forms.ResetForm,
    "factor": forms.FactorResetForm,
    "deactivate": forms.PersonStateForm,
    "reactivate": forms.PersonStateForm,
}
"""The steps of each page, in the order in which they are shown; ``accounts:unit-<step>`` is where they go."""


_AMONG: Mapping[str, Any] = {
    "managed": lambda person: selectors.units_managed_by(person).filter(is_active=True),
    "people": selectors.units_for_people,
}


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


@needs(Action.UNIT_READ)
@require_GET
def unit_suggestions(request: HttpRequest) -> HttpResponse:
    """Units by a part of their name or code, as options of the fields for units; ``among`` those for one use."""
    among = _AMONG.get(request.GET.get("among", ""), selectors.units_visible_to)
    found = naming.found(among(request.user), request.GET.get("q", "")[:100]).order_by("code")
    return render(request, "accounts/unit_options.html", {"options": found[: naming.MOST]})


@require_GET
def unit(request: HttpRequest, pk: int) -> HttpResponse:
    """A unit: where it stands, what stands below it, who works there."""
    return unit_page(request, get_object_or_404(selectors.units_visible_to(request.user), pk=pk))


def unit_page(
    request: HttpRequest, found: Unit, wrong: forms.StepForm | None = None, status: int = 200
) -> HttpResponse:
    """The page; ``wrong`` is the step that could not be taken, with what was typed; 409: somebody was faster."""
    me = cast("Person", request.user)
    below = selectors.unit_tree(me, found)
    facts = [
        (_("Code"), found.code),
        (_("Level"), found.get_level_display()),
        (_("Division code"), found.division or None),
    ]
    context = {
        "unit": found,
        "synthetic": found.synthetic,
        "facts": facts,
        "above": selectors.units_above(me, found),
        "below": list(below[:_SHOWN]),
        "below_count": below.count(),
        "may_read_people": may(me, Action.PERSON_READ, found),
        "may_add_people": found.is_active and may(me, Action.PERSON_MANAGE, found),
        "posts": list(selectors.posts_at(me, found)[:_SHOWN]),
        "steps": _steps(me, found, _unit_steps(me, found), wrong=wrong, status=status),
        "wrong": wrong if status == 422 else None,
        "stale": status == 409,
    }
    return render(request, "accounts/unit.html", context, status=status)


def _unit_steps(me: Person, found: Unit) -> set[str]:
    if not may(me, Action.UNIT_MANAGE, found):
        return set()
    if not found.is_active:
        return {"rename", "reactivate"}
    return {"add", "rename", "deactivate"} | ({"move"} if found.parent_id else set())


def _steps(
    me: Person, thing: Unit | Person, open_steps: set[str], *, wrong: forms.StepForm | None, status: int
) -> list[tuple[forms.StepForm, str, bool]]:
    """Form, address, whether it stands open. A stale form keeps what was typed, at the version of now."""

    kind, known = ("unit", UNIT_FORMS) if isinstance(thing, Unit) else ("person", PERSON_FORMS)

    def shown() -> Iterator[tuple[forms.StepForm, str, bool]]:
        for step in known:
            if step not in open_steps and not (status == 422 and wrong is not None and step == wrong.step):
                continue
            form = known[step](step, me, thing)
            if wrong is not None and step == wrong.step:
                form = wrong if status == 422 else known[step](step, me, thing, _renewed(wrong, thing))
            yield form, reverse(f"accounts:{kind}-{step}", args=[thing.pk]), bool(wrong and step == wrong.step)

    return list(shown())


def _renewed(wrong: forms.StepForm, thing: Unit | Person) -> dict[str, Any]:
    return {name: wrong.data.get(name, "") for name in wrong.fields} | {"version": thing.version}


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
        context={
            "title": _("People"),
            "action": reverse("accounts:people"),
            "may_add_people": may(request.user, Action.PERSON_MANAGE),
        },
        export_name=_("People"),
    )


@require_GET
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """A person and their posts; for the administrator the steps, for the security officer the sessions."""
    return person_page(request, person_seen(request, pk))


def person_seen(request: HttpRequest, pk: int) -> Person:
    """The person, if the one who asks may see them."""
    return get_object_or_404(selectors.people_visible_to(request.user), pk=pk)


def person_page(
    request: HttpRequest, found: Person, wrong: forms.StepForm | None = None, status: int = 200
) -> HttpResponse:
    """The page; ``wrong`` is the step that could not be taken, with what was typed; 409: somebody was faster."""
    me = cast("Person", request.user)
    manages, factor = services.may_manage(me, found), selectors.has_factor(found)
    open_steps = {"post", "rename", "password", "deactivate"} if found.is_active else {"rename", "reactivate"}
    open_steps = open_steps if manages else set()
    if factor and services.may_manage(me, found, Action.FACTOR_RESET):
        open_steps.add("factor")
    context: dict[str, Any] = {
        "person": found,
        "facts": [
            (_("User name"), found.username),
            (_("State"), _("Active") if found.is_active else _("Not active")),
            (_("Second factor"), _("Set up") if factor else _("Not set up")),
        ],
        "posts": selectors.posts_visible_to(me).filter(person=found),
        "sign_ins": list(selectors.sign_ins_visible_to(me).filter(person=found, ended_at__isnull=True)[:_SHOWN]),
        "manages": manages,
        "steps": _steps(me, found, open_steps, wrong=wrong, status=status),
        "wrong": wrong if status == 422 else None,
        "stale": status == 409,
    }
    return render(request, "accounts/person.html", context, status=status)
