"""One clause of an edition as the comparison sees it: its folded characters, its theme, its place.

Alignment goes by theme (object, head, items, verb), never by the number or the order of headings, so what is
compared is bare of punctuation, of the adverbial and of the deadline: these are what an edition turns and keeps.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from luoshi.texts.folding import fold
from luoshi.texts.records import Achievement, Commitment, Decision, Section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from luoshi.core.spans import Span
    from luoshi.texts.records import Reading, Record

__all__ = ["Clause", "bare", "clauses_of"]

_PUNCTUATION = re.compile(r"[，。、；：！？“”‘’（）《》〈〉—…·\s]")
_CUT = re.compile(r"[，。；：！？\n]")
_NUMERALS = "一二三四五六七八九十"
_NUMBERED = re.compile(rf"^(?:[{_NUMERALS}]+是|（[{_NUMERALS}]+）|第[{_NUMERALS}]+|会议\S{{0,4}})")
_ORDERED = re.compile(r"(?:还要|也要|就要|都要|要|必须|应当|应|并|务必)$")
_OPENED = "opened by "
_FIELDS = ("verb", "degree", "object", "head", "deadline", "modality")
_LEAD = 40
_SHORT = 4


@dataclass(frozen=True, slots=True, eq=False)
class Clause:
    """A record with its characters folded, and what of them names its theme.

    ``before`` is the text just before it, ``lead`` what stands before the span in its printed clause (a subject before
    要), ``plain`` the whole clause without punctuation, ``core`` the clause without adverbial and deadline, ``object``
    its object, all folded and bare. ``opener`` is the word right before the span that made it an order. ``group``
    counts sentences with one head.
    """

    record: Record
    number: int
    kind: str
    text: str
    before: str
    lead: str
    opener: str
    plain: str
    core: str
    object: str
    verb: str
    degree: str
    head: str
    items: tuple[str, ...]
    deadline: str
    modality: str
    is_head: bool
    group: int
    negative: bool

    @property
    def span(self) -> Span:
        """The characters of the clause in its document."""
        return self.record.span

    @property
    def section(self) -> Section:
        """The part of the document that the clause stands in."""
        return self.record.section

    def at(self, start: int, end: int) -> Span:
        """The span of ``text[start:end]``."""
        return self.span.document.span(self.span.start + start, self.span.start + end)


def bare(text: str) -> str:
    """A folded text without punctuation and white space; signs that belong to numbers stay."""
    return _PUNCTUATION.sub("", text)


def clauses_of(reading: Reading) -> list[Clause]:
    """The commitments, achievements and decisions of a reading, in the order of the text."""
    return list(_clauses(reading))


def _clauses(reading: Reading) -> Iterator[Clause]:
    folded = fold(reading.document.text).text
    group = 0
    for number, record in enumerate(reading.records, 1):
        if not isinstance(record, Commitment | Achievement | Decision):
            continue
        group += isinstance(record, Commitment) and record.is_head
        yield _clause(record, number, folded, group)


def _clause(record: Record, number: int, folded: str, group: int) -> Clause:
    text = folded[record.span.start : record.span.end]
    before = folded[max(0, record.span.start - _LEAD) : record.span.start]
    printed = before[max((cut.end() for cut in _CUT.finditer(before)), default=0) :]
    lead = bare(_ORDERED.sub("", _NUMBERED.sub("", printed)))
    lead = lead if len(lead) >= _SHORT else ""
    told = _told(record, text)
    core = bare(_without(_without(text, told["degree"]), told["deadline"]))
    return Clause(
        record=record,
        number=number,
        kind=type(record).__name__.lower(),
        text=text,
        before=before,
        lead=lead,
        opener=_opener(record, before),
        plain=bare(text),
        core=lead + (core or bare(text)),
        object=bare(told["object"]),
        verb=told["verb"],
        degree=told["degree"],
        head=bare(told["head"]),
        items=tuple(bare(_folded(record, text, item)) for item in getattr(record, "items", ())),
        deadline=told["deadline"],
        modality=told["modality"],
        is_head=isinstance(record, Commitment) and record.is_head,
        group=group,
        negative=isinstance(record, Commitment) and record.polarity == "negative",
    )


def _opener(record: Record, before: str) -> str:
    """The word that opened the clause (要, 必须), where it stands right before it."""
    word = record.why.partition(";")[0]
    opener = word.removeprefix(_OPENED) if word.startswith(_OPENED) else ""
    return opener if opener and before.endswith(opener) else ""


def _told(record: Record, text: str) -> dict[str, str]:
    """The fields that name a theme, folded; an empty text where there is none."""
    told = {name: _folded(record, text, getattr(record, name, None)) for name in _FIELDS}
    if isinstance(record, Decision):
        told["verb"] = _folded(record, text, record.action)
    return told


def _folded(record: Record, text: str, part: str | None) -> str:
    """A string of the record as it stands in its folded clause, which is as long as the clause; else folded itself."""
    if not part:
        return ""
    at = record.span.quote.find(part)
    return text[at : at + len(part)] if at >= 0 else _fold(part)


@lru_cache(maxsize=4096)
def _fold(part: str) -> str:
    return fold(part).text


def _without(text: str, part: str) -> str:
    return text.replace(part, "", 1) if part else text
