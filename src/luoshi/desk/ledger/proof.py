"""Proof that every matter is what its events say, and that its words are those of its leaf."""

from __future__ import annotations

from typing import TYPE_CHECKING

from luoshi.core.errors import LuoshiError
from luoshi.desk.ledger.history import state_of
from luoshi.desk.ledger.models import Matter, PartyRole
from luoshi.desk.texts.models import Document, LeafState
from luoshi.ledger import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from luoshi.ledger import MatterState

__all__ = ["verify"]

_AT_ONCE = 500


def verify() -> Iterator[tuple[str, list[str]]]:
    """Each matter with what is wrong about it; only some of them, and one text, are held at a time."""
    rows = Matter.objects.order_by("document_id", "pk").select_related("leaf").prefetch_related("events", "parties")
    text, held = "", None
    for matter in rows.iterator(chunk_size=_AT_ONCE):
        if matter.document_id != held:
            held = matter.document_id
            text = Document.objects.values_list("text", flat=True).get(pk=held) if held else ""
        yield "matters", [f"{matter.number}: {what}" for what in _faults(matter, text)]


def _faults(matter: Matter, text: str) -> Iterator[str]:
    try:
        state = state_of(matter.events.all())
    except (LuoshiError, ValueError) as error:
        yield f"its events are no history ({error})"
        return
    yield from _columns(matter, state)
    yield from _parties(matter, state)
    yield from _quotation(matter, state, text)


def _columns(matter: Matter, state: MatterState) -> Iterator[str]:
    told = {
        "state": (matter.state, state.state.value),
        "evidence_at": (matter.evidence_at, state.evidence_at),
        "lead": (matter.lead_id, state.terms.get("lead")),
        "measure": (matter.measure, state.terms.get("measure")),
        "due": (matter.due.isoformat() if matter.due else None, state.terms.get("due")),
        "version": (matter.version, state.sequence),
    }
    for name, (column, event) in told.items():
        if column != event:
            yield f"{name} is {column}, its events say {event}"


def _parties(matter: Matter, state: MatterState) -> Iterator[str]:
    held: dict[str, list[int]] = {role: [] for role in PartyRole.values}
    for party in matter.parties.all():
        held.setdefault(party.role, []).append(party.unit_id)
        if party.document_id != matter.document_id:
            yield f"its {party.role} unit has the part in another document"
    told = {
        PartyRole.ORDERING: [matter.ordered_by_id],
        PartyRole.LEAD: [state.terms.get("lead")],
        PartyRole.ASSISTING: state.terms.get("assisting"),
    }
    for role, units in told.items():
        if sorted(held[role]) != units:
            yield f"{role} units are {sorted(held[role])}, they should be {units}"


def _quotation(matter: Matter, state: MatterState, text: str) -> Iterator[str]:
    """A leaf that was opened again lets its matter go; that one is withdrawn and keeps words of the document."""
    leaf, opened = matter.leaf, state.terms.get("leaf")
    if leaf is None:
        if opened is not None and state.state is not State.WITHDRAWN:
            yield "it has lost its leaf without being withdrawn"
        if opened is not None and matter.quote not in text:
            yield "its quotation does not stand in its document"
        return
    if leaf.pk != opened:
        yield f"its leaf is {leaf.pk}, its events say {opened}"
    if leaf.state != LeafState.CONFIRMED:
        yield f"its leaf {leaf.pk} is {leaf.state}"
    if matter.quote != text[leaf.start : leaf.end]:
        yield f"its quotation is not the text of its leaf {leaf.pk}"
