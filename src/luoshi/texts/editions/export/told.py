"""What both files say of a comparison in words: its sources and its changes, in text that every format can hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from luoshi.texts.editions.changes import Op
from luoshi.texts.editions.page.views import reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from luoshi.texts.editions.changes import Change, Comparison
    from luoshi.texts.pages.labels import Labels
    from luoshi.texts.records import Reading

__all__ = ["Run", "Source", "plain", "reasons", "runs", "sources", "summary"]

_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class Run(NamedTuple):
    """Characters of a redline. ``mark`` is ``deleted``, ``inserted`` or empty."""

    text: str
    mark: str


class Source(NamedTuple):
    """One side: its name in words, title, file, day, number of characters, hash; unknown fields are empty."""

    side: str
    title: str
    file: str
    date: str
    characters: int
    sha256: str


def plain(text: str) -> str:
    """The text without characters that XML 1.0 cannot hold."""
    return _NO_XML.sub("", text)


def sources(comparison: Comparison, words: Labels) -> tuple[Source, Source]:
    """Both sides, the old one first."""
    return _source("old", comparison.old, words), _source("new", comparison.new, words)


def _source(side: str, reading: Reading, words: Labels) -> Source:
    info, document = reading.info, reading.document
    title, file, day = (plain(text or "") for text in (info.title, info.source, info.date))
    return Source(words(f"compare.{side}"), title, file, day, len(document), document.sha256)


def runs(change: Change) -> Iterator[Run]:
    """The redline of a change: kept characters as the new edition prints them, struck out before written in."""
    whole = not (change.old and change.new)
    for edit in change.edits:
        if edit.op is Op.EQUAL and edit.new:
            yield Run(plain(edit.new.quote), "")
            continue
        if edit.old:
            yield Run(plain(edit.old.quote), "deleted")
        if edit.new:
            yield Run(plain(edit.new.quote), "inserted")
    if whole and not change.edits:
        mark = "deleted" if change.old else "inserted"
        yield from (Run(plain(side.span.quote), mark) for side in (*change.old, *change.new))


def reasons(change: Change, words: Labels) -> tuple[str, ...]:
    """The steps in words."""
    return tuple(plain(reason(step, words)) for step in change.steps)


def summary(changes: Sequence[Change], words: Labels) -> str:
    """How many changes have each status, in the order of the statuses."""
    order = list(dict.fromkeys(sorted((change.status for change in changes), key=list(type(changes[0].status)).index)))
    counts = ((one, sum(change.status is one for change in changes)) for one in order)
    return " · ".join(f"{words(f'status.{one.value}')} {count}" for one, count in counts)
