"""The shape that HTML and DOCX share: paragraphs become lines, a row of a table becomes one line.

A row of short cells is data and stays together, its cells separated by tabs. A row with a long cell is layout, as
in pages whose whole article sits in one cell; there each paragraph stays a line of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

__all__ = ["Line", "Lines"]

_CELL = 100
"""Characters up to which a cell is data and not layout."""

_FOLD = re.compile(r"(?<=[\u2e80-\u9fff\uff00-\uffef])[ \t]*\r?\n\s*(?=[\u2e80-\u9fff\uff00-\uffef])")
"""A line end between two Chinese characters of the source is no space (CSS Text 3, section 4.1.3)."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: how many of its characters stand in links, and the containers it stands in, outermost first."""

    text: str
    linked: int = 0
    zones: tuple[int, ...] = ()


@dataclass(slots=True)
class _Row:
    """A row being read: where among the lines its cells begin, and whether it holds another row."""

    cells: list[int]
    nested: bool = False


@dataclass(slots=True)
class Lines:
    """Collects lines from a stream of text, line ends, rows and cells. White space inside a line is collapsed."""

    done: list[Line] = field(default_factory=list)
    zones: tuple[int, ...] = ()
    _text: list[str] = field(default_factory=list)
    _linked: int = 0
    _rows: list[_Row] = field(default_factory=list)
    _parked: list[tuple[list[str], int]] = field(default_factory=list)

    def write(self, text: str, *, linked: bool = False) -> None:
        """Add to the open line."""
        self._text.append(text)
        if linked:
            self._linked += len("".join(text.split()))

    def end(self) -> None:
        """Close the open line; a blank one leaves no trace."""
        if not self._text:
            return
        text = " ".join(_FOLD.sub("", "".join(self._text)).split())
        if text:
            self.done.append(Line(text, self._linked, self.zones))
        self._text, self._linked = [], 0

    def step_aside(self) -> None:
        """A box that is anchored in the open line begins: its lines come first, then the line goes on."""
        self._parked.append((self._text, self._linked))
        self._text, self._linked = [], 0

    def step_back(self) -> None:
        """The box ends."""
        self.end()
        if self._parked:
            self._text, self._linked = self._parked.pop()

    def open_row(self) -> None:
        """A row begins; it makes the row around it layout."""
        self.end()
        if self._rows:
            self._rows[-1].nested = True
        self._rows.append(_Row([len(self.done)]))

    def open_cell(self) -> None:
        """A cell begins; outside a row it is a paragraph."""
        self.end()
        if self._rows:
            self._rows[-1].cells.append(len(self.done))

    def close_row(self) -> None:
        """A row ends; if it is data its lines become one."""
        self.end()
        if not self._rows:
            return
        row = self._rows.pop()
        if not row.nested:
            first, lines = row.cells[0], self.done[row.cells[0] :]
            self.done[first:] = _one_line(lines, [at - first for at in row.cells])

    def finish(self) -> list[Line]:
        """All lines, with whatever was left open closed."""
        while self._rows:
            self.close_row()
        self.end()
        return self.done


def _one_line(lines: list[Line], starts: list[int]) -> list[Line]:
    """The lines of a row as one, cells separated by tabs; as they are where the row is layout."""
    ends = [*starts[1:], len(lines)]
    cells = [" ".join(line.text for line in lines[a:b]) for a, b in zip(starts, ends, strict=True) if a < b]
    if len(cells) < 2 or max(map(len, cells)) > _CELL or len({line.zones for line in lines}) > 1:
        return lines
    return [Line("\t".join(cells), sum(line.linked for line in lines), lines[0].zones)]
