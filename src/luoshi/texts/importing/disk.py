"""The bytes of a file, with a look at what it is and how large it is before it is opened."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from luoshi.core.errors import FileRefused
from luoshi.texts.importing.limits import LIMITS
from luoshi.texts.importing.values import shown

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["read_file"]

_REMEDIES: dict[type[OSError], str] = {
    FileNotFoundError: "check the path",
    PermissionError: "ask for the right to read it, or copy it to your own folder",
}


def read_file(path: Path) -> bytes:
    """All bytes of a regular file of at most ``LIMITS.file_bytes``.

    Raises ``FileRefused`` for a file that is missing, may not be read, is a folder or a device, or is too large.
    """
    where = shown(str(path))
    try:
        status = path.stat()
        _look(status.st_mode, status.st_size, where)
        with path.open("rb") as file:
            data = file.read(LIMITS.file_bytes + 1)
    except OSError as error:
        remedy = _REMEDIES.get(type(error), "check the path and the disk")
        raise FileRefused(f"cannot be read ({error.strerror})", where=where, remedy=remedy) from error
    except ValueError as error:  # a NUL character in the path
        raise FileRefused("this is not a path", where=where, remedy="check the path") from error
    _look(status.st_mode, len(data), where)
    return data


def _look(mode: int, size: int, where: str) -> None:
    """Refuse what is no regular file, and what is too large."""
    if stat.S_ISDIR(mode):
        raise FileRefused("this is a folder", where=where, remedy="name the files in it")
    if not stat.S_ISREG(mode):
        raise FileRefused("this is no regular file", where=where, remedy="copy its content into a file")
    if size > LIMITS.file_bytes:
        remedy = f"at most {LIMITS.file_bytes:,} bytes are read: split the document, or save its text alone"
        raise FileRefused(f"the file is too large ({size:,} bytes)", where=where, remedy=remedy)
