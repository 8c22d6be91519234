"""Documents, their readings and records behind JSON: the same selectors and services as the pages."""

from __future__ import annotations

import base64
import binascii
from typing import Any, Literal

from django.http import HttpRequest  # noqa: TC002 - ninja reads the annotations
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Path, Query, Router, Schema, Status
from pydantic import Field, model_validator

from luoshi.desk.accounts.selectors import units_visible_to
from luoshi.desk.api.auth import caller, person_of
from luoshi.desk.api.bodies import PROBLEMS, Id, In, Line, Number, PageNumber, PageSize, Prose
from luoshi.desk.api.paging import page_of
from luoshi.desk.api.scopes import Scope
from luoshi.desk.ground.errors import Refused
from luoshi.desk.texts.models import Document, Intake, Record

__all__ = [
    "Batch",
    "DocumentIn",
    "DocumentOut",
    "DocumentPage",
    "DocumentWhole",
    "DocumentsAsked",
    "IntakeOut",
    "RecordOut",
    "RecordPage",
    "RecordPatch",
    "RecordsAsked",
    "add_document",
    "correct_record",
    "list_documents",
    "list_records",
    "read_batch",
    "read_document",
    "read_reading",
    "read_record",
    "router",
]

router = Router(tags=["documents"])
_READ = caller(Scope.DOCUMENTS_READ)


class DocumentIn(In):
    """A document to be read: its text, or a file in base64 with its name."""

    unit: Id
    text: str = Field("", max_length=2_000_000, pattern=r"^[^\x00]*$")
    name: Line = ""
    data: str = Field("", max_length=7_500_000, pattern=r"^[A-Za-z0-9+/=]*$")
    audience: Literal["unit", "parties", "everyone"] = "parties"

    @model_validator(mode="after")
    def _one_of_two(self) -> DocumentIn:
        if bool(self.text) == bool(self.data):
            raise ValueError("give either text, or data with a name")
        if self.data and not self.name:
            raise ValueError("a file needs a name")
        return self


class RecordPatch(In):
    """A correction: the version that was read, the fields to change, and why."""

    version: Number
    changes: dict[Line, Any] = Field(min_length=1)
    reason: Prose = Field(min_length=1)


class DocumentOut(Schema):
    """A document without its text."""

    id: int
    title: str
    date: str | None
    kind: str
    script: str
    source: str
    unit: int
    audience: str
    synthetic: bool
    sha256: str
    commitments: int
    leaves_open: int
    added_at: str


class DocumentPage(Schema):
    """One page of documents."""

    total: int
    page: int
    size: int
    items: list[DocumentOut]


class DocumentWhole(DocumentOut):
    """A document with its text."""

    text: str


class RecordOut(Schema):
    """A record as it holds now; ``corrected`` names the fields that a person changed."""

    id: int
    document: int
    number: int
    kind: str
    section: str
    role: str
    programme: str
    start: int
    end: int
    quote: str
    version: int
    fields: dict[str, Any]
    corrected: list[str]


class RecordPage(Schema):
    """One page of records."""

    total: int
    page: int
    size: int
    items: list[RecordOut]


class IntakeOut(Schema):
    """What became of one file of a batch."""

    name: str
    state: str
    document: int | None
    job: int | None
    what: str
    remedy: str


class Batch(Schema):
    """One upload: ask for it again until no file is waiting."""

    batch: str
    intakes: list[IntakeOut]


def _document(row: Document) -> dict[str, Any]:
    told = {name: getattr(row, name) for name in ("title", "kind", "script", "source", "audience", "sha256")}
    counts = {"commitments": row.commitments, "leaves_open": row.leaves_open, "synthetic": row.synthetic}
    date = row.date.isoformat() if row.date else None
    return {"id": row.pk, "unit": row.unit_id, "date": date, "added_at": row.added_at.isoformat(), **told, **counts}


def _corrected(row: Record) -> list[str]:
    return sorted(key for key in row.fields.keys() | row.machine.keys() if row.fields.get(key) != row.machine.get(key))


def _record(row: Record) -> dict[str, Any]:
    names = ("number", "kind", "section", "role", "programme", "start", "end", "quote", "version", "fields")
    told = {name: getattr(row, name) for name in names}
    return {"id": row.pk, "document": row.document_id, "corrected": _corrected(row), **told}


def _documents(request: HttpRequest) -> Any:
    from luoshi.desk.texts.selectors import visible_to

    return visible_to(person_of(request))


def _records(request: HttpRequest) -> Any:
    from luoshi.desk.texts.selectors import records_visible

    return records_visible(person_of(request))


class DocumentsAsked(Schema):
    """Which documents, and which page of them."""

    q: Line = ""
    unit: Id | None = None
    page: PageNumber = 1
    size: PageSize = 50


@router.get("/documents", auth=_READ, response={200: DocumentPage, **PROBLEMS})
def list_documents(request: HttpRequest, asked: Query[DocumentsAsked]) -> Any:
    """Documents that the caller may see, the newest first; ``q`` looks through titles."""
    rows = _documents(request).defer("text", "folded", "info", "remainders")
    rows = rows.filter(title__icontains=asked.q) if asked.q else rows
    return page_of(rows.filter(unit=asked.unit) if asked.unit else rows, _document, page=asked.page, size=asked.size)


@router.post("/documents", auth=caller(Scope.DOCUMENTS_WRITE), response={202: Batch, **PROBLEMS})
def add_document(request: HttpRequest, body: DocumentIn) -> Any:
    """Hand in one document. A job reads it; the answer names the batch to ask for."""
    from luoshi.desk.texts import services

    person = person_of(request)
    unit = get_object_or_404(units_visible_to(person), pk=body.unit)
    if body.text:
        batch = services.add_pasted(person=person, unit=unit, text=body.text, audience=body.audience)
    else:
        files = [(body.name, _bytes(body.data))]
        batch = services.add_files(person=person, unit=unit, files=files, audience=body.audience)
    return Status(202, _batch(Intake.objects.filter(batch=batch), str(batch)))


def _bytes(data: str) -> bytes:
    try:
        return base64.b64decode(data, validate=True)
    except binascii.Error as fault:
        raise Refused(_("The data are not base64."), _("Encode the bytes of the file in base64.")) from fault


def _batch(rows: Any, batch: str) -> dict[str, Any]:
    shown = [
        {
            "name": i.name,
            "state": i.state,
            "document": i.document_id,
            "job": i.job_id,
            "what": i.what,
            "remedy": i.remedy,
        }
        for i in rows
    ]
    return {"batch": batch, "intakes": shown}


@router.get("/batches/{batch}", auth=_READ, response={200: Batch, **PROBLEMS})
def read_batch(request: HttpRequest, batch: Path[Line]) -> Any:
    """What became of the files that the caller handed in together."""
    rows = Intake.objects.filter(person=person_of(request), batch=batch).defer("data")
    get_object_or_404(rows[:1])
    return _batch(rows, batch)


@router.get("/documents/{document_id}", auth=_READ, response={200: DocumentWhole, **PROBLEMS})
def read_document(request: HttpRequest, document_id: Path[Id]) -> Any:
    """One document with its text."""
    row = get_object_or_404(_documents(request), pk=document_id)
    return {**_document(row), "text": row.text}


@router.get("/documents/{document_id}/reading", auth=_READ, response={200: dict[str, Any], **PROBLEMS})
def read_reading(request: HttpRequest, document_id: Path[Id]) -> Any:
    """The reading (``luoshi/reading@1``) as it holds now; a corrected record says what was read first."""
    row = get_object_or_404(_documents(request), pk=document_id)
    records = [_told(record) for record in row.records.order_by("number")]
    return {"schema": "luoshi/reading@1", "document": row.info, "records": records, "remainders": row.remainders}


def _told(record: Record) -> dict[str, Any]:
    changed = _corrected(record)
    if not changed:
        return {**record.fields, "id": record.number}
    machine = {key: record.machine.get(key) for key in changed}
    return {**record.fields, "id": record.number, "corrected": changed, "machine": machine}


class RecordsAsked(Schema):
    """Which records, and which page of them."""

    document: Id | None = None
    kind: Line = ""
    programme: Line = ""
    page: PageNumber = 1
    size: PageSize = 50


@router.get("/records", auth=_READ, response={200: RecordPage, **PROBLEMS})
def list_records(request: HttpRequest, asked: Query[RecordsAsked]) -> Any:
    """Records of the documents that the caller may see."""
    wanted = {"document": asked.document, "kind": asked.kind, "programme": asked.programme}
    rows = _records(request).filter(**{key: value for key, value in wanted.items() if value})
    return page_of(rows, _record, page=asked.page, size=asked.size)


@router.get("/records/{record_id}", auth=_READ, response={200: RecordOut, **PROBLEMS})
def read_record(request: HttpRequest, record_id: Path[Id]) -> Any:
    """One record."""
    return _record(get_object_or_404(_records(request), pk=record_id))


@router.patch("/records/{record_id}", auth=caller(Scope.RECORDS_WRITE), response={200: RecordOut, **PROBLEMS})
def correct_record(request: HttpRequest, record_id: Path[Id], body: RecordPatch) -> Any:
    """Correct a record. 409 when somebody else corrected it since it was read."""
    from luoshi.desk.texts import services

    row = get_object_or_404(_records(request), pk=record_id)
    person = person_of(request)
    done = services.correct(
        person=person, record=row, version=body.version, changes=dict(body.changes), reason=body.reason
    )
    return _record(done)
