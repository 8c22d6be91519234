"""A reading as rows of the database: document, records, leaves, in as many statements as there are tables."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Count
from django.utils.translation import gettext as _

from luoshi.desk.ground.errors import Refused
from luoshi.desk.texts.leaves import leaf_spans
from luoshi.desk.texts.models import Document, Entry, Leaf, LeafState, Original, Record, Tally
from luoshi.desk.texts.search import indexing
from luoshi.texts.folding import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["count_again", "counted", "document_of", "original_of", "rebuild_leaves", "store_records"]

_BESIDE = frozenset({"text", "folded_text"})


def original_of(data: bytes, media: str) -> Original:
    """The bytes as they came, stored once."""
    digest = hashlib.sha256(data).hexdigest()
    return Original.objects.get_or_create(
        sha256=digest, defaults={"media": media[:10], "size": len(data), "data": data}
    )[0]


def document_of(reading: Mapping[str, Any], source: str) -> Document:
    """A document, not yet saved, of a reading that has its ``text`` beside it. The hash of the text is checked."""
    info, text = dict(reading["document"]), str(reading["text"])
    if hashlib.sha256(text.encode("utf-8")).hexdigest() != info["sha256"]:
        raise Refused(_("The reading does not belong to this text."), _("Read the file again."))
    folded = str(reading.get("folded_text") or fold(text).text)
    if len(folded) != len(text):
        raise Refused(_("The reading does not belong to this text."), _("Read the file again."))
    return Document(
        sha256=info["sha256"],
        text=text,
        folded=folded,
        title=_title(info, text, source),
        date=_day(info.get("date")),
        kind=str(info["kind"])[:40],
        script=str(info["script"])[:8],
        source=source[:300],
        info=info,
        remainders=list(reading.get("remainders") or ()),
    )


def _title(info: Mapping[str, Any], text: str, source: str) -> str:
    first = next((line.strip() for line in text.splitlines() if line.strip(" \ufeff\u3000")), "")
    return str(info.get("title") or first or source or "?").replace("\n", " ").strip("\ufeff ")[:300]


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(str(value)) if value else None
    except ValueError:
        return None


def store_records(document: Document, rows: list[dict[str, Any]]) -> None:
    """Records, their leaves, and all of it in the index. A record whose characters are not its quotation is refused."""
    records = Record.objects.bulk_create([_record(document, row) for row in rows], batch_size=500)
    leaves = [
        Leaf(record=record, index=index, start=start, end=end, text=document.text[start:end])
        for record in records
        if record.kind == "commitment"
        for index, (start, end) in enumerate(leaf_spans(record.quote, record.start, record.fields))
    ]
    Leaf.objects.bulk_create(leaves, batch_size=500)
    document.commitments, document.leaves_open = count_again(document.pk)
    indexing.add([(document, records)])


def _record(document: Document, row: dict[str, Any]) -> Record:
    start, end = int(row["start"]), int(row["end"])
    if document.text[start:end] != row["text"]:
        raise Refused(_("The reading does not belong to this text."), _("Read the file again."))
    commitment = row["kind"] == "commitment"
    return Record(
        document=document,
        number=row["id"],
        kind=row["kind"],
        section=row["section"],
        role=row["role"] if commitment else "",
        programme=(row.get("programme") or "") if commitment else "",
        start=start,
        end=end,
        quote=row["text"],
        machine=row,
        fields=row,
    )


def rebuild_leaves(record: Record) -> None:
    """Open leaves anew from the fields. What was decided stays, and nothing inside a confirmed leaf opens again."""
    record.leaves.filter(state=LeafState.PROPOSED).delete()
    decided = list(record.leaves.all())
    kept = [(leaf.start, leaf.end) for leaf in decided if leaf.state == LeafState.CONFIRMED]
    aside = {(leaf.start, leaf.end) for leaf in decided} - set(kept)
    index = max((leaf.index for leaf in decided), default=-1) + 1
    spans = leaf_spans(record.quote, record.start, record.fields)
    wanted = [(a, b) for a, b in spans if (a, b) not in aside and not any(s <= a and b <= e for s, e in kept)]
    Leaf.objects.bulk_create(
        [
            Leaf(record=record, index=index + n, start=a, end=b, text=record.quote[a - record.start : b - record.start])
            for n, (a, b) in enumerate(wanted)
        ]
    )


def counted(document_id: int) -> list[Tally]:
    """Commitments and open leaves of a document by programme, from its rows."""
    records = Record.objects.filter(document_id=document_id, kind="commitment").order_by()
    leaves = Leaf.objects.filter(record__document_id=document_id, state=LeafState.PROPOSED).order_by()
    held = dict(records.values_list("programme").annotate(n=Count("pk")))
    waiting = dict(leaves.values_list("record__programme").annotate(n=Count("pk")))
    return [
        Tally(document_id=document_id, programme=code, commitments=held.get(code, 0), leaves_open=waiting.get(code, 0))
        for code in sorted({*held, *waiting})
    ]


def count_again(document_id: int) -> tuple[int, int]:
    """The counts that lists and board show, written down anew: commitments, open leaves."""
    rows = counted(document_id)
    Tally.objects.filter(document_id=document_id).delete()
    Tally.objects.bulk_create(rows)
    commitments, leaves = sum(row.commitments for row in rows), sum(row.leaves_open for row in rows)
    Document.objects.filter(pk=document_id).update(commitments=commitments, leaves_open=leaves)
    programmes = ",".join(row.programme for row in rows if row.programme)
    Entry.objects.filter(pk=document_id).update(programmes=programmes)
    return commitments, leaves
