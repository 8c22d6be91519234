"""Matters behind JSON: the same selectors and services as the pages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest  # noqa: TC002 - ninja reads the annotations
from django.shortcuts import get_object_or_404
from ninja import Path, Query, Router, Schema, Status
from pydantic import Field

from luoshi.desk.accounts.selectors import units_visible_to
from luoshi.desk.api.auth import caller, person_of
from luoshi.desk.api.bodies import PROBLEMS, Day, Id, In, Line, Number, PageNumber, PageSize, Prose
from luoshi.desk.api.paging import page_of
from luoshi.desk.api.scopes import Scope

if TYPE_CHECKING:
    from luoshi.desk.accounts.models import Person, Unit
    from luoshi.desk.ledger.models import Matter

__all__ = [
    "EventOut",
    "LeafIn",
    "MatterOut",
    "MatterPage",
    "MatterPatch",
    "MatterWhole",
    "MattersAsked",
    "MattersIn",
    "PartyOut",
    "Step",
    "amend_matter",
    "close_matter",
    "list_matters",
    "open_matters",
    "read_matter",
    "receive_matter",
    "report_matter",
    "return_matter",
    "router",
    "send_back_matter",
    "undo_matter",
    "withdraw_matter",
]

router = Router(tags=["matters"])
_READ = caller(Scope.MATTERS_READ)
_WRITE = caller(Scope.MATTERS_WRITE)


class LeafIn(In):
    """One leaf and who is to carry it out."""

    leaf: Id
    lead: Id
    assisting: list[Id] = Field([], max_length=50)
    measure: Line = ""
    due: Day | None = None


class MattersIn(In):
    """Leaves to confirm at once: all become matters, or none does."""

    unit: Id
    leaves: list[LeafIn] = Field(min_length=1, max_length=200)


class MatterPatch(In):
    """New terms of a matter; what is left out stays."""

    version: Number
    measure: Line | None = None
    due: Day | None = None
    reason: Prose = Field(min_length=1)


class Step(In):
    """One step of the process. ``reason`` is the report, where the step is one."""

    version: Number
    reason: Prose = ""


class PartyOut(Schema):
    """A unit and its part."""

    unit: int
    name: str
    role: str


class MatterOut(Schema):
    """A matter as it stands."""

    id: int
    number: str
    title: str
    quote: str
    programme: str
    document: int | None
    leaf: int | None
    ordered_by: int
    lead: int
    measure: str
    due: str | None
    state: str
    evidence_at: str | None
    version: int
    synthetic: bool
    opened_at: str


class EventOut(Schema):
    """One event of a matter."""

    sequence: int
    kind: str
    actor: str
    unit: str
    at: str
    reason: str


class MatterWhole(MatterOut):
    """A matter with its units and its history."""

    parties: list[PartyOut]
    events: list[EventOut]


class MatterPage(Schema):
    """One page of matters."""

    total: int
    page: int
    size: int
    items: list[MatterOut]


def _matter(row: Matter) -> dict[str, Any]:
    names = ("number", "title", "quote", "programme", "measure", "state", "version", "synthetic")
    told = {name: getattr(row, name) for name in names}
    keys = {"document": row.document_id, "leaf": row.leaf_id, "ordered_by": row.ordered_by_id, "lead": row.lead_id}
    when = {name: _iso(getattr(row, name)) for name in ("due", "evidence_at", "opened_at")}
    return {"id": row.pk, **told, **keys, **when}


def _iso(value: Any) -> str | None:
    return value.isoformat() if value else None


def _whole(row: Matter) -> dict[str, Any]:
    parties = row.parties.select_related("unit").order_by("id")
    events = row.events.select_related("actor", "unit").order_by("sequence")
    return {
        **_matter(row),
        "parties": [{"unit": p.unit_id, "name": p.unit.name, "role": p.role} for p in parties],
        "events": [
            {
                "sequence": e.sequence,
                "kind": e.kind,
                "actor": e.actor.name,
                "unit": e.unit.name,
                "at": e.at.isoformat(),
                "reason": e.reason,
            }
            for e in events
        ],
    }


def _matters(request: HttpRequest) -> Any:
    from luoshi.desk.ledger.selectors import visible_to

    return visible_to(person_of(request))


class MattersAsked(Schema):
    """Which matters, and which page of them."""

    state: Line = ""
    lead: Id | None = None
    programme: Line = ""
    due_before: Day | None = None
    page: PageNumber = 1
    size: PageSize = 50


@router.get("/matters", auth=_READ, response={200: MatterPage, **PROBLEMS})
def list_matters(request: HttpRequest, asked: Query[MattersAsked]) -> Any:
    """Matters that the caller may see, the newest first."""
    wanted = {"state": asked.state, "lead": asked.lead, "programme": asked.programme, "due__lt": asked.due_before}
    rows = _matters(request).filter(**{key: value for key, value in wanted.items() if value})
    return page_of(rows, _matter, page=asked.page, size=asked.size)


@router.get("/matters/{matter_id}", auth=_READ, response={200: MatterWhole, **PROBLEMS})
def read_matter(request: HttpRequest, matter_id: Path[Id]) -> Any:
    """One matter with its units and its history."""
    return _whole(get_object_or_404(_matters(request), pk=matter_id))


def _choice(person: Person, wanted: LeafIn) -> Any:
    from luoshi.desk.texts.selectors import leaf_visible
    from luoshi.desk.texts.services import Choice

    leaf = get_object_or_404(leaf_visible(person, wanted.leaf))
    assisting = [_unit(person, pk) for pk in dict.fromkeys(wanted.assisting)]
    lead = _unit(person, wanted.lead)
    return Choice(leaf=leaf, lead=lead, assisting=assisting, measure=wanted.measure, due=wanted.due)


def _unit(person: Person, pk: int) -> Unit:
    return get_object_or_404(units_visible_to(person), pk=pk)


@router.post("/matters", auth=_WRITE, response={201: list[MatterOut], **PROBLEMS})
def open_matters(request: HttpRequest, body: MattersIn) -> Any:
    """Confirm leaves: each becomes a matter of its lead unit, in one step."""
    from luoshi.desk.texts import services

    person = person_of(request)
    choices = [_choice(person, wanted) for wanted in body.leaves]
    made = services.confirm(person=person, unit=_unit(person, body.unit), choices=choices)
    return Status(201, [_matter(matter) for matter in made])


@router.patch("/matters/{matter_id}", auth=_WRITE, response={200: MatterWhole, **PROBLEMS})
def amend_matter(request: HttpRequest, matter_id: Path[Id], body: MatterPatch) -> Any:
    """Change the measure or the date. 409 when somebody else changed the matter since it was read."""
    from luoshi.desk.ledger.services import terms_of

    now = terms_of(get_object_or_404(_matters(request).select_related("lead"), pk=matter_id))
    measure = now.measure if body.measure is None else body.measure
    terms = replace(now, measure=measure, due=body.due if "due" in body.model_fields_set else now.due)
    return _step(request, matter_id, "amend", version=body.version, reason=body.reason, terms=terms)


def _step(request: HttpRequest, matter_id: int, step: str, **terms: Any) -> dict[str, Any]:
    from luoshi.desk.ledger import services

    matter = get_object_or_404(_matters(request), pk=matter_id)
    getattr(services, step)(person=person_of(request), matter=matter, **terms)
    return _whole(_matters(request).get(pk=matter_id))


@router.post("/matters/{matter_id}/receive", auth=_WRITE, response={200: MatterWhole, **PROBLEMS})
def receive_matter(request: HttpRequest, matter_id: Path[Id], body: Step) -> Any:
    """The lead unit takes the matter."""
    return _step(request, matter_id, "receive", version=body.version)


@router.post("/matters/{matter_id}/report", auth=_WRITE, response={200: MatterWhole, **PROBLEMS})
def report_matter(request: HttpRequest, matter_id: Path[Id], body: Step) -> Any:
    """The lead unit reports what was done."""
    return _step(request, matter_id, "report", version=body.version, reason=body.reason)


@router.post("/matters/{matter_id}/return", auth=_WRITE, response={200: MatterWhole, **PROBLEMS})
def return_matter(request: HttpRequest, matter_id: Path[Id], body: Step) -> Any:
    """The lead unit hands the matter back and says why."""
    return _step(request, matter_id, "return_matter", version=body.version, reason=body.reason)


@router.post("/matters/{matter_id}/send-back", auth=_WRITE, response={200: MatterWhole, **PROBLEMS})
def send_back_matter(request: HttpRequest, matter_id: Path[Id], body: Step) -> Any:
    """The ordering unit finds that the report does not show it done."""
    return _step(request, matter_id, "send_back", version=body.version, reason=body.reason)


@router.post("/matters/{matter_id}/undo", auth=_WRITE, response={200: MatterWhole, **PROBLEMS})
def undo_matter(request: HttpRequest, matter_id: Path[Id], body: Step) -> Any:
    """Whoever took the last step takes it back, while nothing followed."""
    return _step(request, matter_id, "undo", version=body.version, reason=body.reason)


@router.post("/matters/{matter_id}/close", auth=_WRITE, response={200: MatterWhole, **PROBLEMS})
def close_matter(request: HttpRequest, matter_id: Path[Id], body: Step) -> Any:
    """The ordering unit closes the matter on the evidence reported."""
    return _step(request, matter_id, "close", version=body.version, reason=body.reason)


@router.post("/matters/{matter_id}/withdraw", auth=_WRITE, response={200: MatterWhole, **PROBLEMS})
def withdraw_matter(request: HttpRequest, matter_id: Path[Id], body: Step) -> Any:
    """The ordering unit takes the order back."""
    return _step(request, matter_id, "withdraw", version=body.version, reason=body.reason)
