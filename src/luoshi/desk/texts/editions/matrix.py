"""The lives of themes as a table: a row a theme, a column an edition. No query."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from luoshi.desk.texts.editions.days import day_of
from luoshi.desk.texts.editions.showing import KINDS, names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from luoshi.desk.texts.models import Document
    from luoshi.texts.editions import Life
    from luoshi.texts.pages.labels import Labels

__all__ = ["SHOWN", "Box", "Theme", "filtered", "themes"]

SHOWN = ("carried", "all", "lasting", "new", "gone", "back")
"""Which themes: of two editions or more, all, of every edition, new in the last, gone, come back."""


@dataclass(frozen=True, slots=True)
class Box:
    """What an edition has of a theme; without a span it has nothing. ``sign`` says it in words."""

    document: Document
    day: str
    kind: str
    sign: str
    start: int | None = None
    end: int | None = None
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Theme:
    """One life: its last wording, and a box for each edition."""

    number: int
    text: str
    first: int
    last: int
    editions: int
    gaps: int
    merged: bool
    boxes: tuple[Box, ...]


def themes(lives: Iterable[Life], documents: Sequence[Document], signs: dict[str, str]) -> list[Theme]:
    """A row for each life. ``signs`` words what no status says: first, before, absent, dropped, merged, after."""
    heads = [(document, day_of(document)) for document in documents]
    told = names()
    return [_theme(number, life, heads, signs, told) for number, life in enumerate(lives, 1)]


def filtered(rows: Iterable[Theme], shown: str, text: str, editions: int) -> list[Theme]:
    """The themes of one kind whose wording, in any edition, holds the text."""
    tests: dict[str, Callable[[Theme], bool]] = {
        "carried": lambda row: row.editions > 1,
        "all": lambda row: row.editions > 0,
        "lasting": lambda row: row.editions == editions,
        "new": lambda row: row.first == editions - 1,
        "gone": lambda row: row.last < editions - 1,
        "back": lambda row: row.gaps > 0,
    }
    test = tests[shown if shown in SHOWN else SHOWN[0]]
    return [row for row in rows if test(row) and (not text or any(text in box.quote for box in row.boxes))]


def _theme(
    number: int, life: Life, heads: Sequence[tuple[Document, str]], signs: dict[str, str], told: Labels
) -> Theme:
    stages = {stage.edition: stage for stage in life.stages}
    boxes = []
    for at, (document, day) in enumerate(heads):
        stage = stages.get(at)
        if stage is None:
            boxes.append(Box(document, day, *_nothing(life, at, signs)))
            continue
        span = stage.side.span
        first = at == life.first and stage.status.value == "added"
        name = signs["first"] if first else told(f"status.{stage.status.value}")
        kind = "info" if first else KINDS[stage.status.value]
        boxes.append(Box(document, day, kind, name, span.start, span.end, span.quote))
    return Theme(number, life.theme, life.first, life.last, len(stages), len(life.gaps), life.merged_into, tuple(boxes))


def _nothing(life: Life, at: int, signs: dict[str, str]) -> tuple[str, str]:
    if at < life.first:
        return "", signs["before"]
    if at == life.last + 1:
        return ("neutral", signs["merged"]) if life.merged_into else ("bad", signs["dropped"])
    return "", signs["absent"] if at < life.last else signs["after"]
