"""Damage that shows in single characters: pinyin among them, numerals of the wrong kind, marks that stand twice."""

from __future__ import annotations

import re
import unicodedata
from itertools import chain, islice
from typing import TYPE_CHECKING

from luoshi.texts.dirt.values import Sign, signals

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["doubled_marks", "injected_pinyin", "turned_numerals"]

_HAN = "\u4e00-\u9fff"
_LETTERS = "a-zāáǎàōóǒòēéěèīíǐìūúǔùüǖǘǚǜńňǹḿ"
_TONED = re.compile("[āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜńňǹḿ]")
_AMONG = re.compile(
    rf"(?<=[{_HAN}])(?:（(?P<bracketed>[{_LETTERS}][{_LETTERS} ]{{0,40}}[1-5]?)）"
    rf"|(?P<bare>[{_LETTERS}]{{2,6}})(?=[{_HAN}，。、；]))"
)
_LATIN = re.compile(rf"[{_LETTERS}]")
_NEAR, _MOST = 12, 5_000
"""Characters around a candidate in which a set phrase may stand, and candidates that are tried."""


def injected_pinyin(folded: str) -> Iterator[Sign]:
    """Syllables of pinyin behind or between Chinese characters: 中（zhōng）国, 工gong业.

    A foreign word between Chinese characters is no syllable, and a capital letter (AI) never begins one here.
    """
    if not _LATIN.search(folded):
        return
    for found in _AMONG.finditer(folded):
        words = (found["bracketed"] or found["bare"]).rstrip("12345").split()
        if words and all(_toneless(word) in signals().syllables for word in words):
            yield Sign(*found.span(), "")


def _toneless(word: str) -> str:
    if not _TONED.search(word) and "ü" not in word:
        return word
    plain = "".join(c for c in unicodedata.normalize("NFD", word.replace("ü", "v")) if not unicodedata.combining(c))
    return plain if "v" not in plain or plain[:1] in "nl" else plain.replace("v", "u")


def turned_numerals(folded: str) -> Iterator[Sign]:
    """Set phrases with Arabic numerals for Chinese ones (3中全会, 1是), or the other way round (五G, 六点零%)."""
    told = set()
    for candidate in _candidates(folded):
        first, last = max(0, candidate.start() - _NEAR), candidate.end() + _NEAR
        for numeral in signals().numerals:
            for found in numeral.pattern.finditer(folded, first, last):
                told.add(Sign(*found.span(), numeral.meant))
    end = 0
    for sign in sorted(told, key=lambda sign: (sign.start, -sign.end)):
        if sign.start >= end:
            yield sign
            end = sign.end


def _candidates(folded: str) -> Iterator[re.Match[str]]:
    """Where a set phrase with a numeral may stand; bounded, since a hostile text may hold nothing else."""
    return islice(chain.from_iterable(glance.finditer(folded) for glance in signals().glance), _MOST)


def doubled_marks(folded: str) -> Iterator[Sign]:
    """Marks of punctuation that stand twice, or against each other (，， 。，)."""
    for found in signals().doubled.finditer(folded):
        yield Sign(*found.span(), found.group()[0])
