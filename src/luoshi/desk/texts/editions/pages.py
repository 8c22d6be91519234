"""The page that lays two editions side by side: what was added, dropped, strengthened, weakened, reworded, moved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from luoshi.desk.accounts.gates import needs
from luoshi.desk.accounts.permissions import Action
from luoshi.desk.design.exports import csv_response, file_name, xlsx_response
from luoshi.desk.ground.errors import Refused
from luoshi.desk.texts import reading
from luoshi.desk.texts.editions import computing, selectors, services, showing
from luoshi.desk.texts.editions.asked import Wish, keys_in, pair_asked, visible_all
from luoshi.desk.texts.editions.days import age_of, day_of
from luoshi.desk.texts.editions.forms import PairForm
from luoshi.desk.texts.editions.sheets import comparison_sheet
from luoshi.desk.texts.spun import Spun
from luoshi.desk.texts.tabs import document_tabs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from luoshi.desk.texts.models import Document

__all__ = ["ask", "compare"]

_PAGE = 50
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_GET
@needs(Action.DOCUMENT_READ)
def compare(request: HttpRequest) -> HttpResponseBase:
    """Choose two documents; with both chosen, every change between them."""
    ticked = keys_in(request.GET, "doc")
    if len(ticked) > 2:
        return HttpResponseRedirect(f"{reverse('texts:series')}?doc={','.join(map(str, ticked))}")
    wish = pair_asked(request.GET)
    if not wish.whole or wish.old == wish.new:
        visible_all(request, [key for key in dict.fromkeys((wish.old, wish.new)) if key is not None])
        return _page(request, wish, {"pair": None, "same": wish.whole})
    pair = visible_all(request, [wish.old or 0, wish.new or 0])
    if ticked and "old" not in request.GET:
        return HttpResponseRedirect(_address(sorted(pair, key=age_of)))
    return _compared(request, wish, pair)


def _compared(request: HttpRequest, wish: Wish, pair: list[Document]) -> HttpResponseBase:
    try:
        told = computing.comparison_of(pair, anyway=wish.anyway)
    except computing.TooLarge:
        return _page(request, wish, {"pair": pair, "large": True, "job": request.GET.get("job", "")[:18]})
    except Spun as fault:
        return _page(request, wish, {"pair": pair, "spun": fault}, status=422)
    return _found(request, wish, pair, told)


@require_POST
@needs(Action.DOCUMENT_READ)
def ask(request: HttpRequest) -> HttpResponse:
    """Let a job compare two documents that are too large for a page."""
    wish = pair_asked(request.POST)
    pair = visible_all(request, [key for key in (wish.old, wish.new) if key is not None])
    if len(pair) < 2:
        return HttpResponseRedirect(reverse("texts:compare"))
    person: Any = request.user
    try:
        job = services.ask_comparison(person=person, documents=pair, anyway=wish.anyway)
    except Refused as fault:
        return _page(request, wish, {"pair": pair, "refused": fault}, status=422)
    return HttpResponseRedirect(f"{_address(pair)}&job={job.pk}{'&anyway=1' if wish.anyway else ''}")


def _address(pair: Sequence[Document]) -> str:
    return f"{reverse('texts:compare')}?old={pair[0].pk}&new={pair[1].pk}"


def _found(request: HttpRequest, wish: Wish, pair: list[Document], told: Mapping[str, Any]) -> HttpResponseBase:
    part = "reported" if request.GET.get("part") == "reported" else "changes"
    changes = told[part]
    choices = showing.choices(changes, request.GET.getlist("status"))
    on = {choice.code for choice in choices if choice.on}
    matters = selectors.matters_of(request.user, pair[0]) if part == "changes" else []
    everything = showing.rows(changes, matters)
    rows = [row for row in everything if row.status in on]
    if kind := request.GET.get("export"):
        return _export(kind, pair, rows, anyway=wish.anyway)
    page = Paginator(rows, _PAGE).get_page(request.GET.get("page"))
    shown = {row.number for row in page}
    context = {
        "pair": pair,
        "days": [day_of(one) for one in pair],
        "langs": [reading.text_lang(one) for one in pair],
        "choices": choices,
        "part": part,
        "parts": _parts(pair, told, part, wish),
        "rows": page,
        "touched": [(one, one.row in shown) for one in showing.touched(everything)],
        "nothing": told["nothing_changed"],
        "backwards": all(map(day_of, pair)) and day_of(pair[0]) > day_of(pair[1]),
        "counts": {"shown": len(rows), "all": len(changes)},
        "synthetic": any(one.synthetic for one in pair),
    }
    return _page(request, wish, context)


def _parts(pair: Sequence[Document], told: Mapping[str, Any], part: str, wish: Wish) -> list[tuple[str, str, bool]]:
    """The two lists of a comparison: its commitments, and what was reported and decided."""
    named = {"changes": _("Commitments"), "reported": _("Achievements and decisions")}
    tail = "&anyway=1" if wish.anyway else ""
    return [
        (f"{_address(pair)}&part={code}{tail}", f"{text} ({len(told[code])})", code == part)
        for code, text in named.items()
    ]


def _export(kind: str, pair: list[Document], rows: Sequence[showing.Row], *, anyway: bool) -> HttpResponseBase:
    if kind == "docx":
        from luoshi.texts.editions.export import as_docx

        data = as_docx(computing.compared(pair, anyway=anyway), lang=showing.names().lang)
        name = file_name(_("Comparison"), "docx")
        answer = HttpResponse(data, content_type=_DOCX)
        answer.headers["Content-Disposition"] = _disposition(name)
        return answer
    sheet = comparison_sheet(pair, rows)
    return csv_response(sheet) if kind == "csv" else xlsx_response(sheet)


def _disposition(name: str) -> str:
    from django.utils.http import content_disposition_header

    return content_disposition_header(as_attachment=True, filename=name) or "attachment"


def _page(request: HttpRequest, wish: Wish, context: Mapping[str, Any], status: int = 200) -> HttpResponse:
    form = PairForm(request.GET or None, documents=selectors.offered(request.user), chosen=context.get("pair") or ())
    shared = {
        "title": _("Comparison of two editions"),
        "lead": _("Clauses are paired by theme, never by number or order."),
        "wide": True,
        "tabs": document_tabs(),
        "tab": "compare",
        "form": form,
        "wish": wish,
        "base": request.GET.copy(),
    }
    return render(request, "texts/compare.html", {**shared, **context}, status=status)
