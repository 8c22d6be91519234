"""Where the characters of a text went: into records, into named remainders, or into neither."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from luoshi.texts.pages.labels import Labels
    from luoshi.texts.records import Reading

__all__ = ["Coverage", "Share", "coverage"]

_NEITHER, _NAMED, _HELD = range(3)


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the text: its characters, and the per cent that they are of it (one decimal)."""

    name: str
    characters: int
    percent: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """The three ways of a character, and the named remainders by kind, the longest first."""

    held: Share
    named: Share
    neither: Share
    kinds: tuple[Share, ...]


def coverage(reading: Reading, words: Labels) -> Coverage:
    """Count every character once; a record outranks a remainder."""
    way = _way(reading)
    kinds: Counter[str] = Counter()
    for rest in reading.remainders:
        kinds[rest.kind] += way.count(_NAMED, rest.span.start, rest.span.end)
    total = len(way)
    return Coverage(
        _share(words("summary.in_records"), way.count(_HELD), total),
        _share(words("summary.remainders"), way.count(_NAMED), total),
        _share(words("summary.unnamed"), way.count(_NEITHER), total),
        tuple(_share(words.name("remainder", kind), count, total) for kind, count in kinds.most_common()),
    )


def _way(reading: Reading) -> bytearray:
    """One byte a character: where it went."""
    way = bytearray(len(reading.document))
    for spans, code in (
        ((rest.span for rest in reading.remainders), _NAMED),
        ((record.span for record in reading.records), _HELD),
    ):
        for span in spans:
            way[span.start : span.end] = bytes((code,)) * (span.end - span.start)
    return way


def _share(name: str, characters: int, total: int) -> Share:
    return Share(name, characters, f"{100 * characters / max(total, 1):.1f}")
