"""What was decided? This room reads official documents into records that quote their characters.

``read`` takes a file, ``read_text`` a text; both give a ``Reading``: commitments, achievements, figures, persons,
actors, decisions and the event, each with its span, and a name for every character that no record holds.
``compare`` says what changed between two editions, ``series`` what became of each theme through many.
``proof`` recomputes what the numbers of a draft imply.
"""

from __future__ import annotations

from luoshi.texts.editions import Comparison, compare, comparison_json, series
from luoshi.texts.jsonform import as_json
from luoshi.texts.programmes import Programme, programmes
from luoshi.texts.proofing import Proof, proof, proof_json, proof_text
from luoshi.texts.reader import read, read_text
from luoshi.texts.records import Reading
from luoshi.texts.specimens import Specimen, specimens

__all__ = [
    "Comparison",
    "Programme",
    "Proof",
    "Reading",
    "Specimen",
    "as_json",
    "compare",
    "comparison_json",
    "programmes",
    "proof",
    "proof_json",
    "proof_text",
    "read",
    "read_text",
    "series",
    "specimens",
]
