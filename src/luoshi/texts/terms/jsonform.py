"""The JSON of terms: ``luoshi/terms@1``, documented in the reference. Offsets count code points of each document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from luoshi.core.spans import Span
    from luoshi.texts.editions.series import Edition
    from luoshi.texts.terms.records import NewTerm, TermLife, TermUse

__all__ = ["SCHEMA", "discovery_json", "edition_json", "life_json"]

SCHEMA = "luoshi/terms@1"
"""The name of the shape; fields may be added under it, none changes its meaning."""


def life_json(life: TermLife) -> dict[str, Any]:
    """The life of a term as plain values that ``json.dumps`` takes; editions are named by their index."""
    return {
        "schema": SCHEMA,
        "kind": "life",
        "term": life.term,
        "editions": [edition_json(one) for one in life.editions],
        "missing": list(life.missing),
        "count": life.count,
        "first": life.first.edition if life.first else None,
        "last": life.last.edition if life.last else None,
        "gaps": list(life.gaps),
        "revived": list(life.revived),
        "uses": [_use(use) for use in life.uses],
        "not_counted": [{"edition": one.edition, "why": one.why, **_span(one.span)} for one in life.passed],
    }


def discovery_json(
    terms: Sequence[NewTerm], old: Sequence[Edition], new: Sequence[Edition], background: Sequence[Edition] = ()
) -> dict[str, Any]:
    """New terms as plain values, best first; ``edition`` is an index of ``new``."""
    return {
        "schema": SCHEMA,
        "kind": "discovery",
        "old": [edition_json(one) for one in old],
        "new": [edition_json(one) for one in new],
        "background": [edition_json(one) for one in background],
        "terms": [_new(one) for one in terms],
    }


def edition_json(edition: Edition) -> dict[str, Any]:
    """An edition: its name, day and document."""
    return {
        "name": edition.name,
        "date": edition.date.isoformat() if edition.date else None,
        "title": edition.reading.info.title,
        "sha256": edition.reading.document.sha256,
        "synthetic": edition.reading.info.synthetic,
    }


def _use(use: TermUse) -> dict[str, Any]:
    return {
        "edition": use.edition,
        "count": use.count,
        "places": [_span(span) for span in use.spans],
        "sentence": _span(use.sentence),
    }


def _new(term: NewTerm) -> dict[str, Any]:
    return {
        "term": term.term,
        "score": term.score,
        "count": term.count,
        "keyness": term.keyness,
        "cohesion": term.cohesion,
        "freedom": term.freedom,
        "why": term.why,
        "edition": term.edition,
        "place": _span(term.span),
        "sentence": _span(term.sentence),
    }


def _span(span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.quote}
