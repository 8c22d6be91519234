"""The best pairing of a sparse table: every row takes at most one column, and the sum of gains is the greatest.

Successive shortest paths with potentials (Edmonds and Karp 1972; Jonker and Volgenant 1987 for the dense case). Rows
that gain nothing stay alone. Only the standard library: the tables of two editions fall into small components, for
which a dense solver and its arrays would cost more than they bring.
"""

from __future__ import annotations

from heapq import heappop, heappush
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["best_pairs"]

_ALONE = -1


def best_pairs(gains: Mapping[int, Mapping[int, float]]) -> dict[int, int]:
    """Row → column of an optimal pairing. ``gains[row][column]`` above 0 is what the pair is worth.

    A row may stay alone, for a gain of 0. Optimal: no other pairing has a greater sum.
    """
    solver = _Solver({row: {c: g for c, g in found.items() if g > 0} for row, found in gains.items()})
    for row in sorted(solver.gains):
        solver.place(row)
    return solver.holds


class _Solver:
    """``price[column]`` keeps reduced costs from being negative, so that each search is a shortest path."""

    __slots__ = ("gains", "holds", "price", "taken", "value")

    def __init__(self, gains: dict[int, dict[int, float]]) -> None:
        self.gains = gains
        self.taken: dict[int, int] = {}
        self.holds: dict[int, int] = {}
        self.price: dict[int, float] = {}
        self.value: dict[int, float] = {}

    def place(self, row: int) -> None:
        """Pair ``row``, moving other rows where the sum grows by it."""
        self.value[row] = max([0.0, *(g - self.price.get(c, 0.0) for c, g in self.gains[row].items())])
        search, done = _Search(), dict[int, float]()
        reached = {row: 0.0}
        self._spread(search, row, 0.0)
        while True:
            distance, _, column, source = heappop(search.heap)
            if column == _ALONE or column not in self.taken:
                break
            if column in done:
                continue
            done[column] = distance
            following = self.taken[column]
            reached[following] = distance
            self._spread(search, following, distance)
        for other, at in reached.items():
            self.value[other] -= distance - at
        for passed, at in done.items():
            self.price[passed] = self.price.get(passed, 0.0) + (distance - at)
        self._turn(column, source, search.came)

    def _spread(self, search: _Search, row: int, distance: float) -> None:
        """Offer every column of a row, and staying alone, at its reduced cost."""
        value = self.value[row]
        search.offer(distance + value, _ALONE, row)
        for column, gain in self.gains[row].items():
            cost = distance + max(0.0, value - (gain - self.price.get(column, 0.0)))
            if cost < search.far.get(column, float("inf")) and self.holds.get(row) != column:
                search.far[column] = cost
                search.came[column] = row
                search.offer(cost, column, row)

    def _turn(self, column: int, source: int, came: Mapping[int, int]) -> None:
        """Walk the path back: each row takes the column that was reached from it."""
        if column == _ALONE:
            column = self.holds.pop(source, _ALONE)
        while column != _ALONE:
            source = came[column]
            self.taken[column] = source
            before = self.holds.get(source, _ALONE)
            self.holds[source] = column
            column = before


class _Search:
    """One search for a shortest path: how far columns are, from which row, and what comes next."""

    __slots__ = ("came", "far", "heap", "order")

    def __init__(self) -> None:
        self.far: dict[int, float] = {}
        self.came: dict[int, int] = {}
        self.heap: list[tuple[float, int, int, int]] = []
        self.order = count()

    def offer(self, cost: float, column: int, row: int) -> None:
        """Put a column up at a cost; offers of one cost come out in the order in which they were made."""
        heappush(self.heap, (cost, next(self.order), column, row))
