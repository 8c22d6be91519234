"""How much of a text was reworded by a program: its near-misses of stock phrases against the phrases it has right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from luoshi.texts.dirt.stock import stock

if TYPE_CHECKING:
    from luoshi.texts.dirt.stock import Known, Stock

__all__ = ["SPUN", "Miss", "Spinning", "spinning"]

SPUN = ((3, 0.04), (2, 0.08))
"""Different near-misses, and their share of all stock phrases, that together make a text count as spun.

Measured by ``bench/dirt_quality.py``: no clean text of some six hundred reaches either pair.
"""

_WIDEST = 5


@dataclass(frozen=True, slots=True)
class Miss:
    """A place where a stock phrase is said otherwise: offsets, and the phrase that is ``meant``."""

    start: int
    end: int
    meant: str


@dataclass(frozen=True, slots=True)
class Spinning:
    """The measure of a text: stock phrases that stand as they should, near-misses, and how many of these differ."""

    phrases: int
    misses: tuple[Miss, ...]
    different: int

    @property
    def score(self) -> float:
        """The share of near-misses, from 0 (none) to 1 (no phrase is as it should be)."""
        total = self.phrases + len(self.misses)
        return len(self.misses) / total if total else 0.0

    @property
    def spun(self) -> bool:
        """Whether a program reworded the text, by the thresholds of this module."""
        return any(self.different >= fewest and self.score >= share for fewest, share in SPUN)


def spinning(folded: str, against: Stock | None = None) -> Spinning:
    """Measure a folded text, against the stock phrases that ship or against others.

    Each place counts once: the longest string that is known there decides.
    """
    phrases, misses = 0, []
    told = against or stock()
    for last, known in told.automaton.iter_long(folded):
        if known is None:
            phrases += 1
            continue
        miss = _miss(folded, last + 1, known)
        if miss is None or folded[miss.start : miss.end] in told.right:
            phrases += known.phrase
        else:
            misses.append(miss)
    return Spinning(phrases, tuple(misses), len({folded[one.start : one.end] for one in misses}))


def _miss(folded: str, end: int, known: Known) -> Miss | None:
    start = end - len(known.text)
    if known.meant:
        return Miss(start, end, known.meant)
    for frame in known.frames:
        if not folded.startswith(frame.inner, end):
            at = folded.find(frame.right, end, end + _WIDEST + len(frame.right))
            if at >= 0 and _one_word(folded, end, at):
                return Miss(start, at + len(frame.right), frame.meant)
    if known.followers and _one_word(folded, end, end + 2) and not folded.startswith(known.followers, end):
        return Miss(start, end + 2, known.text + known.followers[0])
    return None


def _one_word(folded: str, start: int, end: int) -> bool:
    """Whether only Chinese characters stand there: no mark of punctuation parts the phrase."""
    return end <= len(folded) and all("\u4e00" <= char <= "\u9fff" for char in folded[start:end])
