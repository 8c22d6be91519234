"""Enumerations: the members of 、 and 和 lists, without 等 and without what they share.

Here the marks of an enumeration are read; where its first and last member start and end is told by likeness, in
``list_edges``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from luoshi.texts.list_edges import (
    ALWAYS_SHARED,
    alike,
    by_kind,
    close,
    governed,
    open_first,
    opens_alike,
    speaks_of,
    unmeasured,
)
from luoshi.texts.list_words import acts, before_ending, bounded, joins, kind_of, last_noun, modifies, of

if TYPE_CHECKING:
    from luoshi.texts.clauses import Pair
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

_CAN_LIST = re.compile(r"[、和与及\x01新]|性..性$")
_ETC = re.compile(
    r"(?<!(?<!合)同)(?<!(?<![水公])平)(?<!均)等(?![待级于同候次额])(?!(?<=[高中初]等)(?:学|教|职|院|收|专))"
)
_LABEL = re.compile(r"“([^”]*[、\x01][^”]*)”[一二两三四五六七八九十\d]*[条个项大]?\S{0,4}$")
_ABSTRACTS = re.compile(r"(?:^|的)([\u4e00-\u9fff]{2}性)([\u4e00-\u9fff]{2}性)$")
_TWINS = re.compile(r"(新)([\u4e00-\u9fff]{2})\1([\u4e00-\u9fff]{2})$")
_PREDICATE = re.compile(r"不(?:低于|高于|超过|少于)|(?:增长|下降|提高)\d")
_DONE = re.compile(
    r"(?:深度|有机|有效|互联|融合|协同|协调|联动|升级|良性|相互|基本|总体|平稳|更好|共同|均衡|合理|稳步|适度)?"
    r"(?:循环|融合|合作|共享|互通|互动|促进|发展|稳定|脱钩|对接|衔接|结合|统一|贯通|平衡|开放|持续恢复|(?<=合理|稳步|适度)增长)$"
)
_UNITED = re.compile(r"(?:相|有机|紧密|更好|深度)?(?:结合|统一|并重|并举|相互促进|相互配合)$")
_AS = re.compile(r"(?<=..)为(?:中心|主|重点|导向|引领|主线|抓手|目标|核心|基础|支撑|根本|前提|牵引)$")
_EVEN_IF_LONG = ({"quality"}, {"norm"})
_KINDS = re.compile(r"[\u4e00-\u9fff]{1,3}?性(?=[\u4e00-\u9fff]{2})")
_SHARED = re.compile(r"企业(?=[^、]{2,4}和)|各方面|各类|各项|各级|一批|一系列|全部|有关")
_BODIES = ("企业", "行业", "产业", "单位", "机构", "地区", "人员", "项目")


def members(phrase: str, lex: Lexicon, *, caused: bool = False, clause: bool = False) -> Members:
    """The members of the enumeration in a masked object, as offsets into it; none where it enumerates nothing.

    ``caused`` says that the object may start with the body that is made to act (鼓勵各地開展…、樹立…), ``clause`` that
    its members may be whole clauses (確保…不低於…、…不低於…), which share no head.
    """
    if phrase[0] == "“" and (label := _LABEL.match(phrase)):
        return _split_label(phrase, label)
    if phrase[0] == "新" and (twins := _TWINS.match(phrase)):
        return Members(((0, twins.start(3) - 1), (twins.start(3) - 1, len(phrase))), False, False)
    if phrase[-1] == "性" and (twins := _ABSTRACTS.search(phrase)):
        return Members((twins.span(1), twins.span(2)), False, False)
    if caused and (inner := _inner(phrase, lex)):
        found = members(phrase[inner:], lex)
        return found._replace(spans=tuple([(a + inner, b + inner) for a, b in found.spans]))
    if "、" in phrase:
        return _list(phrase, lex, caused=caused, clause=clause)
    return _pair(phrase, lex, caused=caused or clause, done=caused)


def scope_members(masked: str) -> tuple[tuple[int, int], ...]:
    """The members in a modifying phrase (针对餐饮、零售、旅游等行业): two or more joined by 、."""
    end = found.start() if (found := _ETC.search(masked)) else len(masked)
    if "、" not in masked[:end]:
        return ()
    start = 2 if masked[:2] in {"根据", "按照", "围绕", "针对", "通过", "对于"} else 1
    parts = _parts(masked, start, end)
    if not found:
        parts[-1] = (parts[-1][0], before_ending(masked, *parts[-1], _SCOPE_HEADS))
    return tuple(parts)


_SCOPE_HEADS = ("决策部署", "部署", "工作", "领域", "行业", "问题", "要求")


def _split_label(phrase: str, label: re.Match[str]) -> Members:
    start, end = label.span(1)
    spans, at = [], start
    for part in re.split(r"[、\x01]", phrase[start:end]):
        spans.append((at, at + len(part)))
        at += len(part) + 1
    return Members(tuple(spans), False, True)


def _list(masked: str, lex: Lexicon, *, caused: bool, clause: bool) -> Members:
    etc = _ETC.search(masked, masked.index("、")) if "等" in masked else None
    end = etc.start() if etc else len(masked)
    parts = _parts(masked, 0, end)
    if len(parts) < 2:
        return NONE
    if etc and (at := of(masked, *parts[-1])) > 0 and at - parts[-1][0] == parts[-2][1] - parts[-2][0]:
        parts[-1], etc = (parts[-1][0], at), None
    counted = True
    if found := _last_and(masked, parts[-1]):
        first, last = parts.pop()
        parts += [(first, found[0]), (found[1], last)]
        counted = False
    parts = _joined_first(masked, parts, lex)
    if not counted and (pair := _of_qualities(masked, parts, lex)):
        return Members(pair, bool(etc), counted)
    if not etc:
        parts[-1] = alike(masked, parts, lex)
        parts[-1] = parts[-1] if clause and _PREDICATE.search(masked) else close(masked, parts, lex)
    first = open_first(masked, parts, lex, caused=caused, clause=clause)
    parts[0] = (first if first < parts[0][1] and masked[first] not in lex.tails else parts[0][0], parts[0][1])
    return Members(tuple(parts), bool(etc), counted)


def _parts(masked: str, start: int, end: int) -> list[tuple[int, int]]:
    parts, at = [], start
    for piece in masked[start:end].split("、"):
        parts.append((at, at + len(piece)))
        at += len(piece) + 1
    return [p for p in parts if p[1] > p[0]] or [(start, end)]


def _joined_first(masked: str, parts: list[Pair], lex: Lexicon) -> list[Pair]:
    """Bodies that 与 or 和 joins before the first 、 are members as well (政府与居民、社会力量)."""
    start, end = parts[0]
    found = joins(masked, start + 1, end - 1)
    if len(found) != 1:
        return parts
    left, right = (start, found[0][0]), (found[0][1], end)
    if _TIED.search(masked, parts[-1][1]) and masked[found[0][0]] in "与同":
        return [right, *parts[1:]]
    kinds = {kind_of(masked, *left, lex), kind_of(masked, *right, lex)}
    acting = all(acts(masked, a, b, lex) for a, b in [right, *parts[1:]]) and right[1] - right[0] >= 4
    even = {b - a for a, b in (left, right, *parts[1:])} in ({2}, {3})
    return [left, right, *parts[1:]] if kinds == {"body"} or acting or even else parts


_TIED = re.compile(r"等?的?(?:有机|有效|紧密)?(?:衔接|联动|协同|配合|沟通|协调|对接)$")


def _of_qualities(masked: str, parts: list[Pair], lex: Lexicon) -> tuple[Pair, ...]:
    """Two qualities of what is listed before them (技术、产业发展趋势和规律); none where the list is flat."""
    (start, end), last = parts[-2:]
    at = last_noun(masked, start, end, lex)
    of_one_kind = at < end and lex.kinds[masked[at:end]] == "quality" == kind_of(masked, *last, lex)
    bare = last_noun(masked, *last, lex) == last[0]
    before = {kind_of(masked, a, b, lex) for a, b in parts[:-2]}
    nested = of_one_kind and (bare or last[1] - last[0] == 5) and at - start >= 4 and before and "quality" not in before
    return ((at, end), last) if nested else ()


def _last_and(masked: str, part: tuple[int, int]) -> tuple[int, int] | None:
    found = joins(masked, part[0] + 2, part[1] - 1)
    return found[-1] if len(found) == 1 else None


def _inner(phrase: str, lex: Lexicon) -> int:
    """Where the object of the inner verb starts: 鼓勵地方對小微企業、個體工商戶實行…; 0 where there is none."""
    at = len(lex.actors.at(phrase, 0, len(phrase)))
    if not at or phrase[at : at + 1] != "对":
        return 0
    for i in range(at + 2, len(phrase) - 3):
        if (word := lex.light.at(phrase, i, len(phrase))) and phrase[i - 1] not in "的、和与及":
            return i + len(word)
    return 0


def _pair(masked: str, lex: Lexicon, *, caused: bool, done: bool) -> Members:
    """A and B without 、: only where the two sides are balanced."""
    if masked[0] == "以" and (framed := _AS.search(masked)):
        inner = _pair(masked[1 : framed.start()], lex, caused=False, done=False)
        return inner._replace(spans=tuple([(a + 1, b + 1) for a, b in inner.spans]))
    etc = _ETC.search(masked) if "等" in masked else None
    last = etc.start() if etc else len(masked)
    found = joins(masked, 1, last - 1)
    if len(found) == 2 and (pair := _of_qualities(masked, _three(found, last), lex)):
        return Members(pair, bool(etc), False)
    if len(found) != 1:
        return NONE
    left, right = (_begin(masked, last, found[0], lex), found[0][0]), (found[0][1], last)
    return Members(_two(masked, left, right, lex, caused=caused, done=done), bool(etc), False)


def _two(masked: str, left: Pair, right: Pair, lex: Lexicon, *, caused: bool, done: bool) -> tuple[Pair, ...]:
    if masked[left[1] - 1] == "性" and (kind := _KINDS.match(masked, right[0])):
        size = kind.end() - kind.start()
        return (left[0] if left[1] - left[0] <= 3 else left[1] - size, left[1]), kind.span()
    last, opening = right[1], lex.plain.at(masked, *right)
    twins = last - right[0] == 2 and last == len(masked)
    if not twins and len(opening) > 1 and (left[1] - left[0] == 2 or masked[left[1] - 2 : left[1]] in lex.plain):
        return ()
    if len(opening) > 1 and last - right[0] >= 4 and len(lex.plain.at(masked, *left)) > 1 and not caused:
        return left, right
    left = (_first_of_two(masked, left, right, lex, caused=caused), left[1])
    if (at := of(masked, right[0], last)) > right[0] and at < len(masked) - 1 and "的" not in masked[: left[1]]:
        right = (right[0], at - (masked[at - 1] in "中上下" and at - right[0] > 2))
    if united := _UNITED.search(masked, right[0] + 2, right[1]):
        right = (right[0], united.start())
        if right[1] - right[0] == left[1] - left[0]:
            return left, right
    if masked[0] in "把将" and (held := _held_until(masked, right, lex)):
        return (1, left[1]), (right[0], held)
    return _balanced(masked, left, _closed(masked, left, right, lex, done=done), lex)


def _first_of_two(masked: str, left: Pair, right: Pair, lex: Lexicon, *, caused: bool) -> int:
    """Where the first of two starts, behind the body that is made to act and behind the verb that governs both."""
    start, end = left
    if caused and len(verb := lex.plain.at(masked, *left)) > 1 and end - start - len(verb) >= 2:
        start += 0 if len(lex.plain.at(masked, *right)) > 1 else len(verb)
    if caused and end - start >= right[1] - right[0] + 2:
        start = governed(masked, (start, end), [right], lex)
    return opens_alike(masked, (start, end), right)


def _three(marks: list[Pair], last: int) -> list[Pair]:
    return [(0, marks[0][0]), (marks[0][1], marks[1][0]), (marks[1][1], last)]


def _begin(masked: str, last: int, mark: Pair, lex: Lexicon) -> int:
    """Where the first of two starts: behind 对, and behind a measure that both share."""
    if speaks_of(masked, 0, last, lex):
        return 1
    if shared := _SHARED.match(masked, 0, mark[0] + 1):
        return shared.end()
    return unmeasured(masked, 0, mark[0], lex)


def _closed(masked: str, left: Pair, right: Pair, lex: Lexicon, *, done: bool) -> Pair:
    """The second of two members, without what both share at their right."""
    if masked[left[1] - 2 : left[1]] != masked[right[1] - 2 : right[1]]:
        right = (right[0], _pair_head(masked, left, right, lex))
        soft = before_ending(masked, *right, lex.soft_heads)
        even = soft - right[0] == left[1] - left[0] and soft - right[0] in {2, 4}
        if soft < right[1] and even and not acts(masked, *right, lex):
            return right[0], soft
        kind = kind_of(masked, *left, lex)
        size = left[1] - max(left[0], masked.rfind("的", *left) + 1)
        if kind and (at := by_kind(masked, right, kind, size, lex)):
            right = (right[0], at)
    return _without_predicate(masked, left, right, lex, done=done)


def _balanced(masked: str, left: Pair, right: Pair, lex: Lexicon) -> tuple[Pair, ...]:
    """Both members, the first without the modifier that they share; none where they are no match."""
    size = right[1] - right[0]
    longer = left[1] - left[0] - size
    if size <= 5 and longer >= 2:
        left = (_shared_left(masked, left, right, lex), left[1])
    elif abs(longer) > 6 and {kind_of(masked, *left, lex), kind_of(masked, *right, lex)} not in _EVEN_IF_LONG:
        return ()
    return left, right


def _held_until(masked: str, right: Pair, lex: Lexicon) -> int:
    """Where what 把 holds ends, inside a clause that a verb governs (坚持把…和…放在首位); 0 for no verb."""
    for at in range(right[0] + 2, right[1] - 1):
        if lex.ba_verbs.at(masked, at, right[1]):
            return at
    return 0


def _shared_left(masked: str, left: Pair, right: Pair, lex: Lexicon) -> int:
    """Where the first of two starts whose second is short (發展預期和信心)."""
    start, end = left
    size = right[1] - right[0]
    if (of_ := masked.rfind("的", start, end)) > start and end - of_ > 2 and "的" not in masked[slice(*right)]:
        return of_ + 1
    kind, noun = kind_of(masked, start, end, lex), last_noun(masked, start, end, lex)
    if kind == "body" or masked[end - 2 : end] == masked[right[1] - 2 : right[1]]:
        return start
    at = end - (2 if size == 3 and masked[end - 1] != masked[right[1] - 1] else size)
    same = noun < end and kind_of(masked, *right, lex) == kind
    if same and (size <= 3 or (kind == "quality" and _owned(masked, start, noun, lex))):
        at = noun
    at -= not bounded(masked, at, lex) and at > start + 1
    if kind == "act" and at - start >= 4 and masked[at - 2 : at] in lex.degrees:
        at -= 2
    tight = end - start <= (4 if size <= 3 else size + 2)
    free = not tight or (size == 2 and (noun == end or kind == "quality"))
    acted = size == 2 and masked[start:at] in lex.verbs and not same
    fits = free or acted or modifies(masked, start, at, lex)
    return at if fits and bounded(masked, at, lex) else start


def _owned(masked: str, start: int, noun: int, lex: Lexicon) -> bool:
    """Whether the word before a noun is a body or a thing that has it (产业|韧性)."""
    whose = last_noun(masked, start, noun, lex)
    return whose < noun and lex.kinds[masked[whose:noun]] in {"body", "thing"}


def _without_predicate(masked: str, left: Pair, right: Pair, lex: Lexicon, *, done: bool) -> Pair:
    """The second of two members without what both do (科技创新与产业创新深度融合), or without a long shared head
    behind two short words (国际和区域科技创新中心).
    """
    if at := _as_long(masked, left, right, lex):
        return right[0], at
    if done and (act := _DONE.search(masked, right[0] + 2, right[1])) and not _DONE.search(masked, *left):
        kinds = {kind_of(masked, *left, lex), kind_of(masked, right[0], act.start(), lex)} - {""}
        return right if len(kinds) == 2 or masked[act.start() - 1] == "的" else (right[0], act.start())
    short = left[1] - left[0] == 2 and masked[left[0] : left[1]] not in lex.verbs
    if short and 6 <= right[1] - right[0] <= 10:
        longer = [n for n in (4, 3) if masked[right[0] : right[0] + n] in lex.kinds]
        derived = 3 if masked[right[0] + 2] in lex.tails else 2
        return right[0], right[0] + (longer[0] if longer else derived)
    return right


def _as_long(masked: str, left: Pair, right: Pair, lex: Lexicon) -> int:
    """Where the second of two ends that is built like the first; 0 where nothing tells."""
    size = left[1] - left[0]
    if size < 3:
        return 0
    at = masked.find(masked[left[1] - 2 : left[1]], right[0] + 1, right[0] + size + 3) + 2
    if right[0] < at < right[1] - 1:
        return at
    body = lex.actors.at(masked, *right)
    if body and masked.endswith(_BODIES, left[0], left[1]) and right[1] - right[0] - len(body) >= 2:
        return right[0] + len(body)
    at = right[0] + size
    if at < right[1] - 3 and masked[at - 1] == masked[left[1] - 1]:
        return at
    if at >= right[1] - 1 or not bounded(masked, at, lex):
        return 0
    aligned = 4 <= size <= 6 and any(masked[left[0] + j] == masked[right[0] + j] for j in range(1, size))
    aligned = aligned and masked[left[1] - 2 : left[1]] != masked[right[1] - 2 : right[1]]
    aligned = aligned and last_noun(masked, right[0], at, lex) < at
    return at if aligned or len(lex.plain.at(masked, at, right[1])) > 1 else 0


def _pair_head(masked: str, left: Pair, right: Pair, lex: Lexicon) -> int:
    """Where the second of two members ends: before a shared head, unless both are already equally long."""
    if before_ending(masked, *left, lex.heads) < left[1]:
        return right[1]
    if kind_of(masked, *left, lex) == "quality" == kind_of(masked, *right, lex):
        return right[1]
    if right[1] - right[0] == left[1] - left[0] and not ALWAYS_SHARED.search(masked[slice(*right)]):
        return right[1]
    return before_ending(masked, *right, lex.heads)
