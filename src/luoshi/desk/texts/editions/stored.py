"""Stored records as the reading that a comparison takes: with what people corrected, without reading again."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from luoshi.core.spans import Document
from luoshi.texts.records import Achievement, Commitment, Decision, Reading, Record, Role, Section, TextInfo

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from luoshi.desk.texts import models

__all__ = ["COMPARED", "reading_of"]

COMPARED: Mapping[str, type[Record]] = {"commitment": Commitment, "achievement": Achievement, "decision": Decision}
"""The kinds of records that a comparison looks at."""

_OWN = frozenset({"span", "section", "role", "figures"})
_NEEDED: Mapping[str, Any] = {"verb": "", "head": "", "is_head": False, "action": "", "object": ""}


def reading_of(document: models.Document, rows: Iterable[tuple[int, Mapping[str, Any]]]) -> Reading:
    """The reading of a document from its records: number and fields of each that is compared, in order."""
    source = Document(document.text)
    records: list[Record] = []
    for number, told in rows:
        while len(records) < number - 1:
            records.append(_blank(source))
        records.append(_record(source, told))
    day = document.date.isoformat() if document.date else document.info.get("date")
    info = TextInfo(
        title=document.title,
        date=day,
        kind=document.kind,
        script=document.script,
        folded=int(document.info.get("folded") or 0),
        source=document.source,
        media=str(document.info.get("media") or "text"),
        synthetic=document.synthetic,
    )
    return Reading(source, info, tuple(records), (), ())


def _blank(source: Document) -> Record:
    """Holds the number of a record that is not compared."""
    return Record(span=source.span(0, 1), section=Section.CONTEXT, why="")


def _record(source: Document, told: Mapping[str, Any]) -> Record:
    kind = COMPARED[told["kind"]]
    given: dict[str, Any] = {
        "span": source.span(told["start"], told["end"]),
        "section": Section(told.get("section") or Section.TASK),
    }
    for field in fields(kind):
        if field.name in _OWN:
            continue
        value = told.get(field.name, _NEEDED.get(field.name))
        value = _NEEDED[field.name] if value is None and field.name in _NEEDED and kind is not Commitment else value
        given[field.name] = tuple(value or ()) if isinstance(value, list) else value
    if kind is Commitment:
        given |= {"role": Role(told.get("role") or Role.ACT), **_lists(given)}
    return kind(**given)


def _lists(given: Mapping[str, Any]) -> dict[str, Any]:
    """Lists that a correction may have left out, and the words that a commitment cannot lack."""
    names = ("items", "scope", "leaves", "actors", "instruments")
    words = {"verb": given["verb"] or "", "head": given["head"] or "", "is_head": bool(given["is_head"])}
    rest = {"open_list": bool(given["open_list"]), "polarity": given["polarity"] or "positive"}
    return {**{name: tuple(given[name] or ()) for name in names}, **words, **rest}
