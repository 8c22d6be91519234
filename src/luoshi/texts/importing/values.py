"""What comes out of a file: its text, what is known of it, and what a reader should be told."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

__all__ = ["Extract", "Imported", "Media", "Notice", "shown"]

Media: TypeAlias = Literal["text", "html", "docx", "pdf"]
"""The kinds of file that are read."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that happened to the text on its way out of the file; ``code`` is stable, ``text`` is for people."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Imported:
    """The text of a file.

    For a file of plain text ``text`` is exactly what ``open(path, encoding=encoding, newline="").read()`` gives:
    nothing is stripped, line ends stay, the mark at the head of a UTF-8 file stays as U+FEFF. For the other media
    it is one paragraph or table row a line. ``source_sha256`` is the hash of the bytes of the file. ``encoding``
    is None for DOCX and PDF, which say themselves how they are encoded.
    """

    text: str = field(repr=False)
    media: Media
    encoding: str | None
    source_sha256: str
    title: str | None = None
    warnings: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Extract:
    """What a reader of one medium hands over."""

    text: str
    title: str | None = None
    encoding: str | None = None
    notices: tuple[Notice, ...] = ()


def shown(name: str) -> str:
    """A file name that can be printed: characters that could not, or that would move the cursor, are spelled out."""
    if name.isprintable():
        return name
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in name)
