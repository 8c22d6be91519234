"""The text of a Word document as it reads when every change is accepted (WordprocessingML, ISO/IEC 29500-1, 17).

``python-docx`` unpacks a whole package into memory and builds trees; here only the main part and the core properties
are unpacked, under limits, and read as a stream. A document type declaration, which such a part may not have
(ISO/IEC 29500-2, 8.1.4), is refused at sight, and with it every entity bomb.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from luoshi.core.errors import FileRefused
from luoshi.texts.importing.archive import names_in, read_part
from luoshi.texts.importing.limits import LIMITS
from luoshi.texts.importing.lines import Lines
from luoshi.texts.importing.stream import feed_xml
from luoshi.texts.importing.values import Extract, Notice

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["read_docx"]

_MAIN = re.compile(r"word/document\d*\.xml")
_CORE = "docProps/core.xml"
_DROPPED = frozenset({"del", "moveFrom", "delText", "instrText", "delInstrText", "Fallback", "rt"})
"""Deleted text, field codes, the second copy of a text box for old programs, and readings above characters."""

_NO_TITLE = re.compile(
    r"(?i)\s*(word document|document\s*\d*|文档\s*\d*|新建.{0,24}文档|无标题|未命名.*|untitled.*)?\s*"
)
"""Titles that a program made up."""

_TOLD = {
    "deleted": ("docx-deletions", "{} tracked deletions were left out; tracked insertions count as text"),
    "numbered": ("docx-numbering", "{} paragraphs are numbered by Word; such numbers are not part of the text"),
    "hidden": ("docx-hidden", "{} runs of hidden text were left out"),
    "noted": ("docx-notes", "{} footnotes and endnotes were left out"),
}


def read_docx(data: bytes, where: str) -> Extract:
    """Paragraphs and table rows in the order of the document, one a line; the title from the core properties.

    Headers, footers, comments, footnotes and endnotes are not read. Raises ``FileRefused`` for a package or a part
    that is damaged, encrypted, oversized or hostile.
    """
    part = min(name for name in names_in(data, where) if _MAIN.fullmatch(name))
    xml = read_part(data, part, where) or b""
    body = _Body(where)
    feed_xml(xml, body, part, where)
    text = "\n".join(line.text for line in body.lines.finish())
    told = (Notice(code, text.format(body.counts[key])) for key, (code, text) in _TOLD.items() if key in body.counts)
    return Extract(text, _title(data, where), None, tuple(told))


def _title(data: bytes, where: str) -> str | None:
    xml = read_part(data, _CORE, where)
    if xml is None:
        return None
    properties = _Properties(where)
    feed_xml(xml, properties, _CORE, where)
    title = " ".join("".join(properties.title).split())
    return None if _NO_TITLE.fullmatch(title) else title[:300]


@dataclass(slots=True)
class _Target:
    """Receives the tags of a part, in the protocol of lxml's parser targets; local names only.

    Transitional and strict documents differ in their namespaces and not in the names that matter here.
    """

    where: str
    stack: list[str] = field(default_factory=list)
    elements: int = 0
    stopped: bool = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        self.elements += 1
        if self.elements > LIMITS.docx_elements:
            self.stopped = True
            remedy = "save its text alone as a new .docx"
            raise FileRefused("the document has too many elements", where=self.where, remedy=remedy)
        name = tag.rpartition("}")[2]
        self.enter(name, attributes)
        self.stack.append(name)

    def end(self, tag: str) -> None:
        """An element ends."""
        self.stack.pop()
        self.leave(tag.rpartition("}")[2])

    def doctype(self, name: str | None, public: str | None, system: str | None) -> None:
        """A document type declaration, which may hold an entity bomb and has no place here."""
        del public, system
        self.stopped = True
        what = f"the document declares a document type (“{name}”), as entity bombs do"
        raise FileRefused(what, where=self.where, remedy="open it in a word processor and save it again as .docx")

    def close(self) -> None:
        """The part has ended."""

    def enter(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins below ``stack``."""

    def leave(self, name: str) -> None:
        """An element ended below ``stack``."""

    def data(self, text: str) -> None:
        """Characters in the innermost element."""


@dataclass(slots=True)
class _Properties(_Target):
    """The core properties; only the title is kept."""

    title: list[str] = field(default_factory=list)

    def data(self, text: str) -> None:
        """Characters of a property."""
        if self.stack[-1] == "title":
            self.title.append(text)


@dataclass(slots=True)
class _Body(_Target):
    """The main part; ``counts`` holds what was left out."""

    lines: Lines = field(default_factory=Lines)
    counts: dict[str, int] = field(default_factory=dict)
    dropped: int = 0
    vanished: bool = False

    def enter(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins: text is placed, everything that is no text is dropped or counted."""
        parent = self.stack[-1] if self.stack else ""
        if self.dropped or name in _DROPPED:
            self.dropped += 1
            self._tell("deleted", name in {"del", "moveFrom"} and parent == "p" and self.dropped == 1)
        elif name == "vanish" and self.stack[-2:] == ["r", "rPr"] and _is_on(attributes):
            self.vanished = True
            self._tell("hidden", True)
        elif name in {"footnoteReference", "endnoteReference"}:
            self._tell("noted", True)
        elif name == "numPr":
            self._tell("numbered", parent == "pPr")
        else:
            self._place(name, parent)

    def leave(self, name: str) -> None:
        """An element ended."""
        if self.dropped:
            self.dropped -= 1
        elif name == "p":
            self.lines.end()
        elif name == "tr":
            self.lines.close_row()
        elif name == "txbxContent":
            self.lines.step_back()
        elif name == "r":
            self.vanished = False

    def data(self, text: str) -> None:
        """Characters; only those of ``w:t`` and ``m:t`` are text."""
        if self.stack[-1] == "t" and not self.dropped and not self.vanished:
            self.lines.write(text)

    def _place(self, name: str, parent: str) -> None:
        if name == "p" or (name in {"br", "cr"} and parent == "r"):
            self.lines.end()
        elif name == "tr":
            self.lines.open_row()
        elif name == "tc":
            self.lines.open_cell()
        elif name == "txbxContent":
            self.lines.step_aside()
        elif name == "tab" and parent == "r":
            self.lines.write(" ")
        elif name == "noBreakHyphen":
            self.lines.write("-")

    def _tell(self, key: str, happened: bool) -> None:
        if happened:
            self.counts[key] = self.counts.get(key, 0) + 1


def _is_on(attributes: Mapping[str, str]) -> bool:
    """Whether a toggle property is on (17.17.4 ST_OnOff): present without a value means on."""
    value = next((v for k, v in attributes.items() if k.endswith("val")), "true")
    return value not in {"0", "false", "off"}
