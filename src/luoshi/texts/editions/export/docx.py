"""The Word file of a comparison: each change with its redline, readable in print without colour.

Insertions are underlined and deletions struck through, and both are coloured: a word processor shows them so whether
or not it tracks changes, and so does a black and white printer.
"""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from luoshi.texts.editions.changes import Status
from luoshi.texts.editions.export.told import plain, reasons, runs, sources, summary
from luoshi.texts.editions.page.words import words as words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from luoshi.texts.editions.changes import Change, Comparison
    from luoshi.texts.editions.export.told import Source
    from luoshi.texts.pages.labels import Labels

__all__ = ["as_docx"]

_FONT: Final = "Noto Serif CJK SC"
_COLOURS: Final = {"inserted": (0x1B, 0x5E, 0x33), "deleted": (0x8A, 0x2A, 0x0B)}
_EPOCH: Final = datetime(2000, 1, 1, tzinfo=UTC)


def as_docx(comparison: Comparison, *, lang: str = "zh") -> bytes:
    """A comparison as a Word file in ``lang`` ("zh" or "en"): sources with hash, then every change but what was kept.

    The same comparison gives the same text; nothing in it says when it was made. Raises ``UsageError`` for another
    language.
    """
    from docx import Document

    words = words_of(lang)
    book = Document()
    _style(book)
    _properties(book, words)
    book.add_heading(words("compare.title"), 0)
    if comparison.old.info.synthetic or comparison.new.info.synthetic:
        book.add_paragraph().add_run(f"{words('synthetic.title')} {words('synthetic.body')}").bold = True
    _sources(book, sources(comparison, words), words)
    book.add_paragraph(words("compare.how"))
    if comparison.nothing_changed:
        book.add_paragraph(words("compare.nothing" if comparison.same_text else "compare.clauses"))
    for key, changes in (("compare.changes", comparison.changes), ("compare.reported", comparison.reported)):
        _changes(book, words(key), changes, words)
    book.add_heading(words("made.title"), 1)
    book.add_paragraph(words("made.body", version=_version()))
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def _version() -> str:
    from luoshi import __version__

    return __version__


def _style(book: Any) -> None:
    """One type for both scripts: Word takes the East Asian font from its own attribute."""
    from docx.oxml.ns import qn
    from docx.shared import Pt

    for name in ("Normal", "Title", "Heading 1", "Heading 2"):
        style = book.styles[name]
        style.font.name = _FONT
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        fonts.set(qn("w:eastAsia"), _FONT)
    book.styles["Normal"].font.size = Pt(10.5)


def _properties(book: Any, words: Labels) -> None:
    told = book.core_properties
    told.title, told.author, told.comments = words("compare.title"), words("app.name"), ""
    told.language = words.html_lang
    told.created = told.modified = _EPOCH


def _sources(book: Any, both: Sequence[Source], words: Labels) -> None:
    table = book.add_table(rows=0, cols=2)
    table.style = "Table Grid"
    for source in both:
        cells = table.add_row().cells
        cells[0].text = source.side
        lines = [source.title, source.file, source.date, words("compare.characters", n=source.characters)]
        cells[1].text = "\n".join([*filter(None, lines), f"SHA-256 {source.sha256}"])


def _changes(book: Any, title: str, changes: Sequence[Change], words: Labels) -> None:
    book.add_heading(title, 1)
    book.add_paragraph(summary(changes, words) if changes else words("compare.none"))
    for number, change in enumerate(changes, 1):
        if change.status is not Status.KEPT:
            book.add_heading(f"{number} {words(f'status.{change.status.value}')}", 2)
            _redline(book.add_paragraph(), change)
            for line in reasons(change, words):
                book.add_paragraph(line, style="List Bullet")
            book.add_paragraph(_places(change, words))


def _redline(paragraph: Any, change: Change) -> None:
    from docx.shared import RGBColor

    for text, mark in runs(change):
        run = paragraph.add_run(text)
        if mark:
            run.font.color.rgb = RGBColor(*_COLOURS[mark])
            run.font.underline = mark == "inserted"
            run.font.strike = mark == "deleted"


def _places(change: Change, words: Labels) -> str:
    told = []
    for name, sides in (("old", change.old), ("new", change.new)):
        places = (words("compare.place", start=side.span.start, end=side.span.end) for side in sides)
        told.append(f"{words(f'compare.{name}')}: {', '.join(places) or words('compare.absent')}")
    return plain(" · ".join(told))
