"""Keeping the index: a document and its records enter and leave it in the transaction in which they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from luoshi.desk.ground.script import folded_query
from luoshi.desk.texts.search.engine import Index, engine
from luoshi.desk.texts.search.issuers import issuer_of
from luoshi.desk.texts.search.normal import squeezed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from luoshi.desk.texts.models import Document, Entry, Record

__all__ = ["add", "document_row", "entry_of", "fill", "forget", "programmes_of", "record_row", "renew"]

_AT_ONCE = 20


def document_row(document: Document) -> tuple[int, str, str]:
    """Key, title and text as they are indexed."""
    return document.pk, squeezed(folded_query(document.title)), squeezed(document.folded)


def record_row(record: Record, folded: str) -> tuple[int, str, str]:
    """Key and quotation as they are indexed, out of the folded text of the document."""
    return record.pk, "", squeezed(folded[record.start : record.end])


def programmes_of(records: Iterable[Record]) -> str:
    """The programmes of the commitments, as an entry holds them."""
    return ",".join(sorted({row.programme for row in records if row.kind == "commitment" and row.programme}))


def entry_of(document: Document, records: Iterable[Record], model: type[Entry]) -> Entry:
    """What facets count."""
    year = document.date.year if document.date else None
    issuer = issuer_of(folded_query(document.title))
    told = {"date": document.date, "year": year, "issuer": issuer, "programmes": programmes_of(records)}
    return model(document_id=document.pk, kind=document.kind, **told)


def add(documents: Sequence[tuple[Document, Sequence[Record]]], *, model: Any = None) -> None:
    """Documents that were just written, each with its records."""
    if model is None:
        from luoshi.desk.texts.models import Entry as model  # noqa: N813
    index = engine()
    model.objects.bulk_create([entry_of(document, records, model) for document, records in documents])
    index.add(Index.DOCUMENTS, [document_row(document) for document, _records in documents])
    rows = [record_row(record, document.folded) for document, records in documents for record in records]
    index.add(Index.RECORDS, rows)


def renew(record: Record, before: tuple[int, int]) -> None:
    """A record whose characters were corrected; ``before`` is where it stood."""
    if before == (record.start, record.end):
        return
    folded = record.document.folded
    index = engine()
    index.remove(Index.RECORDS, [(record.pk, "", squeezed(folded[slice(*before)]))])
    index.add(Index.RECORDS, [record_row(record, folded)])


def forget(instance: Document) -> None:
    """A document that is about to be deleted, with its records."""
    from luoshi.desk.texts.models import Entry

    if not Entry.objects.filter(pk=instance.pk).exists():
        return
    index = engine()
    records = instance.records.order_by().only("pk", "start", "end", "document_id")
    index.remove(Index.RECORDS, [record_row(record, instance.folded) for record in records])
    index.remove(Index.DOCUMENTS, [document_row(instance)])
    Entry.objects.filter(pk=instance.pk).delete()


def fill(document: Any, entry: Any, *, most: int | None = None) -> int:
    """Index what has no entry yet, some documents at a time; what was done stays done when it is broken off."""
    done = 0
    while most is None or done < most:
        with transaction.atomic():
            rows = document.objects.filter(entry=None).order_by("pk").prefetch_related("records")
            found = list(rows[: _AT_ONCE if most is None else min(_AT_ONCE, most - done)])
            add([(row, list(row.records.all())) for row in found], model=entry)
        done += len(found)
        if not found:
            break
    return done
