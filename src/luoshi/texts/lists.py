"""Enumerations: the members of 、 and 和 lists, without 等 and without what they share.

Members share a head on the right (党建、思政和意识形态工作) and a modifier on the left (发展预期和信心). Without word
segmentation the evidence is length and likeness: parallel members of official prose are equally long.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from luoshi.texts.lexicon import Lexicon

__all__ = ["NONE", "Members", "may_list", "members", "scope_members"]


def may_list(text: str, start: int, end: int) -> bool:
    """A quick look: whether a phrase can enumerate anything."""
    return _CAN_LIST.search(text, start, end) is not None


class Members(NamedTuple):
    """Offsets of the members in their phrase. ``open`` where 等 follows, ``counted`` where 、 alone joins them."""

    spans: tuple[tuple[int, int], ...]
    open: bool
    counted: bool


NONE = Members((), False, False)

_CAN_LIST = re.compile(r"[、和与及\x01新]")
_AND = re.compile(r"[和与及以]")
_NOT_BEHIND = {"和": "总平饱温缓调", "与": "参", "及": "以普涉", "以": ""}
_NOT_BEFORE = {"和": "平谐睦", "与": "会", "及": "时早其"}
_ETC = re.compile(r"等(?![待级于同候次额])")
_HEADS = (
    *(
        "安全保障能力",
        "安全底线",
        "全链条保障",
        "带动作用",
        "拉动作用",
        "支撑作用",
        "引领作用",
        "作用",
        "水平",
        "能力",
        "安全",
        "改造",
        "各项工作",
    ),
    *(
        "工作",
        "机遇",
        "力度",
        "协调保障",
        "保障",
        "短板",
        "改革",
        "问题",
        "风险",
        "领域",
        "行业",
        "再贷款",
        "成果",
        "成本",
        "质量",
        "效率",
        "渠道",
    ),
    *("标准", "办法", "活动", "任务"),
)
_SOFT_HEADS = (
    *(
        "综合利用",
        "安全底线",
        "研发力量",
        "建设",
        "技术",
        "利用",
        "应用",
        "力量",
        "底线",
        "研发",
        "产品",
        "全链条",
        "体系",
        "安全生产",
    ),
)
_LABEL = re.compile(r"“([^”]*[、\x01][^”]*)”[一二两三四五六七八九十\d]*[条个项大]?\S{0,4}$")
_TWINS = re.compile(r"(新)([\u4e00-\u9fff]{2})\1([\u4e00-\u9fff]{2})$")


def members(phrase: str, lex: Lexicon, *, caused: bool = False) -> Members:
    """The members of the enumeration in a masked object, as offsets into it; none where it enumerates nothing.

    ``caused`` says that the object may start with the body that is made to act (鼓勵各地開展…、樹立…).
    """
    if phrase[0] == "“" and (label := _LABEL.match(phrase)):
        return _split_label(phrase, label)
    if phrase[0] == "新" and (twins := _TWINS.match(phrase)):
        return Members(((0, twins.start(3) - 1), (twins.start(3) - 1, len(phrase))), False, False)
    if "、" in phrase:
        return _list(phrase, lex, caused=caused)
    return _pair(phrase)


def scope_members(masked: str) -> tuple[tuple[int, int], ...]:
    """The members in a modifying phrase (针对餐饮、零售、旅游等行业): two or more joined by 、."""
    end = found.start() if (found := _ETC.search(masked)) else len(masked)
    if "、" not in masked[:end]:
        return ()
    start = 2 if masked[:2] in {"根据", "按照", "围绕", "针对", "通过", "对于"} else 1
    parts = _parts(masked, start, end)
    if not found:
        parts[-1] = (parts[-1][0], _without_head(masked, parts[-1]))
    return tuple(parts)


def _split_label(phrase: str, label: re.Match[str]) -> Members:
    start, end = label.span(1)
    spans, at = [], start
    for part in re.split(r"[、\x01]", phrase[start:end]):
        spans.append((at, at + len(part)))
        at += len(part) + 1
    return Members(tuple(spans), False, True)


def _list(masked: str, lex: Lexicon, *, caused: bool) -> Members:
    etc = _ETC.search(masked, masked.index("、"))
    end = etc.start() if etc else len(masked)
    parts = _parts(masked, 0, end)
    if len(parts) < 2:
        return NONE
    counted = True
    if not etc and (found := _last_and(masked, parts[-1])):
        first, last = parts.pop()
        parts += [(first, found[0]), (found[1], last)]
        counted = False
    if not etc:
        parts[-1] = _close(masked, parts, lex)
    parts[0] = (_open(masked, parts, lex, caused=caused), parts[0][1])
    return Members(tuple(parts), bool(etc), counted)


def _parts(masked: str, start: int, end: int) -> list[tuple[int, int]]:
    parts, at = [], start
    for piece in masked[start:end].split("、"):
        parts.append((at, at + len(piece)))
        at += len(piece) + 1
    return [p for p in parts if p[1] > p[0]] or [(start, end)]


def _ands(masked: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where 和, 与, 及 or 以及 joins: not inside words such as 和平, 参与, 及时."""
    found: list[tuple[int, int]] = []
    for mark in _AND.finditer(masked, start, end):
        at, char = mark.start(), mark.group()
        if char == "以":
            if masked.startswith("以及", at, end):
                found.append((at, at + 2))
        elif masked[at - 1 : at] not in _NOT_BEHIND[char] and masked[at + 1 : at + 2] not in _NOT_BEFORE[char]:
            found.append((at, at + 1))
    return found


def _last_and(masked: str, part: tuple[int, int]) -> tuple[int, int] | None:
    found = _ands(masked, part[0] + 2, part[1] - 1)
    return found[-1] if len(found) == 1 else None


def _close(masked: str, parts: list[tuple[int, int]], lex: Lexicon) -> tuple[int, int]:
    """The last member without the head that all members share, or without what follows its 的."""
    start, end = parts[-1]
    others = [masked[a:b] for a, b in parts[:-1]]
    if (at := masked.find("的", start, end)) > start and not any("的" in o for o in others[1:]):
        return start, at
    size = len(others[-1])
    if size <= 2 and end - start > size and masked[start : start + size] in lex.verbs and others[-1] in lex.verbs:
        return start, start + size
    if any(o.endswith(masked[end - 2 : end]) for o in others):
        return start, end
    soft = _before_ending(masked, start, end, _SOFT_HEADS)
    if soft < end and abs(soft - start - size) < abs(end - start - size):
        return start, soft
    return start, _without_head(masked, parts[-1])


def _without_head(masked: str, part: tuple[int, int]) -> int:
    return _before_ending(masked, *part, _HEADS)


def _before_ending(masked: str, start: int, end: int, endings: tuple[str, ...]) -> int:
    """Where the longest of the endings starts, if at least two characters stand before it; else ``end``."""
    if not masked.endswith(endings, start + 2, end):
        return end
    return end - max(len(word) for word in endings if masked.endswith(word, start + 2, end))


def _open(masked: str, parts: list[tuple[int, int]], lex: Lexicon, *, caused: bool) -> int:
    """Where the first member starts, without the modifier or the actor that all members share."""
    start, end = parts[0]
    if caused and (after := _after_caused(masked, parts, lex)) > start:
        return after
    sizes = {b - a for a, b in parts[1:]}
    size = next(iter(sizes))
    alike = len(sizes) == 1 and size <= 5 and end - start > size
    shared = any(masked[b - 2 : b] == masked[end - 2 : end] for _, b in parts[1:])
    if alike and not shared and (end - start - size >= 2):
        return end - size
    if (at := masked.rfind("的", start, end)) > start and end - at > 2 and not shared:
        return at + 1
    return start


def _after_caused(masked: str, parts: list[tuple[int, int]], lex: Lexicon) -> int:
    """Where the members start behind the body that is made to act, and behind the one verb that governs them all."""
    start, end = parts[0]
    at = start + len(lex.actors.at(masked, start, end))
    verb = lex.plain.at(masked, at, end)
    if len(verb) >= 2 and not any(lex.verbs.at(masked, a, b) for a, b in parts[1:]):
        at += len(verb)
    return at if end - at > 1 else start


def _pair(masked: str) -> Members:
    """A and B without 、: only where the two sides are balanced."""
    etc = _ETC.search(masked)
    last = etc.start() if etc else len(masked)
    found = _ands(masked, 1, last - 1)
    if len(found) != 1:
        return NONE
    begin = shared.end() if (shared := _SHARED.match(masked, 0, found[0][0] - 1)) else 0
    left, right = (begin, found[0][0]), (found[0][1], last)
    if (at := masked.find("的", right[0])) > right[0] and at < len(masked) - 1 and "的" not in masked[: left[1]]:
        right = (right[0], at)
    if masked[left[1] - 2 : left[1]] != masked[right[1] - 2 : right[1]]:
        right = (right[0], _pair_head(masked, left, right))
    size = right[1] - right[0]
    longer = left[1] - left[0] - size
    if size <= 4 and longer >= 2:
        left = (left[1] - size, left[1])
    elif longer > 6 or longer < -6:
        return NONE
    return Members((left, right), bool(etc), False)


_SHARED = re.compile(r"企业(?=[^、]{2,4}和)|各方面|各类|各项|各级|一批|一系列|全部|有关")
_ALWAYS_SHARED = re.compile(r"(?:水平|能力|工作)$")


def _pair_head(masked: str, left: tuple[int, int], right: tuple[int, int]) -> int:
    """Where the second of two members ends: before a shared head, unless both are already equally long."""
    if right[1] - right[0] == left[1] - left[0] and not _ALWAYS_SHARED.search(masked[slice(*right)]):
        return right[1]
    return _without_head(masked, right)
