"""What the board asks the database for, brought together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from luoshi.desk.board import selectors
from luoshi.desk.board.sheet import Told, figures_by_programme

if TYPE_CHECKING:
    from datetime import date

    from luoshi.desk.accounts.models import Person

__all__ = ["told"]


def told(person: Person, today: date) -> Told:
    """The numbers of the board for a person on a day."""
    matters = selectors.matters(person, today)
    return Told(
        matters=matters,
        tallies=selectors.tallies(person),
        reports=selectors.reports(person, today),
        figures=figures_by_programme(selectors.figures(person)),
        synthetic=any(row["invented"] for row in matters.values()) or selectors.any_synthetic(person),
        today=today,
    )
