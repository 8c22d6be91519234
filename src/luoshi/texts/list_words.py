"""What is known of the words inside an enumeration: the kind of a noun, and where no word is cut in two.

There is no word segmentation. A phrase is asked only at one place: which noun of the lexicon ends here, and whether
a cut here would go through a word that the lexicon knows.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from luoshi.texts.lexicon import Lexicon

__all__ = ["acts", "before_ending", "bounded", "joins", "kind_of", "known", "last_noun", "modifies", "of"]

_AND = re.compile(r"[和与及以]")
_NOT_BEHIND = {"和": "总平饱温缓调谐", "与": "参", "及": "以普涉可顾触企惠波遍危述论", "以": ""}
_NOT_BEFORE = {"和": "平谐睦", "与": "会", "及": "时早其"}
_NAMES = frozenset(
    {
        *("工业和信息化", "住房和城乡建", "资源和社会保", "经济和信息化", "全面与进步跨"),
        *("国民经济和社", "发展和改革委", "卫生和计划生"),
    }
)
_WHOLE = ("党和国家", "党和政府", "党和人民")
_ONE_PARTY = ("党委和政府", "碳中和")
_BOTH = frozenset({"人与自然", "人和自然"})
_DERIVES = frozenset("性化型")
_NO_TRADES = frozenset({"敬业", "就业", "创业", "失业", "事业", "作业", "专业", "毕业", "转业", "开业", "停业", "兴业"})
_EARNEST = frozenset({"带头", "更好", "不断", "进一步", "大力", "着力", "切实", "充分", "依法", "积极", "主动"})
_NOT_NAMED = frozenset({"水平", "公平", "协调", "强调", "下调", "上调"})
_ENDINGS = {**dict.fromkeys("性度力率感", "quality"), **dict.fromkeys("业者户", "body")}


def kind_of(text: str, start: int, end: int, lex: Lexicon) -> str:
    """The kind of the last noun between two places; empty where the lexicon has none."""
    at = last_noun(text, start, end, lex)
    if at < end:
        return lex.kinds[text[at:end]]
    if end - start < 3 or text[end - 2 : end] in _NO_TRADES:
        return ""
    return _ENDINGS.get(text[end - 1], "")


def last_noun(text: str, start: int, end: int, lex: Lexicon) -> int:
    """Where the longest noun of the lexicon starts that ends at ``end``; ``end`` where there is none."""
    for size in (5, 4, 3, 2):
        if end - size >= start and text[end - size : end] in lex.kinds:
            return end - size
    return end


def bounded(text: str, at: int, lex: Lexicon) -> bool:
    """Whether a cut at ``at`` goes through no word: not 普惠|性, not 增|长率, but 企業|發展."""
    if at >= len(text):
        return True
    if text[at] in "群圈" and text[at : at + 2] not in lex.kinds:
        return False
    if text[at] in lex.tails or (text[at + 1 : at + 2] in _DERIVES and not known(text[at : at + 2], lex)):
        return False
    if not known(text[at - 1 : at + 1], lex):
        return True
    return known(text[at - 2 : at], lex) and (known(text[at : at + 2], lex) or text[at : at + 1] in "、和与及的，")


def known(word: str, lex: Lexicon) -> bool:
    """Whether two characters are a word of the lexicon."""
    return len(word) == 2 and (word in lex.kinds or word in lex.verbs)


def modifies(text: str, start: int, end: int, lex: Lexicon) -> bool:
    """Whether there is nothing but modifiers between two places (全球海洋科研調查)."""
    while start < end and (size := _modifier(text, start, end, lex)):
        start += size
    return start == end


def _modifier(text: str, at: int, end: int, lex: Lexicon) -> int:
    """How long the modifier is that stands here: a word of the lexicon's modifiers, or a body or thing; 0 for none."""
    if word := lex.modifiers.at(text, at, end):
        return len(word)
    sizes = (size for size in (4, 3, 2) if at + size <= end)
    return next((size for size in sizes if lex.kinds.get(text[at : at + size]) in {"body", "thing"}), 0)


def acts(text: str, start: int, end: int, lex: Lexicon) -> bool:
    """Whether a member opens with a verb; 制造业, 服务商 and 符合条件的企业 are none."""
    verb = lex.verbs.at(text, start, end)
    if not verb and (adverb := lex.degrees.at(text, start, end)) in _EARNEST:
        verb = lex.verbs.at(text, start + len(adverb), end)
    if not verb or text[start + len(verb) : start + len(verb) + 1] in {"业", "商", "者"}:
        return False
    return verb not in lex.describing or text.find("的", start, end) < 0


def of(text: str, start: int, end: int) -> int:
    """Where a 的 of attribution stands, which that of 目的 is not; -1 for none."""
    at = text.find("的", start, end)
    return -1 if at > 0 and text[at - 1] == "目" else at


def joins(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where 和, 与, 及 or 以及 joins: not inside words such as 和平, 参与, 惠及, 碳中和."""
    found: list[tuple[int, int]] = []
    for mark in _AND.finditer(text, start, end):
        at, char = mark.start(), mark.group()
        if char == "以":
            if text.startswith("以及", at, end):
                found.append((at, at + 2))
            continue
        named = char == "和" and text[at - 2 : at] in _NOT_NAMED
        if not named and (text[at - 1 : at] in _NOT_BEHIND[char] or text[at + 1 : at + 2] in _NOT_BEFORE[char]):
            continue
        if text[at - 2 : at + 4] in _NAMES or text[at - 4 : at + 2] in _NAMES or text.startswith(_WHOLE, at - 1):
            continue
        if named or not (text[at - 1 : at + 3] in _BOTH or text.startswith(_ONE_PARTY, at - 2)):
            found.append((at, at + 1))
    return found


def before_ending(text: str, start: int, end: int, endings: tuple[str, ...]) -> int:
    """Where the longest of the endings starts, if at least two characters stand before it; else ``end``."""
    if not text.endswith(endings, start + 2, end):
        return end
    return end - max(len(word) for word in endings if text.endswith(word, start + 2, end))
