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
_NOT_BEHIND = {"和": "总平饱温缓调", "与": "参", "及": "以普涉可顾触企", "以": ""}
_NAMES = frozenset({"工业和信息化", "住房和城乡建", "资源和社会保"})
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
        "目的地",
        "作用",
        "水平",
        "能力",
        "安全",
        "改造",
        "各项工作",
        "部署",
        "决策部署",
        "资费",
    ),
    *(
        "工作",
        "机遇",
        "力度",
        "支持力度",
        "扶持力度",
        "保护力度",
        "监管力度",
        "投入力度",
        "帮扶力度",
        "执法力度",
        "惩治力度",
        "培养力度",
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
        "合作",
        "政策",
        "机制",
        "体系",
        "制度",
        "系统",
        "平台",
        "费用",
        "行动",
        "准入",
        "设施",
    ),
)
_LABEL = re.compile(r"“([^”]*[、\x01][^”]*)”[一二两三四五六七八九十\d]*[条个项大]?\S{0,4}$")
_TWINS = re.compile(r"(新)([\u4e00-\u9fff]{2})\1([\u4e00-\u9fff]{2})$")


def members(phrase: str, lex: Lexicon, *, caused: bool = False, clause: bool = False) -> Members:
    """The members of the enumeration in a masked object, as offsets into it; none where it enumerates nothing.

    ``caused`` says that the object may start with the body that is made to act (鼓勵各地開展…、樹立…), ``clause`` that
    its members may be whole clauses (確保…不低於…、…不低於…), which share no head.
    """
    if phrase[0] == "“" and (label := _LABEL.match(phrase)):
        return _split_label(phrase, label)
    if phrase[0] == "新" and (twins := _TWINS.match(phrase)):
        return Members(((0, twins.start(3) - 1), (twins.start(3) - 1, len(phrase))), False, False)
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
        parts[-1] = (parts[-1][0], _without_head(masked, parts[-1]))
    return tuple(parts)


def _split_label(phrase: str, label: re.Match[str]) -> Members:
    start, end = label.span(1)
    spans, at = [], start
    for part in re.split(r"[、\x01]", phrase[start:end]):
        spans.append((at, at + len(part)))
        at += len(part) + 1
    return Members(tuple(spans), False, True)


def _list(masked: str, lex: Lexicon, *, caused: bool, clause: bool) -> Members:
    etc = _ETC.search(masked, masked.index("、"))
    end = etc.start() if etc else len(masked)
    parts = _parts(masked, 0, end)
    if len(parts) < 2:
        return NONE
    counted = True
    if found := _last_and(masked, parts[-1]):
        first, last = parts.pop()
        parts += [(first, found[0]), (found[1], last)]
        counted = False
    if not etc:
        parts[-1] = _alike(masked, parts, lex)
        parts[-1] = parts[-1] if clause and _PREDICATE.search(masked) else _close(masked, parts, lex)
    parts[0] = (_open(masked, parts, lex, caused=caused, clause=clause), parts[0][1])
    return Members(tuple(parts), bool(etc), counted)


def _parts(masked: str, start: int, end: int) -> list[tuple[int, int]]:
    parts, at = [], start
    for piece in masked[start:end].split("、"):
        parts.append((at, at + len(piece)))
        at += len(piece) + 1
    return [p for p in parts if p[1] > p[0]] or [(start, end)]


def _of(masked: str, start: int, end: int) -> int:
    """Where a 的 of attribution stands, which that of 目的 is not; -1 for none."""
    at = masked.find("的", start, end)
    return -1 if at > 0 and masked[at - 1] == "目" else at


def _ands(masked: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where 和, 与, 及 or 以及 joins: not inside words such as 和平, 参与, 及时."""
    found: list[tuple[int, int]] = []
    for mark in _AND.finditer(masked, start, end):
        at, char = mark.start(), mark.group()
        if char == "以":
            if masked.startswith("以及", at, end):
                found.append((at, at + 2))
        elif masked[at - 2 : at + 4] in _NAMES or masked.startswith(("党和国家", "党和政府", "党和人民"), at - 1):
            continue
        elif masked[at - 1 : at] not in _NOT_BEHIND[char] and masked[at + 1 : at + 2] not in _NOT_BEFORE[char]:
            found.append((at, at + 1))
    return found


def _last_and(masked: str, part: tuple[int, int]) -> tuple[int, int] | None:
    found = _ands(masked, part[0] + 2, part[1] - 1)
    return found[-1] if len(found) == 1 else None


def _alike(masked: str, parts: list[tuple[int, int]], lex: Lexicon) -> tuple[int, int]:
    """The last member without what the list is made to do (商品、要素、资源在更大范围内流动)."""
    sizes = {b - a for a, b in parts[:-1]}
    start, end = parts[-1]
    if end - start <= min(sizes) + 1:
        return start, end
    at = start + max(sizes)
    if all(masked[a:b] in lex.actors for a, b in parts[:-1]) and (body := lex.actors.at(masked, start, end)):
        return start, start + len(body)
    if (
        len(sizes) == 1
        and at < end - 2
        and (masked[at] in _SETS_IN or lex.degrees.at(masked, at, end) or _DONE.match(masked, at, end))
    ):
        return start, at
    return start, end


def _close(masked: str, parts: list[tuple[int, int]], lex: Lexicon) -> tuple[int, int]:
    """The last member without the head that all members share, or without what follows its 的."""
    start, end = parts[-1]
    others = [masked[a:b] for a, b in parts[:-1]]
    if at := _by_kind(masked, start, end, others):
        return start, at
    if at := _by_likeness(masked, parts, others, lex):
        return start, at
    if (at := _of(masked, start, end)) > start and not any("的" in o for o in others[1:]):
        return start, at
    size, soft = len(others[-1]), _before_ending(masked, start, end, _SOFT_HEADS)
    if soft < end and masked[start:soft] not in lex.degrees and abs(soft - start - size) < abs(end - start - size):
        return start, soft
    return start, _without_head(masked, parts[-1])


def _by_kind(masked: str, start: int, end: int, others: list[str]) -> int:
    """Where a last member ends that is of the kind of another (…企业、个体工商户和中型企业留抵税额); 0 for none."""
    if not others[0].endswith(_BODIES) and not others[-1].endswith(_BODIES):
        return 0
    for kind in _BODIES:
        if others[0].endswith(kind) or others[-1].endswith(kind):
            at = masked.rfind(kind, start + 1, end) + len(kind)
            return at if at > start + len(kind) and at < end - 1 else 0
    return 0


_BODIES = ("企业", "行业", "产业", "单位", "机构", "地区", "人员", "项目")


def _by_likeness(masked: str, parts: list[tuple[int, int]], others: list[str], lex: Lexicon) -> int:
    """Where the last member ends as the others end; 0 where they tell nothing.

    Equally long members, verb phrases, and members with one ending are whole; a longer one is cut where it repeats
    the ending of the one before it, or behind its verb where the others are verbs.
    """
    start, end = parts[-1]
    before, at = others[-1], start + len(others[-1])
    if {len(o) for o in others} == {end - start} and not _ALWAYS_SHARED.search(masked, start, end):
        return end
    repeats = at < end - 1 and masked[at - 2 : at] == before[-2:]
    if repeats or (len(before) <= 2 and at < end and masked[start:at] in lex.verbs and before in lex.verbs):
        return at
    acts = _acts(masked, start, end, lex) and all(_acts(masked, a, b, lex) for a, b in parts[1:-1])
    whole = acts or any(o.endswith(masked[end - 2 : end]) for o in others) or before.endswith(_FRAMES)
    return end if whole else 0


def _without_head(masked: str, part: tuple[int, int]) -> int:
    return _before_ending(masked, *part, _HEADS)


def _before_ending(masked: str, start: int, end: int, endings: tuple[str, ...]) -> int:
    """Where the longest of the endings starts, if at least two characters stand before it; else ``end``."""
    if not masked.endswith(endings, start + 2, end):
        return end
    return end - max(len(word) for word in endings if masked.endswith(word, start + 2, end))


def _open(masked: str, parts: list[tuple[int, int]], lex: Lexicon, *, caused: bool, clause: bool) -> int:
    """Where the first member starts, without the modifier or the actor that all members share."""
    start, end = parts[0]
    start += masked[start] == "对" and _speaks_of(masked, start, end, lex)
    if (at := _opens_alike(masked, (start, end), parts[1])) > start:
        return at
    if (caused or clause) and (after := _after_caused(masked, parts, lex)) > start:
        start = after
        if any(_acts(masked, a, b, lex) for a, b in parts[1:]):
            return start
    sizes = {b - a for a, b in parts[1:]}
    if len(sizes) == 2 and (adverb := lex.degrees.at(masked, *parts[-1])):
        sizes = {b - a for a, b in parts[1:-1]} | {parts[-1][1] - parts[-1][0] - len(adverb)}
    size = next(iter(sizes))
    alike = len(sizes) == 1 and size <= 5 and end - start > size
    shared = any(masked[b - 2 : b] == masked[end - 2 : end] for _, b in parts[1:])
    even = (
        size in {2, 4}
        or (size == 3 and _trisyllables(masked, end - 3, parts[1:]))
        or all(masked[b - 1] == masked[end - 1] for _, b in parts[1:])
    )
    if alike and even and not shared and (end - start - size >= 2):
        return end - size
    if (at := masked.rfind("的", start, end)) > start and end - at > 2 and not shared:
        return at + 1
    return start


def _trisyllables(masked: str, at: int, others: list[tuple[int, int]]) -> bool:
    """A set of three-character phrases: 难度大、周期长, 新思想、新观点, 想问题、做决策."""
    starts, ends = {masked[at], *(masked[a] for a, _ in others)}, {masked[b - 1] for _, b in others}
    return len(starts) == 1 or ends <= _GRADES or starts <= _ACTS


_GRADES = frozenset("大小长短高低多少强弱好快慢难重轻")
_ACTS = frozenset("稳保促扩拓抓强优增提补防控惠降减调转兴育引聚建护治守创破立改去推管重讲办用学想做敢能会出上下")


def _opens_alike(masked: str, first: tuple[int, int], second: tuple[int, int]) -> int:
    """Where the first member starts if the second opens with a word of it (小微企业贷款质量和贷款综合成本)."""
    at = masked.find(masked[second[0] : second[0] + 2], first[0] + 2, first[1] - 2)
    return at if at > 0 and second[1] - second[0] >= 4 and first[1] - at >= 4 else first[0]


def _inner(phrase: str, lex: Lexicon) -> int:
    """Where the object of the inner verb starts: 鼓勵地方對小微企業、個體工商戶實行…; 0 where there is none."""
    at = len(lex.actors.at(phrase, 0, len(phrase)))
    if not at or phrase[at : at + 1] != "对":
        return 0
    for i in range(at + 2, len(phrase) - 3):
        if (word := lex.light.at(phrase, i, len(phrase))) and phrase[i - 1] not in "的、和与及":
            return i + len(word)
    return 0


_TIME = re.compile(r"(?:到)?(?:今年|明年)?(?:\d{1,2}月)?(?:\d{1,2}日|年?底|[一二三四]季度)?前")
_TIME_HEADS = frozenset("到今明年一二三四0123456789")
_NOT = re.compile(r"不(?:盲目|随意|再|搞)")


def _after_caused(masked: str, parts: list[tuple[int, int]], lex: Lexicon) -> int:
    """Where the members start behind the body that is made to act, and behind the one verb that governs them all."""
    start, end = parts[0]
    timed = _TIME.match(masked, start, end) if masked[start] in _TIME_HEADS else None
    at = timed.end() if timed else start
    at += len(lex.actors.at(masked, at, end))
    if masked[at] == "不" and (found := _NOT.match(masked, at, end)):
        at = found.end()
    while (adverb := lex.degrees.at(masked, at, end)) and _acts(masked, at + len(adverb), end, lex):
        at += len(adverb)
    verb = lex.plain.at(masked, at, end)
    if len(verb) >= 2 and verb not in lex.complete and not any(_acts(masked, a, b, lex) for a, b in parts[1:]):
        at += len(verb)
    return at if end - at > 1 else start


def _speaks_of(masked: str, start: int, end: int, lex: Lexicon) -> bool:
    """Whether a phrase opens with 对, which is no part of its first member; 对接 is a verb."""
    return masked[start] == "对" and end - start > 2 and not lex.verbs.at(masked, start, end)


def _acts(masked: str, start: int, end: int, lex: Lexicon) -> bool:
    """Whether a member opens with a verb; 制造业 and 服务商 are none."""
    verb = lex.verbs.at(masked, start, end)
    return bool(verb) and masked[start + len(verb) : start + len(verb) + 1] not in {"业", "商", "者"}


def _pair(masked: str, lex: Lexicon, *, caused: bool, done: bool) -> Members:
    """A and B without 、: only where the two sides are balanced."""
    etc = _ETC.search(masked)
    last = etc.start() if etc else len(masked)
    found = _ands(masked, 1, last - 1)
    if len(found) != 1:
        return NONE
    begin = (
        1
        if _speaks_of(masked, 0, last, lex)
        else shared.end()
        if (shared := _SHARED.match(masked, 0, found[0][0] + 1))
        else 0
    )
    left, right = (begin, found[0][0]), (found[0][1], last)
    if masked[left[1] - 2 : left[1]] in lex.plain and len(lex.plain.at(masked, *right)) > 1:
        return NONE
    if caused and len(verb := lex.plain.at(masked, *left)) > 1 and left[1] - left[0] - len(verb) >= 2:
        left = (left[0] if len(lex.plain.at(masked, *right)) > 1 else left[0] + len(verb), left[1])
    left = (_opens_alike(masked, left, right), left[1])
    if masked[left[1] - 1] == "性" and (kind := _KINDS.match(masked, right[0])):
        first = left[0] if left[1] - left[0] <= 3 else left[1] - 2
        return Members(((first, left[1]), kind.span()), bool(etc), False)
    if (at := _of(masked, right[0], last)) > right[0] and at < len(masked) - 1 and "的" not in masked[: left[1]]:
        right = (right[0], at)
    if masked[left[1] - 2 : left[1]] != masked[right[1] - 2 : right[1]]:
        right = (right[0], _pair_head(masked, left, right))
    right = _without_predicate(masked, left, right, lex, done=done)
    size = right[1] - right[0]
    longer = left[1] - left[0] - size
    if size <= 4 and longer >= 2:
        left = (left[1] - (2 if size == 3 and masked[left[1] - 1] != masked[right[1] - 1] else size), left[1])
    elif longer > 6 or longer < -6:
        return NONE
    return Members((left, right), bool(etc), False)


def _without_predicate(
    masked: str, left: tuple[int, int], right: tuple[int, int], lex: Lexicon, *, done: bool
) -> tuple[int, int]:
    """The second of two members without what both do (科技创新与产业创新深度融合), or without a long shared head
    behind two short words (国际和区域科技创新中心).
    """
    size = left[1] - left[0]
    at = masked.find(masked[left[1] - 2 : left[1]], right[0] + max(1, size - 4), right[0] + size + 3) + 2
    if size >= 3 and right[0] < at < right[1] - 1:
        return right[0], at
    body = lex.actors.at(masked, *right)
    if body and masked.endswith(_BODIES, left[0], left[1]) and right[1] - right[0] - len(body) >= 2:
        return right[0], right[0] + len(body)
    at = right[0] + size
    if size >= 3 and at < right[1] - 3 and masked[at - 1] == masked[left[1] - 1]:
        return right[0], at
    if done and (act := _DONE.search(masked, right[0] + 2, right[1])) and not _DONE.search(masked, *left):
        return right[0], act.start()
    if size == 2 and 6 <= right[1] - right[0] <= 10 and masked[left[0] : left[1]] not in lex.verbs:
        return right[0], right[0] + 2
    return right


_DONE = re.compile(
    r"(?:深度|有机|有效|互联|融合|协同|协调|联动|升级|良性|相互|基本|总体|平稳|更好|共同|均衡)?"
    r"(?:循环|融合|合作|共享|互通|互动|促进|发展|稳定|脱钩|对接|衔接|结合|统一|贯通|平衡|开放)$"
)
_KINDS = re.compile(r"[\u4e00-\u9fff]{1,3}?性(?=[\u4e00-\u9fff]{2})")
_FRAMES = ("体制", "机制", "体系", "制度", "政策")
_PREDICATE = re.compile(r"不(?:低于|高于|超过|少于)|(?:增长|下降|提高)\d")
_SETS_IN = "在向从更"
_SHARED = re.compile(r"企业(?=[^、]{2,4}和)|各方面|各类|各项|各级|一批|一系列|全部|有关")
_ALWAYS_SHARED = re.compile(r"(?:水平|能力|工作)$")


def _pair_head(masked: str, left: tuple[int, int], right: tuple[int, int]) -> int:
    """Where the second of two members ends: before a shared head, unless both are already equally long."""
    if _before_ending(masked, *left, _HEADS) < left[1]:
        return right[1]
    if right[1] - right[0] == left[1] - left[0] and not _ALWAYS_SHARED.search(masked[slice(*right)]):
        return right[1]
    return _without_head(masked, right)
