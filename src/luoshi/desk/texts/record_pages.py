"""The page on which one record is corrected, with its history and, where two met, both versions side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from luoshi.desk.accounts.gates import needs
from luoshi.desk.accounts.permissions import Action
from luoshi.desk.ground.errors import Stale
from luoshi.desk.texts import reading, selectors, services
from luoshi.desk.texts.correctable import values_of
from luoshi.desk.texts.forms import CorrectionForm
from luoshi.desk.texts.pages import find
from luoshi.desk.texts.words import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from luoshi.desk.texts.models import Document, Record

__all__ = ["correct", "restore"]


@require_http_methods(["GET", "POST"])
@needs(Action.DOCUMENT_READ)
def correct(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The record as it holds now, in a form; beside it what the machine read and who changed what since."""
    document, record = _found(request, pk, number)
    if request.method != "POST":
        return _page(request, document, record, CorrectionForm(record))
    form = CorrectionForm(record, request.POST)
    if not form.is_valid():
        return _page(request, document, record, form, status=422)
    person: Any = request.user
    try:
        services.correct(
            person=person,
            record=record,
            version=form.cleaned_data["version"],
            changes=form.changes(),
            reason=form.cleaned_data["reason"],
        )
    except Stale as fault:
        return _conflict(request, document, fault.current, form)
    except ValidationError as fault:
        _blame(form, fault)
        return _page(request, document, record, form, status=422)
    messages.success(request, _("The record was corrected. What the machine read stays beside it."))
    return HttpResponseRedirect(f"{reverse('texts:document', args=[pk])}#r{number}")


@require_POST
@needs(Action.DOCUMENT_READ)
def restore(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Back to what the machine read, as a correction like any other."""
    _document, record = _found(request, pk, number)
    person: Any = request.user
    try:
        services.correct(
            person=person,
            record=record,
            version=int(request.POST.get("version", "0")[:9] or 0),
            changes=values_of(record.kind, record.machine),
            reason=request.POST.get("reason", ""),
        )
    except (ValidationError, ValueError) as fault:
        said = fault.messages[0] if isinstance(fault, ValidationError) else _("Open the page again.")
        messages.error(request, said)
        return HttpResponseRedirect(reverse("texts:correct", args=[pk, number]))
    messages.success(request, _("The record is again what the machine read."))
    return HttpResponseRedirect(f"{reverse('texts:document', args=[pk])}#r{number}")


def _found(request: HttpRequest, pk: int, number: int) -> tuple[Document, Record]:
    document = find(request, pk)
    record = get_object_or_404(selectors.records_of(document), number=number)
    if not selectors.may_correct(request.user, document):
        raise PermissionDenied
    return document, record


def _blame(form: CorrectionForm, fault: ValidationError) -> None:
    """Each message at its field, or above the form."""
    if not hasattr(fault, "error_dict"):
        form.add_error(None, fault)
        return
    for name, said in fault.message_dict.items():
        form.add_error(name if name in form.fields else None, said)


def _page(
    request: HttpRequest,
    document: Document,
    record: Record,
    form: CorrectionForm,
    *,
    status: int = 200,
    yours: list[tuple[str, str, str, bool]] | None = None,
) -> HttpResponse:
    context = {
        "title": _("Correct %(record)s") % {"record": reading.tag_of(record)},
        "lead": document.title,
        "document": document,
        "record": record,
        "form": form,
        "both": yours,
        "machine": _beside(record.kind, record.machine, record.fields),
        "entries": _history(record),
        "corrected": record.fields != record.machine,
        "synthetic": document.synthetic,
    }
    return render(request, "texts/correct.html", context, status=status)


def _conflict(request: HttpRequest, document: Document, now: Record, form: CorrectionForm) -> HttpResponse:
    """409: what holds now and what was sent, side by side; the form keeps what was sent, at the present version."""
    given = request.POST.copy()
    given["version"] = str(now.version)
    held = values_of(now.kind, now.fields)
    sent = form.values()
    rows = [
        (_label(form, key), _said(key, held[key]), _said(key, sent.get(key)), held[key] != sent.get(key))
        for key in held
    ]
    return _page(request, document, now, CorrectionForm(now, given), status=409, yours=rows)


def _label(form: CorrectionForm, name: str) -> str:
    return str(form.fields[name].label or words().name("field", name))


def _said(key: str, value: Any) -> str:
    return reading.shown(key, value) if value not in (None, "", []) else "—"


def _beside(kind: str, machine: Mapping[str, Any], fields: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Where the record differs from the machine: what the machine read."""
    read, now = values_of(kind, machine), values_of(kind, fields)
    names = words()
    return [(names.name("field", key), _said(key, read[key])) for key in read if read[key] != now[key]]


def _history(record: Record) -> list[dict[str, Any]]:
    return [
        {
            "at": one.at,
            "by": one.by.name,
            "title": _("Version %(number)s") % {"number": one.version},
            "text": f"{one.reason} · {_difference(record.kind, one.before, one.after)}",
        }
        for one in selectors.corrections_of(record)
    ]


def _difference(kind: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    was, now, names = values_of(kind, before), values_of(kind, after), words()
    moved = [key for key in was if was[key] != now[key]]
    return "; ".join(f"{names.name('field', key)}: {_said(key, was[key])} → {_said(key, now[key])}" for key in moved)
