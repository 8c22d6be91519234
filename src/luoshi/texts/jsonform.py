"""The JSON of a reading: ``luoshi/reading@1``, documented field by field in the reference."""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any

from luoshi.texts.records import Quantity

if TYPE_CHECKING:
    from luoshi.core.spans import Span
    from luoshi.texts.recipients import BodySet
    from luoshi.texts.records import Reading, Record, Warn

__all__ = ["SCHEMA", "as_json"]

SCHEMA = "luoshi/reading@1"
"""The name of the shape; fields may be added under it, none changes its meaning."""


def as_json(reading: Reading) -> dict[str, Any]:
    """The reading as plain values that ``json.dumps`` takes. Offsets count code points."""
    info = reading.info
    return {
        "schema": SCHEMA,
        "document": {
            "sha256": reading.document.sha256,
            "title": info.title,
            "date": info.date,
            "kind": info.kind,
            "script": info.script,
            "characters": len(reading.document),
            "folded": info.folded,
            "source": info.source,
            "media": info.media,
            "synthetic": info.synthetic,
            "warnings": [_warning(w) for w in reading.warnings],
        },
        "records": [_record(n, record) for n, record in enumerate(reading.records, 1)],
        "sets": [_set(one) for one in reading.sets],
        "remainders": [{"kind": r.kind, **_span(r.span)} for r in reading.remainders],
    }


def _set(one: BodySet) -> dict[str, Any]:
    """A set of bodies at its first mention; ``code`` is that of GB/T 2260, empty for a department."""
    return {
        **(_span(one.span) if one.span else {}),
        "count": one.count,
        "open": one.open,
        "members": [{"code": body.code, "name": body.name} for body in one.members],
        "missing": [{"code": body.code, "name": body.name} for group in one.missing for body in group.members],
        "sources": [group.source.citation() for group in (*one.groups, *one.missing)],
        "needs_verification": one.needs_verification,
    }


def _warning(warn: Warn) -> dict[str, Any]:
    places = [{"start": p.span.start, "end": p.span.end, "text": p.span.quote, "meant": p.meant} for p in warn.places]
    return {"code": warn.code, "text": warn.text, **_ends(warn.span), "count": warn.count, "places": places}


def _record(number: int, record: Record) -> dict[str, Any]:
    told: dict[str, Any] = {"id": number, "kind": type(record).__name__.lower()}
    for field in fields(record):
        value = getattr(record, field.name)
        if field.name == "span":
            told |= _span(value)
        elif field.name == "value":
            told |= {f"value_{key}": v for key, v in _span(value).items()}
        elif field.name == "quantity":
            told["figures"] = [_plain(value)]
        else:
            told[field.name] = _plain(value)
    return told


def _span(span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.quote}


def _ends(span: Span | None) -> dict[str, int | None]:
    return {"start": span.start if span else None, "end": span.end if span else None}


def _plain(value: Any) -> Any:
    if isinstance(value, Quantity):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() and value.as_tuple().exponent == 0 else float(value)
    return value
