"""What a finder of records reads: the document, its folded and its masked view, and the words to read it with."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from luoshi.core.spans import Document
    from luoshi.texts.lexicon import Lexicon

__all__ = ["Source"]


class Source(NamedTuple):
    """Three views of one text, equally long, and the lexicon.

    ``document.text`` is quoted, ``folded`` is read, ``masked`` is ``folded`` with the marks inside quotations hidden.
    """

    document: Document
    folded: str
    masked: str
    lex: Lexicon

    def quote(self, span: tuple[int, int]) -> str:
        """The characters of a span in the script of the document."""
        return self.document.text[span[0] : span[1]]
