"""Comparisons and series behind JSON: the same selectors, the same gate, the same limits as the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest  # noqa: TC002 - ninja reads the annotations
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Path, Query, Router, Schema
from pydantic import Field

from luoshi.desk.api.auth import caller, person_of
from luoshi.desk.api.bodies import PROBLEMS, Id
from luoshi.desk.api.scopes import Scope
from luoshi.desk.ground.errors import Refused
from luoshi.desk.texts.editions import computing, selectors
from luoshi.desk.texts.editions.asked import visible_all
from luoshi.desk.texts.editions.days import age_of, day_of
from luoshi.texts.editions import Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from luoshi.desk.texts.models import Document
    from luoshi.texts.editions import Life

__all__ = [
    "ComparisonAsked",
    "EditionOut",
    "LifeOut",
    "SeriesList",
    "SeriesOut",
    "StageOut",
    "ThemesAsked",
    "ThemesOut",
    "compare_documents",
    "list_series",
    "read_series",
    "read_themes",
    "router",
]

router = Router(tags=["editions"])
_READ = caller(Scope.DOCUMENTS_READ)
_LIVES = 5_000


class ComparisonAsked(Schema):
    """Which changes; ``anyway`` compares spun text all the same."""

    status: list[Status] = Field([], max_length=len(Status))
    anyway: bool = False


class EditionOut(Schema):
    """One edition; ``day`` is its date, or what its title or file name bears."""

    document: int
    title: str
    day: str


class StageOut(Schema):
    """A theme in one edition: which, by its place in ``editions``; what became of it; its characters."""

    edition: int
    status: str
    axis: str | None
    record: int
    start: int
    end: int
    text: str


class LifeOut(Schema):
    """A theme through the editions."""

    stages: list[StageOut]
    gaps: list[int]
    merged_into: bool


class ThemesOut(Schema):
    """The editions, the earliest first, and the life of each theme."""

    editions: list[EditionOut]
    lives: list[LifeOut]


class SeriesOut(Schema):
    """A series that is kept."""

    id: int
    name: str
    unit: int
    editions: int


class SeriesList(Schema):
    """The series that the caller may see."""

    items: list[SeriesOut]


class ThemesAsked(Schema):
    """The other editions."""

    edition: list[Id] = Field([], max_length=computing.MOST_EDITIONS)


@router.get("/comparisons/{document_id}/{edition_id}", auth=_READ, response={200: dict[str, Any], **PROBLEMS})
def compare_documents(
    request: HttpRequest, document_id: Path[Id], edition_id: Path[Id], asked: Query[ComparisonAsked]
) -> Any:
    """What changed from a document to a later edition (``luoshi/comparison@1``)."""
    pair = visible_all(request, list(dict.fromkeys([document_id, edition_id])))
    try:
        told = computing.comparison_of([pair[0], pair[-1]], anyway=asked.anyway)
    except computing.TooLarge:
        raise _too_large() from None
    if not asked.status:
        return told
    kept = {name: [one for one in told[name] if one["status"] in asked.status] for name in ("changes", "reported")}
    return {**told, **kept}


@router.get("/documents/{document_id}/themes", auth=_READ, response={200: ThemesOut, **PROBLEMS})
def read_themes(request: HttpRequest, document_id: Path[Id], asked: Query[ThemesAsked]) -> Any:
    """The life of each theme through a document and other editions."""
    return _themes(sorted(visible_all(request, list(dict.fromkeys([document_id, *asked.edition]))), key=age_of))


@router.get("/series", auth=_READ, response={200: SeriesList, **PROBLEMS})
def list_series(request: HttpRequest) -> Any:
    """The series that are kept in the caller's units."""
    rows = selectors.series_visible(person_of(request))
    items = [
        {"id": one.pk, "name": one.name, "unit": one.unit_id, "editions": getattr(one, "editions", 0)} for one in rows
    ]
    return {"items": items}


@router.get("/series/{series_id}", auth=_READ, response={200: ThemesOut, **PROBLEMS})
def read_series(request: HttpRequest, series_id: Path[Id]) -> Any:
    """The life of each theme through the editions of a kept series."""
    person = person_of(request)
    found = get_object_or_404(selectors.series_visible(person), pk=series_id)
    return _themes(selectors.documents_in(person, found))


def _themes(documents: Sequence[Document]) -> dict[str, Any]:
    try:
        lives = computing.lives_of(documents, most=computing.AT_ONCE * 2)
    except computing.TooLarge:
        raise _too_large() from None
    if len(lives) > _LIVES:
        raise _too_large()
    editions = [{"document": one.pk, "title": one.title, "day": day_of(one)} for one in documents]
    return {"editions": editions, "lives": [_life(life) for life in lives]}


def _life(life: Life) -> dict[str, Any]:
    stages = [
        {
            "edition": stage.edition,
            "status": stage.status.value,
            "axis": stage.axis,
            "record": stage.side.record,
            "start": stage.side.span.start,
            "end": stage.side.span.end,
            "text": stage.side.span.quote,
        }
        for stage in life.stages
    ]
    return {"stages": stages, "gaps": list(life.gaps), "merged_into": life.merged_into}


def _too_large() -> Refused:
    return Refused(
        _("These documents are too large together."), _("Let the page of the comparison compute it, then ask again.")
    )
