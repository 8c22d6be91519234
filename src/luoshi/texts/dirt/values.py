"""One place of a text that a program damaged, and the word classes of ``dirt.yaml`` that tell it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from luoshi.core.entries import Entry
from luoshi.data import data_path

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Numeral", "Sign", "Signals", "signals"]


class Sign(NamedTuple):
    """A damaged place: offsets, and how it should read or why it is strange; empty where nobody can say."""

    start: int
    end: int
    meant: str


class Numeral(NamedTuple):
    """A set phrase with a numeral of the wrong kind."""

    pattern: re.Pattern[str]
    meant: str


class Signals(NamedTuple):
    """The data file, compiled: syllables of pinyin, set phrases with numerals, doubled marks, patterns of order."""

    syllables: frozenset[str]
    glance: tuple[re.Pattern[str], ...]
    numerals: tuple[Numeral, ...]
    doubled: re.Pattern[str]
    order: Mapping[str, re.Pattern[str]]


@cache
def signals() -> Signals:
    """What ships. Raises ``RegisterError`` where the file breaks its schema."""
    entry = Entry.read(data_path("texts", "lexicon", "dirt.yaml")).only(*Signals._fields)
    finals, order = entry.entry("syllables"), entry.entry("order")
    return Signals(
        syllables=frozenset(initial + final for initial in finals.values for final in finals.text(initial).split()),
        glance=tuple(map(re.compile, entry.texts("glance"))),
        numerals=tuple(Numeral(_pattern(one, "pattern"), one.text("meant")) for one in entry.entries("numerals")),
        doubled=_pattern(entry, "doubled"),
        order={name: _pattern(order, name) for name in order.values},
    )


def _pattern(entry: Entry, name: str) -> re.Pattern[str]:
    value = entry.values.get(name)
    try:
        return re.compile(str(value))
    except re.error as error:
        raise entry.error(f"“{name}” is no pattern: {error}", name, remedy="mend it") from error
