"""Several readings on one board: programmes as rows; what was decided, which figures, and who is named in each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import quote as quote_path

from luoshi.texts.pages.items import MEETING, NONE, Item, Paper, items_of
from luoshi.texts.pages.marked import Spot, Thing, passage
from luoshi.texts.pages.nesting import Mark
from luoshi.texts.pages.rows import kind_of
from luoshi.texts.pages.sentences import Sentences
from luoshi.texts.pages.views import tag_of, text_lang

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from markupsafe import Markup

    from luoshi.texts.pages.labels import Labels
    from luoshi.texts.records import Reading

__all__ = ["PROGRAMMES", "BoardView", "Count", "Entry", "Line", "Note", "board_view"]

PROGRAMMES: Final = (
    "growth",
    "chains",
    "innovation",
    "digital",
    "tracks",
    "sme",
    "green",
    "ict",
    "universities",
    "emergency",
    "evaluation",
    "conduct",
)
"""The rows of the board, in order; then those that only a document names, then the row of none."""

_COLUMNS: Final = ("commitments", "figures", "people")
_COUNTED: Final = ("commitments", "acts", "outcomes", "leaves", "figures", "people")


@dataclass(frozen=True, slots=True)
class Note:
    """What one entry says of one record, and where the record stands."""

    tag: str
    words: str
    start: int
    end: int
    href: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A sentence of a document with the records that a cell of the board takes from it."""

    paper: Paper
    start: int
    end: int
    quote: Markup
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """A number for all documents, and for each of them."""

    total: int
    each: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the board, or its last band: entries by column and counts by name."""

    code: str
    name: str
    anchor: str
    cells: Mapping[str, tuple[Entry, ...]]
    counts: Mapping[str, Count]


@dataclass(frozen=True, slots=True)
class BoardView:
    """Everything that the template of the board puts on the page."""

    papers: tuple[Paper, ...]
    lines: tuple[Line, ...]
    meeting: Line
    totals: Mapping[str, Count]
    counted: tuple[str, ...]
    rules: str


@dataclass(frozen=True, slots=True)
class _Grid:
    """What every cell is made from."""

    papers: tuple[Paper, ...]
    items: tuple[Item, ...]
    sentences: Mapping[int, Sentences]
    words: Labels

    def line(self, code: str, name: str, index: int) -> Line:
        """The row of one programme, or the band of the meeting."""
        here = [item for item in self.items if item.line == code]
        cells = {column: tuple(self.entries([item for item in here if item.column == column])) for column in _COLUMNS}
        return Line(code, name, f"p{index}", cells, self.counts(here))

    def counts(self, items: Sequence[Item]) -> dict[str, Count]:
        """How many of each are in ``items``, by document too."""
        counts = {}
        for name in _COUNTED:
            each = tuple(sum(i.adds.get(name, 0) for i in items if i.paper is paper) for paper in self.papers)
            counts[name] = Count(sum(each), each)
        return counts

    def entries(self, items: Sequence[Item]) -> Iterator[Entry]:
        """Group what stands in one sentence of one document, so that the sentence is quoted once."""
        groups: dict[tuple[int, int, int], list[Item]] = {}
        for item in items:
            span = item.record.span
            start, end = self.sentences[item.paper.index].around(span.start, span.end)
            groups.setdefault((item.paper.index, start, end), []).append(item)
        for (_, start, end), group in groups.items():
            yield self.entry(group, start, end)

    def entry(self, group: Sequence[Item], start: int, end: int) -> Entry:
        """One sentence with its records marked and noted."""
        paper, marks = group[0].paper, {(item.at, item.number): self.mark(item) for item in group}
        quote = passage(paper.reading.document.text, start, end, tuple(marks.values()))
        return Entry(paper, start, end, quote, tuple(_note(item, self.words) for item in group))

    def mark(self, item: Item) -> Mark[Thing]:
        """The characters of an item, labelled."""
        label = tag_of(item.number, item.record, self.words)
        return Mark(*item.at, Spot(f"k-{kind_of(item.record)}", label))


def board_view(
    readings: Sequence[tuple[str, Reading]], words: Labels, *, invented: Collection[str], pages: Mapping[str, str]
) -> BoardView:
    """Lay the readings out on the board; see ``luoshi.texts.pages.board_page``."""
    papers = tuple(
        Paper(index, name, reading, text_lang(reading), name in invented, _address(pages.get(name)))
        for index, (name, reading) in enumerate(readings, 1)
    )
    items = tuple(item for paper in papers for item in items_of(paper, words))
    sentences = {paper.index: Sentences.of(paper.reading.document.text) for paper in papers}
    grid = _Grid(papers, items, sentences, words)
    codes = dict.fromkeys((*PROGRAMMES, *(item.line for item in items if item.line not in {NONE, MEETING}), NONE))
    lines = tuple(grid.line(code, words.name("programme", code), index) for index, code in enumerate(codes))
    meeting = grid.line(MEETING, words("board.meeting"), len(lines))
    return BoardView(papers, lines, meeting, grid.counts(items), _COUNTED, _rules(papers))


def _address(path: str | None) -> str | None:
    """A relative address: quoted, so that no file name becomes a scheme or a host."""
    return None if path is None else f"./{quote_path(path)}"


def _note(item: Item, words: Labels) -> Note:
    span, href = item.record.span, item.paper.href
    link = f"{href}#t{item.number}" if href else None
    return Note(tag_of(item.number, item.record, words), item.words, span.start, span.end, link)


def _rules(papers: Sequence[Paper]) -> str:
    """The filter by document as style rules: entries, rows of the list and counts of the others go."""
    rules = (
        f'.board:has(#f-document option[value="d-{n}"]:checked) .of:not(.d-{n}),'
        f'.board:has(#f-document option[value="d-{n}"]:checked) .n:not(.d-{n}){{display:none}}'
        f'.board:has(#f-document option[value="d-{n}"]:checked) .n.d-{n}{{display:inline}}'
        f'.board:has(#f-document option[value="d-{n}"]:checked) .cell:not(:has(.d-{n})) .nothing{{display:block}}\n'
        for n in (paper.index for paper in papers)
    )
    return "".join(rules)
