"""The lives of themes as a table: a row a theme, a cell an edition; the same for terminal, JSON, CSV and page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from luoshi.texts.editions.changes import Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from luoshi.core.spans import Span
    from luoshi.texts.editions.series import Edition, Life, Stage

__all__ = ["SCHEMA", "Cell", "Row", "matrix", "series_json"]

SCHEMA = "luoshi/series@1"
"""The name of the shape; fields may be added under it, none changes its meaning."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What an edition has of a theme.

    ``code`` is a status of a comparison, or ``appears``, ``revived`` (back after editions without it, ``status`` says
    how changed), ``dropped`` or ``merged`` (in the first edition without it), ``absent`` in later ones of a gap, and
    empty before the first and after the end. ``span`` is None where the edition does not have the theme.
    """

    edition: int
    code: str
    status: str | None
    axis: str | None
    span: Span | None


@dataclass(frozen=True, slots=True)
class Row:
    """The life of one theme, with a cell for every edition."""

    number: int
    life: Life
    cells: tuple[Cell, ...]

    @property
    def kind(self) -> str:
        """``all`` (in every edition), ``once`` (in one), ``gone`` (carried and then dropped) or ``carried``."""
        stages = len(self.life.stages)
        if stages == len(self.cells):
            return "all"
        if stages == 1:
            return "once"
        return "gone" if self.life.last < len(self.cells) - 1 else "carried"


def matrix(lives: Sequence[Life], editions: int) -> tuple[Row, ...]:
    """A row for each life, numbered from 1."""
    return tuple(
        Row(number, life, tuple(_cell(life, n) for n in range(editions))) for number, life in enumerate(lives, 1)
    )


def _cell(life: Life, edition: int) -> Cell:
    before = None
    for stage in life.stages:
        if stage.edition == edition:
            return _there(stage, before)
        if stage.edition > edition:
            break
        before = stage
    if before is None:
        return Cell(edition, "", None, None, None)
    ended = before is life.stages[-1]
    if edition == before.edition + 1:
        return Cell(edition, "merged" if ended and life.merged_into else "dropped", None, None, None)
    return Cell(edition, "" if ended else "absent", None, None, None)


def _there(stage: Stage, before: Stage | None) -> Cell:
    if before is None:
        code = "appears" if stage.status is Status.ADDED else stage.status.value
    else:
        code = "revived" if stage.edition > before.edition + 1 else stage.status.value
    return Cell(stage.edition, code, stage.status.value, stage.axis, stage.side.span)


def series_json(editions: Sequence[Edition], lives: Sequence[Life]) -> dict[str, Any]:
    """The lives as plain values that ``json.dumps`` takes; offsets count code points of each document."""
    return {
        "schema": SCHEMA,
        "editions": [_edition(one) for one in editions],
        "themes": [_row(row) for row in matrix(lives, len(editions))],
    }


def _edition(edition: Edition) -> dict[str, Any]:
    info = edition.reading.info
    return {
        "name": edition.name,
        "date": edition.date.isoformat() if edition.date else None,
        "title": info.title,
        "sha256": edition.reading.document.sha256,
        "source": info.source,
        "synthetic": info.synthetic,
    }


def _row(row: Row) -> dict[str, Any]:
    life = row.life
    return {
        "theme": life.theme,
        "kind": row.kind,
        "first": life.first,
        "last": life.last,
        "gaps": list(life.gaps),
        "merged_into": life.merged_into,
        "cells": [_told(cell) for cell in row.cells if cell.code],
    }


def _told(cell: Cell) -> dict[str, Any]:
    span = cell.span
    place = {"start": span.start, "end": span.end, "text": span.quote} if span else None
    return {"edition": cell.edition, "code": cell.code, "status": cell.status, "axis": cell.axis, "place": place}
