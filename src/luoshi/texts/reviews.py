"""What is reported: achievements of the review, and figures wherever a text states them outside its orders."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from luoshi.texts import figures
from luoshi.texts.clauses import is_phrase
from luoshi.texts.numbers import has_number
from luoshi.texts.quantities import quantity
from luoshi.texts.records import Achievement, Figure, Section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from luoshi.texts.discourse import Move, Part
    from luoshi.texts.lexicon import Lexicon
    from luoshi.texts.records import Quantity, Record
    from luoshi.texts.source import Source

__all__ = ["reported"]

_TIME_ONLY = re.compile(
    r"(?:20\d\d年|今年上半年|今年以来|去年以来|去年|今年|上半年|下半年|前三季度|一季度|一年来|过去[^，]{1,3}年|[^，]{1,3}年来|近年来|当前|其中|"
    r"总的看|总体看|同时|截至[^，]{2,12})$"
)
_SHARE = re.compile(r"([^占佔]*)(占[^，]{2,}?)(?:达到|达|为|是)?(?:近|约|超过|超|突破)?$")
_COMPARES = re.compile(r"((?:比|较|高出|高于|低于|快于|慢于)[^，]*?)(?:约|近|超过|超)?$")
_REACHES = re.compile(r"(覆盖|惠及|带动|服务|吸纳|支持|帮助)(?:了)?(?:约|近|超过|超|突破)?$")
_NOUN = re.compile(r"[\u4e00-\u9fff]{2,10}?(?=的|就业|$)")
_OPENED = re.compile(r"(?:开通|建设|启用|投产|投用|运行|培育|认定|改造|发放)(?=[^，]{2})")
_AGENDA = re.compile(r"(?:会议)?(?:决定|确定|部署|要求|研究|听取|审议|讨论|通过|传达)")
_NAMED = re.compile(r"[\u4e00-\u9fff]{4,20}?(?:专项行动|行动|工程)(?=扎实|深入|全面|实施|启动|有序|稳步|加快|顺利)")
_LINKS = ("特别是", "同时", "其中", "并", "也", "还")
_OURSELVES = ("全省上下", "全系统", "我们")
_CIRCUMSTANCE = ("下", "形势")


_ELSEWHERE = frozenset({"task", "attendance", "headline", "formula", "heading", "attribution"})


def reported(source: Source, part: Part) -> Iterator[Record]:
    """Achievements and figures of one paragraph, in order. A clause with a figure is no achievement as well."""
    folded, opened = source.folded, part.paragraph.start
    last: Quantity | None = None
    for move in part.moves:
        start, end = move.clause.start, move.clause.end
        if move.clause.opens:
            opened, last = start, None
        if move.label in _ELSEWHERE:
            continue
        text = folded[start:end]
        if part.kind == "lead" and _AGENDA.match(text):
            continue
        if has_number(text) and (told := [one for one in figures.find_figures(text) if not _counts_again(text, one)]):
            period = figures.last_period(folded[opened:end])
            for one in told:
                last = _carried(one, text, source.quote((start, end)), period, last)
                yield _figure(source, move, part, one, last)
        elif move.label == "review" and _reports(folded, move, text, source.lex):
            yield _achievement(source, move)


def _counts_again(text: str, told: figures.Told) -> bool:
    """以上7项措施 counts what was told before: a label, no figure."""
    return text.endswith(("以上", "上述", "前述"), 0, told.found.start)


def _figure(source: Source, move: Move, part: Part, one: figures.Told, told: Quantity) -> Figure:
    start, end = move.clause.start, move.clause.end
    return Figure(
        span=source.document.span(start, end),
        section=Section.REVIEW if part.kind == "body" else Section.CONTEXT,
        why="a number with a unit",
        value=source.document.span(start + one.found.start, start + one.found.end),
        quantity=told,
        topic=None,
    )


def _carried(one: figures.Told, text: str, original: str, period: str | None, last: Quantity | None) -> Quantity:
    """What a number speaks of, where its sentence said it before: 增速比…提高, 占…的比重, 二季度增长."""
    told = _counted(quantity(one, original, period), one, text, original)
    start = one.subject[0] if one.subject else one.measure[0] if one.measure else one.found.start
    said = text[start : one.found.start]
    if one.order is None and (share := _SHARE.match(said)):
        whole = original[start : start + share.end(1)] or (_share_of(last) if last else None)
        return replace(told, subject=whole, measure=original[start + share.start(2) : start + share.end(2)])
    if last is None or one.order is not None:
        return told
    if compares := _COMPARES.match(said):
        against = original[start : start + compares.end(1)]
        return replace(told, subject=last.subject, measure=last.measure, comparison=against)
    if not told.subject:
        measure = f"{last.measure or ''}{told.measure}" if told.measure else last.measure
        return replace(told, subject=last.subject, measure=measure)
    return told


def _counted(told: Quantity, one: figures.Told, text: str, original: str) -> Quantity:
    """What is counted, where it stands behind the number (覆盖4亿户家庭) or ends in 数 (案例数)."""
    if one.order is not None or one.subject is None:
        return told
    start, end = one.subject
    reaches, noun = _REACHES.search(text, start, one.found.start), _NOUN.match(text, one.found.end)
    if reaches and noun:
        return replace(told, subject=original[slice(*noun.span())], measure=original[slice(*reaches.span(1))])
    if one.measure is None and text[end - 1] == "数" and end - start > 3:
        return replace(told, subject=original[start : end - 1], measure=original[end - 1 : end])
    opened = _OPENED.match(text, start, end) if one.measure and one.measure[1] == start else None
    if opened and one.measure:
        return replace(told, subject=original[opened.end() : end], measure=original[one.measure[0] : opened.end()])
    return told


def _share_of(last: Quantity) -> str | None:
    """What a share is of: 制造业投资 of an amount, 改造企业 of what was counted."""
    if not last.subject or not last.measure:
        return last.subject
    measure = last.measure.removeprefix("累计").removeprefix("累計")
    return measure + last.subject if len(measure) < len(last.measure) else last.subject + measure


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
        link = next((word for word in words if folded.startswith(word, start, end)), "")
        start += len(link) if end - start - len(link) >= 4 else 0
    system = folded.find("系统", start + 2, min(end - 4, start + 16))
    return system + 2 if system > 0 else start
