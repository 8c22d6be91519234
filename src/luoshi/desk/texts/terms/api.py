"""Terms behind JSON: the same documents, the same limits as the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest  # noqa: TC002 - ninja reads the annotations
from django.shortcuts import get_object_or_404
from ninja import Path, Query, Router, Schema
from pydantic import Field

from luoshi.desk.api.auth import caller, person_of
from luoshi.desk.api.bodies import PROBLEMS, Id, Line
from luoshi.desk.api.scopes import Scope
from luoshi.desk.texts.editions import selectors as editions
from luoshi.desk.texts.editions.asked import visible_all
from luoshi.desk.texts.terms import lives, selectors
from luoshi.texts.terms import life_json

if TYPE_CHECKING:
    from luoshi.core.spans import Span
    from luoshi.texts.terms import NewTerm

__all__ = ["NewTermsAsked", "TermAsked", "read_new_terms", "read_term", "router"]

router = Router(tags=["terms"])
_READ = caller(Scope.DOCUMENTS_READ)


class TermAsked(Schema):
    """Which documents: those of a kept series, or else of a unit and a genre."""

    series: Id | None = None
    unit: Id | None = None
    kind: Line = ""


class NewTermsAsked(Schema):
    """Documents whose terms are not new either."""

    background: list[Id] = Field([], max_length=20)


@router.get("/terms/{term}", auth=_READ, response={200: dict[str, Any], **PROBLEMS})
def read_term(request: HttpRequest, term: Path[Line], asked: Query[TermAsked]) -> Any:
    """The life of a term (``luoshi/terms@1``) in documents that the caller may see; each edition names its document."""
    person = person_of(request)
    series = get_object_or_404(editions.series_visible(person), pk=asked.series) if asked.series else None
    ground = selectors.ground_of(person, series=series, unit=asked.unit, kind=asked.kind)
    told = life_json(lives.life_in(term, ground.documents, gaps=series is not None))
    for edition, document in zip(told["editions"], ground.documents, strict=True):
        edition["document"] = document.pk
    return {**told, "left_out": ground.more}


@router.get("/documents/{document_id}/new-terms/{edition_id}", auth=_READ, response={200: dict[str, Any], **PROBLEMS})
def read_new_terms(
    request: HttpRequest, document_id: Path[Id], edition_id: Path[Id], asked: Query[NewTermsAsked]
) -> Any:
    """The terms that an edition brings and the document before it does not have, best first."""
    wanted = dict.fromkeys([document_id, edition_id, *asked.background])
    held = {document.pk: document for document in visible_all(request, list(wanted))}
    rest = [held[key] for key in wanted if key not in {document_id, edition_id}]
    found = lives.new_terms(held[document_id], held[edition_id], rest)
    return {"document": document_id, "edition": edition_id, "terms": [_new(one) for one in found]}


def _new(one: NewTerm) -> dict[str, Any]:
    return {
        "term": one.term,
        "count": one.count,
        "score": one.score,
        "why": one.why,
        "place": _span(one.span),
        "sentence": _span(one.sentence),
    }


def _span(span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.quote}
