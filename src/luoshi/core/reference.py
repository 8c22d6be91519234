"""Official figures as they were published, typed by hand with publisher, document and date.

They are the fixed points that drafts and computed series are checked against. A published figure stays as it
was published: a revision is another figure, with another date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from luoshi.core.concepts import concepts
from luoshi.core.entries import Entry, Label
from luoshi.core.errors import UnitError, UnknownConcept
from luoshi.core.sources import Source
from luoshi.core.units import Amount, unit_table
from luoshi.data import data_path

if TYPE_CHECKING:
    from pathlib import Path

    from luoshi.core.concepts import Concept

__all__ = ["OfficialFigure", "load_figures", "official_figures"]

_FIELDS = ("concept", "scope", "area", "period", "value", "unit", "source", "repeated_in")
_PERIOD = re.compile(r"\d{4}(-H[12]|-Q[1-4]|-(0[1-9]|1[0-2]))?")


@dataclass(frozen=True, slots=True)
class OfficialFigure:
    """One published number: of what (``concept``, ``scope``), where (``area``), when (``2024-H1``), how much.

    ``repeated_in`` is a second official text that states the same figure; ``scope`` is None where the concept
    says it all.
    """

    concept: Concept
    scope: Label | None
    area: Label
    period: str
    amount: Amount
    source: Source
    repeated_in: Source | None = None


@cache
def official_figures() -> tuple[OfficialFigure, ...]:
    """The figures that ship with Luoshi, read once."""
    return load_figures(data_path("reference", "official_figures.yaml"))


def load_figures(path: Path) -> tuple[OfficialFigure, ...]:
    """Figures from a file. Raises ``RegisterError`` naming file, line and field."""
    return tuple(_figure(entry.only(*_FIELDS)) for entry in Entry.read(path).only("figures").entries("figures"))


def _figure(entry: Entry) -> OfficialFigure:
    concept = _concept(entry)
    source = Source.from_entry(entry.entry("source"))
    if not source.publisher or source.date is None:
        raise entry.error("a figure needs its publisher and its date", "source", remedy="add publisher and date")
    return OfficialFigure(
        concept=concept,
        scope=entry.label("scope") if "scope" in entry.values else None,
        area=entry.label("area"),
        period=_period(entry),
        amount=_amount(entry, concept),
        source=source,
        repeated_in=Source.from_entry(entry.entry("repeated_in")) if "repeated_in" in entry.values else None,
    )


def _concept(entry: Entry) -> Concept:
    try:
        return concepts().get(entry.text("concept"))
    except UnknownConcept as error:
        raise entry.error(error.what, "concept", remedy=error.remedy) from error


def _period(entry: Entry) -> str:
    period = entry.text("period")
    if not _PERIOD.fullmatch(period):
        raise entry.error(f"“{period}” is no period", "period", remedy="write 2024, 2024-H1, 2024-Q2 or 2024-06")
    return period


def _amount(entry: Entry, concept: Concept) -> Amount:
    """The value in its published unit, which must measure what the concept measures."""
    try:
        unit = unit_table().get(entry.text("unit"))
    except UnitError as error:
        raise entry.error(error.what, "unit", remedy=error.remedy) from error
    if concept.unit is None or unit.dimension != concept.unit.dimension:
        raise entry.error(f"“{unit.name}” does not measure {concept.id}", "unit", remedy=f"see concept {concept.id}")
    return Amount(entry.decimal("value"), unit)
