"""What sort of statement a number is: a level, growth, a share, a change, a count, a rank or a multiple.

And how it is bounded: 以上 and 以下 include the number (Civil Code, article 1259), 超过 and 不足 do not, 约 and 左右
bound nothing. A reduction (减负600亿元) is a change downwards with a positive amount.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from luoshi.texts.lexicon import WordFile

if TYPE_CHECKING:
    from luoshi.texts.figures import Told

__all__ = ["BOUNDS", "bound_of", "direction_of", "kind_of"]

BOUNDS = {
    "at_least": ("以上", "不低于", "不少于", "至少"),
    "more_than": ("超过", "超", "突破", "逾", "高于", "多", "余", "几", "餘"),
    "at_most": ("以下", "以内", "不超过", "不高于"),
    "less_than": ("低于", "不足", "不到"),
    "about": ("约", "近", "左右", "上下", "大约", "接近"),
}
"""The senses of approximators and comparators: inclusive (at least, at most), exclusive, or none (about)."""

_SENSES = sorted(((word, sense) for sense, words in BOUNDS.items() for word in words), key=lambda one: -len(one[0]))
_GROWTH = re.compile(r"(?:增速|增幅|降幅|涨幅|跌幅|增长率)$")
_SHARE = re.compile(r"占|比重|比例|份额|率$")
_REDUCED = re.compile(r"减|降|压|免|清偿|化解|节约|节省|让利")
_BY_UNIT = {"倍": "multiple", "番": "multiple", "个百分点": "change"}
_COUNTED = re.compile(r"[家个项条件座批种类所套名场台辆艘架户人支只部起例处位次列颗枚份宗头站张间栋口]$")


@cache
def _directions() -> tuple[frozenset[str], frozenset[str]]:
    words = WordFile.load("figures")
    return frozenset(words.words("rising")), frozenset(words.words("falling"))


def kind_of(told: Told, text: str) -> str:
    """One of level, growth, share, change, count, rank, multiple; ``text`` is the sentence of the number."""
    unit, measure = told.found.unit, _words(told.measure, text)
    if text[told.found.start - 1 : told.found.start] == "第":
        return "rank"
    if unit in _BY_UNIT:
        return _BY_UNIT[unit]
    if told.comparison and not told.reaches:
        return "growth" if unit == "%" else "change"
    if unit == "%":
        return "growth" if _GROWTH.search(measure or _words(told.subject, text)) else "share"
    if not told.comparison and measure and _REDUCED.search(measure) and not _COUNTED.search(unit):
        return "change"
    return "count" if _COUNTED.search(unit) else "level"


def direction_of(told: Told, text: str) -> str | None:
    """``up`` or ``down`` where a verb of change says so; None else."""
    rising, falling = _directions()
    verb = told.verb if told.comparison else ""
    if verb in rising or verb in falling:
        return "up" if verb in rising else "down"
    measure = _words(told.measure, text)
    if measure.endswith(("降幅", "跌幅")):
        return "down"
    if verb or not measure:
        return None
    if measure in falling or (_REDUCED.search(measure) and kind_of(told, text) == "change"):
        return "down"
    return "up" if measure.startswith(("新增", "净增")) else None


def bound_of(approx: str | None) -> str | None:
    """The sense of an approximator or comparator as printed; None without one."""
    if not approx:
        return None
    return next((sense for word, sense in _SENSES if word in approx), None)


def _words(pieces: tuple[tuple[int, int], ...], text: str) -> str:
    return "".join(text[a:b] for a, b in pieces)
