"""What was struck out and written in: whole numbers, no confetti, nothing lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi.core.spans import Document
from luoshi.texts.editions.changes import Edit, Op
from luoshi.texts.editions.redline import apply, redline

PIECES = st.lists(st.text(alphabet="要推进改革、50.8个样板", min_size=1, max_size=12), min_size=1, max_size=3)


def _edits(old: list[str], new: list[str]) -> tuple[Edit, ...]:
    sides = []
    for pieces in (old, new):
        document, at, told = Document("".join(pieces)), 0, []
        for piece in pieces:
            told.append((document.span(at, at + len(piece)), piece))
            at += len(piece)
        sides.append(told)
    return redline(*sides)


@settings(max_examples=400, deadline=None)
@given(PIECES, PIECES)
def test_applying_the_edits_to_the_old_text_gives_the_new_one(old: list[str], new: list[str]) -> None:
    edits = _edits(old, new)
    assert apply("".join(old), edits) == "".join(new)
    assert "".join(edit.old.quote for edit in edits if edit.old) == "".join(old)


@settings(max_examples=300, deadline=None)
@given(PIECES, PIECES)
def test_each_edit_is_of_the_kind_that_it_says(old: list[str], new: list[str]) -> None:
    for edit in _edits(old, new):
        assert (edit.old is None) == (edit.op is Op.INSERT)
        assert (edit.new is None) == (edit.op is Op.DELETE)
        if edit.old and edit.new:
            assert (edit.old.quote == edit.new.quote) or edit.op is Op.REPLACE


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("打造50个样板", "打造80个样板", ["=打造", "50→80", "=个样板"]),
        ("增长6.5%左右", "增长7.5%左右", ["=增长", "6.5→7.5", "=%左右"]),
        ("打造5个样板", "打造15个样板", ["=打造", "5→15", "=个样板"]),
        ("推进用水改造", "推动用水改造", ["推进→推动", "=用水改造"]),
        ("防止泵站停运", "坚决防止泵站停运", ["→坚决", "=防止泵站停运"]),
        ("建设水厂、泵站", "建设水厂", ["=建设水厂", "、泵站→"]),
        ("甲乙丙丁", "甲戊丙己", ["甲乙丙丁→甲戊丙己"]),
    ],
)
def test_a_person_can_read_it(old: str, new: str, told: list[str]) -> None:
    said = [
        f"={edit.new.quote}"
        if edit.op is Op.EQUAL and edit.new
        else f"{edit.old.quote if edit.old else ''}→{edit.new.quote if edit.new else ''}"
        for edit in _edits([old], [new])
    ]
    assert said == told


def test_no_edit_reaches_over_the_end_of_a_clause() -> None:
    edits = _edits(["建设水厂、泵站"], ["建设水厂", "扩建泵站"])
    assert [(edit.op.value, edit.new.quote if edit.new else None) for edit in edits] == [
        ("equal", "建设水厂"),
        ("replace", "扩建"),
        ("equal", "泵站"),
    ]
