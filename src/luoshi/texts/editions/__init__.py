"""Two editions of one series side by side: what was added, dropped, strengthened, weakened, moved, reworded.

``compare`` pairs the clauses of two readings by theme and says what became of each, with the words that decide it
and a redline; ``series`` follows each theme through many editions; ``comparison_json`` gives ``comparison@1``.
"""

from __future__ import annotations

from luoshi.texts.editions.changes import Change, Comparison, Direction, Edit, Op, Side, Status, Step
from luoshi.texts.editions.comparing import compare
from luoshi.texts.editions.jsonform import comparison_json
from luoshi.texts.editions.series import Edition, Life, Stage, edition_of, in_order, series

__all__ = [
    "Change",
    "Comparison",
    "Direction",
    "Edit",
    "Edition",
    "Life",
    "Op",
    "Side",
    "Stage",
    "Status",
    "Step",
    "compare",
    "comparison_json",
    "edition_of",
    "in_order",
    "series",
]
