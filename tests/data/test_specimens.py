"""The specimen communiqués agree with their expected readings: a wrong oracle would teach a parser to be wrong."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import opencc
import pytest
import yaml

from luoshi.data import data_path
from luoshi.texts.records import Role, Section

FOLDER = data_path("specimens")
TEXTS = sorted(path.stem for path in FOLDER.glob("*.txt"))
SHARED_TEXTS = Path(__file__).resolve().parents[3] / "shared" / "data" / "texts"

ENOUGH = 1500
"""Characters: a specimen is read by people too."""
RUN = 20
"""A run of so many characters shared with a real text is a copy, not a stock phrase."""
FULL_WIDTH = str.maketrans(",()", "，（）")

PROGRAMMES = frozenset(
    {
        *("growth", "chains", "innovation", "digital", "tracks", "sme"),
        *("green", "ict", "universities", "emergency", "evaluation", "conduct"),
    }
)
POLARITIES = frozenset({"positive", "negative"})
TEXT, MAYBE, LIST = (str,), (str, type(None)), (list,)
COMMON: dict[str, tuple[type, ...]] = {
    "doc": TEXT,
    "id": TEXT,
    "kind": TEXT,
    "start": (int,),
    "end": (int,),
    "text": TEXT,
    "section": TEXT,
}
OWN: dict[str, dict[str, tuple[type, ...]]] = {
    "event": {"name": TEXT, "date_text": MAYBE, "place": MAYBE},
    "person": {"name": TEXT, "title": MAYBE, "org": MAYBE, "role": TEXT},
    "actor": {"org": TEXT, "role": TEXT},
    "decision": {"action": TEXT, "object": TEXT},
    "achievement": {"topic": MAYBE, "instruments": LIST},
    "figure": {"topic": MAYBE, "value_start": (int,), "value_end": (int,), "value_text": TEXT, "figures": LIST},
    "commitment": {
        "is_head": (bool,),
        "head": TEXT,
        "topic": MAYBE,
        "verb": TEXT,
        "degree": MAYBE,
        "object": MAYBE,
        "items": LIST,
        "open_list": (bool,),
        "scope": LIST,
        "modality": MAYBE,
        "figures": LIST,
        "actors": LIST,
        "instruments": LIST,
        "deadline": MAYBE,
        "period": MAYBE,
        "polarity": TEXT,
        "speaker": MAYBE,
        "programme": MAYBE,
        "role": TEXT,
    },
}
QUANTITY: dict[str, tuple[type, ...]] = {
    "subject": MAYBE,
    "measure": MAYBE,
    "value": (float,),
    "unit": TEXT,
    "period": MAYBE,
    "comparison": MAYBE,
    "approx": MAYBE,
    "respective_index": (int, type(None)),
}
SIDES: dict[str, tuple[int, int]] = {
    "added": (0, 1),
    "dropped": (1, 0),
    "split": (1, 2),
    "merged": (2, 1),
    "reworded": (1, 1),
    "strengthened": (1, 1),
    "weakened": (1, 1),
    "number-changed": (1, 1),
    "deadline-changed": (1, 1),
    "moved": (1, 1),
}
"""How many clauses stand on the old and the new side; a move may also promote an item, which leaves its list behind."""
AXES: frozenset[str | None] = frozenset(
    {None, "effort", "tempo", "scope", "obligation", "stage", "number", "deadline", "place"}
)

Row = dict[str, Any]


def text_of(name: str) -> str:
    return (FOLDER / f"{name}.txt").read_bytes().decode("utf-8")


def records_of(name: str) -> list[Row]:
    lines = (FOLDER / f"{name}.expected.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def commitments_of(name: str) -> list[Row]:
    return [row for row in records_of(name) if row["kind"] == "commitment"]


def sentences_of(name: str) -> list[list[Row]]:
    """The commitments of each sentence, in the order of the text."""
    sentences: list[list[Row]] = []
    for row in commitments_of(name):
        if row["is_head"]:
            sentences.append([])
        sentences[-1].append(row)
    return sentences


def type_faults(row: Row, shape: dict[str, tuple[type, ...]]) -> list[str]:
    """Fields that are missing, unexpected or of a type that the shape does not name. A bool is not an int here."""
    faults = sorted(set(row) ^ set(shape))
    return faults + [key for key, kinds in shape.items() if key in row and type(row[key]) not in kinds]


def shared_run(specimen: str, grams: set[str], text: str) -> str | None:
    """A run of ``RUN`` characters of the specimen, one of ``grams``, that the text holds; commas of any width agree."""
    folded = text.translate(FULL_WIDTH)
    found = (folded[i : i + RUN] for i in range(len(folded) - RUN + 1))
    hit = next((gram for gram in found if gram in grams), None)
    return None if hit is None else f"{specimen}: {hit}"


def grams_of(text: str) -> set[str]:
    """Every run of ``RUN`` characters in both scripts; conversion keeps the length."""
    simplified = opencc.OpenCC("t2s").convert(text).translate(FULL_WIDTH)
    variants = (simplified, opencc.OpenCC("s2t").convert(simplified))
    return {variant[i : i + RUN] for variant in variants for i in range(len(variant) - RUN + 1)}


def manifest() -> list[Row]:
    rows: list[Row] = yaml.safe_load((FOLDER / "manifest.yaml").read_text(encoding="utf-8"))
    return rows


def planted() -> Row:
    table: Row = yaml.safe_load((FOLDER / "changes.yaml").read_text(encoding="utf-8"))
    return table


def test_every_specimen_has_its_expected_reading_and_a_row_of_the_manifest() -> None:
    expected = sorted(path.name.removesuffix(".expected.jsonl") for path in FOLDER.glob("*.expected.jsonl"))
    listed = sorted(row["file"].removesuffix(".txt") for row in manifest())
    assert len(TEXTS) >= 3
    assert expected == TEXTS == listed


@pytest.mark.parametrize("row", manifest(), ids=lambda row: row["file"])
def test_the_manifest_says_of_each_specimen_what_it_is_and_that_it_is_synthetic(row: Row) -> None:
    shape: dict[str, tuple[type, ...]] = dict.fromkeys(("file", "title", "authority", "edition-of", "style"), TEXT)
    shape |= {"date": (date,), "script": TEXT, "synthetic": (bool,)}
    assert type_faults(row, shape) == []
    assert row["synthetic"] is True
    assert row["script"] in {"Hans", "Hant"}
    assert all(row[field] for field in ("title", "authority", "edition-of", "style"))


@pytest.mark.parametrize("row", manifest(), ids=lambda row: row["file"])
def test_the_title_and_the_date_of_the_manifest_are_those_of_the_text(row: Row) -> None:
    name = row["file"].removesuffix(".txt")
    events = [record for record in records_of(name) if record["kind"] == "event"]
    headline, blank, *_ = text_of(name).split("\n")
    assert (headline, blank) == (row["title"], "")
    assert [event["date_text"] for event in events] == [f"{row['date'].month}月{row['date'].day}日"]
    assert [event["name"] for event in events] == [row["edition-of"]]


def test_two_specimens_are_consecutive_editions_of_one_meeting_and_changes_names_them_in_order() -> None:
    dates = {row["file"].removesuffix(".txt"): row["date"] for row in manifest()}
    series = {row["file"].removesuffix(".txt"): row["edition-of"] for row in manifest()}
    old, new = planted()["old"], planted()["new"]
    assert series[old] == series[new]
    assert dates[old] < dates[new]


@pytest.mark.parametrize("name", TEXTS)
def test_a_specimen_is_no_longer_than_needed_and_ends_with_one_newline(name: str) -> None:
    text = text_of(name)
    assert 300 < len(text) <= ENOUGH
    assert text == text.rstrip() + "\n"
    assert "\r" not in text


@pytest.mark.parametrize("name", TEXTS)
def test_every_expected_record_quotes_its_characters(name: str) -> None:
    text = text_of(name)
    assert [row["id"] for row in records_of(name) if text[row["start"] : row["end"]] != row["text"]] == []
    assert all(row["text"] for row in records_of(name))


@pytest.mark.parametrize("name", TEXTS)
def test_the_records_stand_in_the_order_of_the_text_and_are_numbered(name: str) -> None:
    rows = records_of(name)
    order = [(row["start"], row["end"], row.get("value_start", 0)) for row in rows]
    assert order == sorted(order)
    assert [row["id"] for row in rows] == [f"{name}#{n:03}" for n in range(1, len(rows) + 1)]
    assert {row["doc"] for row in rows} == {name}


@pytest.mark.parametrize("name", TEXTS)
def test_each_kind_has_exactly_its_fields_with_their_types(name: str) -> None:
    faults = {row["id"]: type_faults(row, COMMON | OWN[row["kind"]]) for row in records_of(name)}
    assert {key: fault for key, fault in faults.items() if fault} == {}


@pytest.mark.parametrize("name", TEXTS)
def test_sections_roles_programmes_and_polarities_are_known_words(name: str) -> None:
    assert {row["section"] for row in records_of(name)} <= set(Section)
    for row in commitments_of(name):
        assert row["role"] in set(Role), row["id"]
        assert row["programme"] in PROGRAMMES | {None}, row["id"]
        assert row["polarity"] in POLARITIES, row["id"]


@pytest.mark.parametrize("name", TEXTS)
def test_what_is_copied_from_a_clause_stands_in_it_in_order(name: str) -> None:
    for row in commitments_of(name):
        for field in ("verb", "degree", "object", "deadline", "modality"):
            assert row[field] is None or row[field] in row["text"], (row["id"], field)
        for field in ("items", "scope", "actors", "instruments"):
            places = [row["text"].find(member) for member in row[field]]
            assert -1 not in places, (row["id"], field)
            assert places == sorted(places), (row["id"], field)


@pytest.mark.parametrize("name", TEXTS)
def test_an_enumeration_has_members_and_an_open_one_a_deng_after_the_last(name: str) -> None:
    for row in commitments_of(name):
        assert len(row["items"]) != 1, row["id"]
        assert row["open_list"] == any(f"{member}等" in row["text"] for member in row["items"]), row["id"]


@pytest.mark.parametrize("name", TEXTS)
def test_commitments_do_not_overlap(name: str) -> None:
    assert all(one["end"] <= other["start"] for one, other in pairwise(commitments_of(name)))


@pytest.mark.parametrize("name", TEXTS)
def test_a_commitment_starts_at_its_own_word_and_ends_before_the_mark(name: str) -> None:
    text = text_of(name)
    for row in commitments_of(name):
        assert not row["text"].startswith(("要", "会议", "會議", "一是", "二是", "三是", "（")), row["id"]
        assert row["text"][-1] not in "，,。；、", row["id"]
        assert text[row["end"]] in "，,。", row["id"]


@pytest.mark.parametrize("name", TEXTS)
def test_the_clauses_of_a_sentence_share_its_head_and_the_head_has_shed_its_degree(name: str) -> None:
    text = text_of(name)
    for first, *rest in sentences_of(name):
        assert first["head"] == first["text"].replace(first["degree"] or "", "", 1), first["id"]
        assert {row["head"] for row in rest} <= {first["head"]}, first["id"]
    for one, other in pairwise(commitments_of(name)):
        assert ("。" in text[one["end"] : other["start"]]) == other["is_head"], other["id"]


@pytest.mark.parametrize("name", TEXTS)
def test_a_theme_is_a_head_that_two_clauses_carry_out_and_an_outcome_closes_a_sentence_of_three(name: str) -> None:
    for sentence in sentences_of(name):
        roles = [row["role"] for row in sentence]
        for at, role in enumerate(roles):
            assert role != Role.THEME or (at == 0 and len(roles) >= 3), sentence[0]["id"]
            assert role != Role.OUTCOME or (at == len(roles) - 1 and at >= 2), sentence[0]["id"]


@pytest.mark.parametrize("name", TEXTS)
def test_reviews_hold_no_commitments_and_only_reviews_hold_figures_and_achievements(name: str) -> None:
    sections = Counter((row["kind"], row["section"]) for row in records_of(name))
    assert sections["commitment", Section.REVIEW] == 0
    assert {kind for kind, section in sections if section == Section.REVIEW} == {"achievement", "figure"}
    assert {section for kind, section in sections if kind in {"achievement", "figure"}} == {Section.REVIEW}


@pytest.mark.parametrize("name", TEXTS)
def test_a_figure_spans_its_number_and_unit_and_has_one_quantity_in_full(name: str) -> None:
    text = text_of(name)
    for row in (row for row in records_of(name) if row["kind"] == "figure"):
        (quantity,) = row["figures"]
        assert type_faults(quantity, QUANTITY) == [], row["id"]
        assert text[row["value_start"] : row["value_end"]] == row["value_text"], row["id"]
        assert row["start"] <= row["value_start"] < row["value_end"] <= row["end"], row["id"]
        assert quantity["subject"], row["id"]
        assert quantity["measure"], row["id"]
        if row["value_text"][0].isdigit():
            assert f"{quantity['value']:g}" == "".join(c for c in row["value_text"] if c in "0123456789."), row["id"]


@pytest.mark.parametrize("name", TEXTS)
def test_numbers_inside_commitments_are_printed_there(name: str) -> None:
    for row in commitments_of(name):
        for quantity in row["figures"]:
            assert type_faults(quantity, QUANTITY) == [], row["id"]
            assert f"{quantity['value']:g}{quantity['unit']}" in row["text"], row["id"]


def test_figures_that_share_a_span_are_paired_by_their_order() -> None:
    for name in TEXTS:
        spans: dict[tuple[int, int], list[int | None]] = {}
        for row in (row for row in records_of(name) if row["kind"] == "figure"):
            spans.setdefault((row["start"], row["end"]), []).append(row["figures"][0]["respective_index"])
        assert all(found in ([None], [1, 2]) for found in spans.values()), name


def test_the_specimens_meet_every_programme_role_section_kind_and_polarity() -> None:
    rows = [row for name in TEXTS for row in records_of(name)]
    tasks = [row for row in rows if row["kind"] == "commitment"]
    assert {row["kind"] for row in rows} == set(OWN)
    assert {row["section"] for row in rows} == set(Section)
    assert {row["programme"] for row in tasks} == PROGRAMMES | {None}
    assert {row["role"] for row in tasks} == set(Role)
    assert {row["polarity"] for row in tasks} == POLARITIES
    assert {row["modality"] for row in tasks} == {None, "可"}
    assert len({row["verb"] for row in tasks}) >= 60


def test_the_traps_are_set_and_the_expectation_does_not_fall_into_them() -> None:
    texts = {name: text_of(name) for name in TEXTS}
    figures = [row["value_text"] for name in TEXTS for row in records_of(name) if row["kind"] == "figure"]
    numbers_in_names = ("LJ300", "8臂", "第8.5代", "6000吨级", "5G+", "三年行动")
    for trap in (*numbers_in_names, "要素保障", "会议还听取", "，但求", "可再上浮"):
        assert any(trap in text for text in texts.values()), trap
    assert not {"300", "8臂", "8.5代", "6000吨", "5G", "三年"} & set(figures)
    speakers = {row["speaker"] for row in commitments_of("cangyu-work-conference-2030")}
    assert speakers == {"晏北辰", "庾晴岚"}


def test_every_quote_of_the_planted_changes_is_a_commitment_of_its_edition() -> None:
    table = planted()
    for side in ("old", "new"):
        clauses = {row["text"] for row in commitments_of(table[side])}
        quotes = {quote for change in table["changes"] for quote in change[side]}
        assert quotes - clauses == set(), side
        assert all(quote in text_of(table[side]) for quote in quotes), side


def test_every_commitment_of_both_editions_is_changed_or_unchanged_and_only_once() -> None:
    table = planted()
    for at, side in ((0, "old"), (-1, "new")):
        told = [quote for change in table["changes"] for quote in change[side]]
        told += [pair[at] for pair in table["unchanged"]]
        assert Counter(told) == Counter(row["text"] for row in commitments_of(table[side])), side


def test_unchanged_pairs_differ_at_most_in_the_width_of_a_comma() -> None:
    pairs = [(pair[0], pair[-1]) for pair in planted()["unchanged"]]
    assert all(old.translate(FULL_WIDTH) == new.translate(FULL_WIDTH) for old, new in pairs)
    assert any(old != new for old, new in pairs)


def test_a_change_has_the_sides_of_its_status_and_every_status_is_planted() -> None:
    changes = planted()["changes"]
    assert {change["status"] for change in changes} == set(SIDES)
    for change in changes:
        sides = (len(change["old"]), len(change["new"]))
        promoted = change["status"] == "moved" and sides == (1, 2)
        assert sides == SIDES[change["status"]] or promoted, change
        assert set(change) == {"status", "axis", "planted", "old", "new"}, change
        assert change["axis"] in AXES, change
        assert change["planted"], change


def test_only_strengthened_and_weakened_changes_and_those_of_number_deadline_and_place_have_an_axis() -> None:
    degrees = AXES - {None, "number", "deadline", "place"}
    fixed: dict[str, frozenset[str | None] | set[str]] = {
        "strengthened": degrees,
        "weakened": degrees,
        "number-changed": {"number"},
        "deadline-changed": {"deadline"},
        "moved": {"place"},
    }
    assert all(change["axis"] in fixed.get(change["status"], {None}) for change in planted()["changes"])


def test_a_changed_number_or_deadline_shows_in_the_expected_readings() -> None:
    table = planted()
    old, new = ({row["text"]: row for row in commitments_of(table[side])} for side in ("old", "new"))
    for change in table["changes"]:
        if change["status"] not in {"number-changed", "deadline-changed"}:
            continue
        before, after = old[change["old"][0]], new[change["new"][0]]
        number = change["status"] == "number-changed"
        assert (before["figures"] != after["figures"]) == number, change
        assert (before["deadline"] != after["deadline"]) != number, change
        assert (before["verb"], before["role"]) == (after["verb"], after["role"]), change


def test_a_planted_copy_would_be_found_in_either_script_and_with_either_comma() -> None:
    text = text_of("lanjiang-symposium-2032-01")
    copied = opencc.OpenCC("s2t").convert(text[200:222]).replace(",", "，")
    assert shared_run("specimen", grams_of(text), f"另有{copied}另有") is not None
    assert shared_run("specimen", grams_of(text), copied[: RUN - 1]) is None


@pytest.mark.skipif(not SHARED_TEXTS.is_dir(), reason="the collection of real communiqués is not beside this checkout")
def test_no_run_of_twenty_characters_of_a_specimen_stands_in_a_real_text() -> None:
    specimens = {name: grams_of(text_of(name)) for name in TEXTS}
    every = set().union(*specimens.values())
    files = sorted(SHARED_TEXTS.rglob("*.txt"))
    found = (shared_run(path.stem, every, path.read_text(encoding="utf-8")) for path in files)
    assert [hit for hit in found if hit] == []
    assert len(files) > 100
