"""The concept register: one id for one thing that can be asked or stated of a unit.

Forms, checks, rules and indicators share it, so that *revenue* on a form, in a rule and in a table is the same
revenue, with one unit, one definition and one purpose. The register is data (``data/concepts/*.yaml``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from luoshi.core.entries import Entry, Label
from luoshi.core.errors import RegisterError, UnitError, UnknownConcept
from luoshi.core.sources import Source
from luoshi.core.units import Unit, unit_table
from luoshi.data import data_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

__all__ = ["Concept", "ConceptRegister", "ConceptType", "Period", "Purpose", "concepts", "load_concepts"]


class ConceptType(StrEnum):
    """What kind of value a concept takes. The first four are measured in a unit, the others are not."""

    QUANTITY = "quantity"
    MONEY = "money"
    SHARE = "share"
    COUNT = "count"
    DATE = "date"
    CODE = "code"
    TEXT = "text"
    YES_NO = "yes-no"


class Period(StrEnum):
    """The time that a value speaks of: a moment, a span, or none."""

    INSTANT = "instant"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    NONE = "none"


class Purpose(StrEnum):
    """What a value may be used for. A statistical fact that identifies a firm can't feed a decision about it."""

    STATISTICAL = "statistical"
    ADMINISTRATIVE = "administrative"
    SERVICE = "service"
    VOLUNTARY = "voluntary"


_MEASURED = {ConceptType.QUANTITY, ConceptType.MONEY, ConceptType.SHARE, ConceptType.COUNT}
_DIMENSIONS = {ConceptType.MONEY: {"money"}, ConceptType.SHARE: {"share", "point"}}
_FIELDS = ("label", "unit", "type", "period", "purpose", "definition", "source")


@dataclass(frozen=True, slots=True)
class Concept:
    """One entry of the register. ``unit`` is None for dates, codes, texts and yes or no."""

    id: str
    label: Label
    unit: Unit | None
    type: ConceptType
    period: Period
    definition: Label
    purpose: Purpose
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class ConceptRegister:
    """The concepts by id, in the order of their files."""

    by_id: Mapping[str, Concept] = field(repr=False)

    def get(self, concept_id: str) -> Concept:
        """The concept of that id. Raises ``UnknownConcept`` that names the nearest ids."""
        if concept_id in self.by_id:
            return self.by_id[concept_id]
        near = ", ".join(f"{c.id} ({c.label.zh})" for c in self.nearest(concept_id))
        raise UnknownConcept(
            f"the register holds no concept “{concept_id}”",
            where="concept register",
            remedy=f"did you mean {near}?" if near else f"it holds {', '.join(self.by_id)}",
        )

    def nearest(self, words: str, limit: int = 3) -> tuple[Concept, ...]:
        """The concepts whose id or label (zh or en) is most like ``words``, best first; empty if none is."""
        from rapidfuzz import fuzz

        ratios = [(max(fuzz.ratio(words.lower(), name) for name in _names(c)), c) for c in self]
        best = sorted((pair for pair in ratios if pair[0] >= 50), key=lambda pair: -pair[0])
        return tuple(concept for _, concept in best[:limit])

    def __contains__(self, concept_id: str) -> bool:
        return concept_id in self.by_id

    def __iter__(self) -> Iterator[Concept]:
        return iter(self.by_id.values())

    def __len__(self) -> int:
        return len(self.by_id)


@cache
def concepts() -> ConceptRegister:
    """The register that ships with Luoshi, read once."""
    return load_concepts(data_path("concepts"))


def load_concepts(folder: Path) -> ConceptRegister:
    """A register from every ``*.yaml`` of a folder. Raises ``RegisterError`` naming file, line and field."""
    found: dict[str, Concept] = {}
    for path in sorted(folder.glob("*.yaml")):
        table = Entry.read(path).only("concepts").entry("concepts")
        for name in table.values:
            if name in found:
                raise table.error(f"the concept “{name}” is already in another file", name, remedy="keep one of them")
            found[name] = _concept(name, table.entry(name))
    if not found:
        raise RegisterError("no concept was found", where=str(folder), remedy="put *.yaml files into this folder")
    return ConceptRegister(MappingProxyType(found))


def _concept(name: str, entry: Entry) -> Concept:
    entry.only(*_FIELDS)
    if not (name.isascii() and name.isidentifier() and name.islower()):
        raise entry.error(f"“{name}” is no id", remedy="use lower case letters, digits and _")
    kind = entry.choice("type", ConceptType)
    return Concept(
        id=name,
        label=entry.label("label"),
        unit=_unit(entry, kind),
        type=kind,
        period=entry.choice("period", Period),
        definition=entry.label("definition"),
        purpose=entry.choice("purpose", Purpose),
        source=Source.from_entry(entry.entry("source")) if "source" in entry.values else None,
    )


def _unit(entry: Entry, kind: ConceptType) -> Unit | None:
    """The unit that the type asks for: none, or one of its dimensions."""
    if kind not in _MEASURED:
        if "unit" in entry.values:
            raise entry.error(f"a {kind} has no unit", "unit", remedy="leave the unit out")
        return None
    try:
        unit = unit_table().get(entry.text("unit"))
    except UnitError as error:
        raise entry.error(error.what, "unit", remedy=error.remedy) from error
    if unit.dimension not in _DIMENSIONS.get(kind, {unit.dimension}):
        raise entry.error(f"“{unit.name}” is no unit of a {kind}", "unit", remedy="change the unit or the type")
    return unit


def _names(concept: Concept) -> tuple[str, str, str]:
    return concept.id, concept.label.zh, concept.label.en.lower()
