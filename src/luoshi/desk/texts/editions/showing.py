"""A comparison as its page shows it: pairs with connectors, a redline, reasons in words, matters beside. No query."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language

from luoshi.texts.editions import Status
from luoshi.texts.editions.page.words import words as words_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from luoshi.desk.ledger.models import Matter
    from luoshi.texts.pages.labels import Labels

__all__ = [
    "KINDS",
    "TELLING",
    "Cell",
    "Choice",
    "Piece",
    "Row",
    "Touched",
    "choices",
    "names",
    "rows",
    "told",
    "touched",
]

KINDS: Mapping[str, str] = {
    "added": "good",
    "dropped": "bad",
    "strengthened": "good",
    "weakened": "warn",
    "number-changed": "info",
    "deadline-changed": "info",
    "retargeted": "info",
    "moved": "neutral",
    "split": "neutral",
    "merged": "neutral",
    "reworded": "neutral",
    "kept": "grey",
}
"""The kind of the status tag of each status."""

TELLING = frozenset(KINDS) - {"added", "kept", "moved"}
"""What the holder of an open matter must be told."""

_LONGEST = 24


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters of one side; ``changed`` where the other side does not have them."""

    text: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """One clause of a side."""

    record: int
    start: int
    end: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Touched:
    """An open matter whose sentence changed; ``words`` says whether its own words stand: all, part, none."""

    matter: Matter
    words: str
    row: int = 0
    status: str = ""
    name: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One change. ``lines`` are the connectors, from and to in hundredths of the height."""

    number: int
    status: str
    name: str
    kind: str
    similarity: str
    reasons: tuple[str, ...]
    old: tuple[Cell, ...]
    new: tuple[Cell, ...]
    lines: tuple[tuple[float, float], ...]
    matters: tuple[Touched, ...] = ()

    @property
    def alone(self) -> bool:
        """Whether one side is empty: the whole clause is new or gone, nothing in it is marked."""
        return not (self.old and self.new)


@dataclass(frozen=True, slots=True)
class Choice:
    """A status that can be shown or not."""

    code: str
    name: str
    count: int
    on: bool


def names() -> Labels:
    """The words of a comparison in the language of the page."""
    return words_in("en" if (get_language() or "").startswith("en") else "zh")


def told(status: str) -> tuple[str, str]:
    """The kind of the tag of a status, and its name in the language of the page."""
    return KINDS.get(status, "neutral"), names()(f"status.{status}")


def choices(changes: Iterable[Mapping[str, Any]], asked: Sequence[str]) -> list[Choice]:
    """The statuses that occur, with counts. Without a wish all but what was kept are shown."""
    counts = Counter(change["status"] for change in changes)
    said = names()
    known = [status.value for status in Status if counts[status.value]]
    on = {code for code in asked if code in KINDS} or {code for code in known if code != "kept"}
    return [Choice(code, said(f"status.{code}"), counts[code], code in on) for code in known]


def rows(changes: Sequence[Mapping[str, Any]], matters: Iterable[Matter] = ()) -> list[Row]:
    """All changes, numbered from 1, each with the open matters that it touches."""
    said = names()
    held: dict[int, list[Matter]] = {}
    for matter in matters:
        if matter.leaf is not None:
            held.setdefault(matter.leaf.record.number, []).append(matter)
    return [_row(number, change, said, held) for number, change in enumerate(changes, 1)]


def touched(held: Iterable[Row]) -> list[Touched]:
    """The matters that must be said, in the order of the changes."""
    return [matter for row in held if row.status in TELLING for matter in row.matters]


def _row(number: int, change: Mapping[str, Any], said: Labels, matters: Mapping[int, Sequence[Matter]]) -> Row:
    status = change["status"]
    name, kind = said(f"status.{status}"), KINDS[status]
    beside = [matter for side in change["old"] for matter in matters.get(side["record"], ())]
    return Row(
        number=number,
        status=status,
        name=name,
        kind=kind,
        similarity=f"{change['similarity']:.2f}",
        reasons=tuple(_reason(step, said) for step in change["steps"]),
        old=_cells(change["old"], [(edit["op"], edit["old"]) for edit in change["edits"]]),
        new=_cells(change["new"], [(edit["op"], edit["new"]) for edit in change["edits"]]),
        lines=_lines(len(change["old"]), len(change["new"])),
        matters=tuple(Touched(matter, _words(matter, change), number, status, name, kind) for matter in beside),
    )


def _cells(
    sides: Sequence[Mapping[str, Any]], runs: Sequence[tuple[str, Mapping[str, Any] | None]]
) -> tuple[Cell, ...]:
    return tuple(
        Cell(
            side["record"],
            side["start"],
            side["end"],
            tuple(
                Piece(run["text"], op != "equal")
                for op, run in runs
                if run and side["start"] <= run["start"] and run["end"] <= side["end"]
            ),
        )
        for side in sides
    )


def _lines(old: int, new: int) -> tuple[tuple[float, float], ...]:
    return tuple((_middle(i, old), _middle(j, new)) for i in range(old) for j in range(new))


def _middle(at: int, of: int) -> float:
    return round((at + 0.5) * 100 / of, 1)


def _words(matter: Matter, change: Mapping[str, Any]) -> str:
    """How much of the matter's own leaf stands in the new edition."""
    leaf = matter.leaf
    if leaf is None:
        return "part"
    equal = [edit["old"] for edit in change["edits"] if edit["op"] == "equal" and edit["old"]]
    stands = sum(max(0, min(run["end"], leaf.end) - max(run["start"], leaf.start)) for run in equal)
    length = max(1, leaf.end - leaf.start)
    return "all" if stands >= length else "none" if stands < length / 4 else "part"


def _reason(step: Mapping[str, Any], said: Labels) -> str:
    """A step in words: axis, direction, from what to what."""
    old, new = (_clipped(side["text"]) if side else said("compare.absent") for side in (step["old"], step["new"]))
    way = f" {said('direction.' + step['direction'])}" if step["direction"] else ""
    doubt = "" if step["clear"] else f" ({said('compare.unclear')})"
    return f"{said('axis.' + step['axis'])}{way}: {old} → {new}{doubt}"


def _clipped(quote: str) -> str:
    return quote if len(quote) <= _LONGEST else f"{quote[: _LONGEST - 1]}…"
