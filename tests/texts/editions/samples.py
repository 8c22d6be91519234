"""Small editions for the tests: one clause or a few in a communiqué of an invented authority."""

from __future__ import annotations

from typing import TYPE_CHECKING

from luoshi.texts import compare, read_text

if TYPE_CHECKING:
    from luoshi.texts.editions import Change, Comparison

__all__ = ["HEAD", "changed", "compared", "edition", "only"]

HEAD = "推动工业稳中提质"
"""The head of the sentence in which ``edition`` puts its clauses: equal in both editions."""

FILLER = ("调度十七号泵站", "检修北坡输电走廊")


def edition(*clauses: str) -> str:
    """A text with one 要 sentence: the head, the clauses, and two more that never change."""
    return f"会议在望汐市召开。\n\n会议强调，要{'，'.join([HEAD, *clauses, *FILLER])}。\n"


def compared(old: str, new: str) -> Comparison:
    """The comparison of two texts."""
    return compare(read_text(old), read_text(new))


def changed(old: str, new: str) -> list[Change]:
    """The changes of commitments that were not kept, between two texts."""
    return [change for change in compared(old, new).changes if change.status.value != "kept"]


def only(old: str, new: str) -> Change | None:
    """The only change between two editions of one clause each; None where it was kept."""
    found = changed(edition(old), edition(new))
    assert len(found) <= 1, found
    return found[0] if found else None
