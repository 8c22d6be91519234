"""The matters of the volume, each with a whole history: its columns are what the fold of its events says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from django.utils import timezone

from luoshi.desk.accounts.models import Lineage, Person, Post, Unit
from luoshi.desk.accounts.roles import Role
from luoshi.desk.audit import services as audit
from luoshi.desk.demo.volume_texts import Made, noon
from luoshi.desk.ledger.history import state_of
from luoshi.desk.ledger.models import Counter, Matter, MatterEvent, Party, PartyRole
from luoshi.desk.texts.leaves import matter_title
from luoshi.ledger import Kind

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Sequence

    from luoshi.desk.texts.models import Leaf

__all__ = ["Orders"]

_STORIES: Final[Sequence[tuple[int, tuple[tuple[Kind, int], ...]]]] = (
    (14, ()),
    (26, ((Kind.RECEIVED, 3),)),
    (6, ((Kind.RECEIVED, 2), (Kind.AMENDED, 30))),
    (14, ((Kind.RECEIVED, 2), (Kind.REPORTED, 45))),
    (30, ((Kind.RECEIVED, 3), (Kind.REPORTED, 60), (Kind.CLOSED, 68))),
    (7, ((Kind.RECEIVED, 2), (Kind.REPORTED, 40), (Kind.SENT_BACK, 46), (Kind.REPORTED, 80), (Kind.CLOSED, 85))),
    (5, ((Kind.RECEIVED, 2), (Kind.REPORTED, 40), (Kind.SENT_BACK, 46))),
    (3, ((Kind.RETURNED, 4),)),
    (3, ((Kind.RETURNED, 4), (Kind.REASSIGNED, 9), (Kind.RECEIVED, 12))),
    (1, ((Kind.RECEIVED, 2), (Kind.REPORTED, 30), (Kind.UNDONE, 31))),
    (3, ((Kind.WITHDRAWN, 9),)),
)
"""How often, and each step with the days after the opening. A young matter has only come as far as it can."""

_BY_LEAD = frozenset({Kind.RECEIVED, Kind.RETURNED, Kind.REPORTED, Kind.UNDONE})
_MEASURES = ("印发方案并按月报送进展", "完成现场核查并形成清单", "项目开工率达到计划要求", "服务企业数量较上季增加", "")
_SAID = {
    Kind.RETURNED: "职责不在本单位，建议另行明确。",
    Kind.REPORTED: "已印发实施方案，召开调度会两次，进展见附表。",
    Kind.SENT_BACK: "所报材料只有安排，没有完成情况。",
    Kind.CLOSED: "经核查，衡量标准已经达到。",
    Kind.WITHDRAWN: "与另一事项重复，合并办理。",
    Kind.REASSIGNED: "同意改由其他单位牵头。",
    Kind.AMENDED: "设备到货推迟，时限顺延。",
    Kind.UNDONE: "附表有误，收回重报。",
}
_WORKING = (Role.CLERK, Role.APPROVER)
_DUE = (30, 60, 90, 120, 180, 270, 365)


@dataclass(slots=True)
class _Draft:
    matter: Matter
    officer: Person
    events: list[MatterEvent]


class Orders:
    """Opens matters in the order in which it is asked to, and counts them."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.matters = self.events = 0
        self._today = timezone.localdate()
        posts = Post.objects.filter(role__in=_WORKING, unit__synthetic=True).order_by("unit__code", "pk")
        self._clerks = {post.unit_id: post.person for post in posts.select_related("person")}
        self._below: dict[int, list[int]] = {}
        self._last: list[tuple[Unit, Person]] = []

    def open(self, made: Iterable[Made]) -> None:
        """A matter for every leaf that was confirmed."""
        drafts = []
        for one in made:
            self._last.append((one.document.unit, one.officer))
            for leaf in one.confirmed:
                day = min((one.document.date or self._today) + timedelta(days=3), self._today - timedelta(days=1))
                drafts.append(self._draft(one.document.unit, one.officer, day, leaf, one))
        self._store(drafts)

    def open_without_leaf(self, count: int) -> None:
        """Orders of their own, without a document."""
        for first in range(0, count, 500):
            pairs = [self.chance.choice(self._last) for _ in range(min(500, count - first))]
            days = [self._today - timedelta(days=self.chance.randint(1, 400)) for _ in pairs]
            self._store([self._draft(*pair, day) for pair, day in zip(pairs, days, strict=True)])

    def _draft(
        self, unit: Unit, officer: Person, day: date, leaf: Leaf | None = None, made: Made | None = None
    ) -> _Draft:
        words = "按月调度重点企业开工情况，逐户提出办法"
        matter = Matter(
            leaf=leaf,
            document=made.document if made else None,
            title=(matter_title(leaf) if leaf else words)[:300],
            quote=leaf.text if leaf else words,
            programme=leaf.record.programme if leaf else "conduct",
            ordered_by=unit,
            synthetic=True,
            opened_at=noon(day),
        )
        return _Draft(matter, officer, self._history(matter, officer, day))

    def _history(self, matter: Matter, officer: Person, day: date) -> list[MatterEvent]:
        age = (self._today - day).days
        open_to = [(n, told) for n, told in _STORIES if not told or told[-1][1] < age]
        story = self.chance.choices([told for _n, told in open_to], [n for n, _told in open_to])[0]
        terms = self._terms(matter.ordered_by_id, day, lasting=Kind.CLOSED not in {kind for kind, _days in story})
        events = [self._event(matter, officer, Kind.OPENED, day, terms, {**terms, "leaf": matter.leaf_id}, 1)]
        for sequence, (kind, days) in enumerate(story, 2):
            payload: dict[str, Any] = {}
            if kind in {Kind.REASSIGNED, Kind.AMENDED}:
                fresh = self._terms(matter.ordered_by_id, day + timedelta(days=days), lasting=True)
                payload = terms = fresh if kind is Kind.REASSIGNED else {**terms, "due": fresh["due"]}
            at = day + timedelta(days=days)
            events.append(self._event(matter, officer, kind, at, terms, payload, sequence))
        return events

    def _event(  # noqa: PLR0917
        self,
        matter: Matter,
        officer: Person,
        kind: Kind,
        day: date,
        terms: dict[str, Any],
        payload: dict[str, Any],
        sequence: int,
    ) -> MatterEvent:
        by_lead = kind in _BY_LEAD
        return MatterEvent(
            matter=matter,
            sequence=sequence,
            kind=kind,
            actor=self._clerks[terms["lead"]] if by_lead else officer,
            unit_id=terms["lead"] if by_lead else matter.ordered_by_id,
            at=noon(day) + timedelta(minutes=sequence),
            payload=payload,
            reason=_SAID.get(kind, ""),
        )

    def _terms(self, ordering: int, day: date, *, lasting: bool) -> dict[str, Any]:
        """A lead unit, up to two that assist, a measure, and a date that most open matters still have before them."""
        units = self._units(ordering)
        lead, *others = self.chance.sample(units, min(len(units), 1 + self.chance.choice((0, 0, 0, 1, 1, 2))))
        due: date | None = day + timedelta(days=self.chance.choice(_DUE))
        if lasting and self.chance.random() < 0.75:
            due = self._today + timedelta(days=self.chance.randint(3, 300))
        due = None if self.chance.random() < 0.05 else due
        measure = self.chance.choice(_MEASURES)
        return {
            "lead": lead,
            "assisting": sorted(others),
            "measure": measure,
            "due": due.isoformat() if due else None,
        }

    def _units(self, ordering: int) -> list[int]:
        """The units below that have somebody who can act."""
        if ordering not in self._below:
            below = Lineage.objects.filter(ancestor_id=ordering, distance__gt=0).order_by("unit__code")
            found = [pk for pk in below.values_list("unit_id", flat=True) if pk in self._clerks]
            self._below[ordering] = found
        return self._below[ordering]

    def _store(self, drafts: Sequence[_Draft]) -> None:
        """Columns from the fold, numbers in the order of their days; then all rows, and an entry of the audit log."""
        drafts = sorted(drafts, key=lambda draft: draft.matter.opened_at)
        numbers: dict[int, int] = {}
        for draft in drafts:
            _set_columns(draft)
            _number(draft.matter, numbers)
        for year, last in numbers.items():
            Counter.objects.filter(year=year).update(last=last)
        Matter.objects.bulk_create([draft.matter for draft in drafts], batch_size=500)
        Party.objects.bulk_create([party for draft in drafts for party in _parties(draft)], batch_size=500)
        events = [event for draft in drafts for event in draft.events]
        for event in events:
            event.matter_id = event.matter.pk
        MatterEvent.objects.bulk_create(events, batch_size=500)
        for draft in drafts:
            _enter(draft)
        self.matters += len(drafts)
        self.events += len(events)


def _set_columns(draft: _Draft) -> None:
    matter, state = draft.matter, state_of(draft.events)
    terms: Any = state.terms
    matter.state, matter.version, matter.evidence_at = state.state.value, state.sequence, state.evidence_at
    matter.lead_id, matter.measure = terms["lead"], terms["measure"]
    matter.due = date.fromisoformat(terms["due"]) if terms["due"] else None


def _number(matter: Matter, held: dict[int, int]) -> None:
    year = timezone.localtime(matter.opened_at).year
    if year not in held:
        held[year] = Counter.objects.get_or_create(year=year)[0].last
    held[year] += 1
    matter.number = f"{year}-{held[year]:05d}"


def _parties(draft: _Draft) -> list[Party]:
    terms: Any = state_of(draft.events).terms
    units = [(draft.matter.ordered_by_id, PartyRole.ORDERING), (draft.matter.lead_id, PartyRole.LEAD)]
    units += [(unit, PartyRole.ASSISTING) for unit in terms["assisting"]]
    return [
        Party(matter=draft.matter, document_id=draft.matter.document_id, unit_id=unit, role=role)
        for unit, role in units
    ]


def _enter(draft: _Draft) -> None:
    matter = draft.matter
    after = audit.snapshot(matter)
    audit.record(
        actor=draft.officer,
        action="matter.opened",
        obj=matter,
        unit=matter.ordered_by,
        after=after,
        at=matter.opened_at,
    )
