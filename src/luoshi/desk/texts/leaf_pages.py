"""Deciding about leaves: choose many, say for all of them whose they become, look once more, open the matters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from luoshi.desk.accounts.gates import needs
from luoshi.desk.accounts.permissions import Action
from luoshi.desk.ground.errors import Refused
from luoshi.desk.ledger.naming import lines, meant, units_found, units_named
from luoshi.desk.texts import selectors, services
from luoshi.desk.texts.forms import DecisionForm
from luoshi.desk.texts.models import LeafState
from luoshi.desk.texts.pages import find
from luoshi.desk.texts.services import Choice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from luoshi.desk.accounts.models import Unit
    from luoshi.desk.texts.models import Document, Leaf, Record

__all__ = ["confirm", "reopen"]


@dataclass(slots=True)
class _Clause:
    """A commitment with its open leaves, and the unit that its own words suggest."""

    record: Record
    leaves: list[Leaf]
    suggested: Unit | None


@require_http_methods(["GET", "POST"])
@needs(Action.DOCUMENT_READ)
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose leaves; one form for all, and what differs beside each; a preview; then all matters in one step."""
    document = find(request, pk)
    person: Any = request.user
    if not selectors.may_confirm(person, document):
        raise PermissionDenied
    leaves = [leaf for leaf in selectors.leaves_of(document) if leaf.state == LeafState.PROPOSED]
    step = request.POST.get("step", "")
    asked = {int(pk) for pk in request.POST.getlist("leaf") if pk.isdecimal() and len(pk) < 19}
    chosen = [leaf for leaf in leaves if leaf.pk in asked]
    ordering = selectors.units_ordering(person)
    form = DecisionForm(request.POST if step else None, units=ordering, leaves=[leaf.pk for leaf in chosen])
    context = _context(document, form, leaves, asked, person)
    if request.method != "POST" or step == "change" or not form.is_valid():
        return render(request, "texts/confirm.html", context, status=422 if form.errors else 200)
    try:
        return _step(request, document, form, chosen, context)
    except Refused as fault:
        form.add_error(None, f"{fault.what} {fault.remedy}")
    except ValidationError as fault:
        form.add_error(None, fault.messages)
    return render(request, "texts/confirm.html", context, status=422)


def _context(
    document: Document, form: DecisionForm, leaves: Sequence[Leaf], asked: set[int], person: Any
) -> dict[str, Any]:
    unit = (form.cleaned_data.get("unit") if form.is_bound and form.is_valid() else None) or form.fields["unit"].initial
    records = list({leaf.record_id: leaf.record for leaf in leaves}.values())
    suggested = selectors.suggested_leads(person, unit, records) if unit else {}
    clauses = [
        _Clause(record, [leaf for leaf in leaves if leaf.record_id == record.pk], suggested.get(record.pk))
        for record in records
    ]
    return {
        "title": _("Confirm leaves"),
        "lead": document.title,
        "document": document,
        "form": form,
        "clauses": clauses,
        "asked": asked,
        "given": form.data,
        "options": units_found(person, unit) if unit else [],
        "synthetic": document.synthetic,
        "wide": True,
    }


def _step(
    request: HttpRequest, document: Document, form: DecisionForm, chosen: list[Leaf], context: dict[str, Any]
) -> HttpResponse:
    person: Any = request.user
    back = HttpResponseRedirect(reverse("texts:confirm", args=[document.pk]))
    if request.POST.get("step") == "aside":
        done = services.set_aside(person=person, leaves=chosen, reason=form.cleaned_data["reason"])
        messages.success(
            request, ngettext("%d leaf was set aside.", "%d leaves were set aside.", len(done)) % len(done)
        )
        return back
    choices = _choices(person, form, chosen, context["clauses"])
    if request.POST.get("step") != "confirm":
        given = [(key, value) for key, values in request.POST.lists() for value in values if key not in _NOT_GIVEN]
        return render(request, "texts/preview.html", {**context, "choices": choices, "pairs": given})
    made = services.confirm(person=person, unit=form.cleaned_data["unit"], choices=choices)
    messages.success(request, ngettext("%d matter was opened.", "%d matters were opened.", len(made)) % len(made))
    return back


_NOT_GIVEN = frozenset({"step", "csrfmiddlewaretoken"})


def _choices(person: Any, form: DecisionForm, chosen: Sequence[Leaf], clauses: Sequence[_Clause]) -> list[Choice]:
    """What was typed as units that exist. Raises ``Refused`` where a unit is missing, unknown or one of several."""
    if not chosen:
        raise Refused(_("No leaf was chosen."), _("Choose one or more leaves."))
    said = form.cleaned_data
    helpers = lines(said["assisting"])
    leads = {leaf.pk: said[f"lead_{leaf.pk}"].strip() or said["lead"].strip() for leaf in chosen}
    suggested = {leaf.pk: clause.suggested for clause in clauses for leaf in clause.leaves}
    found = units_named(person, said["unit"], [*leads.values(), *helpers])
    assisting = [meant(found, text) for text in helpers]
    return [
        Choice(
            leaf=leaf,
            lead=meant(found, leads[leaf.pk]) if leads[leaf.pk] else _suggested(suggested.get(leaf.pk), leaf),
            assisting=assisting,
            measure=said[f"measure_{leaf.pk}"].strip() or said["measure"].strip(),
            due=said[f"due_{leaf.pk}"] or said["due"],
        )
        for leaf in chosen
    ]


def _suggested(unit: Unit | None, leaf: Leaf) -> Unit:
    if unit is None:
        raise Refused(
            _("No lead unit for “%(leaf)s”.") % {"leaf": leaf.text}, _("Give one for all, or one beside the leaf.")
        )
    return unit


@require_POST
@needs(Action.DOCUMENT_READ)
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a decision back; its matter is withdrawn."""
    person: Any = request.user
    leaf = get_object_or_404(selectors.leaf_visible(person, pk))
    try:
        services.reopen(person=person, leaf=leaf, reason=request.POST.get("reason", ""))
        messages.success(request, _("The leaf is open again."))
    except ValidationError as fault:
        messages.error(request, fault.messages[0])
    except Refused as fault:
        messages.error(request, f"{fault.what} {fault.remedy}")
    return HttpResponseRedirect(f"{reverse('texts:document', args=[leaf.record.document_id])}#r{leaf.record.number}")
