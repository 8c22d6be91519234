"""From the lines of a printed page back to paragraphs.

A PDF knows where a line ends and not why. In Chinese typesetting a paragraph fills every line but its last, so a line
goes on into the next one if it is about as wide as the page's column and no sentence ends there. The column is the
width at which most characters stand. Page numbers of official documents are printed as “— 3 —” (GB/T 9704-2012, 7.5).
"""

from __future__ import annotations

import re
from collections import Counter

__all__ = ["reflow", "without_page_numbers"]

_FULL = 0.85
"""The share of the column from which a line is full: punctuation may not begin a line, which costs some places."""

_BUCKET = 4
_SENTENCE_END = re.compile(r"[。！？!?…][”’」』）)》]*$")
_HEADING = re.compile(
    r"[一二三四五六七八九十百]+、|[（(][一二三四五六七八九十百]+[）)]|第[一二三四五六七八九十百零〇0-9]+[章节節条條编編]|\d{1,2}[.．、](?!\d)"
)
_HYPHEN = "\ufffe"
"""PDFium writes this where a Latin word was hyphenated at the end of a line."""

_NARROW = re.compile(r"[\x00-\u02ff]")
_LATIN = re.compile(r"[A-Za-z0-9,.;:]")
_DASHED = re.compile(
    r"[-—–－─·]+\s*\d{1,4}\s*[-—–－─·]+|第\s*\d{1,4}\s*[页頁](?:[,，/\s]*共\s*\d{1,4}\s*[页頁])?|\d{1,4}\s*/\s*\d{1,4}"
)
_BARE = re.compile(r"\d{1,4}")


def without_page_numbers(pages: list[list[str]]) -> tuple[list[list[str]], int]:
    """The lines of each page without its number, and how many numbers there were.

    A number in dashes or with 第…页 goes where it is the first or last line of a page; a bare number only if it counts
    with the pages on at least half of them, so that the last cell of a table stays.
    """
    inked = [[line.strip() for line in page if line.strip()] for page in pages]
    offset = _offset(inked)
    kept = [[line for i, line in enumerate(page) if not _numbers(page, i, n, offset)] for n, page in enumerate(inked)]
    return kept, sum(map(len, inked)) - sum(map(len, kept))


def _numbers(page: list[str], i: int, n: int, offset: int | None) -> bool:
    """Whether line ``i`` of page ``n`` is its number."""
    if i not in {0, len(page) - 1}:
        return False
    if _DASHED.fullmatch(page[i]):
        return True
    return offset is not None and _BARE.fullmatch(page[i]) is not None and int(page[i]) - n == offset


def _offset(pages: list[list[str]]) -> int | None:
    """What a bare number at the edge of a page is above the index of the page, where at least half of them agree."""
    edges = ((n, {page[0], page[-1]}) for n, page in enumerate(pages) if page)
    counts = Counter(int(edge) - n for n, lines in edges for edge in lines if _BARE.fullmatch(edge))
    offset, times = counts.most_common(1)[0] if counts else (0, 0)
    return offset if times >= max(2, len(pages) / 2) else None


def reflow(lines: list[str]) -> list[str]:
    """Paragraphs from lines: a full line that ends no sentence goes on, unless a numbered heading follows."""
    lines = [line.strip() for line in lines if line.strip()]
    column = _column(lines)
    paragraphs: list[list[str]] = []
    open_line = ""
    for line in lines:
        if open_line and _goes_on(open_line, line, column):
            paragraphs[-1].append(_joint(open_line, line))
        else:
            paragraphs.append([])
        paragraphs[-1].append(line)
        open_line = line
    return ["".join(parts).replace(_HYPHEN, "") for parts in paragraphs]


def _goes_on(line: str, following: str, column: int) -> bool:
    if line.endswith(_HYPHEN):
        return True
    if _width(line) < _FULL * column or _SENTENCE_END.search(line):
        return False
    return _HEADING.match(following) is None


def _joint(line: str, following: str) -> str:
    """A space between two Latin words, nothing between Chinese characters."""
    return " " if _LATIN.match(line[-1]) and _LATIN.match(following[0]) else ""


def _column(lines: list[str]) -> int:
    """The width at which most characters stand, in half-width places."""
    weights: Counter[int] = Counter()
    widest: dict[int, int] = {}
    for width in map(_width, lines):
        weights[width // _BUCKET] += width
        widest[width // _BUCKET] = max(width, widest.get(width // _BUCKET, 0))
    return widest[weights.most_common(1)[0][0]] if weights else 0


def _width(line: str) -> int:
    return 2 * len(line) - len(_NARROW.findall(line))
