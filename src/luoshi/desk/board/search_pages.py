"""The search: documents, records and matters that hold what a query says, with facets, marked sentences and exports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from luoshi.desk.board import hits, selectors
from luoshi.desk.design.exports import Sheet, csv_response, xlsx_response
from luoshi.desk.ground.keys import rows_between
from luoshi.desk.texts.search import selectors as index
from luoshi.desk.texts.search.asking import FACETS, PAGE, WHERE, asked
from luoshi.desk.texts.search.query import Malformed, phrases
from luoshi.desk.texts.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponseBase

    from luoshi.desk.board.hits import Hit
    from luoshi.desk.ledger.models import Matter
    from luoshi.desk.texts.search.asking import Asked
    from luoshi.desk.texts.search.selectors import Found

__all__ = ["search"]

_EXPORTS: Final = {"csv": csv_response, "xlsx": xlsx_response}
_MOST_EXPORTED: Final = 10_000
_AT_ONCE: Final = 200
_NAMES: Final = {
    "documents": gettext_lazy("Documents"),
    "records": gettext_lazy("Records"),
    "matters": gettext_lazy("Matters"),
}
_FACETS: Final = {
    "series": gettext_lazy("Series"),
    "issuer": gettext_lazy("Issued by"),
    "year": gettext_lazy("Year"),
    "kind": gettext_lazy("Kind of document"),
    "record": gettext_lazy("Kind of record"),
    "programme": gettext_lazy("Programme"),
}
_HEADS: Final = {
    "documents": ("Title", "Date", "Kind of document", "Issued by", "Unit", "Sentence", "Address"),
    "records": ("Document", "Date", "Kind of record", "Programme", "Issued by", "Quotation", "Address"),
    "matters": ("Number", "Title", "State", "Lead unit", "Due", "Quotation", "Address"),
}


@require_GET
def search(request: HttpRequest) -> HttpResponseBase:
    """The page for these words, or its export; a query that is not understood says where and what to do."""
    typed = request.GET.get("q", "")
    context: dict[str, Any] = {"title": _("Search"), "q": typed.replace("\0", "").strip()}
    try:
        given = asked(request.GET.dict())
    except Malformed as fault:
        return render(request, "board/search.html", {**context, "fault": fault, "marked": _split(typed, fault.place)})
    if given.node is None:
        return render(request, "board/search.html", context)
    looked = _Matters(request.user, given) if given.where == "matters" else _Texts(request.user, given)
    if (kind := request.GET.get("export")) in _EXPORTS:
        return _EXPORTS[kind](_sheet(request, given, looked))
    return render(request, "board/search.html", {**context, **_shown(request, given, looked)})


def _split(typed: str, place: int) -> tuple[str, str, str]:
    """The query before, at and behind the character where it goes wrong."""
    text = " ".join(typed.replace("\0", "").split())
    return text[: place - 1][-60:], text[place - 1 : place], text[place:][:60]


class _Texts:
    """Documents or records that were found."""

    def __init__(self, person: Any, given: Asked) -> None:
        self.given, self.found = given, index.find(person, given)
        self.total, self.words = self.found.total, list(phrases(given.node)) if given.node else []

    def hits(self, first: int, last: int) -> list[Hit]:
        """Those from ``first`` to ``last``."""
        held = index.keys(self.found, self.given, first, last) if self.total > first else []
        if self.given.where == "documents":
            return hits.in_documents(index.documents_of(held), self.words)
        return hits.in_records(index.records_of(held), self.words)


class _Matters:
    """Matters that were found."""

    found: Found | None = None

    def __init__(self, person: Any, given: Asked) -> None:
        assert given.node is not None  # noqa: S101
        self.rows: QuerySet[Matter] = selectors.matters_found(person, given.node)
        self.total, self.words = self.rows.count(), list(phrases(given.node))

    def hits(self, first: int, last: int) -> list[Hit]:
        """Those from ``first`` to ``last``."""
        rows = rows_between(self.rows, first, last) if self.total > first else []
        return hits.in_matters(rows, self.words)


def _shown(request: HttpRequest, given: Asked, looked: _Texts | _Matters) -> dict[str, Any]:
    pages = max(1, -(-looked.total // PAGE))
    page = min(given.page, pages)
    first = (page - 1) * PAGE
    held = looked.hits(first, first + PAGE)
    others = {name: looked.total if name == given.where else _count(request.user, given, name) for name in WHERE}
    return {
        "where": given.where,
        "total": looked.total,
        "hits": held,
        "first": first + 1,
        "last": first + len(held),
        "page": page,
        "pages": pages,
        "by_date": given.by_date,
        "tabs": [(name, f"{_NAMES[name]} ({n})", _address(given, name)) for name, n in others.items()],
        "facets": _facets(given, looked.found) if looked.found else [],
        "chosen": bool(given.chosen),
        "anything": any(others.values()),
        "synthetic": any(_synthetic(hit.found, given.where) for hit in held),
    }


def _synthetic(row: Any, where: str) -> bool:
    return bool((row.document if where == "records" else row).synthetic)


def _count(person: Any, given: Asked, where: str) -> int:
    if given.node is None:
        return 0
    if where == "matters":
        return selectors.matters_found(person, given.node).count()
    return index.count(person, given.node, where)


def _address(given: Asked, where: str) -> str:
    from urllib.parse import urlencode

    return f"{reverse('board:search')}?{urlencode({'q': given.text, 'in': where})}"


def _facets(given: Asked, found: Found) -> list[dict[str, Any]]:
    """Name, label, what can be chosen with how many, and what is."""
    told = []
    for name in FACETS:
        offered = [(value, _name(name, value, found), n) for value, n in found.facets.get(name, ())]
        chosen = given.chosen.get(name, "")
        if chosen and chosen not in {value for value, _label, _n in offered}:
            offered.append((chosen, _name(name, chosen, found), 0))
        if name in found.facets and offered:
            told.append({"name": name, "label": _FACETS[name], "options": offered, "chosen": chosen})
    return told


def _name(facet: str, value: str, found: Found) -> str:
    if facet == "series":
        return found.names.get(value, value)
    group = {"kind": "genre", "record": "kind", "programme": "programme"}.get(facet)
    return words().name(group, value) if group else value


def _sheet(request: HttpRequest, given: Asked, looked: _Texts | _Matters) -> Sheet:
    """The page, or all that was found up to ten thousand rows."""
    everything = request.GET.get("rows") == "all"
    first = 0 if everything else (given.page - 1) * PAGE
    last = min(looked.total, _MOST_EXPORTED if everything else first + PAGE)
    notes: list[list[Any]] = [
        [_("Search"), given.text],
        [_("Source"), _("Documents stored in Luoshi")],
        [_("As of"), timezone.localdate()],
        [_("Filter"), "; ".join(f"{_FACETS[name]}={value}" for name, value in given.chosen.items())],
        [_("Rows"), f"{max(0, last - first)} / {looked.total}"],
    ]
    rows = (_ROWS[given.where](request, hit) for hit in _all(looked, first, last))
    heads = [_(head) for head in _HEADS[given.where]]
    return Sheet(f"{_('Search')} {_NAMES[given.where]}", [line for line in notes if line[-1] != ""], heads, rows)


def _all(looked: _Texts | _Matters, first: int, last: int) -> Iterator[Hit]:
    for begin in range(first, last, _AT_ONCE):
        yield from looked.hits(begin, min(begin + _AT_ONCE, last))


def _document_row(request: HttpRequest, hit: Hit) -> Sequence[Any]:
    row = hit.found
    sentence = " ".join(one.text for one in hit.sentences)
    url = hit.sentences[0].url if hit.sentences else reverse("texts:document", args=[row.pk])
    kind = words().name("genre", row.kind)
    return row.title, row.date, kind, row.entry.issuer, row.unit.name, sentence, request.build_absolute_uri(url)


def _record_row(request: HttpRequest, hit: Hit) -> Sequence[Any]:
    row, names = hit.found, words()
    programme = names.name("programme", row.programme) if row.programme else ""
    told = (row.document.title, row.document.date, names.name("kind", row.kind), programme, row.document.entry.issuer)
    return *told, row.quote, request.build_absolute_uri(hit.sentences[0].url)


def _matter_row(request: HttpRequest, hit: Hit) -> Sequence[Any]:
    row = hit.found
    url = request.build_absolute_uri(reverse("ledger:matter", args=[row.pk]))
    return row.number, row.title, row.get_state_display(), row.lead.name, row.due, row.quote, url


_ROWS: Final[dict[str, Any]] = {
    "documents": _document_row,
    "records": _record_row,
    "matters": _matter_row,
}
