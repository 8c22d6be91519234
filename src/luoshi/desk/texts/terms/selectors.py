"""Which documents a question about terms looks through: a kept series, a unit, a genre; only visible ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F, Q

from luoshi.desk.texts import selectors as texts
from luoshi.desk.texts.editions import selectors as editions
from luoshi.desk.texts.editions.days import age_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from luoshi.desk.accounts.models import Person
    from luoshi.desk.texts.models import Document, Series

    _Who = Person | AnonymousUser

__all__ = ["MOST", "Ground", "ground_of", "units_and_kinds"]

MOST = 200
"""Documents that one question looks through."""


@dataclass(frozen=True, slots=True)
class Ground:
    """The documents in order; ``more`` counts the older ones that were left out."""

    documents: tuple[Document, ...]
    more: int
    series: Series | None = None


def ground_of(person: _Who, *, series: Series | None, unit: int | None, kind: str) -> Ground:
    """The documents of a series, or else those of a unit and a genre; the newest where there are too many."""
    if series is not None:
        found = editions.documents_in(person, series)
        return Ground(tuple(found[-MOST:]), max(0, len(found) - MOST), series)
    about = Q()
    about &= Q(unit=unit) if unit else Q()
    about &= Q(kind=kind) if kind else Q()
    rows = texts.visible_to(person).filter(about).order_by(F("date").desc(nulls_last=True), "-pk")
    total = rows.count()
    shown = rows.select_related("unit").defer("folded", "remainders")[:MOST]
    return Ground(tuple(sorted(shown, key=age_of)), max(0, total - MOST))


def units_and_kinds(person: _Who) -> tuple[list[tuple[int, str]], list[str]]:
    """The units and the genres of visible documents, to choose from."""
    rows = texts.visible_to(person).order_by().values_list("unit_id", "unit__name", "kind").distinct()[:2000]
    units = {key: name for key, name, _kind in rows}
    return sorted(units.items(), key=lambda one: one[1])[:300], sorted({kind for *_unit, kind in rows})
