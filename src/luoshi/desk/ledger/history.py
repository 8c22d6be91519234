"""Between the rows and the process: events as the pure room wants them, and which step a person may take."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from luoshi.desk.accounts.permissions import Action, may
from luoshi.ledger import Event, Kind, fold, steps

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from luoshi.desk.accounts.models import Person
    from luoshi.desk.ledger.models import Matter, MatterEvent
    from luoshi.ledger import MatterState

__all__ = ["BY_LEAD", "BY_ORDERING", "allowed_steps", "may_take", "next_events", "state_of"]

BY_LEAD: Final[Mapping[Kind, Action]] = {
    Kind.RECEIVED: Action.MATTER_RECEIVE,
    Kind.RETURNED: Action.MATTER_RECEIVE,
    Kind.REPORTED: Action.MATTER_REPORT,
}
"""Steps of the lead unit, with the permission each needs there."""

BY_ORDERING: Final[Mapping[Kind, Action]] = {
    Kind.CLOSED: Action.MATTER_CLOSE,
    Kind.SENT_BACK: Action.MATTER_CLOSE,
    Kind.WITHDRAWN: Action.MATTER_AMEND,
    Kind.AMENDED: Action.MATTER_AMEND,
    Kind.REASSIGNED: Action.MATTER_AMEND,
}
"""Steps of the ordering unit, with the permission each needs there."""


def state_of(rows: Iterable[MatterEvent]) -> MatterState:
    """The fold of stored events."""
    return fold(_event(row) for row in rows)


def next_events(matter: Matter, row: MatterEvent) -> MatterState:
    """The state with one more event. Raises ``UsageError`` where the process does not allow it."""
    return fold([*(_event(one) for one in matter.events.all()), _event(row)])


def allowed_steps(person: Person, matter: Matter, state: MatterState) -> frozenset[Kind]:
    """The steps that are open now and that this person may take."""
    asked = steps(state.state) | ({Kind.UNDONE} if state.undoable else set())
    return frozenset(kind for kind in asked if may_take(person, matter, kind, state))


def may_take(person: Person, matter: Matter, kind: Kind, state: MatterState) -> bool:
    """Whether the person's posts allow the step; taking back is for the one who took the last step, still in post."""
    if kind is Kind.UNDONE:
        last = state.last.kind
        return state.last.actor == person.pk and last is not Kind.UNDONE and may_take(person, matter, last, state)
    if kind in BY_LEAD:
        return may(person, BY_LEAD[kind], matter.lead_id)
    return kind in BY_ORDERING and may(person, BY_ORDERING[kind], matter.ordered_by_id)


def _event(row: MatterEvent) -> Event:
    return Event(row.sequence, Kind(row.kind), row.actor_id, row.unit_id, row.at, row.reason, row.payload)
