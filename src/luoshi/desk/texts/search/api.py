"""Search behind JSON: the same query language, the same gate, the same facets as the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from django.http import HttpRequest  # noqa: TC002 - ninja reads the annotations
from ninja import Query, Router, Schema
from pydantic import Field

from luoshi.desk.api.auth import caller, person_of
from luoshi.desk.api.bodies import PROBLEMS, Id, Line, PageNumber, PageSize
from luoshi.desk.api.scopes import Scope
from luoshi.desk.texts.search import selectors
from luoshi.desk.texts.search.asking import FACETS, Asked
from luoshi.desk.texts.search.places import places, spans
from luoshi.desk.texts.search.query import LENGTH, parse, phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from luoshi.desk.texts.search.places import Place
    from luoshi.desk.texts.search.selectors import Found

__all__ = ["FacetOut", "HitOut", "SearchAsked", "SearchPage", "SentenceOut", "router", "search_texts"]

router = Router(tags=["search"])
_Words = Annotated[str, Field(max_length=LENGTH, pattern=r"^[^\x00]*$")]


class SearchAsked(Schema):
    """The query (blank = AND, OR, NOT, quotation marks, brackets), where to look, facets, order and page."""

    q: _Words = ""
    where: Literal["documents", "records"] = "documents"
    series: Id | None = None
    issuer: Line = ""
    year: Annotated[int, Field(ge=1, le=9999)] | None = None
    kind: Line = ""
    record: Line = ""
    programme: Line = ""
    sort: Literal["relevance", "date"] = "relevance"
    page: PageNumber = 1
    size: PageSize = 20


class SentenceOut(Schema):
    """A sentence of the document: its span and text, and the spans of the hits in it. Offsets in the document."""

    start: int
    end: int
    text: str
    hits: list[tuple[int, int]]


class HitOut(Schema):
    """A document, or a record of it, that was found."""

    document: int
    record: int | None
    title: str
    date: str | None
    kind: str
    issuer: str
    unit: int
    record_kind: str
    programme: str
    sentences: list[SentenceOut]


class FacetOut(Schema):
    """One choice of a facet, and how many it would leave."""

    value: str
    name: str
    count: int


class SearchPage(Schema):
    """One page of what was found, with the facets over all of it."""

    total: int
    page: int
    size: int
    items: list[HitOut]
    facets: dict[str, list[FacetOut]]


@router.get("/search", auth=caller(Scope.DOCUMENTS_READ), response={200: SearchPage, **PROBLEMS})
def search_texts(request: HttpRequest, asked: Query[SearchAsked]) -> Any:
    """Documents or records that the caller may see and where the query holds. A query that is malformed is a 422."""
    chosen = {name: str(value) for name in FACETS if (value := getattr(asked, name))}
    given = Asked(asked.q, parse(asked.q), asked.where, chosen, asked.sort == "date", asked.page)
    if given.node is None:
        return {"total": 0, "page": asked.page, "size": asked.size, "items": [], "facets": {}}
    found = selectors.find(person_of(request), given)
    first = (asked.page - 1) * asked.size
    keys = selectors.keys(found, given, first, first + asked.size) if found.total > first else []
    words = list(phrases(given.node))
    if asked.where == "documents":
        items = [_document(row, words) for row in selectors.documents_of(keys)]
    else:
        items = [_record(row, words) for row in selectors.records_of(keys)]
    facets = {name: [_choice(found, name, *pair) for pair in choices] for name, choices in found.facets.items()}
    return {"total": found.total, "page": asked.page, "size": asked.size, "items": items, "facets": facets}


def _choice(found: Found, facet: str, value: str, n: int) -> dict[str, Any]:
    return {"value": value, "name": found.names[value] if facet == "series" else value, "count": n}


def _about(document: Any) -> dict[str, Any]:
    entry = document.entry
    date = document.date.isoformat() if document.date else None
    about = {"title": document.title, "date": date, "kind": document.kind, "issuer": entry.issuer}
    return {"document": document.pk, "unit": document.unit_id, **about}


def _document(row: Any, words: Sequence[str]) -> dict[str, Any]:
    headline = len(row.title) if row.part.startswith(row.title) else 0
    held = [_sentence(row.part, place) for place in places(row.part_folded, words, after=headline)]
    return {**_about(row), "record": None, "record_kind": "", "programme": "", "sentences": held}


def _sentence(text: str, place: Place) -> dict[str, Any]:
    return {"start": place.low, "end": place.high, "text": text[place.low : place.high], "hits": list(place.hits)}


def _record(row: Any, words: Sequence[str]) -> dict[str, Any]:
    hits = [(row.start + a, row.start + b) for a, b in spans(row.part_folded, words)]
    held = [{"start": row.start, "end": row.end, "text": row.quote, "hits": hits}]
    told = {"record": row.pk, "record_kind": row.kind, "programme": row.programme, "sentences": held}
    return {**_about(row.document), **told}
