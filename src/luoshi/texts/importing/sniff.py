"""What a file is, by its first bytes and never by its name.

Most files that reach an office are named wrongly: web pages saved as .doc, workbooks as .txt. The magic numbers
come from the formats' own specifications; the test for HTML follows the WHATWG MIME Sniffing Standard, section 7.1.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from luoshi.core.errors import FileRefused
from luoshi.texts.importing.archive import names_in

if TYPE_CHECKING:
    from luoshi.texts.importing.values import Media

__all__ = ["sniff"]

_SAVE = "open it and save it as .docx or as text"
_OCR = "run text recognition (OCR) first, or give the text"
_GIVE = "give the document itself as text, HTML, DOCX or PDF"

_MAGIC: tuple[tuple[int, bytes, str, str], ...] = (
    (0, b"{\\rtf", "an RTF document", _SAVE),
    (0, b"\x89PNG\r\n\x1a\n", "an image (PNG)", _OCR),
    (0, b"\xff\xd8\xff", "an image (JPEG)", _OCR),
    (0, b"GIF87a", "an image (GIF)", _OCR),
    (0, b"GIF89a", "an image (GIF)", _OCR),
    (0, b"II*\x00", "an image (TIFF)", _OCR),
    (0, b"MM\x00*", "an image (TIFF)", _OCR),
    (8, b"WEBPVP8", "an image (WebP)", _OCR),
    (0, b"MZ\x90\x00", "a program", _GIVE),
    (0, b"\x7fELF", "a program", _GIVE),
    (0, b"\x1f\x8b\x08", "a compressed file (gzip)", "unpack it and give the document in it"),
    (0, b"7z\xbc\xaf\x27\x1c", "an archive (7z)", "unpack it and give the document in it"),
    (0, b"Rar!\x1a\x07", "an archive (RAR)", "unpack it and give the document in it"),
    (0, b"\xfd7zXZ\x00", "a compressed file (xz)", "unpack it and give the document in it"),
    (0, b"SQLite format 3\x00", "a database (SQLite)", _GIVE),
    (0, b"MIME-Version:", "a web archive (MHTML)", "open it in a browser and save it as HTML"),
    (0, b"From: <Saved by", "a web archive (MHTML)", "open it in a browser and save it as HTML"),
)
"""Offset, bytes, what it is, how to mend."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS: tuple[tuple[str, str, str], ...] = (
    ("EncryptedPackage", "an encrypted Office document", "open it with its password and save it without one"),
    ("WordDocument", "a Word 97–2003 document (.doc)", _SAVE),
    ("Workbook", "an Excel 97–2003 workbook (.xls)", _SAVE),
    ("PowerPoint Document", "a PowerPoint 97–2003 file (.ppt)", _SAVE),
)
"""Streams of an OLE compound file (MS-CFB), whose names are stored in UTF-16."""

_PARTS: tuple[tuple[str, str, str], ...] = (
    ("xl/workbook", "an Excel workbook", _SAVE),
    ("ppt/presentation", "a PowerPoint file", _SAVE),
    ("OFD.xml", "an OFD document (GB/T 33190)", "export it as PDF with text, or save it as .docx"),
    ("content.xml", "an OpenDocument file", _SAVE),
    ("META-INF/container.xml", "an EPUB book", "save it as HTML or as text"),
)
"""Parts that say what a ZIP archive is."""

_HTML = re.compile(
    r"\ufeff?(?>\s+|<!--.*?-->|<\?[^>]*>)*+<(?:!doctype\s+html|(?:html|head|body|meta|title|base|link|style|script"
    r"|iframe|main|article|section|header|nav|div|p|h[1-6]|table|tbody|tr|td|ul|ol|dl|span|font|center|b|a|br|img)"
    r"(?=[\s/>]))",
    re.IGNORECASE | re.DOTALL,
)
_XML = re.compile(r"\ufeff?\s*<(?:\?xml\b|svg\b|!doctype\b|!entity\b)", re.IGNORECASE)
_HEAD = 65_536
_UTF16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


def sniff(data: bytes, where: str) -> Media:
    """What the bytes are: ``text``, ``html``, ``docx`` or ``pdf``.

    Raises ``FileRefused`` for an empty file and for every kind that Luoshi does not read, with the way to turn it
    into one that it does. Bytes of no known kind count as text; the decoder then judges them.
    """
    if not data:
        raise FileRefused("the file is empty", where=where, remedy="give the file that holds the document")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zip(data, where)
    if data.startswith(_OLE):
        _refuse_compound(data, where)
    for at, magic, what, remedy in _MAGIC:
        if data.startswith(magic, at):
            raise _refusal(what, where, remedy)
    if data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n\f").startswith(b"%PDF-"):
        return "pdf"
    return _markup(data, where)


def _markup(data: bytes, where: str) -> Media:
    head = data[:_HEAD].decode(_UTF16.get(data[:2], "utf-8"), "replace")
    if _HTML.match(head):
        return "html"
    if _XML.match(head):
        raise _refusal("an XML file", where, _SAVE)
    return "text"


def _refuse_compound(data: bytes, where: str) -> None:
    for stream, what, remedy in _STREAMS:
        if stream.encode("utf-16-le") in data:
            raise _refusal(what, where, remedy)
    raise _refusal("an old Office file (OLE)", where, _SAVE)


def _zip(data: bytes, where: str) -> Media:
    names = names_in(data, where)
    if any(re.fullmatch(r"word/document\d*\.xml", name) for name in names):
        return "docx"
    for part, what, remedy in _PARTS:
        if any(name.startswith(part) for name in names):
            raise _refusal(what, where, remedy)
    raise _refusal("an archive (ZIP)", where, "unpack it and give the document in it")


def _refusal(what: str, where: str, remedy: str) -> FileRefused:
    return FileRefused(f"this is {what}, which is not read", where=where, remedy=remedy)
