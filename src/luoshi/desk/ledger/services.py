"""Every write to a matter: the process (``luoshi.ledger``) says what is open, permissions say for whom.

A write appends one event, repeats the fold in the columns, and enters the audit log, in one transaction.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from luoshi.core.errors import UsageError
from luoshi.desk.accounts.models import Lineage, Unit
from luoshi.desk.accounts.permissions import Action, may
from luoshi.desk.audit import services as audit
from luoshi.desk.ground.errors import Refused, Stale
from luoshi.desk.ledger.history import may_take, next_events, state_of
from luoshi.desk.ledger.models import Counter, Matter, MatterEvent, Party, PartyRole
from luoshi.desk.ledger.naming import top_of
from luoshi.desk.texts.models import LeafState
from luoshi.ledger import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from luoshi.desk.accounts.models import Person
    from luoshi.desk.texts.models import Document, Leaf
    from luoshi.ledger import MatterState

__all__ = [
    "NewMatter",
    "Terms",
    "amend",
    "close",
    "open_matters",
    "receive",
    "report",
    "return_matter",
    "send_back",
    "terms_of",
    "undo",
    "withdraw",
]


@dataclass(frozen=True, slots=True)
class NewMatter:
    """One order to be given. Without a leaf it is an order of its own, with ``quote`` as its words."""

    leaf: Leaf | None
    title: str
    quote: str
    lead: Unit
    assisting: Sequence[Unit] = ()
    measure: str = ""
    due: date | None = None
    programme: str = ""
    document: Document | None = None
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class Terms:
    """What an order says and an amendment may change."""

    lead: Unit
    assisting: tuple[Unit, ...] = field(default=())
    measure: str = ""
    due: date | None = None


@transaction.atomic
def open_matters(
    *, person: Person, unit: Unit, items: Sequence[NewMatter], reason: str = "", at: datetime | None = None
) -> list[Matter]:
    """Open all or none, numbered in their order. A leaf that was decided meanwhile refuses all of them."""
    _allow(person, Action.MATTER_OPEN, unit)
    when = at or timezone.now()
    numbers = _numbers(timezone.localtime(when).year, len(items))
    return [
        _open(person, unit, item, number, reason=reason, when=when) for item, number in zip(items, numbers, strict=True)
    ]


def _numbers(year: int, count: int) -> list[str]:
    Counter.objects.get_or_create(year=year)
    counter = Counter.objects.select_for_update().get(year=year)
    first, counter.last = counter.last + 1, counter.last + count
    counter.save(update_fields=["last"])
    return [f"{year}-{number:05d}" for number in range(first, counter.last + 1)]


def _open(person: Person, unit: Unit, item: NewMatter, number: str, *, reason: str, when: datetime) -> Matter:
    terms = _checked(unit, Terms(item.lead, tuple(item.assisting), item.measure, item.due))
    document = item.document or (item.leaf.record.document if item.leaf else None)
    _confirm(item.leaf, person, when)
    matter = Matter(
        number=number,
        leaf=item.leaf,
        document=document,
        title=item.title[:300],
        quote=item.quote,
        programme=item.programme,
        ordered_by=unit,
        lead=terms.lead,
        measure=terms.measure,
        due=terms.due,
        synthetic=item.synthetic or bool(document and document.synthetic),
        opened_at=when,
    )
    _clean(matter)
    matter.save(force_insert=True)
    _set_parties(matter, terms.assisting)
    MatterEvent.objects.create(
        matter=matter,
        sequence=1,
        kind=Kind.OPENED,
        actor=person,
        unit=unit,
        at=when,
        payload={**_payload(terms), "leaf": item.leaf.pk if item.leaf else None},
        reason=reason,
    )
    audit.record(
        actor=person, action="matter.opened", obj=matter, unit=unit, after=audit.snapshot(matter), reason=reason
    )
    return matter


def _confirm(leaf: Leaf | None, person: Person, when: datetime) -> None:
    if leaf is None:
        return
    proposed = type(leaf).objects.filter(pk=leaf.pk, state=LeafState.PROPOSED)
    if not proposed.update(state=LeafState.CONFIRMED, decided_by=person, decided_at=when):
        raise Refused(
            _("This leaf was decided already: %s") % leaf.text[:40], _("Reload the document and choose again.")
        )
    leaf.state, leaf.decided_by, leaf.decided_at = LeafState.CONFIRMED, person, when


def receive(*, person: Person, matter: Matter, version: int, reason: str = "", at: datetime | None = None) -> Matter:
    """The lead unit takes the matter over."""
    return _step(person, matter, version, Kind.RECEIVED, reason=reason, at=at)


def return_matter(*, person: Person, matter: Matter, version: int, reason: str, at: datetime | None = None) -> Matter:
    """The lead unit gives the matter back, and says why."""
    return _step(person, matter, version, Kind.RETURNED, reason=_said(reason), at=at)


def report(*, person: Person, matter: Matter, version: int, reason: str, at: datetime | None = None) -> Matter:
    """The lead unit says what was done; from now on the evidence has this age."""
    return _step(person, matter, version, Kind.REPORTED, reason=_said(reason), at=at)


def send_back(*, person: Person, matter: Matter, version: int, reason: str, at: datetime | None = None) -> Matter:
    """The ordering unit finds that the report does not show it done."""
    return _step(person, matter, version, Kind.SENT_BACK, reason=_said(reason), at=at)


def close(*, person: Person, matter: Matter, version: int, reason: str, at: datetime | None = None) -> Matter:
    """The ordering unit accepts the report."""
    return _step(person, matter, version, Kind.CLOSED, reason=_said(reason), at=at)


def withdraw(*, person: Person, matter: Matter, version: int, reason: str, at: datetime | None = None) -> Matter:
    """The ordering unit takes the order back."""
    return _step(person, matter, version, Kind.WITHDRAWN, reason=_said(reason), at=at)


def undo(*, person: Person, matter: Matter, version: int, reason: str, at: datetime | None = None) -> Matter:
    """Whoever took the last step takes it back, while nothing followed."""
    return _step(person, matter, version, Kind.UNDONE, reason=_said(reason), at=at)


@transaction.atomic
def amend(
    *, person: Person, matter: Matter, version: int, terms: Terms, reason: str, at: datetime | None = None
) -> Matter:
    """Change lead, assisting units, measure or date. A new lead unit has to receive the matter anew."""
    now, state = _locked(matter, version)
    old_lead = now.lead
    _allow(person, Action.MATTER_AMEND, now.ordered_by)
    terms = _checked(now.ordered_by, terms)
    before = audit.snapshot(now)
    moved = terms.lead.pk != old_lead.pk
    if not moved and _same(terms_of(now), terms):
        raise Refused(_("Nothing was changed."), _("Change the lead unit, an assisting unit, the measure or the date."))
    now.lead, now.measure, now.due = terms.lead, terms.measure, terms.due
    _set_parties(now, terms.assisting)
    kind = Kind.REASSIGNED if moved else Kind.AMENDED
    return _append(person, now, state, kind, reason=_said(reason), at=at, before=before, payload=_payload(terms))


def terms_of(matter: Matter) -> Terms:
    """What the order says now: where an amendment begins."""
    assisting = matter.parties.filter(role=PartyRole.ASSISTING).select_related("unit").order_by("unit__code")
    return Terms(matter.lead, tuple(party.unit for party in assisting), matter.measure, matter.due)


def _same(now: Terms, asked: Terms) -> bool:
    return _payload(now) == _payload(asked)


@transaction.atomic
def _step(person: Person, matter: Matter, version: int, kind: Kind, *, reason: str, at: datetime | None) -> Matter:
    now, state = _locked(matter, version)
    if not may_take(person, now, kind, state):
        raise PermissionDenied
    if kind is Kind.UNDONE and state.last.kind is Kind.WITHDRAWN and state.terms.get("leaf") != now.leaf_id:
        raise Refused(
            _("The leaf of this matter was opened again since."), _("Confirm the leaf in its document once more.")
        )
    return _append(person, now, state, kind, reason=reason, at=at, before=audit.snapshot(now))


def _locked(matter: Matter, version: int) -> tuple[Matter, MatterState]:
    """The matter as it is now, held until the transaction ends. Raises ``Stale`` where it moved on."""
    now = Matter.objects.select_for_update(of=("self",)).select_related("lead", "ordered_by").get(pk=matter.pk)
    if now.version != version:
        raise Stale(now)
    return now, state_of(now.events.all())


def _append(
    person: Person,
    matter: Matter,
    state: MatterState,
    kind: Kind,
    *,
    reason: str,
    at: datetime | None,
    before: dict[str, Any],
    payload: dict[str, Any] | None = None,
) -> Matter:
    when = at or timezone.now()
    by_lead = kind in {Kind.RECEIVED, Kind.RETURNED, Kind.REPORTED}
    if kind is Kind.UNDONE:
        by_lead = state.last.unit == matter.lead_id
    unit = matter.lead if by_lead else matter.ordered_by
    event = MatterEvent(
        matter=matter,
        sequence=state.sequence + 1,
        kind=kind,
        actor=person,
        unit=unit,
        at=when,
        payload=payload or {},
        reason=reason,
    )
    try:
        after = next_events(matter, event)
    except UsageError as error:
        raise Refused(_("This step is not open for the matter now."), _("Reload the page to see what is.")) from error
    event.full_clean(exclude=["payload"])
    event.save(force_insert=True)
    matter.state, matter.evidence_at, matter.version = after.state, after.evidence_at, matter.version + 1
    _clean(matter)
    matter.save()
    audit.record(
        actor=person,
        action=f"matter.{kind}",
        obj=matter,
        unit=matter.ordered_by,
        before=before,
        after=audit.snapshot(matter),
        reason=reason,
    )
    return matter


def _clean(matter: Matter) -> None:
    """An order of its own has neither leaf nor document: null there is meant, and is no blank field."""
    matter.full_clean(exclude=[name for name in ("leaf", "document") if getattr(matter, f"{name}_id") is None])


def _set_parties(matter: Matter, assisting: Iterable[Unit]) -> None:
    matter.parties.all().delete()
    parties = [(matter.ordered_by_id, PartyRole.ORDERING), (matter.lead_id, PartyRole.LEAD)]
    parties += [(unit.pk, PartyRole.ASSISTING) for unit in assisting]
    Party.objects.bulk_create(
        [Party(matter=matter, document_id=matter.document_id, unit_id=unit, role=role) for unit, role in parties]
    )


def _payload(terms: Terms) -> dict[str, Any]:
    return {
        "lead": terms.lead.pk,
        "assisting": sorted(unit.pk for unit in terms.assisting),
        "measure": terms.measure,
        "due": terms.due.isoformat() if terms.due else None,
    }


def _checked(ordered_by: Unit, terms: Terms) -> Terms:
    """Only units of the ordering authority itself and under it can be told; nobody assists themselves."""
    assisting = {unit.pk: unit for unit in terms.assisting if unit.pk != terms.lead.pk}
    asked = {terms.lead.pk, *assisting}
    under = Lineage.objects.filter(ancestor_id=top_of(ordered_by), unit_id__in=asked, unit__is_active=True).values_list(
        "unit_id"
    )
    if {pk for (pk,) in under} != asked:
        raise ValidationError({"lead": _("A unit that is not under the ordering authority cannot be given a matter.")})
    return Terms(terms.lead, tuple(assisting.values()), terms.measure.strip(), terms.due)


def _said(reason: str) -> str:
    if not reason.strip():
        raise ValidationError({"reason": _("Say why, or what was done.")})
    return reason.strip()


def _allow(person: Person, action: Action, unit: Unit) -> None:
    if not may(person, action, unit):
        raise PermissionDenied
