"""Units behind JSON: whoever orders work by program needs the key of each unit."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest  # noqa: TC002 - ninja reads the annotations
from ninja import Query, Router, Schema

from luoshi.desk.accounts.models import Unit  # noqa: TC001 - ninja reads the annotations
from luoshi.desk.accounts.selectors import units_visible_to
from luoshi.desk.api.auth import caller, person_of
from luoshi.desk.api.bodies import PROBLEMS, Line, PageNumber, PageSize
from luoshi.desk.api.paging import page_of

__all__ = ["UnitOut", "UnitPage", "UnitsAsked", "list_units", "router"]

router = Router(tags=["units"])


class UnitOut(Schema):
    """A unit and its place in the tree."""

    id: int
    code: str
    name: str
    name_en: str
    level: str
    parent: int | None


class UnitPage(Schema):
    """One page of units."""

    total: int
    page: int
    size: int
    items: list[UnitOut]


def _unit(row: Unit) -> dict[str, Any]:
    told = {name: getattr(row, name) for name in ("code", "name", "name_en", "level")}
    return {"id": row.pk, "parent": row.parent_id, **told}


class UnitsAsked(Schema):
    """Which units, and which page of them."""

    q: Line = ""
    page: PageNumber = 1
    size: PageSize = 50


@router.get("/units", auth=caller(None), response={200: UnitPage, **PROBLEMS})
def list_units(request: HttpRequest, asked: Query[UnitsAsked]) -> Any:
    """Units that the caller may see, by code; ``q`` looks through names."""
    rows = units_visible_to(person_of(request))
    return page_of(rows.filter(name__icontains=asked.q) if asked.q else rows, _unit, page=asked.page, size=asked.size)
