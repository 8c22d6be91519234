"""Readings from the hand-annotated documents that may lie beside the repository."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from luoshi.core.spans import Document, Span
from luoshi.texts.records import (
    Achievement,
    Actor,
    Commitment,
    Decision,
    Event,
    Figure,
    Person,
    Quantity,
    Reading,
    Record,
    Remainder,
    Role,
    Section,
    Warn,
)
from tests.texts.pages.samples import info

__all__ = ["FOLDER", "gold"]

FOLDER = Path(__file__).parents[4] / "shared" / "data"

KINDS: dict[str, type[Record]] = {
    "commitment": Commitment,
    "achievement": Achievement,
    "figure": Figure,
    "person": Person,
    "actor": Actor,
    "decision": Decision,
    "event": Event,
}
PROGRAMMES = {
    "促進工業經濟平穩增長": "growth",
    "重點產業鏈高質量發展": "chains",
    "產業科技創新": "innovation",
    "製造業數字化轉型": "digital",
    "新支柱新賽道": "tracks",
    "中小企業高質量發展": "sme",
    "工業綠色低碳發展": "green",
    "信息通信業高質量發展": "ict",
    "部屬高校": "universities",
    "防汛搶險救災和安全生產": "emergency",
    "組織實施和黨的建設": "conduct",
}
ELSEWHERE = {"doc", "id", "kind", "start", "end", "text", "section", "value_start", "value_end", "value_text"}


def gold(name: str) -> Reading:
    """The reading of an annotated document, with programmes by topic where one is plain."""
    text = next((FOLDER / "texts").rglob(f"{name}.txt")).read_bytes().decode()
    document = Document(text)
    lines = (FOLDER / "gold" / f"{name}.jsonl").read_text("utf-8").splitlines()
    records = tuple(record(document, json.loads(line)) for line in lines)
    title = text.split("\n", 1)[0]
    about = info(title=title, date=None, script="Hant" if "國" in text else "Hans", source=f"{name}.txt")
    warned = (Warn("no_year", "没有完整日期"), Warn("headline_cut", "标题不全", document.span(0, len(title))))
    return Reading(document, about, records, tuple(rests(document, records)), warned)


def rests(document: Document, records: tuple[Record, ...]) -> list[Remainder]:
    """What no record holds: prose, and marks of one or two characters."""
    held = bytearray(len(document))
    for found in records:
        held[found.span.start : found.span.end] = b"\1" * len(found.span.quote)
    gaps: list[Span] = []
    start = 0
    for at in range(len(held) + 1):
        if at == len(held) or held[at]:
            gaps += [document.span(start, at)] if start < at else []
            start = at + 1
    return [Remainder(gap, "prose" if len(gap.quote) > 2 else "blank") for gap in gaps]


def record(document: Document, row: dict[str, Any]) -> Record:
    """One annotated row as a record."""
    given: dict[str, Any] = {
        name: tuple(v) if isinstance(v, list) else v for name, v in row.items() if name not in ELSEWHERE
    }
    figures = tuple(map(quantity, given.pop("figures", ())))
    if row["kind"] == "commitment":
        given |= {"figures": figures, "leaves": given["items"] or (given["head"],), "role": Role.ACT}
        given["programme"] = PROGRAMMES.get(given["topic"] or "")
    if row["kind"] == "figure":
        given |= {"value": document.span(row["value_start"], row["value_end"]), "quantity": figures[0]}
    span = document.span(row["start"], row["end"])
    return KINDS[row["kind"]](span=span, section=Section(row["section"]), why=f"gold.{row['kind']}", **given)


def quantity(row: dict[str, Any]) -> Quantity:
    """An annotated number; the annotation writes whole numbers with a fraction of nought."""
    value = Decimal(str(row["value"]))
    return Quantity(
        **{**row, "value": value.to_integral() if value == value.to_integral() and row["unit"] != "%" else value}
    )
