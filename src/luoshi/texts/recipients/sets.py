"""Sets of bodies in a text: who belongs to them, who is left out, and what their words leave open."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from luoshi.texts.recipients.register import bodies

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from luoshi.core.spans import Document, Span
    from luoshi.texts.recipients.register import Body, Group, Register, SetWords

__all__ = ["BodySet", "expand", "sets_in"]

_LOCAL = 2
"""So many words of a province or a city, and it is the province that speaks."""
_DEPARTMENTS = ("departments", "other_departments")


@dataclass(frozen=True, slots=True)
class BodySet:
    """A set as a text names it: ``text`` as printed, ``span`` of its first mention, how often it comes.

    ``groups`` are the groups it names and ``members`` their bodies in the order of the register. ``missing`` are groups
    that a circular to all regions usually reaches and that are not named beside the provinces. ``open`` says that the
    words leave open who belongs (各地, 有关部门): the members are then those that it can mean in a text of a central
    body (none in a text of a province), and of departments concerned those that the text names elsewhere.
    """

    text: str
    groups: tuple[Group, ...]
    members: tuple[Body, ...]
    missing: tuple[Group, ...]
    open: bool
    span: Span | None = None
    count: int = 1

    @property
    def needs_verification(self) -> bool:
        """Whether a group rests on a source that nobody has opened."""
        return any(group.source.needs_verification for group in (*self.groups, *self.missing))


def expand(folded: str, *, printed: str = "", named: Sequence[Body] = (), central: bool = False) -> BodySet | None:
    """The set that some words name, or None where they name none. ``folded`` is Simplified with full-width marks.

    ``printed`` is the same in the script of the document, ``named`` the departments that the text speaks of,
    ``central`` whether a central body speaks: only then 各地区 can be said to mean the provinces.
    """
    register = bodies()
    found = register.phrase.search(folded)
    if found is None:
        return None
    parts = _parts(found.group(), register)
    told = dict.fromkeys(name for part in parts if central or not part.open for name in part.groups)
    groups = tuple(register.groups[name] for name in told)
    members = tuple(body for group in groups for body in group.members)
    concerned = any(not part.groups for part in parts)
    return BodySet(
        text=printed[found.start() : found.end()] or found.group(),
        groups=groups,
        members=members + tuple(body for body in named if body not in members) if concerned else members,
        missing=_missing(groups, register),
        open=any(part.open for part in parts),
    )


def _parts(phrase: str, register: Register) -> list[SetWords]:
    """The sets that a phrase joins, in its order; of words that two sets fit, the longer ones count."""
    parts, at = [], 0
    while at < len(phrase):
        fits = [(found.end(), one) for one in register.sets if (found := one.words.match(phrase, at))]
        if fits:
            at, one = max(fits, key=lambda fit: fit[0])
            parts.append(one)
        else:
            at += 1
    return parts


def _missing(groups: Sequence[Group], register: Register) -> tuple[Group, ...]:
    ids = {group.id for group in groups}
    if not ids & set(register.usual):
        return ()
    return tuple(register.groups[name] for name in register.usual if name not in ids)


def sets_in(document: Document, folded: str) -> tuple[BodySet, ...]:
    """The different sets that a text names, each at its first mention, in the order of the text."""
    first: dict[str, tuple[int, int]] = {}
    count: dict[str, int] = {}
    for found in bodies().phrase.finditer(folded):
        first.setdefault(found.group(), found.span())
        count[found.group()] = count.get(found.group(), 0) + 1
    if not first:
        return ()
    named, central = tuple(_named(folded)), len(bodies().local.findall(folded)) < _LOCAL
    told = []
    for phrase, place in first.items():
        span = document.span(*place)
        if one := expand(phrase, printed=span.quote, named=named, central=central):
            told.append(replace(one, span=span, count=count[phrase]))
    return tuple(told)


def _named(folded: str) -> Iterator[Body]:
    """The departments that a text speaks of by any of their names."""
    for name in _DEPARTMENTS:
        for body in bodies().groups[name].members:
            if any(word in folded for word in (body.name, *body.short)):
                yield body
