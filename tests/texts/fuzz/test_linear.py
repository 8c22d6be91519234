"""Time grows with length, not with its square: calls are counted, and processor time is compared between sizes.

A count of calls is exact but does not see inside one call (a regular expression that goes back and forth); so
processor time is compared too, between sizes that differ by four, with a bound of nine: linear is four, quadratic
sixteen. One quiet measurement of three is enough.
"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

import pytest

from luoshi.texts import compare, proof_text, read_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

SHAPES = {
    "clauses of one line": "要加强监测，",
    "sentences of one line": "要加强工业运行监测。",
    "open quotation marks": "“",
    "nested marks": "“‘《（",
    "an endless list": "要支持甲业、乙业、",
    "endless numbers of a list": "一是加强监测；",
    "numbered paragraphs": "（一）加强监测。\n",
    "digits": "1，",
    "shares": "占5%，共10个，其中5个，",
    "changes": "由1个增加到2个，",
    "one character": "工",
    "blanks": " ",
    "right-to-left marks": "\u202e好",
    "combining marks": "a\u0301",
    "names": "部长王强、",
    "sets of bodies": "各省（区、市）、",
    "pinyin": "工（gong）",
    "turned numerals": "1是",
    "doubled marks": "，，",
}
ACTS: dict[str, Callable[[str], object]] = {
    "read": read_text,
    "proof": lambda text: proof_text(text, allow_spun=True),
    "compare": lambda text: compare(read_text(text), read_text(f"会{text}"), allow_spun=True),
}
SIZES = {"read": 2_000, "proof": 2_000, "compare": 2_400}


def _shaped(shape: str, size: int) -> str:
    piece = SHAPES[shape]
    return (piece * (size // len(piece) + 1))[:size]


def _calls(act: Callable[[str], object], text: str) -> int:
    count = 0

    def counted(_: FrameType, event: str, __: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(counted)
    try:
        act(text)
    finally:
        sys.setprofile(None)
    return count


def _seconds(act: Callable[[str], object], text: str) -> float:
    begun = time.process_time()
    act(text)
    return time.process_time() - begun


COUNTED = [(name, shape) for name in sorted(ACTS) for shape in sorted(SHAPES) if (name, shape) not in {
    ("compare", "digits"), ("compare", "shares"), ("compare", "changes"),
}]  # fmt: skip
"""What is counted; three are left out: few clauses of many marks, whose redline is short of its limit at such sizes."""


@pytest.mark.parametrize(("name", "shape"), COUNTED)
def test_twice_the_text_makes_no_more_than_some_twice_the_calls(name: str, shape: str) -> None:
    act, size = ACTS[name], SIZES[name] // 2
    act(_shaped(shape, 200))
    once, twice = (_calls(act, _shaped(shape, size * times)) for times in (1, 2))
    assert twice <= 2.6 * once + 2_000


@pytest.mark.parametrize("shape", sorted(SHAPES))
@pytest.mark.parametrize("name", ["proof", "read"])
def test_four_times_the_text_takes_far_less_than_sixteen_times_the_time(name: str, shape: str) -> None:
    act, size = ACTS[name], SIZES[name]
    act(_shaped(shape, 200))
    ratios = []
    for _ in range(3):
        small, large = (_seconds(act, _shaped(shape, size * times)) for times in (1, 4))
        ratios.append(large / max(small, 0.004))
        if ratios[-1] < 9:
            return
    raise AssertionError(f"four times the text took {ratios} times the time")


def test_ten_megabytes_of_one_line_are_read_and_proved() -> None:
    line = "工业经济运行监测" * (10_000_000 // 24)
    assert len(line.encode()) > 9_000_000
    reading = read_text(line)
    assert reading.records == ()
    assert reading.remainders[-1].span.end == len(line)
    assert proof_text(line).figures == 0


def test_a_megabyte_of_orders_in_one_sentence_is_read() -> None:
    line = "要加强工业运行监测，完善协调机制，" * (1_000_000 // 51)
    reading = read_text(line)
    assert len(reading.commitments) == 2 * line.count("要")
    assert reading.commitments[-1].span.quote == "完善协调机制"
