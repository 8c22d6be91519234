"""Marked text as HTML: what the nesting gives, escaped, with anchors, labels and paragraphs.

The labels of the spans are made by the style sheet from attributes, so that the text of the element, and
what a reader copies from the page, is the text of the document and nothing else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from luoshi.texts.pages.nesting import Break, Chars, Mark, Open, nest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markupsafe import Markup

__all__ = ["Rest", "Spot", "Tagged", "Thing", "paragraphs", "passage"]

_LINE_ENDS = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Tagged:
    """A span that leads elsewhere: its element has ``anchor``, its visible ``label`` leads to ``target``."""

    classes: str
    anchor: str
    target: str
    label: str
    lang: str
    record: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """A labelled span inside a quotation."""

    classes: str
    label: str


@dataclass(frozen=True, slots=True)
class Rest:
    """Characters that no record holds; ``title`` says what they are."""

    title: str


Thing = Tagged | Spot | Rest
"""What may be said of a span."""


def paragraphs(text: str, marks: Sequence[Mark[Thing]]) -> Markup:
    """A whole text in ``<p>`` elements, one a line. The text of the result is ``text``, line ends included."""
    from markupsafe import Markup

    breaks = [match.end() for match in _LINE_ENDS.finditer(text)]
    blank = dict(zip([0, *breaks], (not line.strip() for line in _lines(text, breaks)), strict=True))
    parts: list[str] = [_paragraph(blank[0])]
    for token in nest(marks, len(text), breaks):
        if isinstance(token, Break):
            parts += [Markup("</p>"), _paragraph(blank.get(token.at, True))]
        else:
            parts += _html(token, text)
    return Markup("").join([*parts, Markup("</p>")])


def passage(text: str, start: int, end: int, marks: Sequence[Mark[Thing]]) -> Markup:
    """The characters ``start`` to ``end`` with the parts of ``marks`` that lie in them."""
    from markupsafe import Markup

    inside = [
        Mark(max(mark.start, start) - start, min(mark.end, end) - start, mark.thing)
        for mark in marks
        if mark.start < end and mark.end > start
    ]
    here = text[start:end]
    return Markup("").join(part for token in nest(inside, len(here)) for part in _html(token, here))


def _lines(text: str, breaks: Sequence[int]) -> Iterator[str]:
    for start, end in zip([0, *breaks], [*breaks, len(text)], strict=True):
        yield text[start:end]


def _paragraph(blank: bool) -> Markup:
    from markupsafe import Markup

    return Markup('<p class="blank">') if blank else Markup("<p>")


def _html(token: object, text: str) -> list[str]:
    """One token of the nesting; what is not yet markup is escaped when the parts are joined."""
    from markupsafe import Markup, escape

    match token:
        case Chars(start, end):
            # A bare carriage return would be read as a line feed (HTML, 13.2.3.5): it is written as a reference.
            return [escape(text[start:end]).replace("\r", Markup("&#13;"))]
        case Open(mark, continued):
            return [_opening(mark.thing, continued=continued)]
        case _:
            return [Markup("</span>")]


def _opening(thing: Thing, *, continued: bool) -> Markup:
    from markupsafe import Markup

    match thing:
        case Rest(title):
            return Markup('<span class="rest" title="{}">').format(title)
        case Spot(classes, label):
            tag = Markup(' data-tag="{}"').format(label) if not continued else ""
            return Markup('<span class="m {}"{}>').format(classes, tag)
        case Tagged() if continued:
            return Markup('<span class="m {}" data-r="{}">').format(thing.classes, thing.record)
        case _:
            return Markup(
                '<span class="m {}" data-r="{}" id="{}"><a class="tag" href="#{}" lang="{}" aria-label="{}"></a>'
            ).format(thing.classes, thing.record, thing.anchor, thing.target, thing.lang, thing.label)
