"""Is this copy what was printed? Pages copy official texts, and some of them damage what they copy.

``cautions`` says of a text what a program did to it: words swapped for synonyms (spun text), pinyin put in, numerals
turned, marks doubled, sentences out of order, each with its number and its places. ``refuse_spun`` stops what would be
worthless on spun text: a comparison would report a hundred false rewordings, a proof would recompute invented words.
"""

from __future__ import annotations

from luoshi.texts.dirt.cautions import DIRTY, SPUN_TEXT, cautions, refuse_spun
from luoshi.texts.dirt.spinning import Spinning, spinning

__all__ = ["DIRTY", "SPUN_TEXT", "Spinning", "cautions", "refuse_spun", "spinning"]
