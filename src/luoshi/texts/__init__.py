"""What was decided? This room reads official documents into records that quote their characters.

``read`` takes a file, ``read_text`` a text; both give a ``Reading``: commitments, achievements, figures, persons,
actors, decisions and the event, each with its span, and a name for every character that no record holds.
"""

from __future__ import annotations

from luoshi.texts.jsonform import as_json
from luoshi.texts.programmes import Programme, programmes
from luoshi.texts.reader import read, read_text
from luoshi.texts.records import Reading
from luoshi.texts.specimens import Specimen, specimens

__all__ = ["Programme", "Reading", "Specimen", "as_json", "programmes", "read", "read_text", "specimens"]
