"""Real series, read in place where they lie beside the project: the laws hold, and script changes nothing."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from luoshi.texts import compare, read_text
from luoshi.texts.editions.axes import axes
from luoshi.texts.folding import fold
from tests.texts.gold import REAL

if TYPE_CHECKING:
    from pathlib import Path

SERIES = ("cewc", "politburo-econ", "state-council-exec")
PAIRS = [pair for name in SERIES for pair in list(pairwise(sorted((REAL / "texts" / name).glob("*.txt"))))[-3:]]
TRADITIONAL = sorted((REAL / "texts" / "miit-symposium").glob("*.txt"))
ABSENT = "the real texts are not beside the project"


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


@pytest.mark.skipif(not PAIRS, reason=ABSENT)
@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair[1].stem)
def test_consecutive_editions_mirror_each_other_and_lose_no_commitment(pair: tuple[Path, Path]) -> None:
    old, new = (read_text(_text(path)) for path in pair)
    there, back = compare(old, new), compare(new, old)
    for side, reading in (("old", old), ("new", new)):
        told = [one.span.start for change in there.changes for one in getattr(change, side)]
        assert sorted(told) == [one.span.start for one in reading.commitments]
    swapped = {"added": "dropped", "strengthened": "weakened", "split": "merged"}
    swapped |= {here: there for there, here in swapped.items()}
    assert {swapped.get(name, name): count for name, count in there.summary.items()} == back.summary


@pytest.mark.skipif(not PAIRS, reason=ABSENT)
@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair[1].stem)
def test_strength_is_said_of_few_clauses_and_always_with_a_word_of_its_axis(pair: tuple[Path, Path]) -> None:
    comparison = compare(*(read_text(_text(path)) for path in pair))
    strong = [change for change in comparison.changes if change.status.value in {"strengthened", "weakened"}]
    paired = [change for change in comparison.changes if change.old and change.new]
    assert len(strong) <= 0.2 * len(paired)
    known: dict[str, set[str]] = {axis.name: set() for axis in axes()}
    for axis in axes():
        known[axis.name] |= set(axis.ranks)
    for change in strong:
        step = next(step for step in change.steps if step.clear and step.axis == change.axis)
        words = [fold(span.quote).text for span in (step.old, step.new) if span]
        assert words
        assert set(words) <= known[step.axis]


@pytest.mark.skipif(not TRADITIONAL, reason=ABSENT)
@pytest.mark.parametrize("path", TRADITIONAL, ids=lambda path: path.stem)
def test_a_text_beside_itself_in_another_script_is_kept_whole(path: Path) -> None:
    text = _text(path)
    comparison = compare(read_text(text), read_text(fold(text).text))
    assert comparison.changes
    assert comparison.nothing_changed
    assert not comparison.same_text
