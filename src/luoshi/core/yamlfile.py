"""YAML as the registers of Luoshi are written: strict, exact, and with a line number in every complaint.

Plain YAML 1.1 has traps for official data: ``off`` and ``no`` turn into false, the industry code ``01`` turns into
one, ``7.80`` turns into a binary float, and a key that is written twice loses its first value without a word. Here
only ``true`` and ``false`` are truth values, a number with a leading zero stays text, a decimal fraction is a
``Decimal`` with its stated precision, and a key written twice is refused.

The YAML library is imported at the first file that is read, so that importing Luoshi stays fast.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from luoshi.core.errors import RegisterError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["load_yaml", "place"]


def load_yaml(path: Path) -> object:
    """What a YAML file holds: mappings, lists, text, ``int``, ``Decimal``, ``date``, ``bool``, ``None``.

    Raises ``RegisterError`` with file and line where the file is missing, is not UTF-8 or is not YAML. Nothing is
    cached here: a caller keeps the frozen value that it builds.
    """
    from luoshi.core.yamlloader import parse

    return parse(_read(path), str(path))


def place(path: Path, *keys: str | int) -> str:
    """``file:line (key.path)`` of a value, for a complaint: the line of the deepest key that is there."""
    from luoshi.core.yamlloader import line_of

    where = f"{path}:{line_of(_read(path), keys)}"
    return f"{where} ({'.'.join(map(str, keys))})" if keys else where


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise RegisterError("the file cannot be read", where=str(path), remedy=error.strerror or "") from error
    except UnicodeDecodeError as error:
        raise RegisterError("the file is not UTF-8", where=str(path), remedy="save it as UTF-8") from error
