"""The best pairing of a sparse table, against all pairings there are."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi.texts.editions.assignment import best_pairs

TABLES = st.dictionaries(
    st.integers(0, 5), st.dictionaries(st.integers(0, 5), st.integers(-3, 20), max_size=5), max_size=6
)


def _best(gains: dict[int, dict[int, int]], rows: list[int], taken: frozenset[int] = frozenset()) -> int:
    """The greatest sum, by trying everything."""
    if not rows:
        return 0
    row, *others = rows
    told = [_best(gains, others, taken)]
    told += [gain + _best(gains, others, taken | {c}) for c, gain in gains[row].items() if c not in taken]
    return max(told)


@settings(max_examples=400, deadline=None)
@given(TABLES)
def test_no_other_pairing_is_worth_more(gains: dict[int, dict[int, int]]) -> None:
    pairs = best_pairs(gains)
    assert len(set(pairs.values())) == len(pairs)
    assert sum(gains[row][column] for row, column in pairs.items()) == _best(gains, list(gains))


@pytest.mark.parametrize(
    ("gains", "pairs"),
    [
        ({}, {}),
        ({0: {}}, {}),
        ({0: {0: -1.0}}, {}),
        ({0: {0: 5.0, 1: 4.0}, 1: {0: 4.0}}, {0: 1, 1: 0}),
        ({0: {0: 9.0, 1: 1.0}, 1: {0: 4.0}}, {0: 0}),
    ],
)
def test_a_row_yields_where_the_sum_grows_by_it_and_stays_alone_where_it_does_not(
    gains: dict[int, dict[int, float]], pairs: dict[int, int]
) -> None:
    assert best_pairs(gains) == pairs
