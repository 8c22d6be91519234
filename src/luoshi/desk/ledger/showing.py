"""A matter in words for its page: how its clock stands, what each step was, what an amendment changed. No query."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from luoshi.desk.ledger.models import Matter, MatterState
from luoshi.ledger import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from luoshi.desk.ledger.models import MatterEvent

__all__ = ["DONE", "STATE_KINDS", "Entry", "clock", "entries", "evidence_age", "unit_ids"]

STATE_KINDS: Mapping[str, str] = {
    MatterState.OPENED: "neutral",
    MatterState.RECEIVED: "info",
    MatterState.RETURNED: "bad",
    MatterState.REPORTED: "warn",
    MatterState.CLOSED: "good",
    MatterState.WITHDRAWN: "grey",
}
"""The kind of the status tag of each state."""

DONE: Mapping[str, Any] = {
    Kind.OPENED: gettext_lazy("Assigned"),
    Kind.RECEIVED: gettext_lazy("Received"),
    Kind.RETURNED: gettext_lazy("Returned"),
    Kind.REASSIGNED: gettext_lazy("Given to another lead unit"),
    Kind.REPORTED: gettext_lazy("Reported"),
    Kind.SENT_BACK: gettext_lazy("Sent back"),
    Kind.CLOSED: gettext_lazy("Closed"),
    Kind.WITHDRAWN: gettext_lazy("Withdrawn"),
    Kind.AMENDED: gettext_lazy("Terms changed"),
    Kind.UNDONE: gettext_lazy("Last step taken back"),
}
"""What each step is called once it was taken."""

_OVER = frozenset({MatterState.CLOSED, MatterState.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the timeline."""

    at: datetime
    title: str
    by: str
    text: str
    tag: tuple[str, str] | None = None


def clock(matter: Matter, today: date | None = None) -> tuple[str, str] | None:
    """Kind and words of the tag that says how far the date is; ``None`` without a date, or when it is over."""
    if matter.due is None or matter.state in _OVER:
        return None
    days = (matter.due - (today or timezone.localdate())).days
    if days < 0:
        return "bad", ngettext("Overdue by %d day", "Overdue by %d days", -days) % -days
    if days == 0:
        return "warn", _("Due today")
    return "warn" if days <= 7 else "neutral", ngettext("%d day left", "%d days left", days) % days


def evidence_age(matter: Matter, now: datetime | None = None) -> tuple[str, str]:
    """Kind and words of the tag that says how old the newest report is; grey without any."""
    if matter.evidence_at is None:
        return "grey", _("No evidence")
    days = ((now or timezone.now()) - matter.evidence_at).days
    return "neutral", (
        ngettext("Evidence %d day old", "Evidence %d days old", days) % days if days else _("Evidence of today")
    )


def unit_ids(events: Iterable[MatterEvent]) -> set[int]:
    """Every unit that the terms of the events name."""
    found: set[int] = set()
    for event in events:
        found |= {int(pk) for pk in (event.payload.get("lead"), *event.payload.get("assisting", ())) if pk}
    return found


def entries(events: Iterable[MatterEvent], names: Mapping[int, str]) -> list[Entry]:
    """The timeline, the latest first; ``names`` holds the units of ``unit_ids``."""
    terms: dict[str, Any] = {}
    found = []
    for event in events:
        changed = _changes(terms, event.payload, names) if event.kind != Kind.OPENED else ""
        terms |= event.payload
        text = " ".join(part for part in (event.reason, changed) if part)
        by = f"{event.actor.name} · {event.unit.name}"
        found.append(Entry(event.at, str(DONE.get(event.kind, event.kind)), by, text))
    return found[::-1]


def _changes(before: Mapping[str, Any], after: Mapping[str, Any], names: Mapping[int, str]) -> str:
    labels = {"lead": _("Lead unit"), "assisting": _("Assisting units"), "measure": _("Measure"), "due": _("Due")}
    moved = [key for key in labels if key in after and before.get(key) != after[key]]
    return "；".join(f"{labels[key]}: {_said(before.get(key), names)} → {_said(after[key], names)}" for key in moved)


def _said(value: Any, names: Mapping[int, str]) -> str:
    if isinstance(value, list):
        return "、".join(names.get(pk, "?") for pk in value) or "—"
    if isinstance(value, int):
        return names.get(value, "?")
    day = parse_date(value) if isinstance(value, str) and len(value) == 10 else None
    return date_format(day, "Y-m-d") if day else str(value or "—")
