"""The scorer of the reading: gold against itself is all right, and a planted error costs what it must."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest
from bench.reading.score import AGREEMENTS, COUNTS, Tally, main, measures, score, tally

from tests.texts.gold import quoted, specimen_annotations

if TYPE_CHECKING:
    from pathlib import Path

GOLD = specimen_annotations()[1].records
CLAUSES = [n for n, record in enumerate(GOLD) if record["kind"] == "commitment"]


def _changed(place: int, **fields: Any) -> list[dict[str, Any]]:
    told = deepcopy(GOLD)
    told[place] |= fields
    return told


def test_gold_against_itself_is_all_right() -> None:
    assert {share for share in measures(score(GOLD, GOLD)).values() if share is not None} == {1.0}


@pytest.mark.parametrize("field", AGREEMENTS)
def test_one_wrong_field_costs_one_clause_of_that_field_alone(field: str) -> None:
    told = measures(score(_changed(CLAUSES[0], **{field: "planted"}), GOLD))
    assert told[field] == round(1 - 1 / len(CLAUSES), 4)
    assert {name for name, share in told.items() if share not in {1.0, None}} == {field}


def test_a_clause_that_is_missing_costs_recall_and_its_items_but_no_precision() -> None:
    place = next(n for n in CLAUSES if GOLD[n]["items"])
    told = score([r for n, r in enumerate(GOLD) if n != place], GOLD)
    assert told["commitments"].precision == 1.0
    assert told["commitments"] == Tally(len(CLAUSES) - 1, len(CLAUSES) - 1, len(CLAUSES))
    assert told["items"].gold - told["items"].both == len(GOLD[place]["items"])


def test_a_clause_cut_short_is_missing_and_invented_at_once() -> None:
    told = score(_changed(CLAUSES[0], end=GOLD[CLAUSES[0]]["end"] - 1), GOLD)["commitments"]
    assert told == Tally(len(CLAUSES) - 1, len(CLAUSES), len(CLAUSES))


def test_a_figure_is_right_where_value_unit_and_subject_are() -> None:
    place = next(n for n, record in enumerate(GOLD) if record["kind"] == "figure")
    wrong = [GOLD[place]["figures"][0] | {"subject": "planted"}]
    told = score(_changed(place, figures=wrong), GOLD)
    assert told["figures"].gold - told["figures"].both == 1
    assert told["figures_value_unit"].f1 == 1.0


def test_a_thing_found_twice_needs_to_be_annotated_twice() -> None:
    assert tally(["a", "a", "b"], ["a", "b", "b"]) == Tally(2, 3, 3)


def test_what_neither_side_has_is_told_as_unknown_and_not_as_right() -> None:
    told = measures(score([], []))
    assert set(told.values()) == {None}
    assert set(told) == {"precision", "recall", *AGREEMENTS, *COUNTS} - {"commitments"}


def test_places_become_words_and_pieces_are_read_together() -> None:
    record = {"kind": "commitment", "start": 0, "end": 6, "verb": [2, 4], "head": [[0, 2], [4, 6]], "items": [[4, 6]]}
    assert quoted("大力推广工艺", record) == record | {
        "text": "大力推广工艺",
        "verb": "推广",
        "head": "大力工艺",
        "items": ["工艺"],
    }


def test_a_place_outside_the_text_is_an_error() -> None:
    with pytest.raises(ValueError, match="no place"):
        quoted("工艺", {"verb": [1, 3]})


def test_the_command_writes_all_groups_and_keeps_what_was_measured_before(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "quality.json"
    out.write_text(json.dumps({"before": {"date": "then"}}), "utf-8")
    (tmp_path / "one.txt").write_text("要推广新工艺。", "utf-8")
    clause = next(r for r in GOLD if r["kind"] == "commitment" and not r["items"] and not r["figures"])
    (tmp_path / "one.jsonl").write_text(json.dumps(clause | {"start": 1, "end": 6}, ensure_ascii=False), "utf-8")
    assert main(["--gold", str(tmp_path), "--out", str(out), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told == json.loads(out.read_text("utf-8"))
    assert told["before"] == {"date": "then"}
    assert told["groups"]["shown"]["documents"]["one"]["recall"] == 1.0
    assert main(["--gold", str(tmp_path), "--out", str(out)]) == 0
    assert "precision" in capsys.readouterr().out
