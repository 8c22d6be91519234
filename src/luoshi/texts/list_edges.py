"""Where the first and the last member of an enumeration start and end: what all members share is no part of one.

Members share a head on the right (党建、思政和意识形态工作) and a modifier on the left (发展预期和信心). The evidence
is likeness: of kind (a body beside a body), of ending, of length, of being verbs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from luoshi.texts.list_words import acts, before_ending, bounded, kind_of, known, last_noun, modifies, of

if TYPE_CHECKING:
    from luoshi.texts.clauses import Pair
    from luoshi.texts.lexicon import Lexicon

__all__ = [
    "ALWAYS_SHARED",
    "alike",
    "by_kind",
    "close",
    "governed",
    "open_first",
    "opens_alike",
    "speaks_of",
    "unmeasured",
]

ALWAYS_SHARED = re.compile(r"(?:水平|能力|工作)$")
"""Heads that are shared even by members of one length."""

_FRAMES = ("体制", "机制", "体系", "制度", "政策")
_SETS_IN = "在向从更"
_DONE = re.compile(
    r"(?:深度|有机|有效|互联|融合|协同|协调|联动|升级|良性|相互|基本|总体|平稳|更好|共同|均衡)?"
    r"(?:循环|融合|合作|共享|互通|互动|促进|发展|稳定|脱钩|对接|衔接|结合|统一|贯通|平衡|开放|增长|贯通融合)$"
)
_GRADES = frozenset("大小长短高低多少强弱好快慢难重轻")
_ACTS = frozenset("稳保促扩拓抓强优增提补防控惠降减调转兴育引聚建护治守创破立改去推管重讲办用学想做敢能会出上下")
_TIME = re.compile(r"(?:到)?(?:今年|明年)?(?:\d{1,2}月)?(?:\d{1,2}日|年?底|[一二三四]季度)?前")
_TIME_HEADS = frozenset("到今明年一二三四0123456789")
_NOT = re.compile(r"不(?:盲目|随意|再|搞)")
_ACTOR = re.compile(
    r"[^，、和与的]{2,8}(?:企业|机构|银行|公司|部门|院校|高校|人员|组织|协会|力量|资本|主体|单位|党员|干部)"
)
_MEASURE = re.compile(
    r"\d+(?:\.\d+)?(?:%|个|项|家|条|批|类)(?:左右|以上)?|[一两三几]+(?:支|批|条|套|个|项|类)(?=[^一])"
)
_ABOUT = re.compile(r"(?:相关|有关)[^、]{2,4}$")
_MORE = re.compile(r"更加?|日益|越来越|高度")
_NAMELY = re.compile(r"特别是|尤其是|包括")
_TOWARD = re.compile(r"[^、的]{2,10}?向(?=[^、]{2})")
_EACH = re.compile(r"各(?:环节|领域|方面|部门|行业|地区|阶段)")
_LABEL = re.compile(r"“[^”]{2,8}”$")


def alike(text: str, parts: list[Pair], lex: Lexicon) -> Pair:
    """The last member without what the list is made to do (商品、要素、资源在更大范围内流动)."""
    sizes = {b - a for a, b in parts[:-1]}
    start, end = parts[-1]
    if end - start <= min(sizes) + 1:
        return start, end
    at = start + max(sizes)
    if all(text[a:b] in lex.actors for a, b in parts[:-1]) and (body := lex.actors.at(text, start, end)):
        return start, start + len(body)
    adverb = lex.degrees.at(text, at, end) or _DONE.match(text, at, end)
    if len(sizes) == 1 and at < end - 2 and (text[at] in _SETS_IN or adverb):
        return start, at - (text[at - 1] == "的")
    if (each := _EACH.search(text, start + 2, end)) and each.start() - start in sizes:
        return start, each.start()
    return start, end


def close(text: str, parts: list[Pair], lex: Lexicon) -> Pair:
    """The last member without the head that all members share, or without what follows its 的."""
    start, whole = parts[-1]
    others = [text[a:b] for a, b in parts[:-1]]
    end = _attributed(text, parts, others, lex)
    if end < whole and end - start == len(others[-1]):
        return start, end
    if at := _by_likeness(text, parts, others, lex, end) or _by_soft_head(text, (start, end), others, lex):
        return start, at
    kind = kind_of(text, *parts[-2], lex) or kind_of(text, *parts[0], lex)
    at = _by_kinds(text, (start, end), others, kind, lex) if end == whole or kind in {"body", "thing"} else 0
    if at or end < whole:
        return start, at or end
    return start, _without_head(text, (start, end), others, lex)


def _attributed(text: str, parts: list[Pair], others: list[str], lex: Lexicon) -> int:
    """Where the 的 stands that ends the members, which say of what they are said; their end where there is none."""
    start, end = parts[-1]
    describes = lex.describing.at(text, start, end) and not acts(text, *parts[0], lex)
    at = -1 if describes or any("的" in o for o in others[1:]) else of(text, start, end)
    return at if at > start else end


def _by_soft_head(text: str, last: Pair, others: list[str], lex: Lexicon) -> int:
    """Where a head starts that is shared only where it leaves members of one length; 0 for none."""
    start, end = last
    soft = before_ending(text, start, end, lex.soft_heads)
    even = soft < end and {len(o) for o in others[1:]} == {soft - start}
    return soft if even and text[start:soft] not in lex.degrees else 0


def _by_kinds(text: str, last: Pair, others: list[str], kind: str, lex: Lexicon) -> int:
    """Where the last member ends that is of the kind of the others; 0 where nothing tells."""
    start, end = last
    if (about := _ABOUT.search(text, start + 2, end)) and about.start() - start <= len(others[-1]) + 1:
        return about.start()
    if not kind:
        return 0
    sizes, at = {len(o) for o in others}, start + len(others[-1])
    same = len(sizes) == 1 and at < end - 1 and kind_of(text, start, at, lex) == kind
    same = same and (kind != kind_of(text, start, end, lex) or _DONE.match(text, at, end) is not None)
    if same and bounded(text, at, lex):
        return at
    return by_kind(text, last, kind, len(others[-1].rpartition("的")[2]), lex)


def _without_head(text: str, last: Pair, others: list[str], lex: Lexicon) -> int:
    """Where a shared head starts, or a quoted one; the end of the member where it has none."""
    start, end = last
    if label := _LABEL.search(text, start + 2, end):
        return label.start()
    size, soft = len(others[-1]), before_ending(text, start, end, lex.soft_heads)
    if soft < end and text[start:soft] not in lex.degrees and abs(soft - start - size) < abs(end - start - size):
        return soft
    return before_ending(text, start, end, lex.heads)


def by_kind(text: str, last: Pair, kind: str, size: int, lex: Lexicon) -> int:
    """Where a last member ends that is of the kind of the others; 0 where its kind tells nothing."""
    start, end = last
    own = kind_of(text, start, end, lex)
    if kind == "thing" and own == "norm" and end - start <= 4:
        return end
    if own == kind:
        head = before_ending(text, start, end, lex.heads)
        return 0 if head < end else end
    head = before_ending(text, start, end, lex.heads)
    if head < end and kind_of(text, start, head, lex) == kind:
        return head
    heads = (*lex.heads, *lex.soft_heads)
    cuts = [
        at
        for at in range(start + 2, end - 1)
        if (abs(at - start - size) <= 4 or at - start >= 4)
        and kind_of(text, start, at, lex) == kind
        and bounded(text, at, lex)
        and (last_noun(text, start, at, lex) < at or text[at - 1] in "户者")
        and (kind not in {"act", "quality"} or (end - at <= 4 and text.endswith(heads, at, end)))
    ]
    return min(cuts, key=lambda at: (abs(at - start - size), -at)) if cuts else 0


def _by_likeness(text: str, parts: list[Pair], others: list[str], lex: Lexicon, end: int) -> int:
    """Where the last member ends as the others end; 0 where they tell nothing.

    Equally long members, verb phrases, and members with one ending are whole; a longer one is cut where it repeats
    the ending of the one before it, or behind its verb where the others are verbs.
    """
    start = parts[-1][0]
    before, at = others[-1], start + len(others[-1])
    if {len(o) for o in others} == {end - start} and not ALWAYS_SHARED.search(text, start, end):
        return end
    same = before[-2:] if len(before) > 3 else before[-1:]
    repeats = at < end - 1 and text[at - len(same) : at] == same
    if repeats or (len(before) <= 2 and at < end and text[start:at] in lex.verbs and before in lex.verbs):
        return at
    acting = acts(text, start, end, lex) and all(acts(text, a, b, lex) for a, b in parts[1:-1])
    force = text[end - 1] == "力" and all(o[-1] == "力" for o in others)
    whole = acting or force or any(o.endswith(text[end - 2 : end]) for o in others) or before.endswith(_FRAMES)
    return end if whole else 0


def unmeasured(text: str, start: int, end: int, lex: Lexicon) -> int:
    """Where the first member starts behind a measure that all share (一支懂農業、愛農村的隊伍)."""
    word = lex.measures.at(text, start, end)
    if word and not lex.actors.at(text, start, end) and end - start - len(word) >= 2:
        return start + len(word)
    found = _MEASURE.match(text, start, end)
    return found.end() if found and end - found.end() >= 2 else start


def open_first(text: str, parts: list[Pair], lex: Lexicon, *, caused: bool, clause: bool) -> int:
    """Where the first member starts, without the modifier or the actor that all members share."""
    end = parts[0][1]
    start = _unprefixed(text, parts, lex)
    if (at := opens_alike(text, (start, end), parts[1])) > start:
        return at
    if caused or clause:
        after = governed(text, (start, end), parts[1:], lex)
        if after > start and any(acts(text, a, b, lex) for a, b in parts[1:]):
            return after
        start = after
    rules = (_of_clauses, _by_length, _by_attribution, _by_noun) if clause else _OF_NOUNS
    return next((at for rule in rules if (at := rule(text, (start, end), parts, lex)) > start), start)


def _unprefixed(text: str, parts: list[Pair], lex: Lexicon) -> int:
    """Behind 对, a measure, 更加 before what is said of all, and what says that only some are named (特别是)."""
    start, end = parts[0]
    start += text[start] == "对" and speaks_of(text, start, end, lex)
    start = unmeasured(text, start, end, lex)
    if (more := _MORE.search(text, start + 2, end)) and end - more.end() == parts[1][1] - parts[1][0]:
        return more.end()
    placed = text.find("在", start + 2, end)
    if placed > 0 and end - placed - 1 == parts[1][1] - parts[1][0]:
        return placed + 1
    named = _NAMELY.search(text, start + 2, end - 1)
    return named.end() if named else start


def _of_clauses(text: str, first: Pair, parts: list[Pair], lex: Lexicon) -> int:
    """Behind 向… and behind whom idioms are said of."""
    start, end = first
    if (toward := _TOWARD.match(text, start, end)) and end - toward.end() >= 2:
        return toward.end()
    return _of_four(text, first, parts[1:], lex)


def _by_attribution(text: str, first: Pair, parts: list[Pair], _: Lexicon) -> int:
    """Behind the 的 of what all members belong to."""
    start, end = first
    at = text.rfind("的", start, end)
    shared = any(text[b - 2 : b] == text[end - 2 : end] or "的" in text[a:b] for a, b in parts[1:])
    return at + 1 if at > start and end - at > 2 and not shared else start


def _of_four(text: str, first: Pair, others: list[Pair], lex: Lexicon) -> int:
    """Idioms of four characters behind whom they are said of (各种所有制经济优势互补、共同发展)."""
    start, end = first
    fours = end - start >= 6 and all(b - a == 4 for a, b in others)
    if not fours or not bounded(text, end - 4, lex) or text[end - 5] in "和与及":
        return start
    kinds = {kind_of(text, a, b, lex) for a, b in [*others, (start, end)]}
    return start if kinds & {"thing", "body", "norm"} else end - 4


def _by_length(text: str, first: Pair, parts: list[Pair], lex: Lexicon) -> int:
    start, end = first
    sizes = {b - a for a, b in parts[1:]}
    if len(sizes) == 2 and (adverb := lex.degrees.at(text, *parts[-1])):
        sizes = {b - a for a, b in parts[1:-1]} | {parts[-1][1] - parts[-1][0] - len(adverb)}
    size = next(iter(sizes))
    if len(sizes) > 1 or size > 5 or end - start - size < 2 or not bounded(text, end - size, lex):
        return start
    if any(text[b - 2 : b] == text[end - 2 : end] for _, b in parts[1:]):
        return start
    two = size == 2 and (known(text[end - 2 : end], lex) or modifies(text, start, end - 2, lex))
    even = two or (size == 3 and _trisyllables(text, end - 3, parts[1:]))
    same = all(text[b - 1] == text[end - 1] for _, b in parts[1:])
    before = modifies(text, start, end - size, lex) or text[end - size - 1] == "的"
    fits = even or ((size >= 4 or same) and (before or text[start : end - size] in lex.plain))
    return end - size if fits else start


def _by_noun(text: str, first: Pair, parts: list[Pair], lex: Lexicon) -> int:
    """Bare nouns behind a first member with a modifier share it (水产品产量、品质和附加值)."""
    (start, end), others = first, parts[1:]
    at = end - 3 if _derived(text, end - 3, end) and end - start >= 5 else last_noun(text, start, end, lex)
    kind = kind_of(text, at, end, lex) if at < end else ""
    if kind in {"", "body"} or at - start < 2 or not bounded(text, at, lex):
        return start
    few = others[:-1] or others
    bare = all(last_noun(text, a, b, lex) == a or b - a == 2 or _derived(text, a, b) for a, b in few)
    a, b = others[-1]
    short = kind != "act" or (all(y - x == 2 for x, y in few) and (b - a == 2 or lex.degrees.at(text, a, b) != ""))
    return at if bare and short and b - a <= 4 and kind_of(text, *others[0], lex) == kind else start


_OF_NOUNS = (_by_length, _by_attribution, _by_noun)


def _derived(text: str, start: int, end: int) -> bool:
    """A word of three characters that is made by its last: 创新力, 紧迫感."""
    return end - start == 3 and text[end - 1] in "性度力率感"


def _trisyllables(text: str, at: int, others: list[Pair]) -> bool:
    """A set of three-character phrases: 难度大、周期长, 新思想、新观点, 想问题、做决策."""
    starts, ends = {text[at], *(text[a] for a, _ in others)}, {text[b - 1] for _, b in others}
    able = all(text[a + 1] == "得" for a, _ in others)
    return able or len(starts) == 1 or ends <= _GRADES or starts <= _ACTS


def opens_alike(text: str, first: Pair, second: Pair) -> int:
    """Where the first member starts if the second opens with a word of it (小微企业贷款质量和贷款综合成本)."""
    at = text.find(text[second[0] : second[0] + 2], first[0] + 2, first[1] - 2)
    return at if at > 0 and second[1] - second[0] >= 4 and first[1] - at >= 4 else first[0]


def speaks_of(text: str, start: int, end: int, lex: Lexicon) -> bool:
    """Whether a phrase opens with 对, which is no part of its first member; 对接 is a verb."""
    return text[start] == "对" and end - start > 2 and not lex.verbs.at(text, start, end)


def governed(text: str, first: Pair, others: list[Pair], lex: Lexicon) -> int:
    """Where the members start behind the body that is made to act, and behind the one verb that governs them all."""
    start, end = first
    if end - start <= 5 and all(end - start == b - a for a, b in others):
        return start
    timed = _TIME.match(text, start, end) if text[start] in _TIME_HEADS else None
    at = timed.end() if timed else start
    at = _behind_actor(text, at, end, others[0][1] - others[0][0], lex)
    if text[at] == "不" and (found := _NOT.match(text, at, end)):
        at = found.end()
    while (adverb := lex.degrees.at(text, at, end)) and acts(text, at + len(adverb), end, lex):
        at += len(adverb)
    if any(acts(text, a, b, lex) for a, b in others):
        return at if end - at > 1 else start
    verb = lex.verbs.at(text, at, end)
    known = verb in lex.plain or verb in _GOVERNING or (verb in lex.noun_verbs and at > start)
    if len(verb) >= 2 and verb not in lex.complete and known and end - at - len(verb) >= 2:
        at += len(verb) + (text[at + len(verb)] == "到")
        return unmeasured(text, at, end, lex)
    return _deep(text, (at, end), others, lex)


_GOVERNING = frozenset({"发展", "建设", "使用", "开发"})


def _deep(text: str, first: Pair, others: list[Pair], lex: Lexicon) -> int:
    """Behind the last verb of a long first member that governs short ones (…按照要求举办普惠性幼儿园和托幼机构)."""
    start, end = first
    longest = max(b - a for a, b in others)
    if end - start < longest + 4:
        return start
    for i in range(end - 5, start + 1, -1):
        verb = lex.plain.at(text, i, end)
        if len(verb) == 2 and bounded(text, i, lex) and bounded(text, i + 2, lex) and text[i + 2] not in "的和与及":
            return i + 2
    return start


def _behind_actor(text: str, at: int, end: int, size: int, lex: Lexicon) -> int:
    """Behind the body that acts: of the lexicon, or words that end like one where an adverbial or a verb follows."""
    joined = at + len(lex.actors.at(text, at, end))
    if joined > at and text[joined : joined + 1] in {"和", "与", "、"} and lex.actors.at(text, joined + 1, end):
        at = joined + 1
    if (body := lex.actors.at(text, at, end)) and end - at - len(body) >= 2:
        after = at + len(body)
        told = text[after] in "不多敢勇" or lex.degrees.at(text, after, end) or lex.verbs.at(text, after, end)
        phrase = lex.prepositions.at(text, after, end)
        return after if told or phrase or end - after == size else at
    found = _ACTOR.match(text, at, end)
    if not found or found.end() >= end - 2:
        return at
    after = found.end()
    return after if lex.degrees.at(text, after, end) or lex.plain.at(text, after, end) else at
