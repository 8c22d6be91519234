"""The life of one term: where each edition uses it, and where its characters are part of another term."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from luoshi.core.errors import UsageError
from luoshi.texts.folding import fold
from luoshi.texts.lexicon import WordFile
from luoshi.texts.pages.sentences import Sentences
from luoshi.texts.terms.binding import bound_phrases
from luoshi.texts.terms.records import Passed, TermLife, TermUse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from luoshi.texts.editions.series import Edition

__all__ = ["life", "longer_phrases"]

_LONGEST = 60


class _Phrase(NamedTuple):
    """A longer phrase, where the term stands in it, and why it is another term."""

    text: str
    at: int
    why: str


def life(term: str, editions: Sequence[Edition], expected: Sequence[str] = (), longer: Sequence[str] = ()) -> TermLife:
    """The life of ``term`` in editions that stand in order.

    Both scripts are searched: text and term are folded. ``expected`` names editions of the series, by name or by year;
    those not among ``editions`` are ``missing``. A place inside a longer fixed phrase (shipped, one of ``longer``, or
    found to be bound: see ``bound_phrases``) is passed over and listed, as is one where a letter or digit goes on (6G
    in 16G). Raises ``UsageError`` for a term that is empty, longer than 60 characters or of several lines.
    """
    wanted = _term(term)
    texts = [fold(edition.reading.document.text).text for edition in editions]
    phrases = _phrases(wanted, texts, longer)
    uses, passed = [], []
    for n, (edition, text) in enumerate(zip(editions, texts, strict=True)):
        document = edition.reading.document
        spans = []
        for start, whole in _places(wanted, text, phrases):
            if whole:
                passed.append(Passed(n, document.span(whole[0], whole[1]), whole[2]))
            else:
                spans.append(document.span(start, start + len(wanted)))
        if spans:
            around = Sentences.of(text).around(spans[0].start, spans[0].end)
            uses.append(TermUse(n, tuple(spans), document.span(*around)))
    return TermLife(term.strip(), tuple(editions), tuple(uses), _missing(editions, expected), tuple(passed))


def _term(term: str) -> str:
    wanted = fold(term.strip()).text
    if not wanted or len(wanted) > _LONGEST or "\n" in wanted:
        raise UsageError(
            f"“{term[:20]}” is no term to search for",
            where="term",
            remedy=f"give 1 to {_LONGEST} characters of one line",
        )
    return wanted


def _missing(editions: Sequence[Edition], expected: Sequence[str]) -> tuple[str, ...]:
    read = {edition.name for edition in editions} | {edition.year for edition in editions}
    return tuple(name for name in dict.fromkeys(expected) if name not in read)


def longer_phrases() -> tuple[str, ...]:
    """The longer fixed phrases that ship, folded."""
    return _shipped()


@cache
def _shipped() -> tuple[str, ...]:
    file = WordFile.load("longer")
    return tuple(sorted(file.words(*file.classes)))


def _phrases(term: str, texts: Sequence[str], longer: Sequence[str]) -> tuple[_Phrase, ...]:
    """The longer phrases that hold the term, longest first; what is listed goes before what is found."""
    listed = [(fold(one.strip()).text, "asked") for one in longer] + [(one, "fixed") for one in _shipped()]
    found = [(one, "bound") for one in bound_phrases(term, texts)]
    phrases = [
        _Phrase(text, at, why) for text, why in listed + found if len(text) > len(term) for at in _offsets(term, text)
    ]
    return tuple(sorted(phrases, key=lambda phrase: -len(phrase.text)))


def _offsets(term: str, text: str) -> Iterator[int]:
    at = text.find(term)
    while at >= 0:
        yield at
        at = text.find(term, at + 1)


def _places(term: str, text: str, phrases: Sequence[_Phrase]) -> Iterator[tuple[int, tuple[int, int, str] | None]]:
    """Every place of the term, with the longer phrase around it, if there is one. Places do not overlap."""
    at = text.find(term)
    while at >= 0:
        yield at, _longer(term, text, at, phrases)
        at = text.find(term, at + len(term))


def _longer(term: str, text: str, at: int, phrases: Sequence[_Phrase]) -> tuple[int, int, str] | None:
    for phrase in phrases:
        start = at - phrase.at
        if start >= 0 and text.startswith(phrase.text, start):
            return start, start + len(phrase.text), phrase.why
    start, end = at, at + len(term)
    while start and _letter(text[start - 1]) and _letter(text[start]):
        start -= 1
    while end < len(text) and _letter(text[end]) and _letter(text[end - 1]):
        end += 1
    return (start, end, "letters") if end - start > len(term) else None


def _letter(character: str) -> bool:
    return character.isascii() and character.isalnum()
