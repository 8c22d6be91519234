"""The JSON of a comparison: ``luoshi/comparison@1``, documented in the reference."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection

    from luoshi.core.spans import Span
    from luoshi.texts.editions.changes import Change, Comparison, Edit, Side, Status, Step
    from luoshi.texts.records import Reading

__all__ = ["SCHEMA", "comparison_json"]

SCHEMA = "luoshi/comparison@1"
"""The name of the shape; fields may be added under it, none changes its meaning."""


def comparison_json(comparison: Comparison, *, statuses: Collection[Status] = ()) -> dict[str, Any]:
    """The comparison as plain values that ``json.dumps`` takes. Offsets count code points of their own document.

    ``statuses`` keeps only changes of these; the summary counts all. Without any, all changes are kept.
    """
    return {
        "schema": SCHEMA,
        "old": _document(comparison.old),
        "new": _document(comparison.new),
        "nothing_changed": comparison.nothing_changed,
        "summary": comparison.summary,
        "changes": [_change(one) for one in comparison.changes if not statuses or one.status in statuses],
        "reported": [_change(one) for one in comparison.reported if not statuses or one.status in statuses],
    }


def _document(reading: Reading) -> dict[str, Any]:
    info = reading.info
    return {
        "sha256": reading.document.sha256,
        "title": info.title,
        "date": info.date,
        "kind": info.kind,
        "script": info.script,
        "characters": len(reading.document),
        "source": info.source,
        "synthetic": info.synthetic,
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "status": change.status.value,
        "axis": change.axis,
        "direction": change.direction.value if change.direction else None,
        "old": [_side(side) for side in change.old],
        "new": [_side(side) for side in change.new],
        "similarity": change.similarity,
        "edits": [_edit(edit) for edit in change.edits],
        "steps": [_step(step) for step in change.steps],
    }


def _side(side: Side) -> dict[str, Any]:
    return {"record": side.record, **_span(side.span)}


def _edit(edit: Edit) -> dict[str, Any]:
    return {
        "op": edit.op.value,
        "old": _span(edit.old) if edit.old else None,
        "new": _span(edit.new) if edit.new else None,
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "axis": step.axis,
        "direction": step.direction.value if step.direction else None,
        "old": _span(step.old) if step.old else None,
        "new": _span(step.new) if step.new else None,
        "clear": step.clear,
        "confidence": step.confidence,
    }


def _span(span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.quote}
