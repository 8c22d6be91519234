"""The pages of documents: list, upload, what became of an upload, the reading page, the original and its JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from luoshi.desk.accounts.gates import needs
from luoshi.desk.accounts.permissions import Action, may
from luoshi.desk.design.exports import Sheet, csv_response, xlsx_response
from luoshi.desk.design.tables import table_response
from luoshi.desk.ground.errors import Refused
from luoshi.desk.texts import reading, selectors, services
from luoshi.desk.texts.forms import UploadForm
from luoshi.desk.texts.models import Document, IntakeState
from luoshi.desk.texts.tables import DocumentFilter, DocumentTable
from luoshi.desk.texts.tabs import document_tabs
from luoshi.desk.texts.told import told
from luoshi.desk.texts.words import words
from luoshi.texts.importing.limits import LIMITS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.core.files.uploadedfile import UploadedFile

    from luoshi.desk.texts.models import Intake

__all__ = ["batch", "document", "documents", "find", "original", "reading_json", "span", "upload"]

_ENDINGS = {"text": "txt", "html": "html", "docx": "docx", "pdf": "pdf"}


@require_GET
@needs(Action.DOCUMENT_READ)
def documents(request: HttpRequest) -> HttpResponseBase:
    """The list, its facets, its search and its exports."""
    return table_response(
        request,
        table_class=DocumentTable,
        queryset=selectors.listed(request.user),
        filterset_class=DocumentFilter,
        template="texts/documents.html",
        context={
            "title": _("Documents"),
            "wide": True,
            "may_add": may(request.user, Action.DOCUMENT_ADD),
            "tabs": document_tabs(),
        },
        export_name=_("Documents"),
        source=_("Documents stored in Luoshi"),
    )


@require_http_methods(["GET", "POST"])
@needs(Action.DOCUMENT_ADD)
def upload(request: HttpRequest) -> HttpResponse:
    """Files, a folder, a ZIP or a text; afterwards the page of the batch."""
    units = selectors.units_adding(request.user)
    form = UploadForm(request.POST or None, request.FILES or None, units=units)
    if request.method == "POST" and form.is_valid():
        try:
            return HttpResponseRedirect(reverse("texts:batch", args=[_take(request, form.cleaned_data)]))
        except Refused as fault:
            form.add_error("uploads", f"{fault.what} {fault.remedy}")
        except ValidationError as fault:
            form.add_error(None, fault)
    status = 422 if form.errors else 200
    return render(request, "texts/upload.html", {"title": _("Add documents"), "form": form}, status=status)


def _take(request: HttpRequest, given: dict[str, Any]) -> str:
    common: Any = {"person": request.user, "unit": given["unit"], "audience": given["audience"]}
    if given["uploads"]:
        return services.add_files(files=_bytes(given["uploads"]), **common)
    return services.add_pasted(text=given["text"], **common)


def _bytes(files: list[UploadedFile[Any]]) -> Iterator[tuple[str, bytes]]:
    """One file after another in memory. A ZIP may be larger than a document, within what a whole upload may be."""
    for file in files:
        size = file.size or 0
        most = LIMITS.file_bytes * 5
        yield str(file.name or "?"), file.read(min(size, most) + 1)


@require_GET
def batch(request: HttpRequest, batch: str) -> HttpResponseBase:
    """Every file of an upload with its state; asked again by htmx while files wait; a single document opens."""
    rows = list(selectors.batch_of(request.user, batch))
    if not rows:
        raise Http404
    if request.GET.get("export") in {"csv", "xlsx"}:
        return _report(request, rows)
    waits = selectors.batch_waits(rows)
    only = rows[0].document if len(rows) == 1 and rows[0].state in {IntakeState.READ, IntakeState.KNOWN} else None
    if only is not None and not waits and "stay" not in request.GET:
        return _opened(request, rows[0], reverse("texts:document", args=[only.pk]))
    shown = [
        {"row": row, "kind": _KINDS[row.state], "what": told(row.what), "remedy": told(row.remedy)} for row in rows
    ]
    done = sum(row.state != IntakeState.WAITING for row in rows)
    context = {"title": _("Upload"), "rows": shown, "waits": waits, "batch": batch, "done": done, "total": len(rows)}
    context["refused"] = sum(row.state == IntakeState.REFUSED for row in rows)
    context["stopped"] = next((r.job_id for r in rows if r.state == IntakeState.WAITING), None) if not waits else None
    part = request.headers.get("HX-Request") and request.headers.get("HX-Target") == "batch"
    return render(request, "texts/batch_rows.html" if part else "texts/batch.html", context)


def _report(request: HttpRequest, rows: list[Intake]) -> HttpResponseBase:
    """Every file of an upload with what became of it, and what to do where it was refused."""
    heads = [_("File"), _("State"), _("Why"), _("What to do"), _("Document")]
    told_of = (
        [row.name, row.get_state_display(), told(row.what), told(row.remedy), row.document_id]
        for row in rows
        if request.GET.get("rows") != "refused" or row.state == IntakeState.REFUSED
    )
    sheet = Sheet(_("Upload"), [[_("Upload"), rows[0].batch], [_("Added"), rows[0].at]], heads, told_of)
    return csv_response(sheet) if request.GET.get("export") == "csv" else xlsx_response(sheet)


_KINDS = {"waiting": "info", "read": "good", "known": "neutral", "refused": "bad"}


def _opened(request: HttpRequest, row: Intake, address: str) -> HttpResponse:
    address = f"{address}?known=1" if row.state == IntakeState.KNOWN else address
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)


@require_GET
@needs(Action.DOCUMENT_READ)
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """The text beside its records."""
    return _reading(request, find(request, pk), None)


@require_GET
@needs(Action.DOCUMENT_READ)
def span(request: HttpRequest, pk: int, start: int, end: int) -> HttpResponse:
    """The reading page with these characters marked: a permanent address for a quotation."""
    found = find(request, pk)
    if not 0 <= start < end <= len(found.text):
        raise Http404
    return _reading(request, found, (start, end))


def find(request: HttpRequest, pk: int) -> Document:
    """The document, if the person may see it."""
    rows = selectors.visible_to(request.user).select_related("unit", "added_by", "original")
    return get_object_or_404(rows.defer("folded", "original__data"), pk=pk)


def _reading(request: HttpRequest, found: Document, here: tuple[int, int] | None) -> HttpResponse:
    person: Any = request.user
    everything = list(selectors.records_of(found))
    kinds = sorted({record.kind for record in everything}, key=_ORDER.index)
    asked = [kind for kind in request.GET.getlist("kind") if kind in kinds] or kinds
    records = [record for record in everything if record.kind in asked]
    group = request.GET.get("group", "text")
    names, label = words(), _("Marked place")
    held = reading.cards(records, selectors.leaves_of(found), selectors.matters_by_leaf(person, found))
    context = {
        "title": found.title,
        "wide": True,
        "document": found,
        "text": reading.marked(found, records, here, label),
        "text_lang": reading.text_lang(found),
        "groups": reading.grouped(held, group),
        "group": group,
        "group_names": _group_names(),
        "kinds": [(kind, names.name("kind", kind), kind in asked) for kind in kinds],
        "shown": len(records),
        "all": len(everything),
        "warnings": reading.warned(found),
        "facts": _facts(found),
        "here": here,
        "known": "known" in request.GET,
        "synthetic": found.synthetic,
        "may_correct": selectors.may_correct(person, found),
        "may_confirm": selectors.may_confirm(person, found),
    }
    return render(request, "texts/document.html", context)


_ORDER = ("commitment", "achievement", "figure", "decision", "person", "actor", "event")


def _group_names() -> list[tuple[str, str]]:
    named = {"text": _("Order of the text"), "kind": _("Kind"), "section": _("Section"), "programme": _("Programme")}
    return [(key, named[key]) for key in reading.GROUPS]


def _facts(found: Document) -> list[tuple[str, Any]]:
    """Where the document came from."""
    names = words()
    return [
        (_("Unit"), found.unit.name),
        (_("Source"), _("Pasted") if found.source == services.PASTED else found.source),
        (_("Format"), names.name("media", found.original.media)),
        (_("Date"), found.date or names("summary.unknown")),
        (_("Genre"), names.name("genre", found.kind)),
        (_("Script"), names.name("script", found.script)),
        (_("Characters"), len(found.text)),
        (_("SHA-256 of the text"), found.sha256),
        (_("SHA-256 of the file"), found.original.sha256),
        (_("Who may see it"), found.get_audience_display()),
        (_("Added by"), found.added_by.name),
        (_("Added"), found.added_at),
    ]


@require_GET
@needs(Action.DOCUMENT_READ)
def original(request: HttpRequest, pk: int) -> HttpResponse:
    """The bytes as they came, to be saved, never to be shown by the browser."""
    found = find(request, pk)
    name = f"document-{found.pk}.{_ENDINGS.get(found.original.media, 'bin')}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(bytes(found.original.data), content_type="application/octet-stream", headers=headers)


@require_GET
@needs(Action.DOCUMENT_READ)
def reading_json(request: HttpRequest, pk: int) -> HttpResponse:
    """The reading as it holds now (``luoshi/reading@1``), with what the machine read where it was corrected."""
    found = find(request, pk)
    records = [_record(record) for record in selectors.records_of(found)]
    body = {"schema": "luoshi/reading@1", "document": found.info, "records": records, "remainders": found.remainders}
    headers = {"Content-Disposition": f'attachment; filename="reading-{found.pk}.json"'}
    return JsonResponse(json.loads(json.dumps(body)), json_dumps_params={"ensure_ascii": False}, headers=headers)


def _record(record: Any) -> dict[str, Any]:
    if record.fields == record.machine:
        return dict(record.fields)
    return {**record.fields, "machine": record.machine, "version": record.version}
