"""The article of a web page without the furniture around it: menus, buttons, lists of other pages, the imprint.

The article reaches from the first to the last line of prose and is never touched. Outside it a line goes only if
``furniture.yaml`` lists it, or if it is all link. Titles, dates, sources and attachments stay.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from luoshi.texts.importing.tables import load_table

if TYPE_CHECKING:
    from luoshi.texts.importing.lines import Line

__all__ = ["without_furniture"]

_PROSE = 25
"""Characters from which a line with a comma or a full stop is prose."""

_SHORT = 80
"""Characters up to which a line can be furniture."""

_LINKED = 0.8
_STOP_AFTER = 2 / 3
"""A heading of related pages counts only in the last third of the characters."""

_BETWEEN = r"[\s:：|｜·>＞»/\[\]【】()（）-]"


@dataclass(frozen=True, slots=True)
class _Furniture:
    """The table, ready to be compared with lines."""

    tokens: re.Pattern[str]
    starts: tuple[str, ...]
    contains: tuple[str, ...]
    stops: re.Pattern[str]

    def holds(self, line: Line) -> bool:
        """Whether a line outside the article is furniture."""
        text = line.text
        if line.linked >= _LINKED * len("".join(text.split())):
            return True
        if len(text) > _SHORT:
            return False
        return (
            text.startswith(self.starts)
            or any(part in text for part in self.contains)
            or self.tokens.fullmatch(text) is not None
        )


def without_furniture(lines: list[Line]) -> list[Line]:
    """The lines without those that belong to the page and not to the article.

    All lines come back where nothing would be left. Raises ``RegisterError`` where the table breaks its schema.
    """
    table = _furniture()
    kept = _before_related(lines, table)
    prose = [i for i, line in enumerate(kept) if _is_prose(line) and not table.holds(line)]
    first, last = (prose[0], prose[-1]) if prose else (len(kept), len(kept))
    article = [line for i, line in enumerate(kept) if first <= i <= last or not table.holds(line)]
    return article or lines


def _is_prose(line: Line) -> bool:
    return len(line.text) >= _PROSE and re.search("[，。；]", line.text) is not None


def _before_related(lines: list[Line], table: _Furniture) -> list[Line]:
    """The lines before a heading of related pages near the end."""
    total = sum(len(line.text) for line in lines)
    seen = 0
    for i, line in enumerate(lines):
        if seen >= _STOP_AFTER * total and table.stops.fullmatch(line.text):
            return lines[:i]
        seen += len(line.text)
    return lines


@cache
def _furniture() -> _Furniture:
    table = load_table("furniture.yaml")
    tokens = sorted(map(re.escape, table["tokens"]), key=len, reverse=True)
    stops = "|".join(map(re.escape, table["stops"]))
    return _Furniture(
        tokens=re.compile(f"(?>{_BETWEEN}|{'|'.join(tokens)})++"),
        starts=table["starts"],
        contains=table["contains"],
        stops=re.compile(f"{_BETWEEN}*+(?:{stops}){_BETWEEN}*+"),
    )
