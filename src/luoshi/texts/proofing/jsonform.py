"""The JSON of a proof: ``luoshi/proof@1``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from luoshi.texts.proofing.messages import LANGUAGES, messages

if TYPE_CHECKING:
    from luoshi.core.spans import Span
    from luoshi.texts.proofing.records import Confirmed, Dangling, Finding, Operand, Proof

__all__ = ["SCHEMA", "proof_json"]

SCHEMA = "luoshi/proof@1"
"""The name of the shape; fields may be added under it, none changes its meaning."""


def proof_json(proof: Proof) -> dict[str, Any]:
    """The proof as plain values that ``json.dumps`` takes. Offsets count code points; numbers stay texts as printed."""
    return {
        "schema": SCHEMA,
        "document": {
            "sha256": proof.document.sha256,
            "source": proof.source,
            "characters": len(proof.document),
            "figures": proof.figures,
        },
        "findings": [_finding(one) for one in proof.findings],
        "confirmed": [_confirmed(one) for one in proof.confirmed],
        "dangling": [_dangling(one) for one in proof.dangling],
    }


def _finding(one: Finding) -> dict[str, Any]:
    return {
        "code": one.code,
        **_place(one.span),
        "stated": one.stated,
        "computed": one.computed,
        "unit": one.unit,
        "reach": one.reach,
        "operands": [_operand(part) for part in one.operands],
        "severity": one.severity.value,
        "relation": one.relation,
        "note": one.note,
        "suggestion": one.suggestion,
        "message": {lang: messages(lang).why(one) for lang in LANGUAGES},
        "advice": {lang: messages(lang).suggestion(one) for lang in LANGUAGES},
    }


def _confirmed(one: Confirmed) -> dict[str, Any]:
    operands = [_operand(part) for part in one.operands]
    return {"code": one.code, **_place(one.span), "relation": one.relation, "operands": operands}


def _dangling(one: Dangling) -> dict[str, Any]:
    return {
        "code": one.code,
        **_place(one.span),
        "message": {lang: messages(lang).open_part(one) for lang in LANGUAGES},
    }


def _operand(one: Operand) -> dict[str, Any]:
    value = None if one.value is None else f"{one.value:f}"
    return {"role": one.role, **_place(one.span), "value": value, "unit": one.unit}


def _place(span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "quote": span.quote}
