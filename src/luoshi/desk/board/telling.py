"""What the board knows, worked out once between two writes.

It depends on nothing but the reach of the person, the day, and what was written; and every write is in the audit
log. So the answer holds until the log has another last row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from luoshi.desk.accounts.permissions import Action, reach
from luoshi.desk.board import selectors
from luoshi.desk.board.sheet import Told, figures_by_programme

if TYPE_CHECKING:
    from datetime import date

    from luoshi.desk.accounts.models import Person
    from luoshi.desk.accounts.permissions import Reach

    _Key = tuple[Reach, Reach, date, str]

__all__ = ["told"]

_MOST: Final = 64
_KEPT: dict[_Key, Told] = {}


def told(person: Person, today: date) -> Told:
    """The numbers of the board for a person on a day."""
    head = selectors.head()
    if not head:
        return _asked(person, today)
    key = (reach(person, Action.DOCUMENT_READ), reach(person, Action.MATTER_READ), today, head)
    found = _KEPT.get(key)
    if found is None:
        found = _asked(person, today)
        if len(_KEPT) >= _MOST:
            _KEPT.clear()
        _KEPT[key] = found
    return found


def _asked(person: Person, today: date) -> Told:
    matters = selectors.matters(person, today)
    return Told(
        matters=matters,
        commitments=selectors.commitments(person),
        leaves=selectors.leaves_open(person),
        reports=selectors.reports(person, today),
        figures=figures_by_programme(selectors.figures(person)),
        synthetic=any(row["invented"] for row in matters.values()) or selectors.any_synthetic(person),
        today=today,
    )
