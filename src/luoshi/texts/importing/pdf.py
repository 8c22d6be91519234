"""The text of a PDF, for those that carry text.

PDFium reads the file; it repairs what it can, so that a PDF that was cut off would come back short without a word.
That is why the trailer is looked for first. PDFium is not thread-safe: one PDF at a time in one process.
"""

from __future__ import annotations

import re
import zlib
from contextlib import closing
from typing import TYPE_CHECKING

from luoshi.core.errors import FileRefused
from luoshi.texts.importing.limits import LIMITS
from luoshi.texts.importing.reflow import reflow, without_page_numbers
from luoshi.texts.importing.values import Extract, Notice

if TYPE_CHECKING:
    import pypdfium2

__all__ = ["read_pdf"]

_TRAILER = 2_048
"""``%%EOF`` stands in the last 1,024 bytes (ISO 32000-1, annex H.3, note 18); some programs add a little more."""

_STREAM = re.compile(rb"\bstream\r?\n")
_PIECE = 4_096
"""Bytes inflated at a time; deflate unfolds them to 4 MB at most."""

_PASSWORD = 4  # FPDF_ERR_PASSWORD
_SECURITY = 5  # FPDF_ERR_SECURITY
_LETTER = re.compile(r"[^\W\d_]")
_UNKNOWN = re.compile("[\x00-\x08\x0e-\x1f\ufffd\ue000-\uf8ff]")
_LEGIBLE = 0.2
"""Above this share of characters without a meaning the fonts do not say what they draw."""

_MADE_UP = re.compile(
    r"(?i)(microsoft word\s*-.*|untitled.*|无标题.*|未命名.*|文档\s*\d*|document\s*\d*|.*\.(docx?|pdf|wps|indd|tmp))?"
)
"""Titles that a program made up."""


def read_pdf(data: bytes, where: str) -> Extract:
    """The paragraphs of the pages, one a line, without page numbers; the title from the document information.

    Raises ``FileRefused`` for a PDF that is truncated, damaged, encrypted, has too many pages, or whose pages are
    images or draw characters that they do not name.
    """
    if b"%%EOF" not in data[-_TRAILER:]:
        raise FileRefused("the PDF is truncated (its end is missing)", where=where, remedy="copy or download it again")
    _refuse_bombs(data, where)
    document = _open(data, where)
    with closing(document):
        if len(document) > LIMITS.pdf_pages:
            remedy = f"at most {LIMITS.pdf_pages:,} pages are read: split the document"
            raise FileRefused(f"the PDF has {len(document):,} pages", where=where, remedy=remedy)
        pages = _pages(document, where)
        title = _title(document)
    bare = [i for i, page in enumerate(pages, 1) if not _LETTER.search(page)]
    if len(bare) == len(pages):
        remedy = "run text recognition (OCR) first, or give the text"
        raise FileRefused("the pages are images and carry no text", where=where, remedy=remedy)
    _refuse_nameless("".join(pages), where)
    kept, numbers = without_page_numbers([page.splitlines() for page in pages])
    paragraphs = reflow([line for page in kept for line in page])
    return Extract("\n".join(paragraphs), title, None, _notices(numbers, bare))


def _refuse_bombs(data: bytes, where: str) -> None:
    """Refuse a deflated stream that would fill the memory; other filters are left to PDFium's own bounds."""
    view = memoryview(data)
    for start in _STREAM.finditer(data):
        if _inflates_beyond(view[start.end() :], LIMITS.pdf_stream_bytes):
            what = f"this may be a bomb: a stream unpacks to more than {LIMITS.pdf_stream_bytes:,} bytes"
            raise FileRefused(what, where=where, remedy="if you trust the file, print it to a new PDF")


def _inflates_beyond(view: memoryview, limit: int) -> bool:
    inflater = zlib.decompressobj()
    size = 0
    try:
        for at in range(0, len(view), _PIECE):
            size += len(inflater.decompress(view[at : at + _PIECE]))
            if size > limit or inflater.eof:
                break
    except zlib.error:  # another filter, or the damaged end that PDFium will report
        return size > limit
    return size > limit


def _open(data: bytes, where: str) -> pypdfium2.PdfDocument:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code in {_PASSWORD, _SECURITY}:
            remedy = "open it with its password and save it without one"
            raise FileRefused("the PDF is encrypted", where=where, remedy=remedy) from error
        raise _damaged("the PDF is damaged", where) from error


def _pages(document: pypdfium2.PdfDocument, where: str) -> list[str]:
    """The text of each page as PDFium orders it. Stops where the characters exceed the limit."""
    import pypdfium2

    pages: list[str] = []
    characters = 0
    for number in range(len(document)):
        try:
            text = _page_text(document, number)
        except pypdfium2.PdfiumError as error:
            raise _damaged(f"page {number + 1} of the PDF is damaged", where) from error
        characters += len(text)
        if characters > LIMITS.characters:
            remedy = f"at most {LIMITS.characters:,} characters are read: split the document"
            raise FileRefused("the PDF has too many characters", where=where, remedy=remedy)
        pages.append(text)
    return pages


def _page_text(document: pypdfium2.PdfDocument, number: int) -> str:
    with closing(document[number]) as page, closing(page.get_textpage()) as text:
        found: str = text.get_text_bounded()
    return found.replace("\r\n", "\n").replace("\r", "\n")


def _title(document: pypdfium2.PdfDocument) -> str | None:
    """The title in the document information; None where a program made it up or its characters are broken."""
    try:
        title = " ".join(document.get_metadata_value("Title").split())
    except UnicodeDecodeError:
        return None
    return None if _MADE_UP.fullmatch(title) else title[:300]


def _refuse_nameless(text: str, where: str) -> None:
    ink = "".join(text.split())
    if len(_UNKNOWN.findall(ink)) > _LEGIBLE * len(ink):
        remedy = "run text recognition (OCR), or ask for the document as DOCX"
        raise FileRefused("the fonts of the PDF do not say which characters they draw", where=where, remedy=remedy)


def _notices(numbers: int, bare: list[int]) -> tuple[Notice, ...]:
    told = [Notice("pdf-reflowed", "the lines of the pages were joined into paragraphs by their width")]
    if numbers:
        told.append(Notice("pdf-page-numbers", f"{numbers} page numbers were left out"))
    if bare:
        listed = ", ".join(map(str, bare[:10])) + (" …" if len(bare) > 10 else "")
        told.append(Notice("pdf-pages-without-text", f"{len(bare)} pages carry no text: {listed}"))
    return tuple(told)


def _damaged(what: str, where: str) -> FileRefused:
    return FileRefused(what, where=where, remedy="copy or download it again, or save it again as PDF")
