"""A reading as its page shows it: counts, the way of every character, warnings, marked text, cards of records."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from luoshi.texts.pages import filters
from luoshi.texts.pages.coverage import Coverage, coverage
from luoshi.texts.pages.labels import explained
from luoshi.texts.pages.marked import Rest, Tagged, Thing, paragraphs
from luoshi.texts.pages.nesting import Mark
from luoshi.texts.pages.rows import Row, kind_of, rows_of, set_words
from luoshi.texts.records import Commitment, Reading, Record, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from markupsafe import Markup

    from luoshi.texts.pages.filters import Choice
    from luoshi.texts.pages.labels import Labels
    from luoshi.texts.recipients import BodySet
    from luoshi.texts.records import Place, Warn

__all__ = ["Card", "Notice", "ReadingView", "SetNotice", "commitment_counts", "reading_view", "tag_of", "text_lang"]


@dataclass(frozen=True, slots=True)
class Notice:
    """A warning: its name in the language of the page, its text where that says more, and its characters."""

    number: int
    code: str
    name: str | None
    text: str | None
    start: int | None
    end: int | None
    count: str = ""
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SetNotice:
    """A set of bodies that the text names: its words, what is known of it in short, and its members by name."""

    text: str
    start: int
    end: int
    told: tuple[str, ...]
    members: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One record as it is shown; ``badges`` name its role, programme and section."""

    number: int
    tag: str
    classes: str
    badges: tuple[str, ...]
    start: int
    end: int
    quote: str
    rows: tuple[Row, ...]
    why: str


@dataclass(frozen=True, slots=True)
class ReadingView:
    """Everything that the template of a reading puts on the page."""

    reading: Reading
    lang: str
    text: Markup
    cards: tuple[Card, ...]
    notices: tuple[Notice, ...]
    sets: tuple[SetNotice, ...]
    kinds: tuple[Choice, ...]
    sections: tuple[Choice, ...]
    programmes: tuple[Choice, ...]
    counts: tuple[tuple[str, int], ...]
    coverage: Coverage
    rules: str


def reading_view(reading: Reading, words: Labels) -> ReadingView:
    """Lay a reading out for its page."""
    programmes = filters.programmes(reading.commitments, words)
    classes = [_classes(record, programmes) for record in reading.records]
    kinds, sections = filters.kinds(reading.records, words), filters.sections(reading.records, words)
    return ReadingView(
        reading=reading,
        lang=text_lang(reading),
        text=paragraphs(reading.document.text, _marks(reading, classes, words)),
        cards=tuple(
            _card(number, record, here, words)
            for number, (record, here) in enumerate(zip(reading.records, classes, strict=True), 1)
        ),
        notices=_notices(reading, words),
        sets=tuple(_set(one, words) for one in reading.sets),
        kinds=kinds,
        sections=sections,
        programmes=tuple(programmes.values()),
        counts=commitment_counts(reading.commitments, words),
        coverage=coverage(reading, words),
        rules=filters.rules(kinds, (*sections, *programmes.values())),
    )


def text_lang(reading: Reading) -> str:
    """The language of the document's own words (BCP 47)."""
    return {"Hans": "zh-Hans", "Hant": "zh-Hant"}.get(reading.info.script, "zh")


def commitment_counts(commitments: Iterable[Commitment], words: Labels) -> tuple[tuple[str, int], ...]:
    """Commitments by what they do in their sentence, and the leaves to be owned and dated."""
    held = tuple(commitments)
    roles = Counter(commitment.role for commitment in held)
    leaves = sum(len(commitment.leaves) for commitment in held)
    return (*((words.name("role", role), roles[role]) for role in Role), (words("summary.leaves"), leaves))


def tag_of(number: int, record: Record, words: Labels) -> str:
    """The visible label of a record: its kind and number."""
    return f"{words.name('kind', kind_of(record))} {number}"


def _classes(record: Record, programmes: Mapping[str, Choice]) -> str:
    classes = [f"k-{kind_of(record)}", f"s-{record.section.value}"]
    if isinstance(record, Commitment):
        classes.append(programmes[record.programme or "none"].code)
    return " ".join(classes)


def _card(number: int, record: Record, classes: str, words: Labels) -> Card:
    badges = [words.name("section", record.section.value)]
    if isinstance(record, Commitment):
        badges[:0] = [words.name("role", record.role.value), words.name("programme", record.programme or "none")]
    span, tag = record.span, tag_of(number, record, words)
    rows = rows_of(record, words)
    return Card(
        number, tag, classes, tuple(badges), span.start, span.end, span.quote, rows, explained(record.why, words)
    )


def _notices(reading: Reading, words: Labels) -> tuple[Notice, ...]:
    return tuple(_notice(number, warn, words) for number, warn in enumerate(reading.warnings, 1))


def _notice(number: int, warn: Warn, words: Labels) -> Notice:
    name, span = words.name("warning", warn.code), warn.span
    known = name if name != warn.code else None
    text = warn.text if words.lang == "en" or known is None else None
    return Notice(
        number=number,
        code=warn.code,
        name=known,
        text=text,
        start=span.start if span else None,
        end=span.end if span else None,
        count=words("warnings.count", n=warn.count) if warn.count else "",
        examples=tuple(dict.fromkeys(_example(place, words) for place in warn.places))[:_EXAMPLES],
    )


def _set(one: BodySet, words: Labels) -> SetNotice:
    told = (*set_words(one, words), words("sets.count", n=one.count))
    told += (words("sets.unverified"),) if one.needs_verification else ()
    missing = tuple(body.name for group in one.missing for body in group.members)
    start, end = (one.span.start, one.span.end) if one.span else (0, 0)
    return SetNotice(one.text, start, end, told, tuple(body.name for body in one.members), missing)


_EXAMPLES, _LONGEST = 6, 20


def _example(place: Place, words: Labels) -> str:
    """What stands at a place, and what should; a sentence is too long to be shown here."""
    said = place.span.quote.strip()
    said = said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"
    chinese = any("\u4e00" <= char <= "\u9fff" for char in place.meant)
    return words("warnings.meant", said=said, meant=place.meant) if chinese else said


def _marks(reading: Reading, classes: Sequence[str], words: Labels) -> list[Mark[Thing]]:
    """Remainders outside, then warnings, then records, where their characters are the same."""
    return [*_rests(reading, words), *_warned(reading, words), *_records(reading, classes, words)]


def _rests(reading: Reading, words: Labels) -> list[Mark[Thing]]:
    return [
        Mark(rest.span.start, rest.span.end, Rest(words("text.rest", kind=words.name("remainder", rest.kind))))
        for rest in reading.remainders
    ]


def _warned(reading: Reading, words: Labels) -> list[Mark[Thing]]:
    found = [(n, warn.span) for n, warn in enumerate(reading.warnings, 1) if warn.span]
    return [
        Mark(span.start, span.end, Tagged("warned", f"w{n}", f"warn{n}", words("warnings.tag", n=n), words.html_lang))
        for n, span in found
    ]


def _records(reading: Reading, classes: Sequence[str], words: Labels) -> list[Mark[Thing]]:
    def tagged(n: int, record: Record) -> Tagged:
        return Tagged(classes[n - 1], f"t{n}", f"r{n}", tag_of(n, record, words), words.html_lang, str(n))

    return [Mark(record.span.start, record.span.end, tagged(n, record)) for n, record in enumerate(reading.records, 1)]
