"""Files written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from luoshi.core.errors import UsageError

__all__ = ["write_whole"]


def write_whole(path: Path, content: str | bytes) -> Path:
    """Write a file so that nobody ever sees half of it; text goes out as UTF-8. Makes missing folders.

    Raises ``UsageError`` where the place cannot be written.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    name = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".luoshi-", delete=False) as file:
            name = file.name
            file.write(data)
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(path)
    except OSError as error:
        if name:
            Path(name).unlink(missing_ok=True)
        reason = error.strerror or str(error)
        raise UsageError(
            f"cannot be written ({reason})", where=str(path), remedy="name a place you may write to"
        ) from error
    return path


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
