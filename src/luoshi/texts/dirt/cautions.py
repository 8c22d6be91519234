"""The warnings of a dirty copy, and the refusal of a spun one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from luoshi.core.errors import FileRefused
from luoshi.texts.dirt.marks import doubled_marks, injected_pinyin, turned_numerals
from luoshi.texts.dirt.order import disorder
from luoshi.texts.dirt.spinning import spinning
from luoshi.texts.records import Place, Warn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from luoshi.core.spans import Document
    from luoshi.texts.dirt.spinning import Miss, Spinning
    from luoshi.texts.dirt.values import Sign

__all__ = ["DIRTY", "SPUN_TEXT", "cautions", "refuse_spun"]

SPUN_TEXT = "spun_text"
"""The code of the warning that makes a comparison and a proof stop."""

_PLACES = 20
_TOLD = 3
_MOST = 100_000


class _Kind(NamedTuple):
    """One kind of damage: its code, how to find it, how to say it."""

    code: str
    find: Callable[[str], Iterable[Sign]]
    text: str


_KINDS = (
    _Kind(
        "injected_pinyin",
        injected_pinyin,
        "{n} places hold pinyin that was put in ({some}): quotations will hold it too",
    ),
    _Kind("turned_numerals", turned_numerals, "{n} set phrases have numerals of the wrong kind ({some})"),
    _Kind("doubled_marks", doubled_marks, "{n} places have marks of punctuation twice ({some})"),
    _Kind(
        "sentence_order",
        disorder,
        "{n} sentences stand in the wrong place: the order of this copy is not the original's",
    ),
)
DIRTY = (SPUN_TEXT, *(kind.code for kind in _KINDS))
"""The codes of all warnings of a dirty copy."""


def cautions(document: Document, folded: str) -> Iterator[Warn]:
    """What a program did to a text, the most serious first; ``folded`` is the folded text of the document."""
    measure = spinning(folded)
    if measure.spun:
        yield _warn(document, SPUN_TEXT, measure.misses, _spun(document, measure))
    for kind in _KINDS:
        found = sorted(kind.find(folded))[:_MOST]
        if found:
            said = kind.text.format(n=len(found), some=_some(document, found))
            yield _warn(document, kind.code, found, said)


def refuse_spun(document: Document, folded: str, *, source: str) -> None:
    """Raise ``FileRefused`` where a text was reworded by a program, with its score and its first place."""
    measure = spinning(folded)
    if measure.spun:
        first = measure.misses[0]
        raise FileRefused(
            _spun(document, measure),
            where=f"{source or 'text'}, characters {first.start}–{first.end}",
            remedy="find the original; to go on all the same give --allow-spun (allow_spun=True)",
        )


def _spun(document: Document, measure: Spinning) -> str:
    total = measure.phrases + len(measure.misses)
    return (
        f"the text reads like spun text: {len(measure.misses)} of {total} fixed phrases are reworded "
        f"({_some(document, measure.misses)})"
    )


def _some(document: Document, found: Sequence[Sign | Miss]) -> str:
    """The first different places, each with what was meant."""
    told: dict[str, str] = {}
    for one in found:
        told.setdefault(document.text[one.start : one.end].strip(), one.meant)
        if len(told) == _TOLD:
            break
    return ", ".join(f"{said} for {meant}" if meant else said for said, meant in told.items())


def _warn(document: Document, code: str, found: Sequence[Sign | Miss], text: str) -> Warn:
    places = tuple(Place(document.span(one.start, one.end), one.meant) for one in found[:_PLACES])
    return Warn(code, text, places[0].span, count=len(found), places=places)
