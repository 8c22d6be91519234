"""``luoshi check``: what somebody changes behind the services' back is found, object by object."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db.models import F, Value
from django.db.models.functions import Concat
from django.utils import timezone

from luoshi.cli.check import _tell
from luoshi.desk import upkeep
from luoshi.desk.ledger import proof as matters
from luoshi.desk.ledger.models import Matter, MatterEvent, Party
from luoshi.desk.texts import proof as texts
from luoshi.desk.texts import services
from luoshi.desk.texts.models import Document, Leaf, Original, Record
from tests.desk.scene import build

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.desk.scene import Side
    from tests.desk.world import World

pytestmark = pytest.mark.django_db


def _found(proof: Any) -> list[str]:
    return [fault for _kind, faults in proof.verify() for fault in faults]


def _told(**columns: Any) -> Callable[[Side], object]:
    return lambda side: Matter.objects.filter(pk=side.matter.pk).update(**columns)


MATTERS: dict[str, Callable[[Side], object]] = {
    "state is closed": _told(state="closed"),
    "evidence_at is": _told(evidence_at=timezone.now() - timedelta(days=1)),
    "measure is 另一": _told(measure="另一"),
    "due is 2031-01-01": _told(due="2031-01-01"),
    "version is 7": _told(version=7),
    "its quotation is not the text": _told(quote="从来没有说过的话"),
    "lost its leaf": _told(leaf=None),
    "lead is": lambda side: Matter.objects.filter(pk=side.matter.pk).update(lead=side.unit),
    "lead units are": lambda side: Party.objects.filter(matter=side.matter, role="lead").update(unit=side.enterprise),
    "ordering units are": lambda side: Party.objects.filter(matter=side.matter, role="ordering").delete(),
    "assisting units are": lambda side: Party.objects.filter(matter=side.matter, role="assisting").delete(),
    "its leaf": lambda side: Leaf.objects.filter(matter=side.matter).update(state="proposed"),
    "its events are no history": lambda side: MatterEvent.objects.create(
        matter=side.matter, sequence=2, kind="closed", actor=side.officer, unit=side.unit, at=timezone.now()
    ),
}

TEXTS: dict[str, Callable[[Side], object]] = {
    "its bytes are not": lambda side: Original.objects.filter(pk=side.document.original_id).update(data=b"x"),
    "bytes, 99 are written": lambda side: Original.objects.filter(pk=side.document.original_id).update(size=99),
    "its text is not what was read": lambda side: Document.objects.filter(pk=side.document.pk).update(
        text=Concat(F("text"), Value("。")), folded=Concat(F("folded"), Value("。"))
    ),
    "other offsets": lambda side: Document.objects.filter(pk=side.document.pk).update(folded="短"),
    "commitments is 9": lambda side: Document.objects.filter(pk=side.document.pk).update(commitments=9),
    "leaves_open is 9": lambda side: Document.objects.filter(pk=side.document.pk).update(leaves_open=9),
    "its quotation does not stand": lambda side: side.document.records.update(quote="从来没有说过的话"),
    "its fields quote": lambda side: side.document.records.update(start=F("start") + 1),
    "machine's version": lambda side: side.document.records.update(machine={"text": "假", "start": 0, "end": 1}),
    "its text does not stand": lambda side: Leaf.objects.filter(record__document=side.document).update(text="假"),
}


@pytest.mark.parametrize("what", MATTERS)
def test_a_matter_that_was_changed_past_its_events_is_named(what: str, world: World) -> None:
    sides = build(world)
    assert _found(matters) == []
    MATTERS[what](sides["own"])
    found = _found(matters)
    assert [fault for fault in found if what in fault], found
    assert {fault.partition(":")[0] for fault in found} == {sides["own"].matter.number}


@pytest.mark.parametrize("what", TEXTS)
def test_a_text_that_was_changed_past_its_services_is_named(what: str, world: World) -> None:
    sides = build(world)
    assert _found(texts) == []
    TEXTS[what](sides["own"])
    found = _found(texts)
    assert [fault for fault in found if what in fault], found
    held = sides["own"].document
    names = (f"document {held.pk}", f"original {held.original_id}")
    assert [fault for fault in found if not fault.startswith(names)] == []


def test_a_withdrawn_matter_without_its_leaf_keeps_its_proof(world: World) -> None:
    side = build(world)["own"]
    leaf = Leaf.objects.get(matter=side.matter)
    services.reopen(person=side.officer, leaf=leaf, reason="重新研究")
    assert (_found(matters), _found(texts)) == ([], [])
    Matter.objects.filter(pk=side.matter.pk).update(quote="从来没有说过的话")
    assert _found(matters) == [f"{side.matter.number}: its quotation does not stand in its document"]


def test_every_question_says_how_many_things_it_looked_at(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    build(world)
    asked = {question: list(things) for question, things in upkeep.faults(deploy=False)}
    assert list(asked) == ["migrations", "audit log", "matters", "quotations"]
    kinds = Counter(kind for kind, _faults in asked["quotations"])
    assert kinds == {
        "originals": Original.objects.count(),
        "documents": 2,
        "indexed": 2,
        "indexes": 2,
        "records": Record.objects.count(),
        "leaves": Leaf.objects.count(),
    }
    assert _tell("matters", iter(asked["matters"])) == 0
    Matter.objects.update(version=9)
    assert _tell("matters", matters.verify()) == 2
    assert capsys.readouterr().out.splitlines()[0] == "matters: ok (2 matters)"
