"""The fields of a record as rows of label and values, straight from the contract: a new field shows itself."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from luoshi.core.spans import Span
from luoshi.texts.records import Commitment, Quantity, Record

if TYPE_CHECKING:
    from luoshi.texts.pages.labels import Labels

__all__ = ["Row", "kind_of", "quantity_words", "rows_of"]

_ELSEWHERE = frozenset({"span", "section", "why", "programme", "is_head"})
"""Fields that the head of a card shows, or its foot."""

_INSIDE = frozenset("多余餘")
_BEHIND = frozenset({"以上", "以下", "以内", "以內", "左右", "上下"})
"""Words of approximation that stand between number and unit, or after the unit; all others stand before."""


@dataclass(frozen=True, slots=True)
class Row:
    """One field: its ``values``, in the words of the document where ``printed``, else of the page."""

    label: str
    values: tuple[str, ...]
    printed: bool = True


def kind_of(record: Record) -> str:
    """The kind of a record, as ``reading@1`` names it."""
    return type(record).__name__.lower()


def rows_of(record: Record, words: Labels) -> tuple[Row, ...]:
    """The fields that say something, in the order of the contract. What is absent has no row."""
    elsewhere = _ELSEWHERE | ({"role"} if isinstance(record, Commitment) else set())
    kept = (field.name for field in fields(record) if field.name not in elsewhere)
    rows = (_row(name, getattr(record, name), words) for name in kept)
    return tuple(row for row in rows if row.values)


def quantity_words(quantity: Quantity) -> str:
    """A number with its subject, in the words of the text: ``subject · measure · comparison value unit · period``."""
    number = _number(quantity)
    number = f"{quantity.comparison} {number}" if quantity.comparison else number
    return " · ".join(part for part in (quantity.subject, quantity.measure, number, quantity.period) if part)


def _number(quantity: Quantity) -> str:
    """The value with its unit, and where it is approximate the word for it in its place: 超7%, 40多条, 500万元以上."""
    value, unit, approx = format(quantity.value, "f"), quantity.unit, quantity.approx or ""
    if approx in _INSIDE:
        return f"{value}{approx}{unit}"
    return f"{value}{unit}{approx}" if approx in _BEHIND else f"{approx}{value}{unit}"


def _row(name: str, value: object, words: Labels) -> Row:
    label = words(f"field.{name}")
    match value:
        case bool():
            return Row(label, (words("word.yes"),) if value else (), printed=False)
        case Quantity():
            return Row(label, (quantity_words(value),))
        case Span():
            return Row(label, (value.quote,))
        case tuple():
            return Row(label, tuple(quantity_words(v) if isinstance(v, Quantity) else str(v) for v in value))
        case str() if words.name(name, value) != value:
            return Row(label, (words.name(name, value),), printed=False)
        case _:
            return Row(label, (str(value),) if value else ())
