"""Reading a page back: its elements, its text, and whether its tags nest."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

__all__ = ["Element", "Page"]

VOID = {"meta", "link", "input", "br", "rect"}


@dataclass(eq=False)
class Element:
    tag: str
    attrs: dict[str, str]
    parent: Element | None = None
    pieces: list[str | Element] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(piece if isinstance(piece, str) else piece.text for piece in self.pieces)

    @property
    def classes(self) -> set[str]:
        return set(self.attrs.get("class", "").split())

    def all(self) -> list[Element]:
        inner = [piece for piece in self.pieces if isinstance(piece, Element)]
        return [self, *(found for piece in inner for found in piece.all())]


class Page(HTMLParser):
    """A parsed page. Raises ``AssertionError`` where an element closes that is not the innermost."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.here = Element("", {})
        self.source = source
        self.feed(source)
        self.close()
        assert self.here is self.root, f"<{self.here.tag}> is never closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, self.here)
        self.here.pieces.append(element)
        if tag not in VOID:
            self.here = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.here.pieces.append(Element(tag, {name: value or "" for name, value in attrs}, self.here))

    def handle_endtag(self, tag: str) -> None:
        assert tag == self.here.tag, f"</{tag}> closes <{self.here.tag}>"
        assert self.here.parent is not None
        self.here = self.here.parent

    def handle_data(self, data: str) -> None:
        self.here.pieces.append(data)

    def find(self, tag: str = "", cls: str = "", **attrs: str) -> list[Element]:
        return [
            element
            for element in self.root.all()[1:]
            if (not tag or element.tag == tag)
            and (not cls or cls in element.classes)
            and all(element.attrs.get(name) == value for name, value in attrs.items())
        ]

    def one(self, tag: str = "", cls: str = "", **attrs: str) -> Element:
        (found,) = self.find(tag, cls, **attrs)
        return found

    @property
    def text(self) -> str:
        return " ".join(element.text for element in self.find("body"))
