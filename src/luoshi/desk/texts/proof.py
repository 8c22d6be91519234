"""Proof that originals, texts, quotations, counts and the index of search are what was stored."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from luoshi.desk.texts.models import Document, Entry, LeafState, Original, Record
from luoshi.desk.texts.search import indexing
from luoshi.desk.texts.search.engine import Index, engine
from luoshi.desk.texts.storing import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from luoshi.desk.texts.models import Leaf, Tally

__all__ = ["verify"]

_AT_ONCE = 20


def verify() -> Iterator[tuple[str, list[str]]]:
    """Each original, document, record and leaf with what is wrong about it; few of them are held at a time."""
    for original in Original.objects.order_by("pk").iterator(chunk_size=_AT_ONCE):
        yield "originals", [f"original {original.pk}: {what}" for what in _original(original)]
    rows = Document.objects.order_by("pk").select_related("entry").prefetch_related("records__leaves", "tallies")
    for document in rows.iterator(chunk_size=_AT_ONCE):
        where = f"document {document.pk}"
        yield "documents", [f"{where}: {what}" for what in _document(document)]
        yield "indexed", [f"{where}: {what}" for what in _indexed(document)]
        for record in document.records.all():
            inner = f"{where}, record {record.number}"
            yield "records", [f"{inner}: {what}" for what in _record(record, document.text)]
            for leaf in record.leaves.all():
                yield "leaves", [f"{inner}, leaf {leaf.pk}: {what}" for what in _leaf(leaf, document.text)]

    for index, model in ((Index.DOCUMENTS, Document), (Index.RECORDS, Record)):
        held, there = engine().count(index), model._default_manager.count()
        yield "indexes", [f"{index} has {held} rows, there are {there}"] if held != there else []


def _indexed(document: Document) -> Iterator[str]:
    """Whether search finds the document and its records by what they say."""
    entry = getattr(document, "entry", None)
    if entry is None:
        yield "search does not know it"
        return
    told = indexing.entry_of(document, document.records.all(), Entry)
    if any(getattr(entry, name) != getattr(told, name) for name in ("kind", "date", "year", "programmes")):
        yield "search sorts it elsewhere"
    if engine().wrong(Index.DOCUMENTS, [indexing.document_row(document)]):
        yield "search holds other words of it"
    rows = {record.pk: record for record in document.records.all()}
    wrong = engine().wrong(Index.RECORDS, [indexing.record_row(record, document.folded) for record in rows.values()])
    yield from (f"search holds other words of record {rows[key].number}" for key in sorted(wrong))


def _original(original: Original) -> Iterator[str]:
    data = bytes(original.data)
    if hashlib.sha256(data).hexdigest() != original.sha256:
        yield "its bytes are not what was stored"
    if len(data) != original.size:
        yield f"it has {len(data)} bytes, {original.size} are written down"


def _document(document: Document) -> Iterator[str]:
    if hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest() != document.sha256:
        yield "its text is not what was read"
    if len(document.folded) != len(document.text):
        yield "its folded text has other offsets"
    records = list(document.records.all())
    leaves = [leaf for record in records for leaf in record.leaves.all()]
    counts = {
        "commitments": sum(record.kind == "commitment" for record in records),
        "leaves_open": sum(leaf.state == LeafState.PROPOSED for leaf in leaves),
    }
    for name, count in counts.items():
        if getattr(document, name) != count:
            yield f"{name} is {getattr(document, name)}, there are {count}"
    if sorted(map(_said, document.tallies.all())) != sorted(map(_said, counted(document.pk))):
        yield "its tally by programme is not what its records say"


def _said(row: Tally) -> tuple[str, int, int]:
    return row.programme, row.commitments, row.leaves_open


def _record(record: Record, text: str) -> Iterator[str]:
    if record.quote != text[record.start : record.end]:
        yield "its quotation does not stand at its place"
    fields, machine = record.fields, record.machine
    if (fields.get("start"), fields.get("end"), fields.get("text")) != (record.start, record.end, record.quote):
        yield "its fields quote something else"
    if machine.get("text") != text[machine.get("start", 0) : machine.get("end", 0)]:
        yield "the machine's version quotes something else"


def _leaf(leaf: Leaf, text: str) -> Iterator[str]:
    if leaf.text != text[leaf.start : leaf.end]:
        yield "its text does not stand at its place"
