"""Parts of a ZIP package, unpacked with a hand on the brake.

What the directory of an archive says about sizes is a claim. It is checked before anything is unpacked, and the
bytes are counted again while they come out, because a hostile archive lies. An OPC package (ISO/IEC 29500-2,
annex on ZIP) holds only stored and deflated parts and is never encrypted, so everything else is refused.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from luoshi.core.errors import FileRefused
from luoshi.texts.importing.limits import LIMITS

__all__ = ["names_in", "read_part"]

_ENTRY = b"PK\x01\x02"
_CHUNK = 65_536
_ENCRYPTED = 0x1
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, NotImplementedError, OverflowError)
"""What ``zipfile`` raises over a malformed archive; ``ValueError`` includes undecodable names and bad offsets."""


def names_in(data: bytes, where: str) -> tuple[str, ...]:
    """The names of the parts. Raises ``FileRefused`` for a broken archive and for a bomb by its own account."""
    with _open(data, where) as archive:
        return tuple(archive.namelist())


def read_part(data: bytes, part: str, where: str) -> bytes | None:
    """The bytes of one part, None where there is no such part.

    Raises ``FileRefused`` for a part that is encrypted, packed in an unusual way, damaged, or larger than the limits,
    whatever the directory says about it.
    """
    with _open(data, where) as archive:
        try:
            info = archive.getinfo(part)
        except KeyError:
            return None
        if info.flag_bits & _ENCRYPTED:
            raise FileRefused("the document is encrypted", where=where, remedy="save it without a password")
        if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise FileRefused(f"“{part}” is packed in an unusual way", where=where, remedy="save it again as .docx")
        try:
            return _unpack(archive, info, where)
        except _BROKEN as error:
            raise _damaged(where) from error


def _open(data: bytes, where: str) -> zipfile.ZipFile:
    """The archive, its directory checked. Entries are counted in the raw bytes: the count in the trailer may lie."""
    if data.count(_ENTRY) > LIMITS.docx_entries:
        raise _bomb(f"it has more than {LIMITS.docx_entries:,} parts", where)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN as error:
        raise _damaged(where) from error
    _check_claims(archive.infolist(), where)
    return archive


def _check_claims(entries: list[zipfile.ZipInfo], where: str) -> None:
    if sum(e.file_size for e in entries) > LIMITS.docx_total_bytes:
        raise _bomb(f"it unpacks to more than {LIMITS.docx_total_bytes:,} bytes", where)
    for entry in entries:
        if entry.file_size > LIMITS.docx_ratio_from and entry.file_size > LIMITS.docx_ratio * entry.compress_size:
            raise _bomb(f"a part unpacks to more than {LIMITS.docx_ratio} times its size", where)


def _unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo, where: str) -> bytes:
    """The bytes of a part, counted as they come: ``LIMITS.docx_part_bytes`` holds against a lying header."""
    chunks: list[bytes] = []
    size = 0
    with archive.open(info) as file:
        while chunk := file.read(_CHUNK):
            size += len(chunk)
            if size > LIMITS.docx_part_bytes:
                raise _bomb(f"“{info.filename}” unpacks to more than {LIMITS.docx_part_bytes:,} bytes", where)
            chunks.append(chunk)
    return b"".join(chunks)


def _bomb(what: str, where: str) -> FileRefused:
    remedy = "if you trust the file, open it and save its text alone as a new .docx"
    return FileRefused(f"this may be a ZIP bomb: {what}", where=where, remedy=remedy)


def _damaged(where: str) -> FileRefused:
    remedy = "copy or download it again"
    return FileRefused("the file begins like a DOCX but is damaged or truncated", where=where, remedy=remedy)
