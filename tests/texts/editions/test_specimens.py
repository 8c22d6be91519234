"""The project's own annotation of two consecutive editions: every commitment, its partner, status and axis."""

from __future__ import annotations

from functools import cache
from typing import Any

from luoshi.core.yamlfile import load_yaml
from luoshi.data import data_path
from luoshi.texts import read
from luoshi.texts.editions import Comparison, compare

Sides = tuple[tuple[str, ...], tuple[str, ...]]


@cache
def _annotation() -> dict[str, Any]:
    content = load_yaml(data_path("specimens", "changes.yaml"))
    assert isinstance(content, dict)
    return content


@cache
def _comparison() -> Comparison:
    told = _annotation()
    return compare(*(read(data_path("specimens", f"{told[side]}.txt")) for side in ("old", "new")))


def _wanted() -> dict[Sides, tuple[str, str | None]]:
    told = _annotation()
    wanted = {(tuple(one["old"]), tuple(one["new"])): (one["status"], one["axis"]) for one in told["changes"]}
    return wanted | {((quotes[0],), (quotes[-1],)): ("kept", None) for quotes in told["unchanged"]}


def _said() -> dict[Sides, tuple[str, str | None]]:
    return {
        (tuple(side.span.quote for side in change.old), tuple(side.span.quote for side in change.new)): (
            change.status.value,
            change.axis,
        )
        for change in _comparison().changes
    }


def test_statuses_and_axes_agree_with_the_annotation() -> None:
    said, wanted = _said(), _wanted()
    differ = {sides: (verdict, said.get(sides)) for sides, verdict in wanted.items() if said.get(sides) != verdict}
    assert len(differ) <= 0.05 * len(wanted), differ


def test_the_summary_counts_every_change_once() -> None:
    comparison = _comparison()
    assert sum(comparison.summary.values()) == len(comparison.changes)
    assert comparison.summary["kept"] == len(_annotation()["unchanged"])


def test_changes_follow_the_new_text_and_dropped_clauses_stand_where_they_were() -> None:
    starts = [change.new[0].span.start for change in _comparison().changes if change.new]
    assert starts == sorted(starts)
    quotes = [(change.new or change.old)[0].span.quote for change in _comparison().changes]
    at = quotes.index("分行业制定稳产清单")
    assert quotes[at - 1].startswith("全力推动工业经济")
    assert quotes[at + 1].startswith("着力挖掘工程机械")


def test_what_was_reported_is_compared_apart_from_what_was_ordered() -> None:
    kinds = {change.kind for change in _comparison().reported}
    assert kinds == {"achievement", "decision"}
    assert {change.kind for change in _comparison().changes} == {"commitment"}
