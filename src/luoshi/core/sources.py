"""Where a rule, a number or a definition was read, and how far that can be relied upon.

A parameter whose source nobody has opened looks exactly like one that was checked, until a firm is refused
because of it. So a source carries a mark, and what still needs verification says so wherever it is cited.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from luoshi.core.entries import Entry

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

__all__ = ["Source", "Verified"]

_FIELDS = ("document", "number", "article", "date", "address", "publisher", "verified")


class Verified(StrEnum):
    """How a source was read, from the firmest to the weakest."""

    OFFICIAL = "official"
    """Read in the publisher's own edition."""
    STATUTE = "statute"
    """The whole text was read in a public collection of laws."""
    TRANSCRIPTION = "transcription"
    """A third party's transcription was read."""
    PAGE = "page"
    """A public web page that repeats it was read, perhaps only in part."""
    MEMORY = "memory"
    """Known to the author, no text was opened."""
    NEEDS_VERIFICATION = "needs_verification"
    """Uncertain: to be opened before anything depends on it."""


@dataclass(frozen=True, slots=True)
class Source:
    """A document with its number (工信部联企业〔2011〕300号), article, date, publisher and address.

    ``article`` is the number of an article (``"9"``) or a place as the document names it (``附件1``);
    ``address`` a URL or the reference of an archive.
    """

    document: str
    number: str = ""
    article: str = ""
    date: date | None = None
    address: str = ""
    publisher: str = ""
    verified: Verified = Verified.NEEDS_VERIFICATION

    @classmethod
    def of(cls, values: Mapping[str, object], where: str = "source") -> Source:
        """A source from a mapping with the field names of this class. Raises ``RegisterError`` naming the field."""
        return cls.from_entry(Entry.of(dict(values), where))

    @classmethod
    def from_entry(cls, entry: Entry) -> Source:
        """A source from an entry of a data file. Raises ``RegisterError`` naming file, line and field."""
        entry.only(*_FIELDS)
        return cls(
            document=entry.text("document"),
            number=entry.text("number", ""),
            article=entry.text("article", ""),
            date=entry.day("date"),
            address=entry.text("address", ""),
            publisher=entry.text("publisher", ""),
            verified=entry.choice("verified", Verified, Verified.NEEDS_VERIFICATION),
        )

    @property
    def needs_verification(self) -> bool:
        """Whether nobody has opened the text: what rests on it must be flagged wherever it is shown."""
        return self.verified in {Verified.MEMORY, Verified.NEEDS_VERIFICATION}

    def citation(self, language: str = "zh") -> str:
        """One line: title, number, article, publisher, date; flagged where it needs verification.

        ``language`` is ``zh`` or ``en``; titles and numbers stay in Chinese, as they are looked up by them.
        """
        return self._in_english() if language == "en" else self._in_chinese()

    def _in_chinese(self) -> str:
        number = f"（{self.number}）" if self.number else ""
        article = f"第{self.article}条" if self.article.isdecimal() else self.article
        day = f"{self.date.year}年{self.date.month}月{self.date.day}日" if self.date else ""
        flag = "〔待核实〕" if self.needs_verification else ""
        return "，".join(filter(None, (f"《{self.document}》{number}{article}", self.publisher, day))) + flag

    def _in_english(self) -> str:
        number = f" ({self.number})" if self.number else ""
        article = f"art. {self.article}" if self.article.isdecimal() else self.article
        day = self.date.isoformat() if self.date else ""
        flag = " [to be verified]" if self.needs_verification else ""
        return ", ".join(filter(None, (f"《{self.document}》{number}", article, self.publisher, day))) + flag
