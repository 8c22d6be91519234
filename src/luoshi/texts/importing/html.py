"""The article of a web page, as its reader sees it.

The page is read as a stream of tags; nothing is fetched, nothing is run, comments are not seen. Scripts, frames,
controls and what the page hides from its reader leave no character behind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from luoshi.core.errors import FileRefused
from luoshi.texts.importing.decode import Decoded, decode
from luoshi.texts.importing.furniture import without_furniture
from luoshi.texts.importing.limits import LIMITS
from luoshi.texts.importing.lines import Line, Lines
from luoshi.texts.importing.stream import feed_html
from luoshi.texts.importing.tables import load_table
from luoshi.texts.importing.values import Extract, Notice

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["read_html"]

_ELEMENTS = {kind: frozenset(names) for kind, names in load_table("elements.yaml").items()}
_NEVER, _AROUND, _VOID, _BLOCK = (_ELEMENTS[kind] for kind in ("never", "around", "void", "block"))
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_BIG5 = frozenset({"big5", "big5-hkscs", "cn-big5", "x-x-big5", "csbig5"})
_TITLE_METAS = frozenset({"articletitle", "og:title"})
"""``ArticleTitle`` is prescribed for the pages of Chinese authorities (国办发〔2017〕47号, annex on page tags)."""

_SITE = re.compile(r"\s*(?:[_|｜]|\s[-–—]{1,2}\s|--|——).*", re.DOTALL)
_ZONES = 8
"""Containers of one kind of furniture inside another are told apart down to this depth."""


def read_html(data: bytes, where: str) -> Extract:
    """The article of the page, a paragraph or a table row a line; its title from ``ArticleTitle``, ``h1`` or ``title``.

    Raises ``FileRefused`` for an encoding that is neither declared and supported nor certain, for pages beyond
    ``LIMITS``, and for pages that the parser gives up on.
    """
    decoded = _decode(data, where)
    if decoded.text.count("</") > LIMITS.html_elements:
        raise _too_much("too many ends of elements", where)
    page = _Page(where)
    feed_html(decoded.text, page, where)
    lines = page.lines.finish()
    inside = _without_surroundings(lines)
    article = without_furniture(inside)
    told = _notices(page, len(lines) - len(article))
    return Extract("\n".join(line.text for line in article), page.title(), decoded.encoding, told)


def _decode(data: bytes, where: str) -> Decoded:
    """The characters. Big5 is read where the page declares it; every other declaration is checked by reading."""
    declared = _CHARSET.search(data[:4096])
    big5 = declared is not None and declared[1].decode("ascii", "replace").lower() in _BIG5
    return decode(data, where, accept=("gb18030", "cp950", "big5hkscs") if big5 else ("gb18030",))


@dataclass(slots=True)
class _Page:
    """Receives the tags of a page, in the protocol of lxml's parser targets."""

    where: str
    lines: Lines = field(default_factory=Lines)
    hidden: int = 0
    stopped: bool = False
    _titles: list[tuple[str, list[str]]] = field(default_factory=list)
    _open: dict[str, int] = field(default_factory=dict)
    _stack: list[tuple[int, ...] | None] = field(default_factory=list)
    _dropped: int = 0
    _elements: int = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        self._count()
        if tag in _VOID:
            self._void(tag, attributes)
        elif self._dropped or tag in _NEVER or self._hides(attributes):
            self._dropped += 1
        else:
            self._enter(tag)

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag in _VOID:
            return
        if self._dropped:
            self._dropped -= 1
            return
        self._open[tag] = self._open.get(tag, 0) - 1
        if tag == "tr":
            self.lines.close_row()
        elif tag in _BLOCK:
            self.lines.end()
        zones = self._stack.pop() if self._stack else None
        if zones is not None:
            self.lines.zones = zones

    def data(self, text: str) -> None:
        """Characters between tags."""
        if self._dropped:
            return
        in_title, in_heading = self._open.get("title", 0) > 0, self._open.get("h1", 0) > 0
        if in_title or in_heading:
            self._titles[-1][1].append(text)
        if in_title:
            return
        linked = self._open.get("a", 0) > 0
        if self._open.get("pre", 0) > 0:
            self._write_lines(text, linked)
        else:
            self.lines.write(text, linked=linked)

    def close(self) -> None:
        """The page has ended."""

    def title(self) -> str | None:
        """The declared title, else the only ``h1``, else the window title up to the name of the site."""
        for kind in ("meta", "h1", "title"):
            found = [" ".join("".join(parts).split()) for of, parts in self._titles if of == kind]
            text = found[0] if len(found) == 1 or (found and kind != "h1") else ""
            text = _SITE.sub("", text) if kind == "title" else text
            if text:
                return text[:300]
        return None

    def _count(self) -> None:
        self._elements += 1
        if self._elements > LIMITS.html_elements:
            raise self._stop("too many elements")
        if len(self._stack) + self._dropped > LIMITS.html_depth:
            raise self._stop("too many elements inside each other")

    def _stop(self, what: str) -> FileRefused:
        self.stopped = True
        return _too_much(what, self.where)

    def _hides(self, attributes: Mapping[str, str]) -> bool:
        hides = "hidden" in attributes or _HIDDEN.search(attributes.get("style", "")) is not None
        self.hidden += hides
        return hides

    def _void(self, tag: str, attributes: Mapping[str, str]) -> None:
        if self._dropped:
            return
        if tag in {"br", "hr"}:
            self.lines.end()
        name = attributes.get("name", attributes.get("property", "")).lower()
        if tag == "meta" and name in _TITLE_METAS:
            self._titles.append(("meta", [attributes.get("content", "")]))

    def _enter(self, tag: str) -> None:
        self._open[tag] = self._open.get(tag, 0) + 1
        if tag in {"title", "h1"}:
            self._titles.append((tag, []))
        if tag == "tr":
            self.lines.open_row()
        elif tag in {"td", "th"}:
            self.lines.open_cell()
        elif tag in _BLOCK:
            self.lines.end()
        outside = None
        if tag in _AROUND and len(self.lines.zones) < _ZONES:
            outside, self.lines.zones = self.lines.zones, (*self.lines.zones, self._elements)
        self._stack.append(outside)

    def _write_lines(self, text: str, linked: bool) -> None:
        first, *others = text.split("\n")
        self.lines.write(first, linked=linked)
        for other in others:
            self.lines.end()
            self.lines.write(other, linked=linked)


def _without_surroundings(lines: list[Line]) -> list[Line]:
    """The lines outside every container of furniture that holds less than half of the page."""
    sizes: dict[int, int] = {}
    for line in lines:
        for zone in line.zones:
            sizes[zone] = sizes.get(zone, 0) + len(line.text)
    half = sum(len(line.text) for line in lines) / 2
    return [line for line in lines if all(sizes[zone] >= half for zone in line.zones)]


def _too_much(what: str, where: str) -> FileRefused:
    return FileRefused(f"the page has {what}", where=where, remedy="open it in a browser and save it as text")


def _notices(page: _Page, dropped: int) -> tuple[Notice, ...]:
    told = []
    if dropped:
        told.append(
            Notice("html-furniture", f"{dropped} lines around the article were left out (menus, buttons, imprint)")
        )
    if page.hidden:
        told.append(Notice("html-hidden", f"{page.hidden} elements that the page hides from its reader were left out"))
    return tuple(told)
