"""What can happen to a matter, and where it stands afterwards: the words that the process is written in."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

__all__ = ["Event", "Kind", "State"]


class State(StrEnum):
    """Where a matter stands."""

    OPENED = "opened"
    RECEIVED = "received"
    RETURNED = "returned"
    REPORTED = "reported"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class Kind(StrEnum):
    """One step of the process."""

    OPENED = "opened"
    RECEIVED = "received"
    RETURNED = "returned"
    REASSIGNED = "reassigned"
    REPORTED = "reported"
    SENT_BACK = "sent_back"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    AMENDED = "amended"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what, when, for which unit and why. ``sequence`` counts from 1; ``payload`` holds the terms it sets.

    ``actor`` and ``unit`` are ids of whoever keeps persons and units; this room doesn't look them up.
    """

    sequence: int
    kind: Kind
    actor: int
    unit: int
    at: datetime
    reason: str = ""
    payload: Mapping[str, object] = field(default_factory=dict)
