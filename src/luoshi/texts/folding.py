"""One script to analyse, the other to show: folding keeps every offset.

Official texts come in Simplified and Traditional characters, with half-width and full-width punctuation.
The grammar reads one folded form; records quote the original. That works only if the folded text has the
same length, so it is asserted, and only OpenCC's ``t2s`` is used: the phrase profiles change lengths.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from operator import ne
from typing import TYPE_CHECKING

from luoshi.core.errors import FileRefused

if TYPE_CHECKING:
    from opencc import OpenCC

__all__ = ["SAMPLE", "Folded", "fold"]

# Characters that t2s leaves although Simplified text writes them otherwise, and forms of one punctuation mark.
_LEFT_BY_T2S = {"枱": "台", "凖": "准", "戸": "户", "馀": "余", "祇": "只", "戶": "户", "値": "值", "黄": "黄"}
_PUNCTUATION = dict(zip(",;:!?()「」『』﹁﹂", "，；：！？（）“”‘’“”", strict=True))
_FULL_WIDTH = {
    chr(c): chr(c - 0xFEE0) for c in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
_SYMBOLS = {
    "％": "%",
    "＋": "+",
    "－": "-",
    "．": ".",
    "﹪": "%",
    "︰": "：",
    "\u3000": " ",
    "\u00a0": " ",
    "\ufeff": " ",
}
_TABLE = {**_LEFT_BY_T2S, **_PUNCTUATION, **_FULL_WIDTH, **_SYMBOLS}
_FOLDED_HERE = re.compile("[" + re.escape("".join(_TABLE)) + "]")
SAMPLE = 800
"""Characters that tell the script of a text: enough for some two hundred that differ."""

_THOUSANDS = re.compile(r"，(?<=\d，)(?=\d{3}(?!\d))")
_RADICALS = re.compile(r"[\u2f00-\u2fd5]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Folded:
    """The text to analyse, as long as the original. ``changed`` counts the characters that differ by script."""

    text: str
    script: str
    changed: int


def fold(text: str) -> Folded:
    """Fold to Simplified characters and full-width punctuation, offset by offset.

    Raises ``FileRefused`` for a lone surrogate, which is no character in any script.
    """
    if found := _SURROGATE.search(text):
        raise FileRefused(
            f"character {found.start()} is half of a surrogate pair",
            where="text",
            remedy="save the text again as UTF-8",
        )
    simplified: str = _converter("t2s").convert(text)
    changed = _differences(text, simplified)
    folded = _FOLDED_HERE.sub(_by_table, simplified)
    folded = _THOUSANDS.sub(",", folded)
    if _RADICALS.search(folded):
        folded = _RADICALS.sub(_unradical, folded)
    if len(folded) != len(text):
        raise AssertionError("folding changed the length of the text: offsets would be wrong")
    return Folded(folded, _script(text, changed), changed)


@cache
def _converter(profile: str) -> OpenCC:
    from opencc import OpenCC

    return OpenCC(profile)


def _differences(one: str, other: str) -> int:
    return 0 if one == other else sum(map(ne, one, other))


def _script(text: str, changed: int) -> str:
    """Hans, Hant or mixed, by which conversion changes more of the first characters."""
    sample = text[:SAMPLE]
    if not changed:
        return "Hans"
    traditional = _differences(sample, _converter("t2s").convert(sample))
    simplified = _differences(sample, _converter("s2t").convert(sample))
    if traditional <= simplified / 20:
        return "Hans"
    return "Hant" if simplified <= traditional / 20 else "mixed"


def _by_table(found: re.Match[str]) -> str:
    return _TABLE[found.group()]


def _unradical(found: re.Match[str]) -> str:
    """A Kangxi radical is the look-alike of one character; its compatibility form is that character."""
    import unicodedata

    return unicodedata.normalize("NFKC", found.group())
