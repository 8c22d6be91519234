"""The reading of a text: fold, lay out, follow the discourse, and let each kind of record be found in its place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from luoshi.core.pause import collector_paused
from luoshi.core.spans import Document
from luoshi.texts import meeting, people
from luoshi.texts.cautions import warnings_of
from luoshi.texts.commitments import commitments
from luoshi.texts.discourse import follow, one_voice
from luoshi.texts.folding import fold
from luoshi.texts.layout import lay_out, mask
from luoshi.texts.lexicon import lexicon
from luoshi.texts.recipients import expand, sets_in
from luoshi.texts.records import Actor, Commitment, Reading, TextInfo, Warn
from luoshi.texts.remainders import remainders
from luoshi.texts.reviews import reported
from luoshi.texts.sections import sections_of
from luoshi.texts.source import Source
from luoshi.texts.specimens import is_specimen

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from luoshi.texts.discourse import Part
    from luoshi.texts.records import Record

__all__ = ["read", "read_text"]


def read(path: Path) -> Reading:
    """Read a file: UTF-8 or GB18030 text, HTML, DOCX, or PDF with text.

    Raises ``FileRefused`` for what cannot be read whole and for certain; the message says how to mend it.
    """
    from luoshi.texts.importing import load

    got = load(path)
    notices = tuple(Warn(notice.code, notice.text) for notice in got.warnings)
    return read_text(got.text, source=path.name, media=got.media, title=got.title, notices=notices)


def read_text(
    text: str, *, source: str = "", media: str = "text", title: str | None = None, notices: Sequence[Warn] = ()
) -> Reading:
    """Read a text into records that quote its characters.

    ``source`` is the name of the file for people, ``media`` what it was (text, html, docx, pdf), ``title`` a title
    that the file carries apart from its text, ``notices`` what happened to it on its way out of the file. Raises
    ``FileRefused`` for a text with lone surrogates.
    """
    with collector_paused():
        return _reading(text, source, media, title, notices)


def _reading(text: str, source_name: str, media: str, title: str | None, notices: Sequence[Warn]) -> Reading:
    folded = fold(text)
    masked = mask(folded.text)
    source = Source(Document(text), folded.text, masked, lexicon())
    parts = one_voice(follow(folded.text, lay_out(masked), source.lex))
    records = _records(source, parts)
    headline = _headline(parts)
    info = TextInfo(
        title=title or (source.quote(headline).strip() if headline else None),
        date=meeting.iso_date(folded.text),
        kind=_genre(parts, records),
        script=folded.script,
        folded=folded.changed,
        source=source_name,
        media=media,
        synthetic=is_specimen(text),
    )
    warnings = (*notices, *warnings_of(source, parts, records, info))
    rest = tuple(remainders(source.document, parts, records))
    return Reading(source.document, info, tuple(records), rest, warnings, sets_in(source.document, source.folded))


def _records(source: Source, parts: Sequence[Part]) -> list[Record]:
    found: list[Record] = []
    if (event := meeting.event(source, parts)) is not None:
        found.append(event)
    found += people.persons(source, parts)
    found += meeting.decisions(source, parts)
    found += [_with_members(source, actor) for actor in people.actors(source, parts)]
    about = _headline(parts) or ((event.span.start, event.span.end) if event else (0, 0))
    subject = source.folded[slice(*about)]
    for part, section in zip(parts, sections_of(source.folded, parts, source.lex), strict=True):
        found += commitments(source, part, section, subject)
        found += reported(source, part)
    found.sort(key=lambda record: (record.span.start, -record.span.end))
    return found


def _with_members(source: Source, actor: Actor) -> Actor:
    """An actor that is a set of bodies, with its members and those that it leaves out."""
    found = expand(source.folded[actor.span.start : actor.span.end])
    if found is None:
        return actor
    missing = tuple(body.name for group in found.missing for body in group.members)
    return replace(actor, members=tuple(body.name for body in found.members), missing=missing)


def _headline(parts: Sequence[Part]) -> tuple[int, int] | None:
    return next(((p.paragraph.start, p.paragraph.end) for p in parts if p.kind == "headline"), None)


def _genre(parts: Sequence[Part], records: Sequence[Record]) -> str:
    if any(p.kind == "heading" for p in parts) and len(parts) > 12:
        return "report"
    if any(p.kind == "lead" for p in parts):
        return "communique"
    return "notice" if any(isinstance(r, Commitment) for r in records) else "other"
