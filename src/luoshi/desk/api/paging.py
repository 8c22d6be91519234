"""A page of a list: the same four fields for every room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from luoshi.desk.ground.keys import rows_between

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet

__all__ = ["page_of"]


def page_of(rows: QuerySet[Any], shown: Callable[[Any], Any], *, page: int, size: int) -> dict[str, Any]:
    """The ``page``-th ``size`` rows, and how many there are in all; an empty page after the last."""
    first = (page - 1) * size
    items = [shown(row) for row in rows_between(rows, first, first + size)]
    return {"total": rows.count(), "page": page, "size": size, "items": items}
