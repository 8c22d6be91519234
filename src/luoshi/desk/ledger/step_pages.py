"""Taking a step: one for a matter, new terms, one for many. What stands in the way is told on the page itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from luoshi.desk.accounts.gates import needs
from luoshi.desk.accounts.permissions import Action, may
from luoshi.desk.ground.errors import Refused, Stale
from luoshi.desk.ledger import many as many_services
from luoshi.desk.ledger import selectors, services
from luoshi.desk.ledger.forms import OFFERED, AmendForm, ManyForm, StepForm
from luoshi.desk.ledger.naming import lines, meant, units_named
from luoshi.desk.ledger.pages import find, listing, matter_page
from luoshi.desk.ledger.services import Terms
from luoshi.desk.ledger.showing import DONE
from luoshi.ledger import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from luoshi.desk.ledger.models import Matter

__all__ = ["amend", "many", "step"]

_SERVICES: Mapping[Kind, Callable[..., Matter]] = {
    Kind.RECEIVED: services.receive,
    Kind.RETURNED: services.return_matter,
    Kind.REPORTED: services.report,
    Kind.SENT_BACK: services.send_back,
    Kind.CLOSED: services.close,
    Kind.WITHDRAWN: services.withdraw,
    Kind.UNDONE: services.undo,
}


@require_POST
@needs(Action.MATTER_READ)
def step(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """One step of the process; the page again where it could not be taken, with the words that were typed."""
    found = find(request, pk)
    if kind not in set(OFFERED):
        raise Http404
    asked = Kind(kind)
    form = StepForm(asked, request.POST)
    if not form.is_valid():
        return matter_page(request, found, form, status=422)
    person: Any = request.user
    try:
        _SERVICES[asked](person=person, matter=found, **form.cleaned_data)
    except Stale as fault:
        return _stale(request, fault.current, form)
    except Refused as fault:
        form.add_error(None, f"{fault.what} {fault.remedy}")
        return matter_page(request, find(request, pk), form, status=409)
    except ValidationError as fault:
        form.add_error("reason", fault.messages)
        return matter_page(request, found, form, status=422)
    messages.success(request, f"{found.number} · {DONE[asked]}")
    return HttpResponseRedirect(reverse("ledger:matter", args=[pk]))


def _stale(request: HttpRequest, now: Matter, form: StepForm) -> HttpResponse:
    """409: the matter as it stands now; the words that were typed wait in the form, at the present version."""
    again = QueryDict(mutable=True)
    again.update({"version": str(now.version), "reason": form.cleaned_data["reason"]})
    return matter_page(request, find(request, now.pk), StepForm(form.kind, again), stale=True, status=409)


@require_http_methods(["GET", "POST"])
@needs(Action.MATTER_READ)
def amend(request: HttpRequest, pk: int) -> HttpResponse:
    """New terms: lead unit, assisting units, measure, date."""
    found = find(request, pk)
    if not may(request.user, Action.MATTER_AMEND, found.ordered_by_id):
        raise PermissionDenied
    told = AmendForm.told(found, services.terms_of(found))
    if request.method != "POST":
        return _terms_page(request, found, AmendForm(initial=told))
    form = AmendForm(request.POST)
    if not form.is_valid():
        return _terms_page(request, found, form, status=422)
    try:
        return _amended(request, found, form)
    except Stale as fault:
        again = request.POST.copy()
        again["version"] = str(fault.current.version)
        return _terms_page(request, fault.current, AmendForm(again), stale=True, status=409)
    except Refused as fault:
        form.add_error(None, f"{fault.what} {fault.remedy}")
    except ValidationError as fault:
        for name, said in getattr(fault, "message_dict", {None: fault.messages}).items():
            form.add_error(name if name in form.fields else None, said)
    return _terms_page(request, found, form, status=422)


def _amended(request: HttpRequest, found: Matter, form: AmendForm) -> HttpResponse:
    person: Any = request.user
    said = form.cleaned_data
    helpers = lines(said["assisting"])
    units = units_named(person, found.ordered_by, [said["lead"], *helpers])
    terms = Terms(meant(units, said["lead"]), tuple(meant(units, one) for one in helpers), said["measure"], said["due"])
    services.amend(person=person, matter=found, version=said["version"], terms=terms, reason=said["reason"])
    messages.success(request, f"{found.number} · {DONE[Kind.AMENDED]}")
    return HttpResponseRedirect(reverse("ledger:matter", args=[found.pk]))


def _terms_page(
    request: HttpRequest, found: Matter, form: AmendForm, *, stale: bool = False, status: int = 200
) -> HttpResponse:
    form.suggest_under(found.ordered_by_id)
    context = {
        "title": _("Change the terms"),
        "lead": f"{found.number} {found.title}",
        "matter": found,
        "form": form,
        "stale": stale,
        "synthetic": found.synthetic,
    }
    return render(request, "ledger/amend.html", context, status=status)


@require_POST
@needs(Action.MATTER_READ)
def many(request: HttpRequest) -> HttpResponseBase:
    """One step for every chosen matter, all or none; afterwards the list as it was filtered."""
    form = ManyForm(request.POST)
    if not form.is_valid():
        return listing(request, form, status=422)
    person: Any = request.user
    said = form.cleaned_data
    try:
        chosen = _chosen(person, request.POST.getlist("chosen"))
        if said["step"] == "receive":
            count = many_services.receive_many(person=person, chosen=chosen, reason=said["reason"])
        else:
            count = many_services.set_due_many(person=person, chosen=chosen, due=said["due"], reason=said["reason"])
    except Refused as fault:
        form.add_error(None, f"{fault.what} {fault.remedy}")
        return listing(request, form, status=409)
    messages.success(request, ngettext("%d matter was changed.", "%d matters were changed.", count) % count)
    return HttpResponseRedirect(f"{reverse('ledger:matters')}?{request.GET.urlencode()}")


def _chosen(person: Any, held: list[str]) -> dict[Matter, int]:
    """``id-version`` of each box → the visible matter; one that is not visible is not there."""
    pairs = [one.partition("-")[::2] for one in held[: many_services.MOST + 1]]
    versions = {int(pk): int(at) for pk, at in pairs if pk.isdecimal() and at.isdecimal() and len(pk + at) < 19}
    rows = selectors.visible_to(person).filter(pk__in=versions).select_related("lead", "ordered_by").order_by("pk")
    found = {row: versions[row.pk] for row in rows}
    if len(found) != len(set(held)):
        raise Refused(_("One of the chosen matters is not there."), _("Open the list again and choose anew."))
    return found
