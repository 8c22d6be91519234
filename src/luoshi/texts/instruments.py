"""Named programmes and mechanisms: what an order founds or runs, by the endings of their names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from luoshi.texts.clauses import Pair
    from luoshi.texts.lexicon import Lexicon

__all__ = ["carries_out", "instruments_in"]

_QUOTED = re.compile(
    r"“[^”\x01]{1,16}”[\u4e00-\u9fff]{0,6}?(?:行动|工程|计划|专项|建设|政策|规划|体系|制度|改革|机制|试点|活动|意见|方案)|《[^》]+》"
)
_VAGUE = re.compile(r"等(?:一批|重大|重点|优先|补短板|百项)[^，]*$")
_RUNNING = frozenset({"实施", "开展", "启动", "组织实施", "推进实施", "组织开展"})
_RUN = ("行动", "工程", "计划", "专项行动", "行动计划")
_LAST = frozenset("动程划项案见策款制系育")
_MAY_NAME = re.compile(f"[{''.join(sorted(_LAST))}”》]")
"""A quick look: without one of these characters an object names no programme (six of ten objects)."""
_FRAMES = ("体制", "机制", "体系", "制度", "政策", "规划", "计划", "方案")
_INSIDE = re.compile(
    r"[\u4e00-\u9fff“”+]{2,24}?(?:专项行动|行动计划|行动方案|实施方案|行动|工程)(?=实施|落地|、|和|等|$)"
)
_QUOTED_END = re.compile(r"[”》](?:政策|规划|计划|制度)$")
_GENERAL = re.compile(r"(?:政策|计划|规划)$")
_JOINED = re.compile(r"[和与、](?!.{0,2}[”》])")
_CARRIED = re.compile(r"(?:(?:组织)?(?:开展|实施|启动|落实|执行)(?=[^、和与]{4}))")
_CARRIED_OUT = ("实施", "落实", "落地")
_CARRIES_OUT = re.compile(r"(?:行动|工程|计划|专项|方案|规划|任务)的?(?:实施|落实|落地)$")


def instruments_in(text: str, verb: str, governed: Pair | None, members: tuple[Pair, ...], lex: Lexicon) -> list[Pair]:
    """The instruments among an object and its members, as offsets into the clause, in order."""
    if governed is None or (not members and not _MAY_NAME.search(text, *governed)):
        return []
    spans = []
    for start, end in members or (governed,):
        if text[end - 1] in _LAST and _is_instrument(text[start:end], verb, lex):
            spans.append((start, end))
    if len(members) > 1:
        spans = _one_name(text, governed, members, spans, verb=verb, lex=lex)
    if (
        not spans
        and ("行动" in text or "工程" in text or "方案" in text)
        and (found := _INSIDE.search(text, *governed))
        and "的" not in found.group()
    ):
        spans = [found.span()] if not _JOINED.search(found.group()) else []
    if members and not spans and members[-1][1] < governed[1] and text.endswith("再贷款", *governed):
        spans = [governed]
    if spans:
        spans = [(found.end() if (found := _CARRIED.match(text, *span)) else span[0], span[1]) for span in spans]
    for found in _QUOTED.finditer(text, *governed) if "”" in text or "》" in text else ():
        if not any(start <= found.start() < end for start, end in spans):
            whose = found.start() - governed[0]
            known = 0 < whose <= 2 and lex.kinds.get(text[governed[0] : found.start()])
            spans.append((governed[0] if known else found.start(), found.end()))
    if not spans and text[governed[1] - 1] == "”" and (verb in lex.launching or "实行" in text):
        whole = text[governed[0]] == "“" or not members
        spans = [_quoted(text, governed if whole else members[-1])]
    return sorted(spans) if spans else spans


def _one_name(
    text: str, governed: Pair, members: tuple[Pair, ...], spans: list[Pair], *, verb: str, lex: Lexicon
) -> list[Pair]:
    """A name that holds an enumeration is one (健全防止返貧動態監測和幫扶機制), unless its members are named each."""
    if len(spans) > 1 or text.endswith("”", *governed):
        return spans
    founded = verb in lex.founding and text.endswith(lex.generic, *governed)
    if not founded and not (verb in _RUNNING and text.endswith(_RUN, *governed)):
        return spans
    if any(text.endswith(_FRAMES, start, end) for start, end in members[:-1]):
        return spans
    if _VAGUE.search(text, *governed) or lex.measures.at(text, *governed):
        return []
    start = text.rfind("的", *governed) + 1 if members[0][0] < text.rfind("的", *governed) else governed[0]
    name = (start, governed[1])
    return [name] if 4 <= name[1] - name[0] <= 34 else spans


def _quoted(text: str, span: Pair) -> Pair:
    """A quoted thing that is launched, with the words before it where they are few (债券市场的“科技板”)."""
    opens = text.find("“", *span)
    return span if opens - span[0] <= 6 else (opens, span[1])


def carries_out(text: str) -> bool:
    """Whether a clause only says that a named programme is carried out (抓好…行動實施)."""
    return text.endswith(_CARRIED_OUT) and _CARRIES_OUT.search(text) is not None


def _is_instrument(name: str, verb: str, lex: Lexicon) -> bool:
    if not 4 <= len(name) <= 28 or name.rpartition("的")[2] in lex.not_named or name in lex.bare_names:
        return False
    if name.endswith(lex.generic):
        return verb in lex.founding or bool(_QUOTED_END.search(name))
    if name.endswith(lex.campaigns):
        return verb in lex.launching
    if not name.endswith(lex.named):
        return False
    return bool(_QUOTED_END.search(name)) or not (_GENERAL.search(name) or _JOINED.search(name))
