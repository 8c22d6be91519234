"""The pages of a series: the life of each theme through its editions, and keeping a series for later."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from luoshi.desk.accounts.gates import needs
from luoshi.desk.accounts.permissions import Action, may
from luoshi.desk.design.exports import csv_response, xlsx_response
from luoshi.desk.ground.errors import Refused
from luoshi.desk.texts.editions import computing, selectors, services
from luoshi.desk.texts.editions.asked import keys_in, visible_all
from luoshi.desk.texts.editions.days import age_of, day_of
from luoshi.desk.texts.editions.forms import SeriesForm, label_of
from luoshi.desk.texts.editions.matrix import SHOWN, filtered, themes
from luoshi.desk.texts.editions.sheets import series_sheet
from luoshi.desk.texts.tabs import document_tabs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from luoshi.desk.texts.models import Document, Series

__all__ = ["remove", "save", "series"]

_PAGE = 50
_OFFERED = 100


@require_GET
@needs(Action.DOCUMENT_READ)
def series(request: HttpRequest) -> HttpResponseBase:
    """Themes by editions for documents that were chosen, or for a saved series; else what can be chosen."""
    kept, documents = _chosen(request)
    if len(documents) < 2:
        return _page(request, kept, documents, {"rows": None})
    try:
        lives = computing.lives_of(documents, most=computing.AT_ONCE * 2)
    except computing.TooLarge:
        fault = Refused(_("These documents are too large together."), _("Choose fewer documents."))
        return _page(request, kept, documents, {"rows": None, "refused": fault}, status=422)
    except Refused as fault:
        return _page(request, kept, documents, {"rows": None, "refused": fault}, status=422)
    everything = themes(lives, documents, _signs())
    shown, text = request.GET.get("shown", "carried"), request.GET.get("text", "").strip()[:100]
    rows = filtered(everything, shown, text, len(documents))
    if kind := request.GET.get("export"):
        sheet = series_sheet(documents, rows)
        return csv_response(sheet) if kind == "csv" else xlsx_response(sheet)
    context = {
        "rows": Paginator(rows, _PAGE).get_page(request.GET.get("page")),
        "counts": {"shown": len(rows), "all": len(everything)},
        "shown": shown if shown in SHOWN else SHOWN[0],
        "text": text,
        "kinds": [(code, name, len(filtered(everything, code, "", len(documents)))) for code, name in _kinds()],
    }
    return _page(request, kept, documents, context)


@require_POST
@needs(Action.DOCUMENT_ADD)
def save(request: HttpRequest) -> HttpResponse:
    """Keep the chosen documents as a series, or change a kept one."""
    kept, documents = _chosen(request, request.POST)
    documents = visible_all(request, keys_in(request.POST, "doc"))
    form = SeriesForm(request.POST, units=selectors.units_keeping(request.user))
    person: Any = request.user
    if form.is_valid():
        try:
            done = services.save_series(person=person, documents=documents, series=kept, **form.cleaned_data)
        except ValidationError as fault:
            form.add_error("name", fault.messages[0])
        except Refused as fault:
            form.add_error(None, f"{fault.what} {fault.remedy}")
        else:
            messages.success(request, _("The series is kept. Matters of its editions are told what became of them."))
            return HttpResponseRedirect(f"{reverse('texts:series')}?series={done.pk}")
    return _page(request, kept, documents, {"rows": None, "save": form}, status=422)


@require_POST
@needs(Action.DOCUMENT_ADD)
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a series apart; its documents stay."""
    found = get_object_or_404(selectors.series_visible(request.user), pk=pk)
    person: Any = request.user
    services.remove_series(person=person, series=found)
    messages.success(request, _("The series was taken apart; its documents stay."))
    return HttpResponseRedirect(reverse("texts:series"))


def _chosen(request: HttpRequest, query: Any = None) -> tuple[Series | None, list[Document]]:
    """The saved series, if one is named, and the documents: those ticked, or else those of the series."""
    query = request.GET if query is None else query
    named = next(iter(keys_in(query, "series")), None)
    kept = selectors.series_visible(request.user).filter(pk=named).first() if named else None
    if named and kept is None:
        raise Http404
    if ticked := keys_in(query, "doc"):
        return kept, sorted(visible_all(request, ticked), key=age_of)
    return kept, selectors.documents_in(request.user, kept) if kept else []


def _signs() -> dict[str, str]:
    return {
        "first": _("first"),
        "before": _("not yet"),
        "absent": _("absent"),
        "dropped": _("dropped"),
        "merged": _("went into another"),
        "after": _("no more"),
    }


def _kinds() -> list[tuple[str, str]]:
    return [
        ("carried", _("In two editions or more")),
        ("all", _("All")),
        ("lasting", _("In every edition")),
        ("new", _("New in the last")),
        ("gone", _("Gone")),
        ("back", _("Came back")),
    ]


def _page(
    request: HttpRequest,
    kept: Series | None,
    documents: Sequence[Document],
    context: Mapping[str, Any],
    status: int = 200,
) -> HttpResponse:
    person: Any = request.user
    chosen = {one.pk for one in documents}
    keeps = may(person, Action.DOCUMENT_ADD)
    offered = selectors.offered(person)[:_OFFERED]
    form = None
    if keeps and len(documents) > 1:
        initial = {"name": kept.name, "unit": kept.unit_id} if kept else {}
        form = SeriesForm(units=selectors.units_keeping(person), initial=initial)
    shared = {
        "title": kept.name if kept else _("Themes through editions"),
        "lead": _("What became of each commitment from one edition to the next."),
        "wide": True,
        "tabs": document_tabs(),
        "tab": "series",
        "kept": kept,
        "documents": documents,
        "heads": [(one, day_of(one)) for one in documents],
        "saved": list(selectors.series_visible(person)),
        "offered": [(one, label_of(one), one.pk in chosen) for one in offered],
        "save": form,
        "may_remove": kept is not None and may(person, Action.DOCUMENT_ADD, kept.unit_id),
        "synthetic": any(one.synthetic for one in documents),
    }
    return render(request, "texts/series.html", {**shared, **context}, status=status)
