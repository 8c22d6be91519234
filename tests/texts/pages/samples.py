"""Readings made by hand: short invented texts whose records are known, and long ones to be timed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from luoshi.core.spans import Document, Span
from luoshi.texts.records import (
    Achievement,
    Actor,
    Commitment,
    Decision,
    Event,
    Figure,
    Person,
    Quantity,
    Reading,
    Record,
    Remainder,
    Role,
    Section,
    TextInfo,
    Warn,
)

MEETING = (
    "临江省工业座谈会召开\n\n"
    "3月2日，临江省工业座谈会在白石市召开，厅长周一鸣主持会议。\r\n"
    "会议指出，去年规模以上工业增加值增长7.5%，新增企业1200家。\n"
    "会议要求，要着力稳定工业运行，年底前培育300家专精特新企业，各市工信局负责落实，确保完成全年目标。"
    "要防止盲目投资。\n"
    "会议审议通过《产业链行动方案》。<script>alert(1)</script>\n"
)


def find(document: Document, quote: str, after: int = 0) -> Span:
    """The first place of ``quote`` at or after ``after``; the sample is wrong where there is none."""
    start = document.text.index(quote, after)
    return document.span(start, start + len(quote))


def commitment(span: Span, verb: str, obj: str | None, **fields: Any) -> Commitment:
    given: dict[str, Any] = {
        "section": Section.TASK,
        "why": "clause.verb_object",
        "degree": None,
        "is_head": False,
        "head": span.quote,
        "topic": None,
        "role": Role.ACT,
        "programme": None,
    }
    return Commitment(span=span, verb=verb, object=obj, **{**given, **fields})


def quantity(value: str, unit: str, **fields: Any) -> Quantity:
    return Quantity(fields.pop("subject", None), fields.pop("measure", None), Decimal(value), unit, **fields)


def info(**fields: Any) -> TextInfo:
    given: dict[str, Any] = {
        "title": "临江省工业座谈会召开",
        "date": "2025-03-02",
        "kind": "communique",
        "script": "Hans",
        "folded": 0,
        "source": "meeting.txt",
        "media": "text",
    }
    return TextInfo(**{**given, **fields})


def meeting() -> Reading:
    """One reading with every kind of record, nested and overlapping spans, remainders, warnings and hostile text."""
    document = Document(MEETING)

    def at(quote: str) -> Span:
        return find(document, quote)

    records: tuple[Record, ...] = (
        Event(
            span=at("3月2日，临江省工业座谈会在白石市召开，厅长周一鸣主持会议"),
            section=Section.CONTEXT,
            why="event.held",
            name="临江省工业座谈会",
            date_text="3月2日",
            place="白石市",
        ),
        Person(
            span=at("厅长周一鸣"),
            section=Section.CONTEXT,
            why="person.title_name",
            name="周一鸣",
            title="厅长",
            org=None,
            role="主持会议",
        ),
        Achievement(
            span=at("去年规模以上工业增加值增长7.5%"), section=Section.REVIEW, why="review.clause", topic="运行"
        ),
        Figure(
            span=at("去年规模以上工业增加值增长7.5%"),
            section=Section.REVIEW,
            why="figure.rate",
            value=at("7.5%"),
            quantity=quantity("7.5", "%", subject="规模以上工业", measure="增加值", comparison="增长", period="去年"),
            topic="运行",
        ),
        Figure(
            span=at("新增企业1200家"),
            section=Section.REVIEW,
            why="figure.count",
            value=at("1200家"),
            quantity=quantity("1200", "家", subject="企业", measure="新增"),
            topic=None,
        ),
        commitment(
            at("着力稳定工业运行"),
            "稳定",
            "工业运行",
            degree="着力",
            is_head=True,
            role=Role.THEME,
            programme="growth",
        ),
        commitment(
            at("年底前培育300家专精特新企业"),
            "培育",
            "300家专精特新企业",
            programme="sme",
            deadline="年底前",
            items=("专精特新企业",),
            leaves=("培育300家专精特新企业",),
            actors=("各市工信局",),
            figures=(quantity("300", "家", subject="专精特新企业"),),
            speaker="周一鸣",
        ),
        Figure(
            span=at("培育300家专精特新企业"),
            section=Section.TASK,
            why="figure.count",
            value=at("300家"),
            quantity=quantity("300", "家", subject="专精特新企业"),
            topic=None,
        ),
        Actor(span=at("各市工信局"), section=Section.TASK, why="actor.list", org="各市工信局", role="负责"),
        commitment(at("确保完成全年目标"), "确保", "完成全年目标", role=Role.OUTCOME, programme="growth"),
        commitment(
            at("防止盲目投资"), "防止", "盲目投资", polarity="negative", leaves=("防止盲目投资",), modality="可"
        ),
        Decision(
            span=at("审议通过《产业链行动方案》"),
            section=Section.CLOSING,
            why="decision.passed",
            action="审议通过",
            object="《产业链行动方案》",
        ),
    )
    remainders = (Remainder(at("临江省工业座谈会召开\n\n"), "headline"), Remainder(at("会议指出，"), "attribution"))
    warnings = (
        Warn("script.in_text", "文中有程序代码 <b>", at("<script>alert(1)</script>")),
        Warn("date.year_assumed", "年份由来源推定"),
    )
    return Reading(document, info(), records, remainders, warnings)


def plain() -> Reading:
    """A text in Latin letters with one commitment: nothing Chinese on its page comes from the document."""
    document = Document("Keep the roads open.\n")
    return Reading(
        document,
        info(title="Roads", date=None, source="roads.txt"),
        (commitment(find(document, "Keep the roads open"), "Keep", "the roads", leaves=("open",)),),
        (),
        (),
    )


def empty() -> Reading:
    """A text without a record."""
    document = Document("今天天气很好。")
    return Reading(document, info(title=None, date=None), (), (Remainder(document.span(0, 7), "prose"),), ())


def long(characters: int = 30_000, records: int = 1_000) -> Reading:
    """A report of the given length, with that many commitments, each holding a figure."""
    step = characters // (records // 2)
    clause = "加快培育100家企业，"
    document = Document(
        "".join(f"{clause}{'确保各项工作落到实处' * step}"[: step - 1] + "。" for _ in range(records // 2))
    )
    made: list[Record] = []
    for n in range(records // 2):
        span = document.span(n * step, n * step + len(clause) - 1)
        amount = document.span(n * step + 4, n * step + 8)
        made.append(commitment(span, "培育", "100家企业", degree="加快", programme="sme", leaves=("培育100家企业",)))
        made.append(
            Figure(
                span=span,
                section=Section.TASK,
                why="figure.count",
                value=amount,
                quantity=quantity("100", "家"),
                topic=None,
            )
        )
    return Reading(document, info(), tuple(made), (), ())
