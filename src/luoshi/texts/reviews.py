"""What is reported: achievements of the review, and figures wherever a text states them outside its orders."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from luoshi.texts.clauses import is_phrase
from luoshi.texts.quantities import quantities_in
from luoshi.texts.records import Achievement, Figure, Section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from luoshi.texts.discourse import Move, Part
    from luoshi.texts.lexicon import Lexicon
    from luoshi.texts.quantities import Stated
    from luoshi.texts.records import Record
    from luoshi.texts.source import Source

__all__ = ["reported"]

_TIME_ONLY = re.compile(
    r"(?:20\d\d年|今年上半年|今年以来|去年以来|去年|今年|上半年|下半年|前三季度|一季度|一年来|过去[^，]{1,3}年|[^，]{1,3}年来|近年来|当前|其中|"
    r"总的看|总体看|同时|截至[^，]{2,12})$"
)
_AGENDA = re.compile(r"(?:会议)?(?:决定|确定|部署|要求|研究|听取|审议|讨论|通过|传达)")
_NAMED = re.compile(r"[\u4e00-\u9fff]{4,20}?(?:专项行动|行动|工程)(?=扎实|深入|全面|实施|启动|有序|稳步|加快|顺利)")
_LINKS = ("特别是", "同时", "其中", "并", "也", "还")
_OURSELVES = ("全省上下", "全系统", "我们")
_CIRCUMSTANCE = ("下", "形势")


_ELSEWHERE = frozenset({"task", "attendance", "headline", "formula", "heading", "attribution"})


def reported(source: Source, part: Part) -> Iterator[Record]:
    """Achievements and figures of one paragraph, in order. A clause with a figure is no achievement as well."""
    folded = source.folded
    for move in part.moves:
        clause, label, _, _, _ = move
        if label in _ELSEWHERE:
            continue
        start, end = clause.start, clause.end
        text = folded[start:end]
        if part.kind == "lead" and _AGENDA.match(text):
            continue
        if told := [one for one in _stated(source, move) if not _counts_again(folded, one)]:
            for one in told:
                yield _figure(source, move, part, one)
        elif label == "review" and _reports(folded, move, text, source.lex):
            yield _achievement(source, move)


def _stated(source: Source, move: Move) -> list[Stated]:
    return quantities_in(source.masked, source.document.text, move.clause.start, move.clause.end)


def _counts_again(folded: str, one: Stated) -> bool:
    """以上7项措施 counts what was told before: a label, no figure."""
    return folded.endswith(("以上", "上述", "前述"), 0, one.start)


def _figure(source: Source, move: Move, part: Part, one: Stated) -> Figure:
    return Figure(
        span=source.document.span(move.clause.start, move.clause.end),
        section=Section.REVIEW if part.kind == "body" else Section.CONTEXT,
        why="a number with a unit",
        value=source.document.span(one.start, one.end),
        quantity=one.quantity,
        topic=None,
    )


def _reports(folded: str, move: Move, text: str, lex: Lexicon) -> bool:
    if len(text) < 4 or text.startswith("会议") or text.endswith(_CIRCUMSTANCE) or lex.meeting_acts.match(text):
        return False
    return not _TIME_ONLY.match(text) and not is_phrase(folded[move.body : move.clause.end], lex)


def _achievement(source: Source, move: Move) -> Achievement:
    start, end = _own_words(source.folded, move.body, move.clause.end), move.clause.end
    runs = source.folded.find("行动", start, end) >= 0 or source.folded.find("工程", start, end) >= 0
    named = _NAMED.search(source.folded, start, end) if runs else None
    return Achievement(
        span=source.document.span(start, end),
        section=Section.REVIEW,
        why="a clause of the review",
        topic=None,
        instruments=(source.quote(named.span()),) if named else (),
    )


def _own_words(folded: str, start: int, end: int) -> int:
    """Where a report starts, behind a link and behind the issuer that speaks of itself (工業和信息化系統堅持…)."""
    for words in (_LINKS, _OURSELVES):
        if folded.startswith(words, start, end):
            link = next(word for word in words if folded.startswith(word, start, end))
            start += len(link) if end - start - len(link) >= 4 else 0
    system = folded.find("系统", start + 2, min(end - 4, start + 16))
    return system + 2 if system > 0 else start
