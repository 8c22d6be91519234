"""What is in an upload: files as they are, and the files of a ZIP, unpacked in memory within bounds.

Nothing is written to disk, so that no name in an archive can lead anywhere; of a name only its last part is kept.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from luoshi.desk.ground.errors import Refused
from luoshi.texts.importing.limits import LIMITS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["BOUNDS", "Bounds", "Given", "base_name", "unpacked"]


@dataclass(frozen=True, slots=True)
class Bounds:
    """Of one upload: files, bytes in all; of one ZIP: unpacked over packed size, looked at from ``ratio_from`` on."""

    files: int = 500
    total: int = 200_000_000
    ratio: int = 100
    ratio_from: int = 100_000


BOUNDS = Bounds()
"""The bounds that hold."""


@dataclass(frozen=True, slots=True)
class Given:
    """One file of an upload, or why it is refused before it is read."""

    name: str
    data: bytes | None
    what: str = ""
    remedy: str = ""


_DOCUMENTS = re.compile(r"word/|xl/|ppt/|\[Content_Types\]\.xml$|OFD\.xml$|content\.xml$|mimetype$|META-INF/container")
_LITTER = re.compile(r"(^|/)(__MACOSX/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\._)", re.IGNORECASE)
_ENCRYPTED, _UTF8 = 0x1, 0x800


def base_name(name: str) -> str:
    """The last part of a name, printable, at most 200 characters: enough to know the file, useless as a path."""
    last = re.split(r"[\\/]", name)[-1]
    shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in last).strip()
    return shown[-200:] or "?"


def unpacked(files: Iterable[tuple[str, bytes]]) -> list[Given]:
    """Every file of an upload. Raises ``Refused`` for an upload that is too large as a whole."""
    found: list[Given] = []
    total = 0
    for name, data in files:
        for given in _one(base_name(name), data, BOUNDS.total - total):
            found.append(given)
            total += len(given.data or b"")
            if len(found) > BOUNDS.files or total > BOUNDS.total:
                raise Refused(_("The upload is too large."), _at_most())
    return found


def _at_most() -> str:
    told = {"files": BOUNDS.files, "megabytes": BOUNDS.total // 1_000_000}
    return _("Give at most %(files)s files and %(megabytes)s MB at once; split the upload.") % told


def _one(name: str, data: bytes, left: int) -> Iterator[Given]:
    names = _names(data) if data.startswith(b"PK\x03\x04") else None
    if names is not None and not any(_DOCUMENTS.match(one) for one in names):
        try:
            yield from _entries(data, left)
        except Refused as fault:
            yield Given(name, None, fault.what, fault.remedy)
    elif len(data) > LIMITS.file_bytes:
        yield _oversize(name, len(data))
    else:
        yield Given(name, data)


def _oversize(name: str, size: int) -> Given:
    told = {"size": f"{size / 1_000_000:.1f}", "most": LIMITS.file_bytes // 1_000_000}
    what = _("The file is too large: %(size)s MB; at most %(most)s MB are read.") % told
    return Given(name, None, what, _("Split the document, or save its text alone."))


def _names(data: bytes) -> list[str] | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return None


def _entries(data: bytes, left: int) -> list[Given]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = [e for e in archive.infolist() if not e.is_dir() and not _LITTER.search(e.filename)]
        _look(entries, left)
        return [_entry(archive, entry) for entry in entries]


def _look(entries: list[zipfile.ZipInfo], left: int) -> None:
    """What the archive says of itself, before a byte of it is unpacked."""
    if not entries:
        raise Refused(_("The ZIP archive holds no file."), _("Give an archive that holds documents."))
    if len(entries) > BOUNDS.files or sum(e.file_size for e in entries) > left:
        raise Refused(_("The ZIP archive is too large."), _at_most())
    if any(e.flag_bits & _ENCRYPTED for e in entries):
        raise Refused(_("The ZIP archive is encrypted."), _("Unpack it with its password and give the files."))
    if any(e.file_size > BOUNDS.ratio_from and e.file_size > BOUNDS.ratio * e.compress_size for e in entries):
        raise Refused(
            _("The ZIP archive unfolds to more than a hundred times its size: it may be a bomb."),
            _("Unpack it yourself and give the documents in it."),
        )


def _entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Given:
    name = base_name(_entry_name(entry))
    if entry.file_size > LIMITS.file_bytes:
        return _oversize(name, entry.file_size)
    try:
        with archive.open(entry) as file:
            data = file.read(LIMITS.file_bytes + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError):
        return Given(
            name, None, _("The file in the ZIP archive is damaged."), _("Pack it again, or give the file itself.")
        )
    if len(data) > LIMITS.file_bytes:
        return _oversize(name, len(data))
    if data.startswith(b"PK\x03\x04") and not any(_DOCUMENTS.match(one) for one in _names(data) or ()):
        return Given(name, None, _("This is a ZIP archive inside another one."), _("Unpack it and give the files."))
    return Given(name, data)


def _entry_name(entry: zipfile.ZipInfo) -> str:
    """Names without the mark of UTF-8 are mostly GBK from Windows in Chinese; ``zipfile`` reads them as cp437."""
    if entry.flag_bits & _UTF8:
        return entry.filename
    try:
        raw = entry.filename.encode("cp437")
    except UnicodeEncodeError:
        return entry.filename
    for codec in ("utf-8", "gb18030"):
        try:
            return raw.decode(codec)
        except UnicodeDecodeError:
            continue
    return entry.filename
