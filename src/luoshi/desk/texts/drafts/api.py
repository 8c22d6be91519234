"""Drafts and the proof of numbers behind JSON: the same services, the same gate, the same limits as the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest  # noqa: TC002 - ninja reads the annotations
from django.shortcuts import get_object_or_404
from ninja import Path, Query, Router, Schema, Status
from pydantic import Field

from luoshi.desk.accounts.permissions import Action, may
from luoshi.desk.accounts.selectors import units_visible_to
from luoshi.desk.api.auth import caller, person_of
from luoshi.desk.api.bodies import PROBLEMS, Id, In, Line, Number, PageNumber, PageSize
from luoshi.desk.api.paging import page_of
from luoshi.desk.api.scopes import Scope
from luoshi.desk.texts.drafts import selectors
from luoshi.desk.texts.drafts.proving import MOST, MOST_VALUES, proved_text, values_of
from luoshi.texts.proofing import proof_json

if TYPE_CHECKING:
    from luoshi.desk.texts.models import Draft

__all__ = [
    "DraftIn",
    "DraftOut",
    "DraftPage",
    "DraftPatch",
    "DraftWhole",
    "DraftsAsked",
    "ProofIn",
    "begin_draft",
    "edit_draft",
    "list_drafts",
    "prove_draft",
    "prove_text",
    "read_draft",
    "router",
]

router = Router(tags=["drafts"])
_READ, _WRITE = caller(Scope.DRAFTS_READ), caller(Scope.DRAFTS_WRITE)
_Body = Annotated[str, Field(max_length=MOST, pattern=r"^[^\x00]*$")]
_Table = Annotated[str, Field(max_length=MOST_VALUES, pattern=r"^[^\x00]*$")]


class ProofIn(In):
    """A text whose numbers are proved, perhaps against a table of values (CSV); nothing of it is stored."""

    text: _Body
    values: _Table = ""
    anyway: bool = False


class DraftIn(In):
    """A new draft."""

    unit: Id
    title: Line = Field(min_length=1)
    body: _Body = ""
    value_table: _Table = ""


class DraftPatch(In):
    """What changes; ``version`` is the one that was read."""

    version: Number
    title: Line | None = None
    body: _Body | None = None
    value_table: _Table | None = None


class DraftOut(Schema):
    """A draft without its text."""

    id: int
    title: str
    unit: int
    version: int
    figures: int
    findings_open: int
    changed_at: str


class DraftPage(Schema):
    """One page of drafts."""

    total: int
    page: int
    size: int
    items: list[DraftOut]


class DraftWhole(DraftOut):
    """A draft with its text and its value table."""

    body: str
    value_table: str


class DraftsAsked(Schema):
    """Which page of the drafts."""

    page: PageNumber = 1
    size: PageSize = 50


def _draft(row: Draft) -> dict[str, Any]:
    told = {name: getattr(row, name) for name in ("title", "version", "figures", "findings_open")}
    return {"id": row.pk, "unit": row.unit_id, "changed_at": row.changed_at.isoformat(), **told}


def _whole(row: Draft) -> dict[str, Any]:
    return {**_draft(row), "body": row.body, "value_table": row.value_table}


def _found(request: HttpRequest, draft_id: int) -> Draft:
    return get_object_or_404(selectors.visible_to(person_of(request)).select_related("unit"), pk=draft_id)


@router.post("/proof", auth=_READ, response={200: dict[str, Any], **PROBLEMS})
def prove_text(request: HttpRequest, body: ProofIn) -> Any:
    """What the numbers of a text say about each other (``luoshi/proof@1``)."""
    if not may(person_of(request), Action.DRAFT_READ):
        raise PermissionDenied
    return proof_json(proved_text(body.text, values_of(body.values), anyway=body.anyway))


@router.get("/drafts", auth=_READ, response={200: DraftPage, **PROBLEMS})
def list_drafts(request: HttpRequest, asked: Query[DraftsAsked]) -> Any:
    """Drafts of the caller's units, the last changed first."""
    return page_of(selectors.listed(person_of(request)), _draft, page=asked.page, size=asked.size)


@router.post("/drafts", auth=_WRITE, response={201: DraftWhole, **PROBLEMS})
def begin_draft(request: HttpRequest, body: DraftIn) -> Any:
    """Begin a draft."""
    from luoshi.desk.texts.drafts import services

    person = person_of(request)
    unit = get_object_or_404(units_visible_to(person), pk=body.unit)
    given = {"title": body.title, "body": body.body, "value_table": body.value_table}
    return Status(201, _whole(services.begin(person=person, unit=unit, **given)))


@router.get("/drafts/{draft_id}", auth=_READ, response={200: DraftWhole, **PROBLEMS})
def read_draft(request: HttpRequest, draft_id: Path[Id]) -> Any:
    """One draft with its text."""
    return _whole(_found(request, draft_id))


@router.patch("/drafts/{draft_id}", auth=_WRITE, response={200: DraftWhole, **PROBLEMS})
def edit_draft(request: HttpRequest, draft_id: Path[Id], body: DraftPatch) -> Any:
    """Change a draft. 409 when somebody else changed it since it was read."""
    from luoshi.desk.texts.drafts import services

    row = _found(request, draft_id)
    names = ("title", "body", "value_table")
    given = {name: getattr(row if getattr(body, name) is None else body, name) for name in names}
    return _whole(services.edit(person=person_of(request), draft=row, version=body.version, **given))


@router.get("/drafts/{draft_id}/proof", auth=_READ, response={200: dict[str, Any], **PROBLEMS})
def prove_draft(request: HttpRequest, draft_id: Path[Id]) -> Any:
    """What the numbers of a draft say about each other (``luoshi/proof@1``)."""
    row = _found(request, draft_id)
    return proof_json(proved_text(row.body, values_of(row.value_table), anyway=True))
