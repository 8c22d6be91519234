"""Every read of editions: documents to choose from, their records, saved series, matters that a change touches."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, Prefetch, Sum

from luoshi import __version__
from luoshi.desk.accounts.permissions import Action, reach
from luoshi.desk.accounts.scope import within
from luoshi.desk.accounts.selectors import units_within
from luoshi.desk.ledger import selectors as ledger
from luoshi.desk.texts import selectors as texts
from luoshi.desk.texts.editions.days import age_of
from luoshi.desk.texts.editions.stored import COMPARED
from luoshi.desk.texts.models import Comparison, Document, Fate, Record, Series

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from luoshi.desk.accounts.models import Person, Unit
    from luoshi.desk.ledger.models import Matter

    _Who = Person | AnonymousUser

__all__ = [
    "compared_rows",
    "documents_in",
    "editions",
    "fates_of",
    "kept",
    "key_of",
    "matters_of",
    "offered",
    "series_visible",
    "stamps",
    "units_keeping",
    "weight",
]

_OFFERED = 1000
_GRAMMAR = f"{__version__}/1"


def offered(person: _Who) -> list[Document]:
    """Visible documents with commitments to choose from, the newest first."""
    rows = texts.visible_to(person).filter(commitments__gt=0).order_by(F("date").desc(nulls_last=True), "-pk")
    return list(rows.only("pk", "title", "date", "source")[:_OFFERED])


def editions(person: _Who, keys: Sequence[int]) -> list[Document]:
    """The visible ones of these documents, in the order asked for, with their texts."""
    rows = texts.visible_to(person).filter(pk__in=keys).order_by().select_related("unit").defer("folded", "remainders")
    held = {document.pk: document for document in rows}
    return [held[key] for key in keys if key in held]


def weight(documents: Sequence[Document]) -> int:
    """About how many records a comparison looks at."""
    return sum(2 * document.commitments for document in documents)


def stamps(keys: Sequence[int]) -> dict[int, int]:
    """Document → the sum of the versions of its records: another number after each correction."""
    rows = Record.objects.filter(document__in=keys).order_by().values_list("document_id").annotate(n=Sum("version"))
    return {key: int(n) for key, n in rows}


def compared_rows(keys: Sequence[int]) -> dict[int, list[tuple[int, Mapping[str, Any]]]]:
    """Document → number and fields of its records that are compared, in order; for documents shown already."""
    found: dict[int, list[tuple[int, Mapping[str, Any]]]] = {}
    rows = Record.objects.filter(document__in=keys, kind__in=list(COMPARED)).order_by("document_id", "number")
    for key, number, told in rows.values_list("document_id", "number", "fields"):
        found.setdefault(key, []).append((number, told))
    return found


def key_of(kind: str, documents: Sequence[Document], *, anyway: bool = False) -> str:
    """The name of a question: the documents with the versions of their records, and the version of the rules."""
    marks = stamps([document.pk for document in documents])
    told = [f"{d.pk}:{d.sha256}:{marks.get(d.pk, 0)}" for d in documents]
    return hashlib.sha256("|".join([_GRAMMAR, kind, str(anyway), *told]).encode()).hexdigest()


def kept(kind: str, documents: Sequence[Document], *, anyway: bool = False) -> Any:
    """What a job computed for these documents as they are now, or None."""
    return Comparison.objects.filter(key=key_of(kind, documents, anyway=anyway)).values_list("body", flat=True).first()


def series_visible(person: _Who) -> QuerySet[Series]:
    """Saved series of the units whose documents the person reads."""
    reached = reach(person, Action.DOCUMENT_READ)
    rows = Series.objects.all() if reached.everywhere else Series.objects.filter(within("unit", reached))
    return rows.select_related("unit").annotate(editions=Count("documents"))


def documents_in(person: _Who, series: Series) -> list[Document]:
    """The visible editions of a series, the earliest first."""
    rows = texts.visible_to(person).filter(series=series).select_related("unit").defer("folded", "remainders")
    return sorted(rows.order_by(), key=age_of)


def units_keeping(person: _Who) -> QuerySet[Unit]:
    """The units for which the person may keep a series."""
    return units_within(reach(person, Action.DOCUMENT_ADD)).filter(is_active=True)


def matters_of(person: _Who, document: Document) -> list[Matter]:
    """Matters, still to be done, that were opened from a document and that the person may see."""
    rows = ledger.visible_to(person).filter(document=document, leaf__isnull=False, state__in=ledger.OPEN)
    return list(rows.select_related("leaf__record", "lead").order_by("number"))


def fates_of(person: _Who, matter: Matter) -> list[Fate]:
    """What later editions that the person may see did to the sentence of a matter."""
    if matter.leaf is None or matter.document_id is None:
        return []
    record = Record.objects.filter(pk=matter.leaf.record_id).order_by().values("number")
    rows = Fate.objects.filter(document=matter.document_id, number__in=record)
    edition = Prefetch("edition", texts.visible_to(person).only("pk", "title", "date"))
    found = rows.filter(edition__in=texts.visible_to(person).order_by().values("pk"))
    return list(found.prefetch_related(edition).order_by("edition__date", "pk"))
