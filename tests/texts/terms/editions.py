"""Small editions for the tests of terms, of an invented authority."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from luoshi.texts import read_text
from luoshi.texts.terms import Edition

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["edition", "editions"]


def edition(year: int, *sentences: str) -> Edition:
    """One edition of a year: each sentence a paragraph."""
    text = "\n\n".join((f"望汐市工业会议{year}年召开。", *sentences)) + "\n"
    return Edition(f"wangxi-{year}", date(year, 7, 1), read_text(text, source=f"wangxi-{year}.txt"))


def editions(*texts: str | Sequence[str], first: int = 2030) -> tuple[Edition, ...]:
    """Editions of consecutive years, one text or several sentences each."""
    return tuple(edition(year, *((told,) if isinstance(told, str) else told)) for year, told in enumerate(texts, first))
