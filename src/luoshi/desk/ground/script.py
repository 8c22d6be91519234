"""What people type when they look for something, in the script in which texts are searched."""

from __future__ import annotations

from luoshi.core.errors import FileRefused
from luoshi.texts.folding import fold

__all__ = ["folded_query"]


def folded_query(text: str) -> str:
    """What is looked for, in the script of the folded texts; half a character is no character."""
    try:
        return fold(text.strip()).text
    except FileRefused:
        return ""
