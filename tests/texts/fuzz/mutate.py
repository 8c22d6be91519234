"""A mutator of our own: from a seed, pieces of official language and hostile characters in any order and number."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from tests.texts.fuzz.harness import corpus

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["PIECES", "mutated"]

PIECES: Sequence[str] = (
    *"，。；：、！？“”‘’《》〈〉（）()…—%.,;:\n\r\t \0",
    *("\u3000", "\u2028", "\u200b", "\u202e", "\u200f", "\u0301", "\ufeff", "\ufffd", "\ue000", "\U0001f600"),
    *("要", "会议强调", "会议还", "一是", "二是", "（三）", "四、", "第五条", "今年以来", "下半年", "年底前", "3月8日"),
    *(
        "加强",
        "加快推进",
        "建立",
        "健全",
        "研究制定",
        "鼓励",
        "严禁",
        "确保",
        "把",
        "对",
        "以",
        "为",
        "通过",
        "等",
        "和",
        "的",
    ),
    *(
        "工业经济",
        "重点产业链",
        "监测预警机制",
        "专项行动",
        "規模以上工業",
        "王强",
        "部长",
        "出席会议",
        "上海市",
        "各省（区、市）",
    ),
    *(
        "增长",
        "占",
        "由",
        "到",
        "共",
        "其中",
        "分别",
        "同比",
        "5%",
        "6.0",
        "三成",
        "120家",
        "0",
        "100万元",
        "2倍",
        "百分之五",
    ),
    *("规模之上工业", "gōng", "3中全会", "AI", "C919", "http://a.b", "<p>", "&amp;"),
)


def mutated(seed: int, *, longest: int = 60) -> str:
    """One text by seed: pieces alone, or an input of the corpus that was cut, doubled, spliced or sown with pieces."""
    rng = random.Random(seed)  # noqa: S311
    text = "" if rng.random() < 0.3 else rng.choice(list(corpus().values()))
    for _ in range(rng.randint(1, longest)):
        text = rng.choice(_STEPS)(text, rng)
    return text[:4_000]


def _sow(text: str, rng: random.Random) -> str:
    at = rng.randint(0, len(text))
    return text[:at] + rng.choice(PIECES) + text[at:]


def _append(text: str, rng: random.Random) -> str:
    return text + "".join(rng.choices(PIECES, k=rng.randint(1, 12)))


def _cut(text: str, rng: random.Random) -> str:
    at = rng.randint(0, len(text))
    return text[:at] + text[at + rng.randint(0, 6) :]


def _repeat(text: str, rng: random.Random) -> str:
    at = rng.randint(0, len(text))
    end = at + rng.randint(1, 8)
    return text[:at] + text[at:end] * rng.choice((2, 3, 9)) + text[end:]


def _splice(text: str, rng: random.Random) -> str:
    other = rng.choice(list(corpus().values()))
    return text[: rng.randint(0, len(text))] + other[rng.randint(0, len(other)) :]


_STEPS = (_sow, _sow, _append, _append, _cut, _repeat, _splice)
