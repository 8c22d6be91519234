"""``luoshi/comparison@1``: the fields that others rely on."""

from __future__ import annotations

import json

from luoshi.texts import compare, comparison_json, read, read_text, specimens
from luoshi.texts.editions import Status
from tests.texts.editions.samples import compared, edition

OLD, NEW = edition("抓紧推进用水改造", "整治骚扰电话"), edition("稳步推进用水改造", "建设水表样品库")


def test_the_shape_is_the_contract() -> None:
    told = comparison_json(compared(OLD, NEW))
    assert told["schema"] == "luoshi/comparison@1"
    assert {"changes", "summary", "old", "new"} <= set(told)
    change = next(one for one in told["changes"] if one["status"] == "weakened")
    assert (change["axis"], change["direction"]) == ("tempo", "down")
    assert {"status", "axis", "old", "new", "similarity", "edits"} <= set(change)
    for side, text in (("old", OLD), ("new", NEW)):
        (one,) = change[side]
        assert text[one["start"] : one["end"]] == one["text"]
        assert one["record"] >= 1
    assert [edit["op"] for edit in change["edits"]] == ["replace", "equal"]


def test_the_record_is_the_one_of_the_reading() -> None:
    old, new = (read(one.path) for one in specimens() if one.name.startswith("lanjiang"))
    for change in comparison_json(compare(old, new))["changes"]:
        for side, reading in (("old", old), ("new", new)):
            for one in change[side]:
                assert reading.records[one["record"] - 1].span.quote == one["text"]


def test_the_summary_has_every_status_and_counts_commitments() -> None:
    told = comparison_json(compared(OLD, NEW))
    assert list(told["summary"]) == [status.value for status in Status]
    assert sum(told["summary"].values()) == len(told["changes"])
    assert told["nothing_changed"] is False


def test_a_choice_of_statuses_keeps_the_whole_summary() -> None:
    comparison = compared(OLD, NEW)
    told = comparison_json(comparison, statuses={Status.ADDED})
    assert {change["status"] for change in told["changes"]} == {"added"}
    assert told["summary"] == comparison.summary


def test_the_same_input_gives_the_same_json() -> None:
    first, again = (json.dumps(comparison_json(compare(read_text(OLD), read_text(NEW)))) for _ in range(2))
    assert first == again
