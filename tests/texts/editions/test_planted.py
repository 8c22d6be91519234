"""Planted changes are found again, and a scorer that could not tell wrong from right would not pass here."""

from __future__ import annotations

import pytest
from bench.reading.planted import score, style_claims
from bench.reading.planting import EDITS, STYLES, plant, render
from bench.reading.specimens import on_specimen

from luoshi.texts import read_text, specimens

SEEDS = (11, 12, 13, 14)


def test_planted_edits_get_their_status_and_axis() -> None:
    found = score(plant(seed, 160) for seed in SEEDS)
    assert set(found.total) == {*EDITS, "none"}
    assert found.accuracy() >= 0.95, found.wrong
    for kind in EDITS:
        assert found.right[kind] >= 0.85 * found.total[kind], (kind, found.wrong)


def test_edits_planted_into_the_specimens_get_their_status_and_axis() -> None:
    found = score(on_specimen(one.path.read_bytes().decode("utf-8"), seed) for one in specimens() for seed in SEEDS)
    assert found.accuracy() >= 0.95, found.wrong


@pytest.mark.parametrize("style", STYLES)
def test_edits_are_found_through_another_style(style: str) -> None:
    found = score(plant(seed, 160, style=style) for seed in SEEDS[:2])
    assert found.accuracy() >= 0.95, found.wrong


def test_no_pure_swap_of_style_is_called_strengthened_or_weakened() -> None:
    found = style_claims(SEEDS, 120)
    assert found["strengthened"] + found["weakened"] == 0
    assert found["kept"] >= 0.99 * sum(found.values()), found


def test_a_wrong_answer_counts_as_wrong() -> None:
    one = plant(5, 60, share=0.5)
    wrong = one._replace(answers=tuple(answer._replace(status="merged") for answer in one.answers))
    assert score([one]).accuracy() > 0.9
    assert score([wrong]).accuracy() < 0.2


def test_a_plant_is_the_same_for_the_same_seed_and_its_clauses_are_read() -> None:
    one = plant(5, 60)
    assert one == plant(5, 60)
    assert one != plant(6, 60)
    read = {clause.span.quote for clause in read_text(one.old).commitments}
    assert {quote for answer in one.answers for quote in answer.old} <= read


def test_a_style_changes_the_text_and_no_clause() -> None:
    plain = plant(5, 40, share=0)
    for style in STYLES:
        styled = plant(5, 40, share=0, style=style)
        assert styled.new != plain.new
        assert len(read_text(styled.new).commitments) == len(read_text(plain.new).commitments)
    assert render([]) != ""
