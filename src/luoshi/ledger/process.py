"""The process of a matter as data, and the fold that applies it. Whoever asks for a step asks here first."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from luoshi.core.errors import UsageError
from luoshi.ledger.events import Event, Kind, State

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

__all__ = ["TRANSITIONS", "UNDOABLE", "MatterState", "fold", "steps"]

TRANSITIONS: Final[Mapping[State, Mapping[Kind, State]]] = MappingProxyType(
    {
        State.OPENED: {
            Kind.RECEIVED: State.RECEIVED,
            Kind.RETURNED: State.RETURNED,
            Kind.WITHDRAWN: State.WITHDRAWN,
            Kind.REASSIGNED: State.OPENED,
            Kind.AMENDED: State.OPENED,
        },
        State.RECEIVED: {
            Kind.REPORTED: State.REPORTED,
            Kind.RETURNED: State.RETURNED,
            Kind.REASSIGNED: State.OPENED,
            Kind.AMENDED: State.RECEIVED,
        },
        State.RETURNED: {
            Kind.REASSIGNED: State.OPENED,
            Kind.WITHDRAWN: State.WITHDRAWN,
            Kind.AMENDED: State.RETURNED,
        },
        State.REPORTED: {
            Kind.CLOSED: State.CLOSED,
            Kind.SENT_BACK: State.RECEIVED,
            Kind.AMENDED: State.REPORTED,
        },
        State.CLOSED: {},
        State.WITHDRAWN: {},
    }
)
"""State → step → state afterwards. A new lead unit has to receive anew, so reassigning always leads to *opened*."""

UNDOABLE: Final = frozenset({Kind.RECEIVED, Kind.RETURNED, Kind.REPORTED, Kind.SENT_BACK, Kind.CLOSED, Kind.WITHDRAWN})
"""Steps that can be taken back while nothing followed them. What sets terms is amended again instead."""


@dataclass(frozen=True, slots=True)
class MatterState:
    """The fold of the events up to ``sequence``. ``evidence_at``: when the last standing report came, if any did."""

    state: State
    sequence: int
    last: Event
    terms: Mapping[str, object] = field(default_factory=dict)
    evidence_at: datetime | None = None
    before: MatterState | None = field(default=None, repr=False)

    @property
    def undoable(self) -> bool:
        """Whether the last step can be taken back."""
        return self.before is not None and self.last.kind in UNDOABLE


def steps(state: State) -> frozenset[Kind]:
    """The steps that are open in a state; taking back is not among them, because it depends on the last event."""
    return frozenset(TRANSITIONS[state])


def fold(events: Iterable[Event]) -> MatterState:
    """The state that the events lead to. Raises ``UsageError`` where the process does not allow one of them."""
    now: MatterState | None = None
    for event in events:
        now = _apply(now, event)
    if now is None:
        raise UsageError("a matter without events has no state", remedy="the first event is “opened”")
    return now


def _apply(now: MatterState | None, event: Event) -> MatterState:
    if now is None:
        return _begin(event)
    if event.sequence != now.sequence + 1:
        raise _refused(event, f"event {now.sequence + 1} is missing", "give the events complete and in their order")
    if event.kind is Kind.UNDONE:
        return _undo(now, event)
    after = TRANSITIONS[now.state].get(event.kind)
    if after is None:
        allowed = ", ".join(sorted(steps(now.state))) or "none"
        raise _refused(event, f"“{event.kind}” is not open while it is “{now.state}”", f"open steps: {allowed}")
    evidence_at = event.at if event.kind is Kind.REPORTED else now.evidence_at
    return MatterState(after, event.sequence, event, {**now.terms, **event.payload}, evidence_at, now)


def _begin(event: Event) -> MatterState:
    if event.kind is not Kind.OPENED or event.sequence != 1:
        raise _refused(event, f"“{event.kind}” is no beginning", "the first event is “opened”, with sequence 1")
    return MatterState(State.OPENED, 1, event, dict(event.payload))


def _undo(now: MatterState, event: Event) -> MatterState:
    if now.before is None or not now.undoable:
        raise _refused(event, f"“{now.last.kind}” cannot be taken back", "amend the matter instead")
    was = now.before
    return MatterState(was.state, event.sequence, event, was.terms, was.evidence_at, was.before)


def _refused(event: Event, what: str, remedy: str) -> UsageError:
    return UsageError(what, where=f"event {event.sequence}", remedy=remedy)
