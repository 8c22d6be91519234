"""What a search found, as the page shows it: words marked in their sentences. Everything is escaped. No query."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from luoshi.desk.ground.script import folded_query
from luoshi.desk.ledger.showing import STATE_KINDS
from luoshi.desk.texts.search.places import pieces, places, spans
from luoshi.desk.texts.words import words as names

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from luoshi.desk.ledger.models import Matter

__all__ = ["Hit", "Sentence", "in_documents", "in_matters", "in_records", "marked"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its hits marked, as plain text, and the address of the first hit."""

    html: SafeString
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A document, record or matter that was found, its marked title and the sentences to show."""

    found: Any
    title: SafeString
    sentences: tuple[Sentence, ...] = ()
    facts: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """The kind of the status tag of a matter."""
        return STATE_KINDS[self.found.state]


def in_documents(rows: Iterable[Any], words: Sequence[str]) -> list[Hit]:
    """Documents with up to three sentences; each leads to its characters."""
    return [Hit(row, marked(row.title, words), tuple(_sentences(row, words)), _about(row)) for row in rows]


def _about(row: Any) -> tuple[str, ...]:
    told = (names().name("genre", row.kind), row.entry.issuer, row.unit.name)
    return tuple(fact for fact in told if fact)


def _sentences(row: Any, words: Sequence[str]) -> Iterable[Sentence]:
    headline = len(row.title) if row.part.startswith(row.title) else 0
    for place in places(row.part_folded, words, after=headline):
        told = pieces(row.part, place.low, place.high, place.hits)
        yield _sentence(told, (place.cut_before, place.cut_after), _address(row.pk, place.start, place.end))


def _sentence(told: Sequence[tuple[str, bool]], cut: tuple[bool, bool], url: str) -> Sentence:
    before, after = ("…" if one else "" for one in cut)
    return Sentence(_html(told, before, after), f"{before}{''.join(text for text, _hit in told).strip()}{after}", url)


def _address(document: int, start: int, end: int) -> str:
    return reverse("texts:span", args=[document, start, end])


def in_records(rows: Iterable[Any], words: Sequence[str]) -> list[Hit]:
    """Records as they are quoted; each leads to its characters."""
    return [Hit(row, SafeString(escape(row.document.title)), (_quoted(row, words),), _of_record(row)) for row in rows]


def _of_record(row: Any) -> tuple[str, ...]:
    kind = names().name("kind", row.kind)
    return (kind, names().name("programme", row.programme)) if row.programme else (kind,)


def _quoted(row: Any, words: Sequence[str]) -> Sentence:
    told = pieces(row.quote, 0, len(row.quote), spans(row.part_folded, words))
    return _sentence(told, (False, False), _address(row.document_id, row.start, row.end))


def in_matters(rows: Iterable[Matter], words: Sequence[str]) -> list[Hit]:
    """Matters: the sentence is of the quotation, else of the measure."""
    return [Hit(row, marked(row.title, words), _of_matter(row, words)) for row in rows]


def _of_matter(row: Matter, words: Sequence[str]) -> tuple[Sentence, ...]:
    for text in (row.quote, row.measure):
        if text != row.title and (found := places(_folded(text), words)):
            told = pieces(text, found[0].low, found[0].high, found[0].hits)
            return (_sentence(told, (found[0].cut_before, found[0].cut_after), ""),)
    return ()


def _folded(text: str) -> str:
    """A stored text in simplified script; blanks before it count, so that offsets hold."""
    return " " * (len(text) - len(text.lstrip())) + folded_query(text)


def marked(text: str, words: Sequence[str]) -> SafeString:
    """A text with every hit in ``<mark>``; ``words`` as they are indexed."""
    return _html(pieces(text, 0, len(text), spans(_folded(text), words)))


def _html(told: Sequence[tuple[str, bool]], before: str = "", after: str = "") -> SafeString:
    inner = "".join(f"<mark>{escape(text)}</mark>" if hit else escape(text) for text, hit in told)
    return mark_safe(before + inner.strip() + after)  # noqa: S308 (each piece is escaped)
