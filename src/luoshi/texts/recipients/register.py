"""The register of public bodies: units of provincial rank, cities with separate planning, the corps, departments."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from luoshi.core.entries import Entry, Label
from luoshi.core.sources import Source
from luoshi.data import data_path

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["Body", "Group", "Register", "SetWords", "bodies", "load_bodies"]


class Body(NamedTuple):
    """One body: its code in GB/T 2260 (empty for a department), its official name, its short names."""

    code: str
    name: str
    short: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Bodies of one kind, with the source that they were read in."""

    id: str
    label: Label
    members: tuple[Body, ...]
    source: Source


class SetWords(NamedTuple):
    """The words of a set: a pattern over folded text, the groups it names, and whether it leaves open who belongs."""

    id: str
    words: re.Pattern[str]
    groups: tuple[str, ...]
    open: bool


@dataclass(frozen=True, slots=True)
class Register:
    """All groups by id, those that a circular to all regions usually reaches, the words of sets and of local texts."""

    groups: Mapping[str, Group]
    usual: tuple[str, ...]
    sets: tuple[SetWords, ...]
    phrase: re.Pattern[str]
    local: re.Pattern[str]


@cache
def bodies() -> Register:
    """The register that ships, read once."""
    return load_bodies(data_path("reference", "bodies.yaml"))


def load_bodies(path: Path) -> Register:
    """A register from a file. Raises ``RegisterError`` naming file, line and field."""
    entry = Entry.read(path).only("groups", "usual", "sets", "joints", "local")
    groups = {one.text("id"): _group(one) for one in entry.entries("groups")}
    sets = tuple(_set(one, groups) for one in entry.entries("sets"))
    any_set = "|".join(f"(?:{one.words.pattern})" for one in sets)
    joints = entry.values.get("joints", "")
    return Register(
        groups=groups,
        usual=_known(entry, "usual", groups),
        sets=sets,
        phrase=re.compile(rf"{_quick_look(any_set)}(?:{any_set})(?:(?:{joints})(?:{any_set}))*"),
        local=_pattern(entry, "local"),
    )


def _quick_look(words: str) -> str:
    """A lookahead for any character of a pattern, so that few places of a text try all its alternatives.

    The search of a text takes a fifth of the time. Empty for patterns that name more characters than they print.
    """
    return "" if set(words) & set("[].\\^-") else f"(?=[{''.join(sorted(set(words) - set('()|?!:*+')))}])"


def _group(entry: Entry) -> Group:
    entry.only("id", "label", "members", "source")
    members = tuple(_body(one.split(",")) for one in entry.text("members").split())
    return Group(entry.text("id"), entry.label("label"), members, Source.from_entry(entry.entry("source")))


def _body(fields: list[str]) -> Body:
    code, names = (fields[0], fields[1:]) if fields[0].isdecimal() else ("", fields)
    return Body(code, names[0], tuple(names[1:]))


def _set(entry: Entry, groups: Mapping[str, Group]) -> SetWords:
    entry.only("id", "words", "groups", "open")
    left_open = entry.values.get("open") is True
    return SetWords(entry.text("id"), _pattern(entry, "words"), _known(entry, "groups", groups), left_open)


def _pattern(entry: Entry, name: str) -> re.Pattern[str]:
    try:
        return re.compile(entry.text(name))
    except re.error as error:
        raise entry.error(f"“{name}” is no pattern: {error}", name, remedy="mend it") from error


def _known(entry: Entry, name: str, groups: Mapping[str, Group]) -> tuple[str, ...]:
    told = entry.texts(name)
    if wrong := [one for one in told if one not in groups]:
        raise entry.error(f"“{wrong[0]}” is no group", name, remedy=f"the groups are {', '.join(groups)}")
    return told
