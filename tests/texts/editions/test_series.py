"""The life of a theme through several editions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi.texts import read_text, series
from tests.texts.editions.samples import HEAD, edition

if TYPE_CHECKING:
    from luoshi.texts.editions import Life

THINGS = st.lists(
    st.sampled_from(["建设泵站样品库", "健全水表台账", "疏浚东湖引渠", "整治骚扰电话、垃圾短信", "全力疏浚东湖引渠"]),
    max_size=4,
    unique=True,
)


def _lives(*editions: tuple[str, ...]) -> list[Life]:
    return list(series([read_text(edition(*clauses)) for clauses in editions]))


def _life(lives: list[Life], word: str) -> Life:
    found = [life for life in lives if word in life.theme]
    assert len(found) == 1, [life.theme for life in found]
    return found[0]


def test_a_theme_is_followed_with_what_became_of_it() -> None:
    life = _life(_lives(("研究水表分级规则",), ("制定水表分级规则",), ("制定水表分级规则",)), "水表")
    assert [(stage.edition, stage.status.value, stage.axis) for stage in life.stages] == [
        (0, "added", None),
        (1, "strengthened", "stage"),
        (2, "kept", None),
    ]
    assert (life.first, life.last, life.gaps) == (0, 2, ())


def test_a_theme_that_comes_back_is_the_same_theme_with_a_gap() -> None:
    lives = _lives(("建设泵站样品库",), ("健全水表台账",), ("健全水表台账",), ("建设泵站样品库",))
    life = _life(lives, "泵站样品库")
    assert [stage.edition for stage in life.stages] == [0, 3]
    assert life.gaps == (1, 2)


def test_what_stays_through_all_editions_has_one_life() -> None:
    life = _life(_lives((), ("健全水表台账",), ()), HEAD)
    assert (life.first, life.last, life.gaps) == (0, 2, ())
    gone = _life(_lives((), ("健全水表台账",), ()), "水表台账")
    assert (gone.first, gone.last) == (1, 1)


def test_a_split_begins_a_life_and_a_merger_ends_one() -> None:
    whole, parts = "支持企业承担检测任务、建设泵站样品库", ("支持企业承担检测任务", "建设泵站样品库")
    split = _lives((whole,), parts)
    assert [stage.status.value for stage in _life(split, "泵站样品库").stages] == ["split"]
    assert [stage.status.value for stage in _life(split, "检测任务").stages] == ["added", "split"]
    merged = _lives(parts, (whole,))
    assert [life.theme for life in merged if life.merged_into] == ["建设泵站样品库"]


def test_no_edition_has_no_lives_and_one_edition_begins_them_all() -> None:
    assert series([]) == ()
    only = series([read_text(edition("健全水表台账"))])
    assert {stage.status.value for life in only for stage in life.stages} == {"added"}


@settings(max_examples=60, deadline=None)
@given(st.lists(THINGS, min_size=1, max_size=4))
def test_every_commitment_of_every_edition_is_a_stage_of_exactly_one_life(clauses: list[list[str]]) -> None:
    readings = [read_text(edition(*some)) for some in clauses]
    seen = [(stage.edition, stage.side.span.start) for life in series(readings) for stage in life.stages]
    wanted = [(n, one.span.start) for n, reading in enumerate(readings) for one in reading.commitments]
    assert sorted(seen) == sorted(wanted)
    for life in series(readings):
        assert [stage.edition for stage in life.stages] == sorted({stage.edition for stage in life.stages})
