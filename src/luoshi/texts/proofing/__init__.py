"""Do the numbers of a draft agree with each other? A proof recomputes what the text itself implies.

``proof`` takes a file, ``proof_text`` a text, both perhaps with a table of known values; a ``Proof`` holds findings,
the relations that hold, and the parts that could not be computed for certain. Rules only speak where the operands are
certain: an unmarked whole, growth at constant prices or a share of something unprinted is left alone.
"""

from __future__ import annotations

from luoshi.texts.proofing.engine import proof, proof_text
from luoshi.texts.proofing.jsonform import proof_json
from luoshi.texts.proofing.records import Confirmed, Dangling, Finding, Operand, Proof, Severity
from luoshi.texts.proofing.values import Value, load_values, parse_values

__all__ = [
    "Confirmed",
    "Dangling",
    "Finding",
    "Operand",
    "Proof",
    "Severity",
    "Value",
    "load_values",
    "parse_values",
    "proof",
    "proof_json",
    "proof_text",
]
