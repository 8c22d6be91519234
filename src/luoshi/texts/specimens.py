"""The communiqués that ship with Luoshi. They are invented, and every page that shows one says so."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from luoshi.core.errors import RegisterError
from luoshi.core.yamlfile import load_yaml
from luoshi.data import data_path

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Specimen", "is_specimen", "specimens"]


@dataclass(frozen=True, slots=True)
class Specimen:
    """One specimen: its file, and whether it is synthetic (so far all are)."""

    path: Path
    title: str
    synthetic: bool

    @property
    def name(self) -> str:
        """The name without folder and ending."""
        return self.path.stem


@cache
def specimens() -> tuple[Specimen, ...]:
    """The specimens in the order of their manifest."""
    manifest = load_yaml(data_path("specimens", "manifest.yaml"))
    if not isinstance(manifest, list):
        raise RegisterError("the manifest is no list", where="specimens/manifest.yaml", remedy="list the specimens")
    return tuple(Specimen(data_path("specimens", e["file"]), e["title"], bool(e["synthetic"])) for e in manifest)


def is_specimen(text: str) -> bool:
    """Whether a text is one of the invented specimens, under whatever name it comes."""
    return text in _synthetic_texts()


@cache
def _synthetic_texts() -> frozenset[str]:
    return frozenset(one.path.read_bytes().decode("utf-8") for one in specimens() if one.synthetic)
