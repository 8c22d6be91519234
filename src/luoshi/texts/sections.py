"""Which section a paragraph's orders stand in: context, task or closing.

Principles come before the work, conduct and leadership after it. The vocabulary of both is data; the place
among the other paragraphs with orders decides what vocabulary alone cannot.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from luoshi.texts.records import Section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from luoshi.texts.discourse import Part
    from luoshi.texts.lexicon import Lexicon

__all__ = ["sections_of"]


def sections_of(folded: str, parts: Sequence[Part], lex: Lexicon) -> list[Section]:
    """The section of the orders of each paragraph, in step with ``parts``."""
    orders = [i for i, part in enumerate(parts) if any(m.label == "task" for m in part.moves)]
    told = [Section.TASK] * len(parts)
    for i in orders:
        if not _opens(folded, parts[i], lex) or len(orders) == 1:
            break
        told[i] = Section.CONTEXT
    for i in reversed(orders):
        if not _closes(folded, parts[i], lex) or (len(orders) > 1 and i == orders[0]):
            break
        told[i] = Section.CLOSING
    return [Section.CONTEXT if p.kind == "lead" else s for p, s in zip(parts, told, strict=True)]


def _first_order(folded: str, part: Part, clauses: int) -> str:
    tasks = [m for m in part.moves if m.label == "task"][:clauses]
    return folded[tasks[0].body : tasks[-1].clause.end]


def _opens(folded: str, part: Part, lex: Lexicon) -> bool:
    reviews = any(m.label in {"review", "assessment"} for m in part.moves) and not any(
        m.trigger.endswith("是") for m in part.moves
    )
    tasks = sum(m.label == "task" for m in part.moves)
    return (reviews and tasks <= 4) or bool(lex.guiding.search(_first_order(folded, part, 2)))


def _closes(folded: str, part: Part, lex: Lexicon) -> bool:
    return bool(lex.closing.search(_first_order(folded, part, 2)))
