"""Annotated readings, by hand: those of the specimens that ship, and real ones where they lie beside the project."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

from luoshi.data import data_path

__all__ = ["Annotated", "real_annotations", "specimen_annotations"]

ROOT = Path(__file__).resolve().parents[2]
REAL = ROOT.parent / "shared" / "data"


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
    found = []
    for path in sorted((REAL / "gold").glob("*.jsonl")):
        found += [_load(path, text) for text in (REAL / "texts").glob(f"*/{path.stem}.txt")]
    return found


def _load(annotation: Path, text: Path) -> Annotated:
    records = [json.loads(line) for line in annotation.read_text("utf-8").splitlines() if line.strip()]
    return Annotated(text.stem, text.read_bytes().decode("utf-8"), records)
