"""Where a search hit: the words marked in their sentence, in either script. Everything is escaped. No query."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from luoshi.desk.board.selectors import BEFORE
from luoshi.desk.ground.script import folded_query
from luoshi.desk.ledger.showing import STATE_KINDS
from luoshi.texts.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from luoshi.desk.ledger.models import Matter
    from luoshi.desk.texts.models import Document

__all__ = ["Hit", "asked", "in_documents", "in_matters", "marked"]

_WORDS: Final = 8
_LENGTH: Final = 100
_END: Final = "。！？；!?;\n"
_AROUND: Final = 80


@dataclass(frozen=True, slots=True)
class Hit:
    """A document or matter that was found, its marked title, the marked sentence and the address of the place."""

    found: Any
    title: SafeString
    sentence: SafeString | str = ""
    url: str = ""

    @property
    def kind(self) -> str:
        """The kind of the status tag of a matter."""
        return STATE_KINDS[self.found.state]


def asked(text: str) -> str:
    """What is looked for: at most eight words, no longer than a line."""
    return " ".join(text.replace("\0", "").split()[:_WORDS])[:_LENGTH].strip()


def in_documents(rows: Iterable[Document], text: str) -> list[Hit]:
    """Hits of ``selectors.documents_found``; the sentence leads to the characters of the hit."""
    return [_in_document(row, text.split()) for row in rows]


def in_matters(rows: Iterable[Matter], text: str) -> list[Hit]:
    """Hits of ``selectors.matters_found``: the sentence is of the quotation, else the measure."""
    words = text.split()
    return [Hit(row, marked(row.title, words), _in_matter(row, words)) for row in rows]


def marked(text: str, words: Sequence[str], start: int = 0, end: int | None = None) -> SafeString:
    """The characters from ``start`` to ``end`` with every hit in ``<mark>``."""
    stop = len(text) if end is None else end
    pieces, place = [], start
    for first, last in _spans(text, words):
        if first >= place and last <= stop:
            pieces += [escape(text[place:first]), "<mark>", escape(text[first:last]), "</mark>"]
            place = last
    return mark_safe("".join([*pieces, escape(text[place:stop])]))  # noqa: S308 (each piece is escaped)


def _in_document(row: Any, words: Sequence[str]) -> Hit:
    title = marked(row.title, words)
    spans = _spans(row.part, words) if row.place else []
    if not spans:
        return Hit(row, title)
    first, last = next((span for span in spans if span[0] >= min(BEFORE, row.place - 1)), spans[0])
    base = row.base - 1
    sentence = _sentence(row.part, words, first, last, opens=base == 0)
    return Hit(row, title, sentence, reverse("texts:span", args=[row.pk, base + first, base + last]))


def _in_matter(row: Matter, words: Sequence[str]) -> SafeString | str:
    for text in (row.quote, row.measure):
        if text != row.title and (spans := _spans(text, words)):
            return _sentence(text, words, *spans[0], opens=True)
    return ""


def _sentence(text: str, words: Sequence[str], first: int, last: int, *, opens: bool) -> SafeString:
    """The sentence around a hit, cut where it is too long."""
    begin = max([text.rfind(mark, 0, first) + 1 for mark in _END])
    low = max(begin, first - _AROUND)
    ends = [place + 1 for mark in _END if (place := text.find(mark, last)) >= 0]
    high = min([*ends, last + _AROUND, len(text)])
    before = "…" if low > begin or (low == 0 and not opens) else ""
    after = "" if high in ends else "…"
    return mark_safe(before + marked(text, words, low, high).strip() + after)  # noqa: S308 (marked escapes)


def _spans(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Where a word stands, as typed or in simplified script, from the left; none inside another."""
    forms = sorted({form for word in words for form in (word, folded_query(word)) if form}, key=len, reverse=True)
    if not forms or not text:
        return []
    pattern = re.compile("|".join(re.escape(form) for form in forms), re.IGNORECASE)
    found = {match.span() for held in (text, fold(text).text) for match in pattern.finditer(held)}
    spans: list[tuple[int, int]] = []
    for first, last in sorted(found):
        if not spans or first >= spans[-1][1]:
            spans.append((first, last))
    return spans
