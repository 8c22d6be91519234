"""Every write to documents: storing a reading, taking files in, correcting a record, deciding about leaves."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from luoshi.desk.accounts.permissions import Action, may
from luoshi.desk.audit import services as audit
from luoshi.desk.ground.errors import Refused, Stale
from luoshi.desk.jobs.tasks import enqueue
from luoshi.desk.ledger import services as ledger
from luoshi.desk.ledger.models import Matter, MatterState
from luoshi.desk.texts import child
from luoshi.desk.texts.correctable import checked
from luoshi.desk.texts.leaves import leaf_texts, matter_title
from luoshi.desk.texts.models import Audience, Correction, Document, Intake, IntakeState, Leaf, LeafState, Record
from luoshi.desk.texts.search import indexing
from luoshi.desk.texts.storing import count_again, document_of, original_of, rebuild_leaves, store_records
from luoshi.desk.texts.unpack import Given, unpacked

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from luoshi.desk.accounts.models import Person, Unit

__all__ = [
    "PASTED",
    "Choice",
    "add_files",
    "add_pasted",
    "confirm",
    "correct",
    "reopen",
    "set_aside",
    "settle_intake",
    "store_reading",
]

PASTED = "pasted"
"""The source of a document that came without a file."""

_HEAVY = ("text", "folded", "info", "remainders")
_MOST_PASTED = 5_000_000


@dataclass(frozen=True, slots=True)
class Choice:
    """What an officer decides about one leaf: whose it becomes, seen as done by what, until when."""

    leaf: Leaf
    lead: Unit
    assisting: Sequence[Unit] = ()
    measure: str = ""
    due: date | None = None


@transaction.atomic
def store_reading(
    *,
    person: Person,
    unit: Unit,
    original_bytes: bytes,
    media: str,
    reading_json: Mapping[str, Any],
    source: str,
    synthetic: bool = False,
    audience: str = Audience.PARTIES,
) -> Document:
    """Store a document with all its records, once for each unit and text; a text that is here is given back as it is.

    ``reading_json`` is what ``child.read_bytes`` gives; a bare ``luoshi/reading@1`` is read again for its text.
    """
    _allow(person, Action.DOCUMENT_ADD, unit)
    reading = reading_json if "text" in reading_json else child.read_bytes(original_bytes, source)
    known = Document.objects.filter(unit=unit, sha256=reading["document"]["sha256"]).first()
    if known is not None:
        return known
    document = document_of(reading, source)
    document.unit, document.added_by, document.audience = unit, person, audience
    document.original = original_of(original_bytes, media)
    document.synthetic = synthetic or bool(document.info.get("synthetic"))
    document.full_clean(exclude=["text", "folded", "info", "remainders"])
    document.save(force_insert=True)
    store_records(document, list(reading["records"]))
    audit.record(
        actor=person, action="document.added", obj=document, unit=unit, after=audit.snapshot(document, exclude=_HEAVY)
    )
    return document


def add_files(*, person: Person, unit: Unit, files: Iterable[tuple[str, bytes]], audience: str) -> str:
    """Take files in, those of ZIP archives one by one, and let a job read them. The batch by which to ask for them."""
    _allow(person, Action.DOCUMENT_ADD, unit)
    found = unpacked(files)
    if not found:
        raise Refused(_("No file was given."), _("Choose one or more files, or paste a text."))
    return _take_in(person, unit, found, audience)


def add_pasted(*, person: Person, unit: Unit, text: str, audience: str) -> str:
    """Take a pasted text in, as a file of plain text."""
    _allow(person, Action.DOCUMENT_ADD, unit)
    if not text.strip():
        raise Refused(_("No text was given."), _("Paste the text of the document."))
    if len(text) > _MOST_PASTED:
        raise Refused(_("The text is too long."), _("Split the document, or save its text alone."))
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError:
        raise Refused(_("The text holds half of a character."), _("Copy it again from the document.")) from None
    return _take_in(person, unit, [Given(PASTED, data)], audience)


@transaction.atomic
def _take_in(person: Person, unit: Unit, found: Sequence[Given], audience: str) -> str:
    if audience not in Audience.values:
        raise ValidationError({"audience": _("Choose one of the values offered.")})
    batch = secrets.token_hex(16)
    job = enqueue("texts.read-intake", person=person, unit=unit, batch=batch, audience=audience)
    for given in found:
        refused = given.data is None
        intake = Intake(
            unit=unit,
            person=person,
            batch=batch,
            name=given.name,
            data=given.data,
            job=job,
            state=IntakeState.REFUSED if refused else IntakeState.WAITING,
            what=given.what[:500],
            remedy=given.remedy[:500],
        )
        intake.full_clean(exclude=["data", "document"])
        intake.save(force_insert=True)
        audit.record(
            actor=person, action="document.handed-in", obj=intake, unit=unit, after={"name": given.name, "batch": batch}
        )
    return batch


@transaction.atomic
def settle_intake(
    *, intake: Intake, audience: str, reading: Mapping[str, Any] | None, fault: Refused | None = None
) -> Intake:
    """What became of one file: a document, one that was here already, or a refusal. Its bytes are let go of."""
    now = Intake.objects.select_for_update(of=("self",)).select_related("person", "unit").get(pk=intake.pk)
    if now.state != IntakeState.WAITING:
        return now
    try:
        if fault is not None or reading is None:
            raise fault or Refused(_("The file could not be read."))
        now.state = _store(now, audience, reading)
    except Refused as refusal:
        now.state, now.what, now.remedy = IntakeState.REFUSED, refusal.what[:500], refusal.remedy[:500]
    except PermissionDenied:
        now.state, now.what = IntakeState.REFUSED, _("You may no longer add documents for this unit.")
    now.data = None
    now.save()
    return now


def _store(intake: Intake, audience: str, reading: Mapping[str, Any]) -> IntakeState:
    known = Document.objects.filter(unit=intake.unit, sha256=reading["document"]["sha256"]).first()
    with transaction.atomic():
        intake.document = known or store_reading(
            person=intake.person,
            unit=intake.unit,
            original_bytes=bytes(intake.data or b""),
            media=str(reading["document"]["media"]),
            reading_json=reading,
            source=intake.name,
            audience=audience,
        )
    return IntakeState.KNOWN if known else IntakeState.READ


@transaction.atomic
def correct(*, person: Person, record: Record, version: int, changes: Mapping[str, Any], reason: str) -> Record:
    """Change fields of a record. Raises ``Stale`` where somebody was quicker. The machine's version stays beside."""
    now = Record.objects.select_for_update(of=("self",)).select_related("document__unit").get(pk=record.pk)
    _allow(person, Action.RECORD_CORRECT, now.document.unit)
    if now.version != version:
        raise Stale(now)
    said = _said(reason)
    before = dict(now.fields)
    after = checked(now.kind, before, changes, now.document.text)
    if _leaves_move(before, after):
        same = all(after.get(name) == now.machine.get(name) for name in ("items", "role", "start", "end"))
        after["leaves"] = now.machine["leaves"] if same else leaf_texts(after["text"], after)
    if after == before:
        raise ValidationError(_("Nothing was changed."))
    _hold(now, after)
    indexing.renew(now, (before["start"], before["end"]))
    if _leaves_move(before, after):
        rebuild_leaves(now)
        count_again(now.document_id)
    Correction.objects.create(
        record=now, version=now.version, before=before, after=after, by=person, at=timezone.now(), reason=said
    )
    audit.record(
        actor=person,
        action="record.corrected",
        obj=now,
        unit=now.document.unit,
        before=before,
        after=after,
        reason=said,
    )
    return now


def _moved(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    return (before["start"], before["end"]) != (after["start"], after["end"])


def _leaves_move(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    same = all(before.get(name) == after.get(name) for name in ("items", "role"))
    return before["kind"] == "commitment" and (not same or _moved(before, after))


def _hold(record: Record, after: dict[str, Any]) -> None:
    """The columns repeat what the fields say."""
    record.fields, record.version = after, record.version + 1
    record.start, record.end, record.quote = after["start"], after["end"], after["text"]
    if record.kind == "commitment":
        record.role, record.programme = after["role"], after.get("programme") or ""
    record.full_clean(exclude=["machine", "document"])
    record.save()


@transaction.atomic
def confirm(*, person: Person, unit: Unit, choices: Sequence[Choice]) -> list[Matter]:
    """Open a matter for each leaf, all or none."""
    if not choices:
        raise Refused(_("No leaf was chosen."), _("Choose one or more leaves."))
    pks = [choice.leaf.pk for choice in choices]
    rows = Leaf.objects.select_for_update(of=("self",)).select_related("record__document__unit").filter(pk__in=pks)
    leaves = {leaf.pk: leaf for leaf in rows}
    documents = {leaf.record.document_id: leaf.record.document for leaf in leaves.values()}
    for document in documents.values():
        _allow(person, Action.LEAF_CONFIRM, document.unit)
    items = [_matter(leaves[choice.leaf.pk], choice) for choice in choices]
    made = ledger.open_matters(person=person, unit=unit, items=items)
    for pk in documents:
        count_again(pk)
    return made


def _matter(leaf: Leaf, choice: Choice) -> ledger.NewMatter:
    record = leaf.record
    return ledger.NewMatter(
        leaf=leaf,
        title=matter_title(leaf),
        quote=leaf.text,
        lead=choice.lead,
        assisting=tuple(choice.assisting),
        measure=choice.measure,
        due=choice.due,
        programme=record.programme,
        document=record.document,
        synthetic=record.document.synthetic,
    )


@transaction.atomic
def set_aside(*, person: Person, leaves: Sequence[Leaf], reason: str) -> list[Leaf]:
    """Decide that no matter comes of these leaves, and say why."""
    said = _said(reason)
    if not leaves:
        raise Refused(_("No leaf was chosen."), _("Choose one or more leaves."))
    return [_decide(person, leaf, LeafState.PROPOSED, LeafState.SET_ASIDE, said) for leaf in leaves]


@transaction.atomic
def reopen(*, person: Person, leaf: Leaf, reason: str) -> Leaf:
    """Take a decision about a leaf back; a matter that came of it is withdrawn, and keeps its words and its history."""
    said = _said(reason)
    if leaf.state == LeafState.PROPOSED:
        raise Refused(_("This leaf is open."), _("Reload the document."))
    if leaf.state == LeafState.CONFIRMED:
        _withdraw(person, leaf, said)
    return _decide(person, leaf, leaf.state, LeafState.PROPOSED, said)


def _withdraw(person: Person, leaf: Leaf, reason: str) -> None:
    matter = Matter.objects.filter(leaf=leaf).first()
    if matter is None:
        return
    if matter.state != MatterState.WITHDRAWN:
        matter = ledger.withdraw(person=person, matter=matter, version=matter.version, reason=reason)
    Matter.objects.filter(pk=matter.pk).update(leaf=None)
    audit.record(
        actor=person,
        action="matter.leaf-released",
        obj=matter,
        unit=matter.ordered_by,
        before={"leaf_id": leaf.pk},
        after={"leaf_id": None},
        reason=reason,
    )


def _decide(person: Person, leaf: Leaf, old: str, new: str, reason: str) -> Leaf:
    now = Leaf.objects.select_for_update(of=("self",)).select_related("record__document__unit").get(pk=leaf.pk)
    document = now.record.document
    _allow(person, Action.LEAF_CONFIRM, document.unit)
    if now.state != old:
        raise Stale(now)
    before = audit.snapshot(now)
    now.state, now.reason = new, reason
    now.decided_by, now.decided_at = person, timezone.now()
    now.save()
    count_again(document.pk)
    audit.record(
        actor=person,
        action=f"leaf.{'reopened' if new == LeafState.PROPOSED else new.replace('_', '-')}",
        obj=now,
        unit=document.unit,
        before=before,
        after=audit.snapshot(now),
        reason=reason,
    )
    return now


def _said(reason: str) -> str:
    said = reason.replace("\0", "").strip()
    if not said:
        raise ValidationError({"reason": _("Say why.")})
    return said


def _allow(person: Person, action: Action, unit: Unit) -> None:
    if not may(person, action, unit):
        raise PermissionDenied
