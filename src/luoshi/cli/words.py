"""The words of the terminal, in Chinese and in English."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

__all__ = ["KINDS", "WORDS", "Language", "word"]


class Language(StrEnum):
    """A language of tables and pages."""

    ZH = "zh"
    EN = "en"


KINDS: Final = ("commitment", "achievement", "figure", "person", "actor", "decision", "event")
"""The kinds of records in the order that people ask for them."""

WORDS: Final[dict[str, tuple[str, str]]] = {
    "commitment": ("任务", "commitment"),
    "achievement": ("成效", "achievement"),
    "figure": ("数据", "figure"),
    "person": ("人员", "person"),
    "actor": ("单位", "actor"),
    "decision": ("决定", "decision"),
    "event": ("会议", "event"),
    "context": ("总体要求", "context"),
    "review": ("回顾", "review"),
    "task": ("任务部署", "task"),
    "closing": ("组织保障", "closing"),
    "theme": ("主题", "theme"),
    "act": ("举措", "act"),
    "stance": ("态度", "stance"),
    "outcome": ("结果", "outcome"),
    "no": ("序号", "no."),
    "kind": ("类别", "kind"),
    "place": ("部分", "section"),
    "what": ("内容", "what"),
    "quote": ("原文", "quotation"),
    "document": ("文件", "document"),
    "leaves": ("子项", "leaves"),
    "warning": ("提示", "warning"),
    "characters": ("字", "characters"),
    "synthetic": ("虚构样例，仅供测试", "synthetic specimen, invented for testing"),
    "total": ("合计", "total"),
    "board": ("看板", "board"),
    "checked": ("已核对：全部引文与原文逐字一致", "checked: every quotation equals its characters"),
    "written": ("已写入", "written"),
    "reading": ("阅读中", "reading"),
    "refused": ("无法读取", "refused"),
}


def word(key: str, language: Language) -> str:
    """The word for ``key``; a key without an entry is itself."""
    pair = WORDS.get(key)
    return key if pair is None else pair[0 if language is Language.ZH else 1]
