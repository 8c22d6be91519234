"""Getting the text out of a file, treating every file as hostile.

The face is ``load`` and ``load_bytes``. What a file is, is decided by its content, never by its name; a file that
cannot be read whole and for certain is refused with one line that says what, where and how to mend. The libraries
that parse HTML, DOCX and PDF are imported when a file needs them.
"""

from __future__ import annotations

import re
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING

from luoshi.core.errors import FileRefused
from luoshi.texts.importing.decode import decode
from luoshi.texts.importing.disk import read_file
from luoshi.texts.importing.limits import LIMITS
from luoshi.texts.importing.sniff import sniff
from luoshi.texts.importing.values import Extract, Imported, Media, Notice, shown

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = ["Imported", "Notice", "load", "load_bytes"]

_INK = re.compile(r"[^\s\ufeff\u200b-\u200f\u2060]")
_UNWANTED = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def load(path: Path) -> Imported:
    """The text of a file. Its size is looked at before a byte of it is read.

    Raises ``FileRefused`` for what is missing, is a folder or a device, may not be read, is too large, or is
    refused by ``load_bytes``.
    """
    return load_bytes(read_file(path), str(path))


def load_bytes(data: bytes, name: str) -> Imported:
    """The text of the bytes of a file; ``name`` is only used to say where something is wrong.

    Raises ``FileRefused`` for what is empty, blank, binary, truncated, damaged, encrypted, too large, in another
    encoding than UTF-8, UTF-16 with a byte order mark or GB18030, or of a kind that holds no text.
    """
    where = shown(name)
    if len(data) > LIMITS.file_bytes:
        raise FileRefused(f"{len(data):,} bytes are too many", where=where, remedy=_SPLIT)
    media = sniff(data, where)
    extract = _reader(media)(data, where)
    text, notices = (extract.text, ()) if media == "text" else _clean(extract.text)
    if not _INK.search(text):
        raise FileRefused("the file holds no text", where=where, remedy="give the file that holds the document")
    if len(text) > LIMITS.characters:
        raise FileRefused(f"{len(text):,} characters are too many", where=where, remedy=_SPLIT)
    told = (*extract.notices, *notices, *_damage(text))
    title = _UNWANTED.sub("", extract.title or "").strip() or None
    return Imported(text, media, extract.encoding, sha256(data).hexdigest(), title, told)


_SPLIT = f"at most {LIMITS.file_bytes:,} bytes and {LIMITS.characters:,} characters are read: split the document"


def _plain(data: bytes, where: str) -> Extract:
    decoded = decode(data, where)
    return Extract(decoded.text, encoding=decoded.encoding)


def _reader(media: Media) -> Callable[[bytes, str], Extract]:
    """The reader of a medium; its library is imported here, when it is needed."""
    if media == "html":
        from luoshi.texts.importing.html import read_html as reader
    elif media == "docx":
        from luoshi.texts.importing.docx import read_docx as reader
    elif media == "pdf":
        from luoshi.texts.importing.pdf import read_pdf as reader
    else:
        reader = _plain
    return partial(reader)


def _clean(text: str) -> tuple[str, tuple[Notice, ...]]:
    """Extracted text without control characters and halves of characters, and how many there were."""
    clean, count = _UNWANTED.subn("", text)
    if not count:
        return text, ()
    return clean, (Notice("control-characters", f"{count} control characters were left out"),)


def _damage(text: str) -> tuple[Notice, ...]:
    """Says where characters were lost before the file came here (U+FFFD)."""
    count = text.count("\ufffd")
    if not count:
        return ()
    at = text.index("\ufffd")
    return (Notice("replacement-characters", f"{count} characters were lost earlier, the first at character {at}"),)
