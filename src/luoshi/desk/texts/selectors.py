"""Every read of documents. All of them begin with ``visible_to``: own reach, everyone's, or a part in a matter."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Count, Q, When
from django.db.models.functions import ExtractYear, Substr

from luoshi.desk.accounts.permissions import Action, may, reach
from luoshi.desk.accounts.scope import within
from luoshi.desk.accounts.selectors import units_within
from luoshi.desk.ground.script import folded_query
from luoshi.desk.ledger import selectors as ledger
from luoshi.desk.ledger.models import Party
from luoshi.desk.ledger.naming import units_under
from luoshi.desk.texts.models import Audience, Correction, Document, Intake, IntakeState, Leaf, Record, Tally

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from luoshi.desk.accounts.models import Person, Unit
    from luoshi.desk.ledger.models import Matter

    _Who = Person | AnonymousUser

__all__ = [
    "HEAVY",
    "STATES",
    "batch_of",
    "batch_waits",
    "corrections_of",
    "excerpt",
    "facets",
    "in_programme",
    "leaf_visible",
    "leaves_of",
    "listed",
    "matters_by_leaf",
    "may_confirm",
    "may_correct",
    "records_of",
    "records_visible",
    "searched",
    "suggested_leads",
    "units_adding",
    "units_ordering",
    "visible_to",
]

HEAVY = ("text", "folded", "info", "remainders")
"""What a list never loads."""


def visible_to(person: _Who) -> QuerySet[Document]:
    """Documents of units in reach, those for everyone, and those whose matters a unit in reach has a part in."""
    reached = reach(person, Action.DOCUMENT_READ)
    if reached.everywhere:
        return Document.objects.all()
    if not reached:
        return Document.objects.none()
    parts = Party.objects.filter(within("unit", reached), document__isnull=False)
    as_party = Q(audience=Audience.PARTIES, pk__in=parts.values("document_id"))
    return Document.objects.filter(within("unit", reached) | Q(audience=Audience.EVERYONE) | as_party)


def listed(person: _Who) -> QuerySet[Document]:
    """Visible documents with what a row of the list shows."""
    return visible_to(person).select_related("unit").defer(*HEAVY)


def searched(documents: QuerySet[Document], text: str) -> QuerySet[Document]:
    """Those whose title or text holds every word, in either script."""
    for word in text.replace("\0", "").split():
        documents = documents.filter(
            Q(folded__icontains=folded_query(word)) | Q(title__icontains=word) | Q(title__icontains=folded_query(word))
        )
    return documents


def records_of(document: Document) -> QuerySet[Record]:
    """The records of a document that the person was already shown."""
    return document.records.order_by("number")


def records_visible(person: _Who) -> QuerySet[Record]:
    """The records of every document that the person may see."""
    return Record.objects.filter(document__in=visible_to(person).order_by().values("pk"))


def leaves_of(document: Document) -> QuerySet[Leaf]:
    """Its leaves in the order of the text, with the matter that came of each."""
    leaves = Leaf.objects.filter(record__document=document)
    return leaves.select_related("record", "matter", "decided_by").order_by("record__number", "index")


def excerpt(person: _Who, document: int, start: int, end: int, around: int = 120) -> tuple[str, str, str] | None:
    """A quotation with what stands around it in its paragraph; ``None`` where the person may not see the document."""
    first = max(0, start - around)
    found = visible_to(person).filter(pk=document).annotate(part=Substr("text", first + 1, end - first + around))
    part = found.order_by().values_list("part", flat=True).first()
    if part is None:
        return None
    before, quote, after = part[: start - first], part[start - first : end - first], part[end - first :]
    return before.rpartition("\n")[2], quote, after.partition("\n")[0]


def may_correct(person: _Who, document: Document) -> bool:
    """Whether the person may correct the records of this document."""
    return may(person, Action.RECORD_CORRECT, document.unit_id)


def may_confirm(person: _Who, document: Document) -> bool:
    """Whether the person may decide about the leaves of this document, and has a unit to order for."""
    return may(person, Action.LEAF_CONFIRM, document.unit_id) and may(person, Action.MATTER_OPEN)


def units_adding(person: _Who) -> QuerySet[Unit]:
    """The units for which the person may add a document."""
    return units_within(reach(person, Action.DOCUMENT_ADD)).filter(is_active=True)


def units_ordering(person: _Who) -> QuerySet[Unit]:
    """The units in whose name the person may open a matter."""
    return units_within(reach(person, Action.MATTER_OPEN)).filter(is_active=True)


def suggested_leads(person: _Who, ordering: Unit, records: Iterable[Record]) -> dict[int, Unit]:
    """Record → the unit whose name the clause itself gives as acting. Found in two queries for a whole document."""
    named = {str(name): record.pk for record in records for name in record.fields.get("actors") or ()}
    if not named:
        return {}
    units = units_under(person, ordering).filter(name__in=list(named))
    by_name = {unit.name: unit for unit in units.order_by("-code")}
    found: dict[int, Unit] = {}
    for record in records:
        for name in record.fields.get("actors") or ():
            if name in by_name:
                found.setdefault(record.pk, by_name[name])
    return found


def batch_of(person: _Who, batch: str) -> QuerySet[Intake]:
    """The files of an upload, for whoever handed them in."""
    rows = Intake.objects.filter(person__pk=person.pk or 0, batch=batch).defer("data")
    return rows.select_related("document", "job", "unit")


def batch_waits(rows: Iterable[Intake]) -> bool:
    """Whether a file of the batch is still to be read, by a job that is still to do it."""
    return any(row.state == IntakeState.WAITING and (row.job is None or row.job.state in _ALIVE) for row in rows)


_ALIVE = {"queued", "running"}


STATES: Mapping[str, Q] = {
    "open": Q(leaves_open__gt=0),
    "decided": Q(leaves_open=0, commitments__gt=0),
    "none": Q(commitments=0),
}
"""Documents by whether leaves wait to be decided."""


def facets(documents: QuerySet[Document]) -> dict[str, list[tuple[Any, int]]]:
    """Value and number of documents for each facet, over these documents only. All but one come of one query."""
    plain = documents.order_by()
    tallies = Tally.objects.filter(document__in=plain.values("pk")).exclude(programme="").order_by()
    states = {f"is_{name}": Case(When(about, then=True), default=False) for name, about in STATES.items()}
    names = ("kind", "unit_id", "unit__name", "unit__code")
    rows = plain.annotate(year=ExtractYear("date"), **states).values_list("year", *names, *states)
    held = list(rows.annotate(n=Count("pk")))
    units = Counter({row[2:5]: 0 for row in held})
    years, kinds, told = Counter[int](), Counter[str](), Counter[str]()
    for year, kind, *unit, n in [(*row[:5], row[-1]) for row in held]:
        years[year] += n
        kinds[kind] += n
        units[tuple(unit)] += n
    for row in held:
        told.update({name: row[-1] for name, holds in zip(STATES, row[5:-1], strict=True) if holds})
    by_size = sorted(units.items(), key=lambda item: (-item[1], item[0][2]))
    return {
        "year": sorted(((year, n) for year, n in years.items() if year is not None), reverse=True),
        "kind": sorted(kinds.items()),
        "unit": [(pk, name, n) for (pk, name, _code), n in by_size[:200]],  # type: ignore[misc]
        "programme": sorted(tallies.values_list("programme").annotate(n=Count("pk"))),
        "state": [(name, told[name]) for name in STATES],
    }


def in_programme(documents: QuerySet[Document], programme: str) -> QuerySet[Document]:
    """Documents that hold a commitment of the programme."""
    return documents.filter(pk__in=Tally.objects.filter(programme=programme).values("document_id"))


def matters_by_leaf(person: _Who, document: Document) -> dict[int, Matter]:
    """Leaf → its matter, where the person may see the matter."""
    found = (
        ledger.visible_to(person).filter(document=document, leaf__isnull=False).select_related("lead").defer("quote")
    )
    return {matter.leaf_id: matter for matter in found if matter.leaf_id}


def corrections_of(record: Record) -> QuerySet[Correction]:
    """What people changed in a record, the latest first."""
    return record.corrections.select_related("by").order_by("-version")


def leaf_visible(person: _Who, pk: int) -> QuerySet[Leaf]:
    """One leaf of a visible document."""
    documents = visible_to(person).order_by().values("pk")
    return Leaf.objects.filter(record__document__in=documents, pk=pk).select_related("record")
