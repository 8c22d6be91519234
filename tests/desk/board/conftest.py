"""A hand-made scene for the board: documents with known records, matters in known states, on known days."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from luoshi.desk.ledger.models import Matter, MatterEvent, Party, PartyRole
from luoshi.desk.texts.models import Audience, Document, Leaf, LeafState, Original, Record
from luoshi.desk.texts.search import indexing
from luoshi.desk.texts.storing import count_again

if TYPE_CHECKING:
    from tests.desk.world import World

__all__ = ["Scene", "moment"]


def moment(days: int) -> datetime:
    """Half past nine, so many days from today."""
    return timezone.make_aware(datetime.combine(timezone.localdate() + timedelta(days=days), time(9, 30)))


class Scene:
    """Makes documents and matters without the services: what the board counts is said line by line."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.officer = world.people["supervision_officer"]

    def document(self, text: str, *, unit: Any = None, title: str = "会议", **extra: Any) -> Document:
        """A document of the province unless said."""
        sha = f"{Document.objects.count():064}"
        original = Original.objects.create(sha256=sha, media="text", size=1, data=b"x")
        given = {
            "folded": text,
            "kind": "communique",
            "script": "Hans",
            "source": "a.txt",
            "info": {},
            "audience": Audience.PARTIES,
        }
        document = Document.objects.create(
            unit=unit or self.world.province, original=original, sha256=sha, text=text, title=title,
            added_by=self.officer, **{**given, **extra},
        )  # fmt: skip
        indexing.add([(document, [])])
        return document

    def record(
        self, document: Document, number: int, kind: str, programme: str, leaves: str = "", **fields: Any
    ) -> Record:
        """A record over the whole text; ``leaves``: one letter each, ``p`` proposed, ``c`` confirmed, ``s`` aside."""
        role = "act" if kind == "commitment" else ""
        end = len(document.text)
        record = Record.objects.create(
            document=document, number=number, kind=kind, section="task", role=role, programme=programme, start=0,
            end=end, quote=document.text, machine=fields, fields=fields,
        )  # fmt: skip
        states = {"p": LeafState.PROPOSED, "c": LeafState.CONFIRMED, "s": LeafState.SET_ASIDE}
        for index, letter in enumerate(leaves):
            Leaf.objects.create(record=record, index=index, start=0, end=end, text="x", state=states[letter])
        count_again(document.pk)
        return record

    def matter(
        self, state: str, programme: str = "growth", *, lead: Any = None, by: Any = None, **extra: Any
    ) -> Matter:
        """A matter of the province led by the county unless said; ``opened due evidence`` in days from today."""
        days = {"opened": -1, "due": None, "evidence": None} | {
            key: extra.pop(key) for key in ("opened", "due", "evidence") if key in extra
        }
        by, lead = by or self.world.province, lead or self.world.county
        matter = Matter.objects.create(
            number=f"2031-{Matter.objects.count():05}", ordered_by=by, lead=lead, state=state, programme=programme,
            opened_at=moment(days["opened"]),
            due=None if days["due"] is None else timezone.localdate() + timedelta(days=days["due"]),
            evidence_at=None if days["evidence"] is None else moment(days["evidence"]),
            **{"title": "推进技术改造", "quote": "推进技术改造", **extra},
        )  # fmt: skip
        for unit, role in ((by, PartyRole.ORDERING), (lead, PartyRole.LEAD)):
            Party.objects.create(matter=matter, unit=unit, role=role)
        return matter

    def event(self, matter: Matter, kind: str, days: int, reason: str = "") -> MatterEvent:
        """A step of the lead unit."""
        return MatterEvent.objects.create(
            matter=matter, sequence=matter.events.count() + 1, kind=kind, actor=self.officer, unit=matter.lead,
            at=moment(days), reason=reason,
        )  # fmt: skip

    @property
    def today(self) -> date:
        """The day of the board."""
        return timezone.localdate()


@pytest.fixture
def scene(world: World) -> Scene:
    return Scene(world)
