"""Frames of sentences around numbers, written with names for the kinds of numbers and for gaps without any number.

A gap never crosses another number or the end of a sentence, and is bounded, so that a frame is certain and fast.
"""

from __future__ import annotations

import re
from functools import cache

from luoshi.texts.lexicon import WordFile
from luoshi.texts.proofing.tokens import AMOUNT, BARE, DAY, KINDS, PERCENT, POINTS, RANK, TIMES, YEAR

__all__ = ["frame", "word_file"]

_KIND = {
    "amount": AMOUNT, "bare": BARE, "percent": PERCENT, "points": POINTS, "times": TIMES, "rank": RANK, "day": DAY,
    "year": YEAR, "level": AMOUNT + BARE + PERCENT, "any": AMOUNT + BARE + PERCENT + POINTS + TIMES,
    "change": AMOUNT + PERCENT + POINTS + TIMES,
}  # fmt: skip
_NUMBER = re.compile(r"(?<!\?P)<(?:(?P<name>[a-z]\w*):)?(?P<kind>[a-z]+)>")
_GAP = re.compile(r"\{(?P<kind>gap|wide|near)(?P<size>\d+)\}")
_WORDS = re.compile(r"\{(?P<words>[a-z_]+)\}")
_STOPS = {"gap": "。；，、：\n", "near": "。；，\n", "wide": "。\n"}


@cache
def word_file() -> WordFile:
    """The words of the proof, read once."""
    return WordFile.load("proof")


def frame(text: str) -> re.Pattern[str]:
    """Compile a frame: ``<a:amount>`` a named number, ``{gap9}`` up to 9 characters of one clause without a number,
    ``{near9}`` the same over 、, ``{wide9}`` over clauses, ``{up}`` one of the words of a class."""
    text = _GAP.sub(_gap, text)
    text = _WORDS.sub(lambda found: f"(?:{word_file().alternation(found['words'])})", text)
    return re.compile(_NUMBER.sub(_number, text))


def _gap(found: re.Match[str]) -> str:
    return f"[^{_STOPS[found['kind']]}{KINDS}]" + "{0," + found["size"] + "}?"


def _number(found: re.Match[str]) -> str:
    kinds = f"[{_KIND[found['kind']]}]"
    return f"(?P<{found['name']}>{kinds})" if found["name"] else kinds
