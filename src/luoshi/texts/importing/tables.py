"""The tables that ship beside this package: lists of texts under names."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from luoshi.core.errors import RegisterError
from luoshi.core.yamlfile import load_yaml

__all__ = ["load_table"]


@cache
def load_table(name: str) -> dict[str, tuple[str, ...]]:
    """The lists of the table ``name``. Raises ``RegisterError`` where it is no mapping of names to lists of texts."""
    path = Path(__file__).with_name(name)
    table = load_yaml(path)
    if not isinstance(table, dict) or not all(map(_is_list, table.values())):
        raise RegisterError("this is no mapping of names to lists of texts", where=str(path), remedy="restore the file")
    return {str(key): tuple(value) for key, value in table.items()}


def _is_list(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(text, str) and text for text in value)
