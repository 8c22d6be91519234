"""The rows of the board: programmes in their order, what each has to show, and the row of the whole. No query."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from luoshi.desk.board import selectors
from luoshi.desk.board.needs import ago
from luoshi.desk.design.context import address
from luoshi.desk.design.exports import Sheet
from luoshi.desk.design.figures import Figure
from luoshi.desk.ledger.models import MatterState
from luoshi.desk.texts.correctable import PROGRAMMES
from luoshi.desk.texts.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

__all__ = ["Cell", "Row", "Told", "build", "export", "figures_by_programme"]

_FIGURES: Final = 2
_QUOTE: Final = 24
_PARTS: Final = re.compile("[，,；;：:]")


@dataclass(frozen=True, slots=True)
class Cell:
    """One number of the table, and the list that it counts."""

    key: str
    label: str
    count: int
    url: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What the selectors answered, by programme."""

    matters: Mapping[str, Mapping[str, Any]]
    tallies: Mapping[str, tuple[int, int]]
    reports: Mapping[str, Sequence[int]]
    figures: Mapping[str, Sequence[Figure]]
    synthetic: bool
    today: date

    def codes(self) -> list[str]:
        """Every programme that has something, in the order of the labels; unknown ones after, none at the end."""
        held = {*self.matters, *self.tallies, *self.figures}
        return [*(code for code in PROGRAMMES if code in held), *sorted(held - {*PROGRAMMES, ""}), *({""} & held)]


@dataclass(frozen=True, slots=True)
class Row:
    """One programme, or all of them (``whole``)."""

    code: str
    name: str
    commitments: int
    leaves: int
    total: int
    states: Mapping[str, int]
    overdue: int
    evidence: datetime | None
    days: int | None
    figures: Sequence[Figure]
    reports: Sequence[int]
    whole: bool = False

    @property
    def linked(self) -> bool:
        """Whether a list can be asked for just this row."""
        return bool(self.code or self.whole)

    def _list(self, name: str, **asked: str) -> str:
        path = address(name) if self.linked else ""
        query = urlencode({key: value for key, value in {"programme": self.code, **asked}.items() if value})
        return f"{path}?{query}" if path and query else path

    @property
    def url(self) -> str:
        """The matters of the row."""
        return "" if self.whole else self._list("ledger:matters")

    @property
    def ordered(self) -> list[Cell]:
        """What the documents order, and what of it is undecided."""
        return [
            Cell("commitments", _("Commitments"), self.commitments, self._list("texts:documents")),
            Cell("leaves", _("Open leaves"), self.leaves, self._list("texts:documents", state="open")),
        ]

    @property
    def standing(self) -> list[Cell]:
        """The matters by state."""
        return [
            Cell(state, str(MatterState(state).label), count, self._list("ledger:matters", state=state))
            for state, count in self.states.items()
        ]

    @property
    def late(self) -> Cell:
        """The matters past their date."""
        return Cell("overdue", _("Overdue"), self.overdue, self._list("ledger:matters", overdue="1"))

    @property
    def bar(self) -> list[tuple[str, str, float]]:
        """State, name and share of each part of the bar."""
        parts = [(cell.key, f"{cell.label} {cell.count}", cell.count) for cell in self.standing if cell.count]
        return [(key, text, round(100 * count / self.total, 2)) for key, text, count in parts]

    @property
    def said(self) -> str:
        """The age of the newest evidence in words."""
        return "" if self.days is None else ago(self.days)

    @property
    def moves(self) -> bool:
        """Whether anything was reported in the weeks of the line."""
        return any(self.reports)


def build(told: Told) -> tuple[list[Row], Row]:
    """A row for each programme that has anything, and the row of all of them."""
    rows = [_row(told, code) for code in told.codes()]
    newest = max((row.evidence for row in rows if row.evidence), default=None)
    whole = Row(
        code="",
        name=_("Total"),
        commitments=sum(row.commitments for row in rows),
        leaves=sum(row.leaves for row in rows),
        total=sum(row.total for row in rows),
        states={state.value: sum(row.states[state] for row in rows) for state in selectors.COUNTED},
        overdue=sum(row.overdue for row in rows),
        evidence=newest,
        days=_days(newest, told.today),
        figures=(),
        reports=[sum(week) for week in zip(*(row.reports for row in rows), strict=True)],
        whole=True,
    )
    return rows, whole


def _row(told: Told, code: str) -> Row:
    held = told.matters.get(code, {})
    evidence = held.get("evidence")
    commitments, leaves = told.tallies.get(code, (0, 0))
    return Row(
        code=code,
        name=words().name("programme", code or "none"),
        commitments=commitments,
        leaves=leaves,
        total=held.get("total", 0),
        states={state.value: held.get(f"n_{state.value}", 0) for state in selectors.COUNTED},
        overdue=held.get("is_overdue", 0),
        evidence=evidence,
        days=_days(evidence, told.today),
        figures=told.figures.get(code, ()),
        reports=told.reports.get(code, [0] * selectors.WEEKS),
    )


def _days(moment: datetime | None, today: date) -> int | None:
    return None if moment is None else max(0, (today - timezone.localdate(moment)).days)


def figures_by_programme(rows: Iterable[Mapping[str, Any]]) -> dict[str, list[Figure]]:
    """Programme → the first figures that the newest documents state for it, each with its place in the text.

    A clause that orders something has its first figure here; the others stand in the same sentence.
    """
    found: dict[str, list[Figure]] = defaultdict(list)
    for row in rows:
        held = found[row["programme"]]
        for said in row["fields"]["figures"][:1]:
            if len(held) < _FIGURES and said.get("value") is not None:
                held.append(_figure(row, said))
    return {code: held for code, held in found.items() if held}


def _figure(row: Mapping[str, Any], said: Mapping[str, Any]) -> Figure:
    value, unit = _printed(row["quote"], said)
    parts = "".join(str(said.get(key) or "") for key in ("subject", "measure", "comparison"))
    part = next((part for part in _PARTS.split(row["quote"]) if value in part), row["quote"])
    return Figure(
        value=value,
        unit=unit,
        label=parts if parts and row["kind"] == "figure" else Truncator(part).chars(_QUOTE, truncate="…"),
        source=row["title"],
        period=said.get("period") or "",
        as_of=row["day"],
        url=reverse("texts:span", args=[row["document_id"], row["start"], row["end"]]),
    )


def _printed(quote: str, said: Mapping[str, Any]) -> tuple[str, str]:
    """Number and unit with the word that makes it a bound, before or after as the text has it."""
    value, unit, bound = f"{said['value']}", said.get("unit") or "", said.get("approx") or ""
    value = value.removesuffix(".0")
    return (f"{bound}{value}", unit) if f"{bound}{value}" in quote else (value, f"{unit}{bound}")


def export(rows: Sequence[Row], whole: Row, *, source: str, today: date) -> Sheet:
    """The board as one table for a spreadsheet."""
    states = [str(state.label) for state in selectors.COUNTED]
    heads = [_("Programme"), _("Commitments"), _("Open leaves"), _("Matters"), *states, _("Overdue"),
             _("Last evidence"), _("Days since the last evidence"), _("Figures stated in documents")]  # fmt: skip
    notes: list[list[object]] = [[_("Board")], [_("Source"), source], [_("As of"), today]]
    return Sheet(_("Board"), notes, heads, (_line(row) for row in (*rows, whole)))


def _line(row: Row) -> list[object]:
    stated = "；".join(f"{one.label} {one.value}{one.unit}（{one.source}）" for one in row.figures)
    day = timezone.localdate(row.evidence) if row.evidence else None
    return [row.name, row.commitments, row.leaves, row.total, *row.states.values(), row.overdue, day, row.days, stated]
