"""The fields of a record as rows of label and values, straight from the contract: a new field shows itself."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from luoshi.core.spans import Span
from luoshi.texts.folding import fold
from luoshi.texts.recipients import expand
from luoshi.texts.records import Commitment, Quantity, Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from luoshi.texts.pages.labels import Labels
    from luoshi.texts.recipients import BodySet, Group

__all__ = ["Row", "kind_of", "quantity_words", "rows_of", "set_words"]

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
    rows = [_row(name, getattr(record, name), words) for name in kept]
    if isinstance(record, Commitment) and record.actors:
        rows.append(Row(words("field.sets"), tuple(_meant(record.actors, words)), printed=False))
    return tuple(row for row in rows if row.values)


def _meant(actors: Sequence[str], words: Labels) -> Iterator[str]:
    """Who is meant by the actors that are sets (各地区, 有关部门)."""
    for actor in actors:
        if found := expand(fold(actor).text, printed=actor):
            yield words("sets.means", text=found.text, told=" · ".join(set_words(found, words)))


def set_words(found: BodySet, words: Labels) -> tuple[str, ...]:
    """A set of bodies in short: how many members by group, whether it is open, and which groups it does not name."""
    groups = [f"{_label(group, words)} {len(group.members)}" for group in found.groups]
    told = [words("sets.members", n=len(found.members)), *groups] if found.members else []
    told += [words("sets.open")] if found.open else []
    if found.missing:
        told.append(words("sets.missing", told=", ".join(_label(g, words) for g in found.missing)))
    return tuple(told)


def _label(group: Group, words: Labels) -> str:
    return group.label.zh if words.lang == "zh" else group.label.en


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
