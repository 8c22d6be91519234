"""Annotated readings, by hand: those of the specimens that ship, real ones that lie beside the project, and our own.

Our own annotations hold no words of the documents, only offsets: the words stay where they are, and whoever has the
texts can check every one. A field with one printed string is ``[start, end]``, or several such pieces that are read
together (a head without its degree word); a field with a list of strings is a list of those.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

from luoshi.data import data_path

__all__ = [
    "HELD_OUT",
    "OWN",
    "REAL",
    "Annotated",
    "annotations_in",
    "own_annotations",
    "quoted",
    "real_annotations",
    "specimen_annotations",
]

ROOT = Path(__file__).resolve().parents[2]
REAL = ROOT.parent / "shared" / "data"
OWN = Path(__file__).parent / "annotations"
HELD_OUT = frozenset(
    {
        "miit-news-2018-07-24",
        "politburo-econ-2016-10-28",
        "state-council-exec-2012-12-12",
        "state-council-exec-2025-03-12",
    }
)
"""The documents that nobody looks at while a rule is mended."""

_LISTS = frozenset({"items", "scope", "actors", "instruments"})
_OF_CLAUSES = frozenset({"head", "verb", "degree", "object", "modality", "deadline", "period"})
_OF_MEETINGS = frozenset({"name", "title", "org", "date_text", "place", "action"})
_OF_FIGURES = frozenset({"subject", "measure", "unit", "comparison", "approx"})
_STRINGS = _OF_CLAUSES | _OF_MEETINGS | _OF_FIGURES


class Annotated(NamedTuple):
    """A text with the records that a reader of flesh and blood found in it."""

    name: str
    text: str
    records: list[dict[str, Any]]


def specimen_annotations() -> list[Annotated]:
    """The specimens with their expected readings."""
    folder = data_path("specimens")
    return [_load(path, folder / f"{path.name.split('.')[0]}.txt") for path in sorted(folder.glob("*.expected.jsonl"))]


def real_annotations() -> list[Annotated]:
    """The real annotated documents; none where they are absent."""
    return annotations_in(REAL / "gold")


def own_annotations() -> list[Annotated]:
    """Our own annotations whose documents lie beside the project, with their words; none where those are absent."""
    found = annotations_in(OWN)
    return [one._replace(records=[quoted(one.text, record) for record in one.records]) for one in found]


def annotations_in(folder: Path) -> list[Annotated]:
    """The annotated documents of a folder whose texts lie in it, beside it, or among the shared ones."""
    return [_load(path, text) for path in sorted(folder.glob("*.jsonl")) if (text := _text_of(path))]


def quoted(text: str, record: dict[str, Any]) -> dict[str, Any]:
    """A record of offsets with the words that they stand for. Raises ``ValueError`` for a place outside the text."""
    told = {key: _words(text, key, value) for key, value in record.items()}
    return {**told, "text": text[record["start"] : record["end"]]} if "start" in record else told


def _words(text: str, key: str, value: Any) -> Any:
    if key == "figures":
        return [quoted(text, one) for one in value]
    if key in _LISTS:
        return [_quote(text, one) for one in value]
    return _quote(text, value) if key in _STRINGS and value is not None else value


def _quote(text: str, place: Any) -> str:
    pieces = [place] if isinstance(place[0], int) else place
    for start, end in pieces:
        if not 0 <= start < end <= len(text):
            raise ValueError(f"{start} to {end} is no place in a text of {len(text)} characters")
    return "".join(text[start:end] for start, end in pieces)


def _text_of(annotation: Path) -> Path | None:
    name = f"{annotation.stem}.txt"
    near = [annotation.parent / name, *annotation.parent.parent.glob(f"texts/*/{name}")]
    return next((path for path in [*near, *REAL.glob(f"texts/*/{name}")] if path.is_file()), None)


def _load(annotation: Path, text: Path) -> Annotated:
    records = [json.loads(line) for line in annotation.read_text("utf-8").splitlines() if line.strip()]
    return Annotated(text.stem, text.read_bytes().decode("utf-8"), records)
