"""The pages of matters: the list with its filter and exports, and one matter with its quotation and history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from luoshi.desk.accounts.gates import needs
from luoshi.desk.accounts.permissions import Action, may
from luoshi.desk.design.tables import table_response
from luoshi.desk.ledger import selectors
from luoshi.desk.ledger.forms import OFFERED, ManyForm, StepForm
from luoshi.desk.ledger.history import allowed_steps, state_of
from luoshi.desk.ledger.models import PartyRole
from luoshi.desk.ledger.naming import units_found
from luoshi.desk.ledger.showing import STATE_KINDS, clock, entries, evidence_age, unit_ids
from luoshi.desk.ledger.tables import ChoosableTable, MatterFilter, MatterTable
from luoshi.desk.texts import selectors as texts
from luoshi.desk.texts.editions import selectors as editions
from luoshi.desk.texts.editions.showing import told
from luoshi.desk.texts.words import words
from luoshi.ledger import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from luoshi.desk.ledger.models import Matter, MatterEvent, Party

__all__ = ["find", "listing", "matter", "matter_page", "matters", "units"]


@require_GET
@needs(Action.MATTER_READ)
def matters(request: HttpRequest) -> HttpResponseBase:
    """The list, its facets, its search, its exports, and one step for many."""
    return listing(request, ManyForm())


def listing(request: HttpRequest, many: ManyForm, status: int = 200) -> HttpResponseBase:
    """The list with the form for many as it was filled in."""
    person: Any = request.user
    chooses = may(person, Action.MATTER_RECEIVE) or may(person, Action.MATTER_AMEND)
    answer = table_response(
        request,
        table_class=ChoosableTable if chooses else MatterTable,
        queryset=selectors.listed(person),
        filterset_class=MatterFilter,
        template="ledger/matters.html",
        context={"title": _("Matters"), "wide": True, "many": many if chooses else None},
        export_name=_("Matters"),
        source=_("Matters kept in Luoshi"),
    )
    answer.status_code = status
    return answer


@require_GET
@needs(Action.MATTER_READ)
def matter(request: HttpRequest, pk: int) -> HttpResponse:
    """What was ordered, by whom, to whom, by when; where it stands; what can be done; what happened."""
    return matter_page(request, find(request, pk))


def find(request: HttpRequest, pk: int) -> Matter:
    """The matter, if the person may see it."""
    rows = selectors.visible_to(request.user).select_related("lead", "ordered_by", "leaf")
    return get_object_or_404(rows, pk=pk)


def matter_page(
    request: HttpRequest, found: Matter, wrong: StepForm | None = None, *, stale: bool = False, status: int = 200
) -> HttpResponse:
    """The page; ``wrong`` is the step that could not be taken, with what was typed."""
    person: Any = request.user
    events = list(selectors.history_of(found))
    now = state_of(events)
    open_steps = allowed_steps(person, found, now)
    forms = [StepForm(kind, initial={"version": found.version}) for kind in OFFERED if kind in open_steps]
    if wrong is not None:
        forms = [wrong if form.kind is wrong.kind else form for form in forms]
        forms = forms if wrong in forms else [wrong, *forms]
    context = {
        "title": found.title,
        "matter": found,
        "state": (STATE_KINDS[found.state], found.get_state_display()),
        "clock": clock(found),
        "facts": _facts(found, list(selectors.parties_of(found))),
        "evidence": evidence_age(found),
        "place": _place(person, found),
        "fates": [(fate, *told(fate.status)) for fate in editions.fates_of(person, found)],
        "steps": forms,
        "wrong": wrong,
        "stale": stale,
        "may_amend": Kind.AMENDED in open_steps,
        "entries": entries(events, selectors.names_of(unit_ids(events))),
        "reports": _reports(events),
        "synthetic": found.synthetic,
    }
    return render(request, "ledger/matter.html", context, status=status)


def _facts(found: Matter, parties: Iterable[Party]) -> list[tuple[str, Any]]:
    assisting = "、".join(party.unit.name for party in parties if party.role == PartyRole.ASSISTING)
    return [
        (_("Number"), found.number),
        (_("Ordered by"), found.ordered_by.name),
        (_("Lead unit"), found.lead.name),
        (_("Assisting units"), assisting or None),
        (_("Measure"), found.measure or None),
        (_("Due"), found.due),
        (_("Programme"), words().name("programme", found.programme or "none")),
        (_("Assigned on"), found.opened_at),
        (_("Last evidence"), found.evidence_at),
    ]


def _place(person: Any, found: Matter) -> dict[str, Any] | None:
    """The quotation between the characters around it, where the document is open to the person."""
    if found.document_id is None or found.leaf is None:
        return None
    start, end = found.leaf.start, found.leaf.end
    told = texts.excerpt(person, found.document_id, start, end)
    if told is None:
        return None
    before, quote, after = told
    return {"document": found.document_id, "start": start, "end": end, "before": before, "quote": quote, "after": after}


def _reports(events: Iterable[MatterEvent]) -> int:
    return sum(event.kind == Kind.REPORTED for event in events)


@require_GET
@needs(Action.MATTER_OPEN)
def units(request: HttpRequest) -> HttpResponse:
    """Units by a part of their name or code, as options of the fields for units."""
    person: Any = request.user
    ordering = texts.units_ordering(person)
    asked = request.GET.get("unit", "")
    unit = ordering.filter(pk=asked).first() if asked.isdecimal() and len(asked) < 19 else ordering.first()
    text = request.GET.get("q") or request.GET.get("lead") or request.GET.get("assisting", "").rsplit("\n", 1)[-1]
    found = units_found(person, unit, text[:100]) if unit else []
    return render(request, "ledger/unit_options.html", {"options": found})
