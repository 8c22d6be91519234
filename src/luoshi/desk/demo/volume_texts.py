"""The documents of the volume: the specimens with other names of the same length, so that every offset stays true."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from luoshi.desk.accounts.models import Level, Person, Unit
from luoshi.desk.accounts.roles import Role
from luoshi.desk.texts.leaves import leaf_spans
from luoshi.desk.texts.models import Document, Leaf, LeafState, Original, Record
from luoshi.desk.texts.search import indexing
from luoshi.desk.texts.storing import count_again, document_of
from luoshi.texts import as_json, read, specimens

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Sequence
    from datetime import date

__all__ = ["Made", "Texts", "noon"]

_DAYS = 720
_DAY = re.compile(r"\d月\d\d日")
_MEETINGS = ("座谈会", "推进会", "调度会", "现场会", "讲评会", "部署会")
_SET_ASIDE = 0.06


@dataclass(slots=True)
class Made:
    """A stored document with the officer who decides about it and the leaves that were confirmed."""

    document: Document
    officer: Person
    confirmed: list[Leaf] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A specimen: its text, and its reading as JSON in one string, in which names are exchanged at once."""

    text: str
    told: str
    day: str


class Texts:
    """Writes documents in order of their dates, and counts what it wrote."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.records = self.leaves = 0
        self._patterns = [_pattern(one.path) for one in specimens()]
        self._owners = _owners()
        self._cities = [unit.name[:2] for unit, _officer in self._owners[2:]] or ["望汐"]

    def add(self, numbers: Iterable[int], of: int, wanted: Sequence[int]) -> list[Made]:
        """Store these documents with records and leaves; ``wanted`` says how many leaves of each are confirmed."""
        drafts = [self._draft(number, timezone.localdate() - timedelta(days=_age(number, of))) for number in numbers]
        documents = [document for document, _officer, _told in drafts]
        Original.objects.bulk_create([document.original for document in documents])
        for document in documents:
            document.original_id = document.original.pk
        records = [[_record(document, row) for row in told["records"]] for document, _officer, told in drafts]
        made = [Made(document, officer) for document, officer, _told in drafts]
        pairs = list(zip(made, records, numbers, strict=True))
        leaves = [leaf for one, rows, number in pairs for leaf in self._leaves(one, rows, wanted[number])]
        Document.objects.bulk_create(documents)
        _set_added(documents)
        Record.objects.bulk_create([record for rows in records for record in rows], batch_size=500)
        for leaf in leaves:
            leaf.record_id = leaf.record.pk
        Leaf.objects.bulk_create(leaves, batch_size=500)
        for document in documents:
            count_again(document.pk)
        indexing.add([(document, rows) for document, rows in zip(documents, records, strict=True)])
        self.records += sum(map(len, records))
        self.leaves += len(leaves)
        return made

    def _draft(self, number: int, day: date) -> tuple[Document, Person, dict[str, Any]]:
        """A document that is not stored yet, with the officer who added it and its reading."""
        chance = self.chance
        unit, officer = self._owner(chance.random())
        pattern = chance.choices(self._patterns, (3, 3, 2, 2))[0]
        names = {
            pattern.day: f"{chance.randint(1, 9)}月{chance.randint(10, 28)}日",
            "望汐": chance.choice(self._cities),
            "座谈会": chance.choice(_MEETINGS),
        }
        text = _exchanged(pattern.text, names) + f"（演示数据，全部虚构，第{number + 1:05d}号。）\n"
        told: dict[str, Any] = json.loads(_exchanged(pattern.told, names))
        tail = {"kind": "prose", "start": len(pattern.text), "end": len(text), "text": text[len(pattern.text) :]}
        told["remainders"].append(tail)
        digest = hashlib.sha256(text.encode()).hexdigest()
        told["document"] |= {"sha256": digest, "characters": len(text), "date": day.isoformat(), "warnings": []}
        document = document_of({**told, "text": text}, f"volume-{number + 1:05d}.txt")
        data = text.encode()
        document.original = Original(sha256=digest, media="txt", size=len(data), data=data)
        document.unit, document.added_by, document.synthetic = unit, officer, True
        return document, officer, told

    def _owner(self, where: float) -> tuple[Unit, Person]:
        """The first province has more than half of the documents, the other one and the cities share the rest."""
        if where < 0.55 or len(self._owners) < 3:
            return self._owners[0]
        return self._owners[1] if where < 0.7 else self.chance.choice(self._owners[2:])

    def _leaves(self, made: Made, records: Sequence[Record], wanted: int) -> list[Leaf]:
        """The leaves of the commitments: some confirmed, a few set aside, the rest open."""
        document = made.document
        leaves = [
            Leaf(record=record, index=index, start=start, end=end, text=document.text[start:end])
            for record in records
            if record.kind == "commitment"
            for index, (start, end) in enumerate(leaf_spans(record.quote, record.start, record.fields))
        ]
        picked = sorted(self.chance.sample(range(len(leaves)), min(wanted, len(leaves))))
        made.confirmed = [leaves[place] for place in picked]
        held = set(picked)
        for place, leaf in enumerate(leaves):
            if place in held:
                _decide(leaf, made, LeafState.CONFIRMED)
            elif self.chance.random() < _SET_ASIDE:
                _decide(leaf, made, LeafState.SET_ASIDE, "只重申原则，没有要办的事。")
        return leaves


def noon(day: date) -> datetime:
    """Twelve o'clock of a day, in the time of the desk."""
    return timezone.make_aware(datetime.combine(day, time(12)))


def _age(number: int, of: int) -> int:
    """The oldest first, each some hours younger than the one before."""
    return 2 + _DAYS * (of - 1 - number) // max(of, 1)


def _pattern(path: Any) -> _Pattern:
    reading = read(path)
    text = reading.document.text
    day = _DAY.search(text)
    return _Pattern(text, json.dumps(as_json(reading), ensure_ascii=False), day.group() if day else text[:6])


def _exchanged(text: str, names: dict[str, str]) -> str:
    for name, other in names.items():
        if len(name) == len(other):
            text = text.replace(name, other)
    return text


def _owners() -> list[tuple[Unit, Person]]:
    """The two provinces, then every city that has an officer: who owns documents and orders matters."""
    people = {person.username: person for person in Person.objects.filter(posts__role=Role.SUPERVISION)}
    first, second = (Unit.objects.get(code=code) for code in ("DLJ0000", "DYL0000"))
    cities = Unit.objects.filter(parent=first, level=Level.CITY, posts__role=Role.SUPERVISION).order_by("code")
    officers = [(unit, people[f"{unit.code.lower()}-{Role.SUPERVISION}"]) for unit in cities]
    return [(first, people["supervision"]), (second, people["yunling-supervision"]), *officers]


def _decide(leaf: Leaf, made: Made, state: LeafState, reason: str = "") -> None:
    day = made.document.date or timezone.localdate()
    leaf.state, leaf.reason, leaf.decided_by = state, reason, made.officer
    leaf.decided_at = noon(min(day + timedelta(days=3), timezone.localdate() - timedelta(days=1)))


def _set_added(documents: Sequence[Document]) -> None:
    """The day after its own: ``auto_now_add`` knows only now."""
    for document in documents:
        document.added_at = noon((document.date or timezone.localdate()) + timedelta(days=1))
    Document.objects.bulk_update(documents, ["added_at"], batch_size=100)


def _record(document: Document, row: dict[str, Any]) -> Record:
    commitment = row["kind"] == "commitment"
    return Record(
        document=document,
        number=row["id"],
        kind=row["kind"],
        section=row["section"],
        role=row["role"] if commitment else "",
        programme=(row.get("programme") or "") if commitment else "",
        start=row["start"],
        end=row["end"],
        quote=row["text"],
        machine=row,
        fields=row,
    )
