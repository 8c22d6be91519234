"""Some rows of a long list. Sorting keys is cheap, sorting whole rows is not; so the keys are found first."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from django.urls import reverse

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet

__all__ = ["linked", "rows_between"]


def rows_between(found: QuerySet[Any], first: int, last: int) -> list[Any]:
    """``found[first:last]``, in two questions. A row that went away between them is left out."""
    keys = list(found.values_list("pk", flat=True)[first:last])
    rows = found.order_by()
    rows.query.clear_where()  # the keys have passed the filter; asking it again would cost as much
    held = rows.in_bulk(keys)
    return [held[key] for key in keys if key in held]


def linked(name: str) -> Callable[[Any], str]:
    """Row → the address of its page; the pattern is looked up once, not for each cell."""
    return lambda record: _prefix(name).replace("/0/", f"/{record.pk}/")


@cache
def _prefix(name: str) -> str:
    return reverse(name, args=[0])
