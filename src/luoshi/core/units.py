"""Exact amounts with the unit they were printed in. No float ever holds a figure.

``4000万元`` is 4000 万元 as printed and 40,000,000 yuan in the canonical unit; ``百分之六点零`` is 6.0 %, with the
precision that was stated. A number whose unit is missing or could be two is an error, not a guess, because a
revenue that is wrong by ten thousand passes every other check. The units are data (``data/units.yaml``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal, DecimalException
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from luoshi.core.entries import Entry
from luoshi.core.errors import UnitError
from luoshi.core.numerals import EXACT, MULTIPLES, normalise, parse_numeral
from luoshi.data import data_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

__all__ = ["Amount", "Unit", "UnitTable", "load_units", "parse_quantity", "to_fen", "to_yuan", "unit_table"]

_FEN = Decimal(100)
_IDIOMS = (
    (r"^(.+)成([一二三四五六七八九])$", r"\1点\2成"),
    (r"^([0-9]+)个?(年|个月|小时|天)半$", r"\1.5\2"),
    (r"^([0-9]+)个半(月|小时)$", r"\1.5个\2"),
    (r"^(.+)(年|个月|小时|天)半$", r"\1点五\2"),
    (r"^(.+)个半(月|小时)$", r"\1点五个\2"),
)
"""Ways to say a half or a tenth after the unit: 七成五, 两年半, 一个半月."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit: its printed name, its English name, its dimension, and its ``factor`` to the canonical unit."""

    name: str
    en: str
    dimension: str
    factor: Decimal
    multiple: str = ""

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in the unit it was stated in; ``value`` keeps the stated digits."""

    value: Decimal
    unit: Unit

    def __post_init__(self) -> None:
        if not isinstance(self.value, Decimal) or not self.value.is_finite():
            raise UnitError(f"{self.value!r} is no finite decimal", remedy="build it from text with parse_quantity")

    @property
    def canonical(self) -> Decimal:
        """The value in the canonical unit of the dimension: yuan, persons, per cent, tce …"""
        return EXACT.multiply(self.value, self.unit.factor)

    def to(self, name: str) -> Decimal:
        """The value in another unit of the same dimension.

        Raises ``UnitError`` across dimensions (a per cent is no percentage point), and where the result has no
        exact decimal.
        """
        unit = unit_table().get(name)
        if unit.dimension != self.unit.dimension:
            raise UnitError(
                f"{self} cannot be stated in {unit.name}", remedy=f"“{self.unit.name}” measures {self.unit.dimension}"
            )
        try:
            return EXACT.divide(self.canonical, unit.factor)
        except DecimalException as error:
            raise UnitError(f"{self} has no exact value in {unit.name}", remedy="keep the stated unit") from error

    def __str__(self) -> str:
        return f"{self.value:f}{self.unit.name}"


@dataclass(frozen=True, slots=True)
class UnitTable:
    """The units by every printed name. ``before`` holds the signs that stand before a number (百分之)."""

    units: Mapping[str, Unit] = field(repr=False)
    before: Mapping[str, Unit] = field(repr=False)
    ambiguous: Mapping[str, tuple[str, ...]] = field(repr=False)

    def get(self, name: str) -> Unit:
        """The unit of that name. Raises ``UnitError`` where it is unknown or could be two."""
        if name in self.ambiguous:
            raise UnitError(f"“{name}” could be {' or '.join(self.ambiguous[name])}", remedy="write the unit in full")
        if name not in self.units:
            raise UnitError(f"“{name}” is no known unit", remedy="use a name from the table of units")
        return self.units[name]

    def __contains__(self, name: str) -> bool:
        return name in self.units

    def __iter__(self) -> Iterator[Unit]:
        return iter(dict.fromkeys(self.units.values()))

    def split(self, text: str) -> tuple[str, str]:
        """A quantity as (numeral, name of the unit); the name is empty where none of the table ends the text."""
        for sign, unit in self.before.items():
            rest, name = self._ending(text.removeprefix(sign))
            if text.startswith(sign) and (not name or name == unit.name):
                return rest, unit.name
        return self._ending(text)

    def _ending(self, text: str) -> tuple[str, str]:
        """Split off the longest name that ends the text and has no multiple of its own."""
        for at in range(len(text)):
            name = text[at:].strip()
            if name in self.ambiguous or (name in self.units and not self.units[name].multiple):
                return text[:at], name
        return text, ""


@cache
def unit_table() -> UnitTable:
    """The units that ship with Luoshi, read once."""
    return load_units(data_path("units.yaml"))


def parse_quantity(text: str, *, dimension: str | None = None, default: str | None = None, where: str = "") -> Amount:
    """The amount that a text states, such as ``4000万元``, ``七成``, ``百分之六点零`` or ``1亿2000万千瓦时``.

    ``dimension`` is what must be measured (``money``, ``share`` …), ``default`` the unit that is meant where the
    text prints none (from a column heading), ``where`` the place for the error. Raises ``UnitError`` for a number
    without a unit, an unknown or ambiguous unit, another dimension, or text that is not one number.
    """
    try:
        amount = _read(text, default)
    except UnitError as error:
        raise UnitError(error.what, where=where or f"“{text[:20]}”", remedy=error.remedy) from error
    if dimension is not None and amount.unit.dimension != dimension:
        raise UnitError(
            f"“{amount.unit.name}” measures {amount.unit.dimension}, not {dimension}",
            where=where or f"“{text[:20]}”",
            remedy=f"state it in a unit of {dimension}",
        )
    return amount


def to_fen(yuan: Decimal | int) -> int:
    """Yuan as a whole number of fen. Raises ``UnitError`` below one fen, and for a float."""
    if isinstance(yuan, bool) or not isinstance(yuan, Decimal | int):
        raise UnitError(f"{yuan!r} is no exact amount", remedy="give a Decimal or a whole number of yuan")
    amount = Decimal(yuan)
    if not amount.is_finite():
        raise UnitError(f"{yuan} is no finite amount", remedy="give a number of yuan")
    fen = EXACT.multiply(amount, _FEN)
    if fen != fen.to_integral_value():
        raise UnitError(f"{yuan} yuan is not a whole number of fen", remedy="round it by a stated rule first")
    return int(fen)


def to_yuan(fen: int) -> Decimal:
    """A whole number of fen as yuan with two decimals. Raises ``UnitError`` for anything but an ``int``."""
    if isinstance(fen, bool) or not isinstance(fen, int):
        raise UnitError(f"{fen!r} is no whole number of fen", remedy="give an int")
    return EXACT.scaleb(Decimal(fen), -2)


def load_units(path: Path) -> UnitTable:
    """A table of units from a file. Raises ``RegisterError`` naming file, line and field."""
    file = Entry.read(path).only("multiples", "units", "ambiguous")
    multiples, ambiguous = file.entry("multiples"), file.entry("ambiguous")
    units: dict[str, Unit] = {}
    before: dict[str, Unit] = {}
    for entry in file.entries("units"):
        entry.only("names", "aliases", "before", "en", "dimension", "factor", "multiples")
        for name, unit in _forms(entry, multiples):
            if name in units or name in ambiguous.values:
                raise entry.error(f"the name “{name}” is taken", "names", remedy="give each name to one unit")
            units[name] = unit
        before |= dict.fromkeys(entry.texts("before"), units[entry.texts("names")[0]])
    choices = {name: ambiguous.texts(name) for name in ambiguous.values}
    return UnitTable(MappingProxyType(units), MappingProxyType(before), MappingProxyType(choices))


def _forms(entry: Entry, multiples: Entry) -> Iterator[tuple[str, Unit]]:
    """Every name of one entry with its unit: the unit itself and its multiples."""
    names, en, dimension = entry.texts("names"), entry.text("en"), entry.text("dimension")
    factor = entry.decimal("factor")
    if not names or factor <= 0:
        raise entry.error("a unit has a name and a positive factor", remedy="write names: [元], factor: 1")
    yield from ((name, Unit(name, en, dimension, factor)) for name in names)
    yield from ((name, Unit(names[0], en, dimension, factor)) for name in entry.texts("aliases"))
    for word in entry.texts("multiples"):
        multiple = multiples.entry(word)
        by = EXACT.multiply(factor, multiple.decimal("factor"))
        called = f"{multiple.text('en')} {en}"
        yield from ((word + name, Unit(word + name, called, dimension, by, word)) for name in names)


def _read(text: str, default: str | None) -> Amount:
    table, text = unit_table(), normalise(text)
    for idiom, plain in _IDIOMS:
        text = re.sub(idiom, plain, text)
    numeral, name = table.split(text)
    if not name:
        return _bare(numeral, default)
    if not name.startswith("个"):
        numeral = numeral.removesuffix("个")
    return _stated(numeral.strip(), table.get(name))


def _bare(numeral: str, default: str | None) -> Amount:
    """A number without a unit: only as the unit that the caller says is meant."""
    value = parse_numeral(numeral)
    if default is None:
        raise UnitError("the number has no unit", remedy="write the unit after it, as in 4000万元")
    unit = unit_table().get(default)
    if not unit.multiple:
        return _stated(numeral, unit)
    if _multiple(numeral):
        raise UnitError(
            f"the number has a multiple of its own, and so has the unit “{unit.name}”", remedy="write the unit in full"
        )
    return Amount(value, unit)


def _stated(numeral: str, unit: Unit) -> Amount:
    """The number in its unit, or in the multiple of it that is printed (120万 元 is 120 万元)."""
    multiple = _multiple(numeral)
    name = multiple + unit.name
    rest = numeral.removesuffix(multiple)
    if multiple and name in unit_table() and rest and not set(rest) & {"万", "亿"}:
        return Amount(parse_numeral(rest), unit_table().get(name))
    return Amount(parse_numeral(numeral), unit)


def _multiple(numeral: str) -> str:
    """The multiple that ends a numeral and that has units of its own: 万, 亿, 万亿, or after digits any."""
    digits = numeral[:1].isascii()
    words = MULTIPLES if digits else ("万亿", "亿", "万")
    return next((word for word in words if numeral.endswith(word)), "")
