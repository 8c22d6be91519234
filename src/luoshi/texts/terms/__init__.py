"""The words that a series begins and ends to use: the life of a term, and the terms that an edition brings.

``life`` says in which editions a term stands, with the sentence of its first use, which editions were read and which
are missing, and what was not counted because a longer fixed phrase is another term (开源节流 is not 开源).
``discover`` finds the terms of new editions that the old ones do not have. Nothing is segmented into words.
"""

from __future__ import annotations

from luoshi.texts.editions.series import Edition, edition_of, in_order
from luoshi.texts.terms.discovery import discover
from luoshi.texts.terms.jsonform import discovery_json, life_json
from luoshi.texts.terms.lives import life
from luoshi.texts.terms.records import NewTerm, Passed, TermLife, TermUse

__all__ = [
    "Edition",
    "NewTerm",
    "Passed",
    "TermLife",
    "TermUse",
    "discover",
    "discovery_json",
    "edition_of",
    "in_order",
    "life",
    "life_json",
]
