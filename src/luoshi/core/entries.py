"""Reading one entry of a data file field by field, so that every complaint names file, line and field.

The registers of Luoshi are written by people who are not programmers. A schema language would tell them that
an instance fails a constraint; an ``Entry`` tells them which field of which line wants what.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from luoshi.core.errors import RegisterError
from luoshi.core.yamlfile import load_yaml, place

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import StrEnum

__all__ = ["Entry", "Label"]

_Choice = TypeVar("_Choice", bound="StrEnum")


@dataclass(frozen=True, slots=True)
class Label:
    """What a thing is called or what it means, in the two languages of the house."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A mapping of a data file with the place it stands in: a file and the keys that lead to it.

    ``origin`` is a path, or a name where the mapping did not come from a file. Every method raises
    ``RegisterError`` where a field is missing or is not what its name promises.
    """

    values: Mapping[str, object]
    origin: Path | str
    keys: tuple[str | int, ...] = ()

    @classmethod
    def of(cls, value: object, origin: Path | str, keys: tuple[str | int, ...] = ()) -> Entry:
        """The entry of a value that must be a mapping with text or whole numbers for keys."""
        entry = cls({}, origin, keys)
        if not isinstance(value, dict):
            raise entry.error("a mapping (name: value) is expected here")
        return cls({str(key): item for key, item in value.items()}, origin, keys)

    @classmethod
    def read(cls, path: Path) -> Entry:
        """The whole of a YAML file as one entry."""
        return cls.of(load_yaml(path), path)

    def error(self, what: str, name: str = "", *, remedy: str = "") -> RegisterError:
        """A complaint about a field, or about the whole entry, that names its place."""
        keys = (*self.keys, name) if name else self.keys
        if isinstance(self.origin, Path):
            return RegisterError(what, where=place(self.origin, *keys), remedy=remedy)
        path = ".".join(map(str, keys))
        where = f"{self.origin} ({path})" if path and self.origin else path or self.origin
        return RegisterError(what, where=where, remedy=remedy)

    def only(self, *names: str) -> Entry:
        """The entry itself; refused where it holds a field that is not one of ``names``."""
        for name in self.values:
            if name not in names:
                raise self.error(f"“{name}” is no field here", name, remedy=f"the fields are {', '.join(names)}")
        return self

    def text(self, name: str, default: str | None = None) -> str:
        """A text that is not empty; ``default`` where the field is absent."""
        value = self.values.get(name, default)
        if value is None:
            raise self.error(f"the field “{name}” is missing", name, remedy="write it")
        if not isinstance(value, str) or (not value.strip() and default is None):
            raise self.error(f"“{name}” must be text, not {value!r}", name, remedy="put it in quotation marks")
        return " ".join(value.split())

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts; empty where the field is absent."""
        value = self.values.get(name, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.error(f"“{name}” must be a list of texts", name, remedy="write [one, two]")
        return tuple(value)

    def day(self, name: str) -> date | None:
        """A day as ``2024-07-26``; None where the field is absent."""
        value = self.values.get(name)
        if value is not None and not isinstance(value, date):
            raise self.error(f"“{name}” must be a day, not {value!r}", name, remedy="write it as 2024-07-26")
        return value

    def decimal(self, name: str) -> Decimal:
        """A finite decimal number that keeps its digits; a number may stand in quotation marks."""
        value = self.values.get(name)
        try:
            number = Decimal(str(value)) if isinstance(value, str | int | Decimal) else Decimal("NaN")
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite() or isinstance(value, bool):
            raise self.error(f"“{name}” must be a decimal number, not {value!r}", name, remedy='write it as "6.0"')
        return number

    def choice(self, name: str, choices: type[_Choice], default: _Choice | None = None) -> _Choice:
        """One of the values of an enumeration; ``default`` where the field is absent."""
        if name not in self.values and default is not None:
            return default
        value = self.values.get(name)
        for member in choices:
            if value == member.value:
                return member
        raise self.error(f"“{name}” is {value!r}", name, remedy=f"write one of {', '.join(choices)}")

    def label(self, name: str) -> Label:
        """A text in Chinese and English."""
        entry = self.entry(name).only("zh", "en")
        return Label(entry.text("zh"), entry.text("en"))

    def entry(self, name: str) -> Entry:
        """A mapping inside this one."""
        if name not in self.values:
            raise self.error(f"the field “{name}” is missing", name, remedy="write it")
        return Entry.of(self.values[name], self.origin, (*self.keys, name))

    def entries(self, name: str) -> tuple[Entry, ...]:
        """The mappings of a list inside this one."""
        value = self.values.get(name)
        if not isinstance(value, list):
            raise self.error(f"“{name}” must be a list", name, remedy="begin each item with a dash")
        return tuple(Entry.of(item, self.origin, (*self.keys, name, at)) for at, item in enumerate(value))
