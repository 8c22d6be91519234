"""Who does what by when? The state of a matter is nothing but the fold of its events, in their order.

``fold`` takes the events of one matter and gives its ``MatterState``; ``TRANSITIONS`` says as data which step is
open in which state; ``steps`` lists what can come next.
"""

from __future__ import annotations

from luoshi.ledger.events import Event, Kind, State
from luoshi.ledger.process import TRANSITIONS, UNDOABLE, MatterState, fold, steps

__all__ = ["TRANSITIONS", "UNDOABLE", "Event", "Kind", "MatterState", "State", "fold", "steps"]
