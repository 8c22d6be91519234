"""The page of terms: where a term stands in each document and since when, and what a new edition brings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from luoshi.desk.accounts.gates import needs
from luoshi.desk.accounts.permissions import Action
from luoshi.desk.design.exports import Sheet, csv_response, xlsx_response
from luoshi.desk.ground.errors import Refused
from luoshi.desk.texts.editions import selectors as editions
from luoshi.desk.texts.editions.asked import keys_in, pair_asked, visible_all
from luoshi.desk.texts.editions.days import day_of
from luoshi.desk.texts.editions.forms import PairForm
from luoshi.desk.texts.tabs import document_tabs
from luoshi.desk.texts.terms import lives, selectors
from luoshi.desk.texts.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from luoshi.core.spans import Span
    from luoshi.desk.texts.models import Document
    from luoshi.desk.texts.terms.selectors import Ground
    from luoshi.texts.terms import NewTerm, TermLife

__all__ = ["NewRow", "Quoted", "UseRow", "terms"]


@dataclass(frozen=True, slots=True)
class Quoted:
    """A sentence with the term in it."""

    before: str
    term: str
    after: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class UseRow:
    """One edition: how often it uses the term, the sentence of its first use, what was not counted."""

    document: Document
    day: str
    count: int
    share: int
    quoted: Quoted | None
    sign: str
    kind: str


@dataclass(frozen=True, slots=True)
class NewRow:
    """One new term."""

    number: int
    term: str
    count: int
    why: str
    quoted: Quoted


@require_GET
@needs(Action.DOCUMENT_READ)
def terms(request: HttpRequest) -> HttpResponseBase:
    """The life of a term (``term``), the new terms of an edition (``old``, ``new``), or the two forms."""
    if request.GET.get("view") == "new":
        return _new(request)
    ground = _ground(request)
    term = request.GET.get("term", "").replace("\0", "").strip()
    if not term:
        return _page(request, {"ground": ground, "life": None})
    try:
        found = lives.life_in(term, ground.documents, gaps=ground.series is not None)
    except Refused as fault:
        return _page(request, {"ground": ground, "life": None, "refused": fault}, status=422)
    rows = _uses(found, ground)
    if kind := request.GET.get("export"):
        return _sheet(kind, _life_sheet(found, rows))
    context = {
        "ground": ground,
        "life": found,
        "rows": rows,
        "first": next((row for row in rows if row.quoted), None),
        "last": next((row for row in reversed(rows) if row.quoted), None),
        "passed": _passed(found, ground),
        "synthetic": any(one.synthetic for one in ground.documents),
    }
    return _page(request, context)


def _ground(request: HttpRequest) -> Ground:
    named = next(iter(keys_in(request.GET, "series")), None)
    series = editions.series_visible(request.user).filter(pk=named).first() if named else None
    if named and series is None:
        raise Http404
    unit = next(iter(keys_in(request.GET, "unit")), None)
    return selectors.ground_of(request.user, series=series, unit=unit, kind=request.GET.get("kind", "")[:40])


def _new(request: HttpRequest) -> HttpResponseBase:
    wish = pair_asked(request.GET)
    if not wish.whole or wish.old == wish.new:
        return _page(request, {"view": "new", "pair": None, "new_rows": None})
    pair = visible_all(request, [wish.old or 0, wish.new or 0])
    try:
        found = lives.new_terms(pair[0], pair[1])
    except Refused as fault:
        return _page(request, {"view": "new", "pair": pair, "new_rows": None, "refused": fault}, status=422)
    rows = _new_rows(found)
    if kind := request.GET.get("export"):
        heads = [_("Number"), _("Term"), _("Times"), _("What told it"), _("Sentence"), _("From"), _("To")]
        told = ([r.number, r.term, r.count, r.why, _whole(r.quoted), r.quoted.start, r.quoted.end] for r in rows)
        return _sheet(kind, Sheet(_("New terms"), _notes(pair), heads, told))
    context = {"view": "new", "pair": pair, "new_rows": rows, "synthetic": any(one.synthetic for one in pair)}
    return _page(request, context)


def _new_rows(found: Iterable[NewTerm]) -> list[NewRow]:
    told = {"quoted": _("in quotation marks"), "item": _("a member of a list"), "counted": _("by its frequency")}
    return [
        NewRow(number, one.term, one.count, told.get(one.why, one.why), _quoted(one.sentence, one.span))
        for number, one in enumerate(found, 1)
    ]


def _uses(found: TermLife, ground: Ground) -> list[UseRow]:
    uses = {use.edition: use for use in found.uses}
    most = max((use.count for use in found.uses), default=1)
    rows = []
    for at, document in enumerate(ground.documents):
        use = uses.get(at)
        sign, kind = _sign(found, at)
        quoted = _quoted(use.sentence, use.spans[0]) if use else None
        count = use.count if use else 0
        rows.append(UseRow(document, day_of(document), count, round(100 * count / most), quoted, sign, kind))
    return rows


def _sign(found: TermLife, at: int) -> tuple[str, str]:
    if found.first and at == found.first.edition:
        return _("first"), "info"
    if at in found.revived:
        return _("came back"), "warn"
    if at in found.gaps:
        return _("absent"), "grey"
    return "", ""


def _passed(found: TermLife, ground: Ground) -> list[tuple[Document, str, int, int, str]]:
    told = {
        "fixed": _("a longer fixed phrase"),
        "asked": _("a longer fixed phrase"),
        "bound": _("always part of a longer phrase"),
        "letters": _("letters or digits go on"),
    }
    return [
        (ground.documents[one.edition], one.span.quote, one.span.start, one.span.end, told.get(one.why, one.why))
        for one in found.passed[:200]
    ]


def _quoted(sentence: Span, span: Span) -> Quoted:
    start, end = span.start - sentence.start, span.end - sentence.start
    said = sentence.quote
    return Quoted(said[:start].lstrip(), span.quote, said[end:].rstrip(), span.start, span.end)


def _whole(quoted: Quoted) -> str:
    return f"{quoted.before}{quoted.term}{quoted.after}"


def _life_sheet(found: TermLife, rows: Sequence[UseRow]) -> Sheet:
    heads = [_("Date"), _("Document"), _("Times"), _("Sentence"), _("From"), _("To")]
    told = (
        [row.day, row.document.title, row.count, *([_whole(row.quoted), row.quoted.start, row.quoted.end])]
        if row.quoted
        else [row.day, row.document.title, 0, "", None, None]
        for row in rows
    )
    notes: list[list[object]] = [[_("Term"), found.term], [_("Editions that were not read"), "、".join(found.missing)]]
    return Sheet(_("Life of a term"), [*notes, *_notes([])], heads, told)


def _notes(pair: Sequence[Document]) -> list[list[object]]:
    sources: list[list[object]] = [[_("Source"), one.title, day_of(one), one.sha256] for one in pair]
    return [[_("As of"), timezone.localdate()], *sources]


def _sheet(kind: str, sheet: Sheet) -> HttpResponseBase:
    return csv_response(sheet) if kind == "csv" else xlsx_response(sheet)


def _page(request: HttpRequest, context: Mapping[str, Any], status: int = 200) -> HttpResponse:
    units, kinds = selectors.units_and_kinds(request.user)
    names = words()
    view = context.get("view", "life")
    shared = {
        "title": _("Terms"),
        "lead": _("Since when a term stands in which documents, and what a new edition brings."),
        "wide": True,
        "tabs": document_tabs(),
        "tab": "terms",
        "view": view,
        "units": units,
        "kinds": [(code, names.name("genre", code)) for code in kinds],
        "saved": list(editions.series_visible(request.user)[:200]),
        "chosen": {name: request.GET.get(name, "") for name in ("term", "series", "unit", "kind")},
    }
    if view == "new":
        offered = editions.offered(request.user)
        shared["form"] = PairForm(request.GET or None, documents=offered, chosen=context.get("pair") or ())
    return render(request, "texts/terms.html", {**shared, **context}, status=status)
