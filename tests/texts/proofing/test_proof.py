"""Planted errors are caught with the right value; right statements are never blamed."""

from __future__ import annotations

import pytest

from luoshi.texts import proof_text
from tests.texts.proofing.cases import (
    LATER_RIGHT,
    LATER_WRONG,
    ORACLES_RIGHT,
    ORACLES_WRONG,
    RIGHT,
    WRONG,
    Right,
    Wrong,
)


@pytest.mark.parametrize(
    "case", [*ORACLES_WRONG, *WRONG, *LATER_WRONG], ids=lambda case: f"{case.code}: {case.text[:24]}"
)
def test_a_planted_error_is_caught_with_the_value_that_follows_from_its_operands(case: Wrong) -> None:
    told = [(one.code, one.computed, one.severity.value) for one in proof_text(case.text).findings]
    assert told == [(case.code, case.computed, case.severity)]


@pytest.mark.parametrize("case", [*ORACLES_RIGHT, *RIGHT, *LATER_RIGHT], ids=lambda case: case.text[:30])
def test_a_right_statement_is_not_blamed_and_what_it_implies_is_confirmed(case: Right) -> None:
    done = proof_text(case.text)
    assert [(one.code, one.stated, one.computed) for one in done.findings] == []
    assert not case.code or case.code in {one.code for one in done.confirmed}


def test_there_are_enough_planted_errors_over_all_codes_and_enough_right_statements() -> None:
    codes = {case.code for case in (*ORACLES_WRONG, *WRONG)}
    assert len(WRONG) >= 40
    assert len(RIGHT) >= 120
    assert len(codes) >= 25
