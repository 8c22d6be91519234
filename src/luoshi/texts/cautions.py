"""What a reader should know before relying on a reading: dirty copies, cut headlines, missing years, gaps."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from luoshi.texts.dirt import cautions
from luoshi.texts.people import recipient_gaps
from luoshi.texts.records import Actor, Commitment, Warn

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from luoshi.texts.discourse import Part
    from luoshi.texts.records import Record, TextInfo
    from luoshi.texts.source import Source

__all__ = ["warnings_of"]

_CUT = re.compile(r"(?:\.{3}|…|⋯)\s*$")


def warnings_of(source: Source, parts: Sequence[Part], records: Sequence[Record], info: TextInfo) -> Iterator[Warn]:
    """The warnings of a reading, the most serious first."""
    yield from cautions(source.document, source.folded)
    if not any(isinstance(record, Commitment) for record in records):
        yield Warn("no_commitments", "the text orders nothing that the grammar knows: is it a communiqué?")
    if parts and parts[0].kind == "headline":
        start, end = parts[0].paragraph.start, parts[0].paragraph.end
        if _CUT.search(source.folded[start:end]):
            yield Warn(
                "headline_cut", "the headline was cut by the page it came from", source.document.span(start, end)
            )
    if info.script == "mixed":
        yield Warn("mixed_script", "the text mixes Traditional and Simplified characters: a converted copy?")
    if info.date is None:
        yield Warn("no_year", "the text prints no full date: give the year before any deadline is counted")
    yield from recipient_gaps([record for record in records if isinstance(record, Actor)], source)
