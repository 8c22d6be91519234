"""Invented texts for the tests of dirty copies: a clean one, and sentences that damage can be planted into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from luoshi.core.spans import Document
from luoshi.texts import specimens
from luoshi.texts.dirt import cautions
from luoshi.texts.folding import fold

if TYPE_CHECKING:
    from luoshi.texts.records import Warn

__all__ = ["CLEAN", "SPUN", "codes", "ours", "warnings"]

CLEAN = (
    "澜江省召开工业经济工作座谈会\n"
    "3月8日，澜江省工业经济工作座谈会在望汐市召开。会议听取了各市情况汇报，研究部署重点任务。\n"
    "会议指出，今年以来规模以上工业增加值同比增长5.2%，装备制造业平稳健康发展。\n"
    "会议强调，要坚持稳中求进工作总基调，推动高质量发展。一是加快关键核心技术攻关。二是优化营商环境。"
    "三是保障产业链供应链安全，深化供给侧结构性改革。\n"
    "会议还研究了其他事项。\n"
)
SPUN = (
    "澜江省召开实业财经工作座谈会\n"
    "3月8日，澜江省工业经济工作座谈会在望汐市召开。会议听取了各市情况汇报。\n"
    "会议指明，今年以来规模之上工业添加值同比成长5.2%，装备制作业安稳健康发展。\n"
    "会议夸大，要坚持稳中求进工作总基调，推动高品质发展。要加快关键中心技术攻关，优化经商环境，"
    "保障产业链供给链安全，深化供应侧结构性改革。\n"
)


def warnings(text: str) -> list[Warn]:
    """What is said of a text."""
    return list(cautions(Document(text), fold(text).text))


def codes(text: str) -> list[str]:
    """The codes of what is said of a text."""
    return [warn.code for warn in warnings(text)]


def ours() -> dict[str, str]:
    """The specimens that ship, by name."""
    return {one.name: one.path.read_bytes().decode("utf-8") for one in specimens()}
