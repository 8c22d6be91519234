"""Markup as a stream of tags, never as a tree, so that neither nesting nor unclosed tags fill the memory.

libxml2 expands no entity of a document type, fetches nothing and keeps its own bounds on depth and on the length of
one text (``huge_tree`` is off).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, cast

from luoshi.core.errors import FileRefused

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Sink", "feed_html", "feed_xml"]


class Sink(Protocol):
    """Receives the tags, in the protocol of lxml's parser targets.

    A sink that refuses sets ``stopped`` before it raises: libxml2 would else read on to the end of the source.
    """

    stopped: bool

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""

    def end(self, tag: str) -> None:
        """An element ends."""

    def data(self, text: str) -> None:
        """Characters between tags; they may come in pieces."""

    def close(self) -> None:
        """The markup has ended."""


@dataclass(slots=True)
class _Source:
    """A file of bytes that ends where its sink has stopped."""

    data: bytes
    sink: Sink
    at: int = 0

    def read(self, size: int) -> bytes:
        """The next bytes."""
        start = len(self.data) if self.sink.stopped else self.at
        self.at = start + size
        return self.data[start : self.at]


def feed_html(text: str, sink: Sink, where: str) -> None:
    """Feed a page to a sink. Raises ``FileRefused`` where the parser gives up."""
    from lxml import etree

    parser = etree.HTMLParser(target=_loose(sink), encoding="utf-8", no_network=True, huge_tree=False)
    try:
        etree.parse(_loose(_Source(text.encode("utf-8"), sink)), parser)
    except etree.LxmlError as error:
        remedy = "open it in a browser and save it as text"
        raise FileRefused("the page cannot be parsed", where=where, remedy=remedy) from error


def feed_xml(xml: bytes, sink: Sink, part: str, where: str) -> None:
    """Feed a part of a package to a sink. Raises ``FileRefused`` for what is not well-formed or too deep."""
    from lxml import etree

    parser = etree.XMLParser(
        target=_loose(sink), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        etree.parse(_loose(_Source(xml, sink)), parser)
    except (etree.LxmlError, UnicodeError) as error:
        remedy = "open it in a word processor and save it again as .docx"
        raise FileRefused(f"“{part}” is not well-formed XML", where=where, remedy=remedy) from error


def _loose(value: object) -> Any:
    # lxml's stubs ask a target to take bytes, which lxml never gives, and a source to be a file of every ability
    return cast("Any", value)
