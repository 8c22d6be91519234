"""The reading against annotations by hand, and the laws that hold for every text."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi.core.errors import FileRefused
from luoshi.texts import as_json, read_text
from luoshi.texts.records import Commitment, Role, Section
from tests.texts.gold import Annotated, real_annotations, specimen_annotations

if TYPE_CHECKING:
    from luoshi.texts.records import Reading

SPECIMENS = specimen_annotations()
REAL = real_annotations()
needs_real = pytest.mark.skipif(not REAL, reason="the annotated real documents are not beside the project")
FIELDS = (
    "section",
    "is_head",
    "head",
    "verb",
    "degree",
    "object",
    "items",
    "open_list",
    "deadline",
    "period",
    "polarity",
)


@cache
def _reading(text: str) -> Reading:
    return read_text(text)


@cache
def _json(text: str) -> dict[str, Any]:
    return as_json(_reading(text))


def _spans(records: list[dict[str, Any]], kind: str) -> set[tuple[int, int]]:
    return {(r["start"], r["end"]) for r in records if r["kind"] == kind}


def _scores(annotated: list[Annotated], kind: str) -> tuple[float, float]:
    """Precision and recall of exact spans over several documents."""
    hits = mine = gold = 0
    for one in annotated:
        found, wanted = _spans(_json(one.text)["records"], kind), _spans(one.records, kind)
        hits, mine, gold = hits + len(found & wanted), mine + len(found), gold + len(wanted)
    return hits / max(1, mine), hits / max(1, gold)


def _agreement(annotated: list[Annotated], field: str) -> float:
    """The share of commitments found by both whose field is equal."""
    same = total = 0
    for one in annotated:
        mine = {(r["start"], r["end"]): r for r in _json(one.text)["records"] if r["kind"] == "commitment"}
        for gold in (r for r in one.records if r["kind"] == "commitment"):
            if (found := mine.get((gold["start"], gold["end"]))) is not None:
                same, total = same + (found[field] == gold[field]), total + 1
    return same / total


@pytest.mark.parametrize(
    "annotated", [pytest.param(SPECIMENS, id="specimens"), pytest.param(REAL, id="real", marks=needs_real)]
)
@pytest.mark.parametrize(
    ("kind", "precision", "recall"),
    [
        ("commitment", 0.97, 0.95),
        ("figure", 0.95, 0.95),
        ("achievement", 0.93, 0.90),
        ("person", 0.97, 0.97),
        ("actor", 0.97, 0.97),
        ("event", 1.0, 1.0),
        ("decision", 1.0, 1.0),
    ],
)
def test_spans_agree_with_the_annotation(
    annotated: list[Annotated], kind: str, precision: float, recall: float
) -> None:
    found = _scores(annotated, kind)
    assert found[0] >= precision, f"precision {found[0]:.3f}"
    assert found[1] >= recall, f"recall {found[1]:.3f}"


@pytest.mark.parametrize(
    "annotated", [pytest.param(SPECIMENS, id="specimens"), pytest.param(REAL, id="real", marks=needs_real)]
)
@pytest.mark.parametrize("field", FIELDS)
def test_fields_agree_with_the_annotation(annotated: list[Annotated], field: str) -> None:
    assert _agreement(annotated, field) >= 0.94


@pytest.mark.parametrize("field", ["role", "programme"])
def test_roles_and_programmes_agree_with_the_specimens(field: str) -> None:
    assert _agreement(SPECIMENS, field) >= 0.95


@needs_real
def test_the_seed_has_ten_directives_forty_eight_leaves_and_four_outcomes() -> None:
    seed = next(one for one in REAL if one.name.startswith("000_"))
    tasks = [c for c in _reading(seed.text).commitments if c.section is Section.TASK]
    assert sum(c.is_head for c in tasks) == 10
    assert sum(len(c.leaves) for c in tasks) == 48
    assert sum(c.role is Role.OUTCOME for c in tasks) == 4


@needs_real
def test_the_seed_warns_that_a_city_spoke_which_the_recipients_leave_out() -> None:
    seed = next(one for one in REAL if one.name.startswith("000_"))
    gaps = [w for w in _reading(seed.text).warnings if w.code == "recipients_gap"]
    assert [w.span.quote for w in gaps if w.span] == ["深圳市"]


@needs_real
def test_the_three_rates_and_the_aircraft_of_the_seed_have_subject_and_period() -> None:
    seed = next(one for one in REAL if one.name.startswith("000_"))
    told = [r["figures"][0] for r in _json(seed.text)["records"] if r["kind"] == "figure"]
    gold = [r["figures"][0] for r in seed.records if r["kind"] == "figure"]
    assert told == gold


@pytest.mark.parametrize("one", SPECIMENS + REAL, ids=lambda one: one.name)
def test_records_and_remainders_together_touch_every_character(one: Annotated) -> None:
    reading = _reading(one.text)
    touched = bytearray(len(one.text))
    for span in [*(r.span for r in reading.records), *(r.span for r in reading.remainders)]:
        touched[span.start : span.end] = b"\1" * (span.end - span.start)
    assert all(touched)


@pytest.mark.parametrize("one", SPECIMENS + REAL, ids=lambda one: one.name)
def test_every_string_of_a_commitment_stands_in_its_clause(one: Annotated) -> None:
    for c in _reading(one.text).commitments:
        quote = c.span.quote
        parts = [c.verb, c.degree, c.object, *c.items, *c.scope, *c.actors, *c.instruments, *c.leaves]
        assert [part for part in parts if part and part not in quote] == []


OFFICIAL = st.text(
    alphabet="要会议强调加快推进和、，。；：“”《》（）一二三是的等工业企业今年6.0%万元\n 着力把为了对7月日",
    max_size=160,
)


@settings(max_examples=300, deadline=None)
@given(OFFICIAL | st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=80))
def test_any_text_is_read_whole(text: str) -> None:
    reading = read_text(text)
    spans = [*(r.span for r in reading.records), *(r.span for r in reading.remainders)]
    ends = sorted((span.start, span.end) for span in spans)
    at = 0
    for start, end in ends:
        assert start <= at
        at = max(at, end)
    assert at == len(text)


def test_a_recipe_orders_nothing_and_a_warning_says_so() -> None:
    reading = read_text(
        "西红柿炒鸡蛋\n\n西红柿两个切块，鸡蛋三个打散。锅中放油烧热，倒入蛋液炒熟盛出。再放西红柿翻炒，加盐即可出锅。\n"
    )
    assert reading.commitments == ()
    assert [w.code for w in reading.warnings if w.code == "no_commitments"] == ["no_commitments"]


def test_a_specimen_is_marked_as_synthetic_under_any_name() -> None:
    assert read_text(SPECIMENS[0].text, source="renamed.txt").info.synthetic
    assert not read_text("会议强调，要加强监测。").info.synthetic


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("会议强调，要加快培育新产业，防止一哄而上。", ["加快培育新产业", "防止一哄而上"]),
        ("会议指出，推广新工艺，是降低成本的重要举措。", []),
        ("今年以来，全省扎实推进改造，持续扩大投资。下一步，要巩固成果。", ["巩固成果"]),
        ("会议决定，对小微企业的贷款，延长还款期限。", ["对小微企业的贷款，延长还款期限"]),
        ("会议要求，一是清理欠款。二是规范检查。", ["清理欠款", "规范检查"]),
        ("要健全制度，并督促落实。", ["健全制度", "督促落实"]),
        ("要足额拨付补贴、加强资金监管。", ["足额拨付补贴", "加强资金监管"]),
        ("要鼓励企业开展试点、树立标杆。", ["鼓励企业开展试点、树立标杆"]),
        ("要弘扬“不图虚名，但求实效”的作风。", ["弘扬“不图虚名，但求实效”的作风"]),
        ("會議強調,要加強監測,確保安全。", ["加強監測", "確保安全"]),
    ],
)
def test_a_clause_is_a_commitment_where_its_place_says_so(text: str, wanted: list[str]) -> None:
    assert [c.span.quote for c in read_text(text).commitments] == wanted


def test_two_speakers_are_told_apart_and_one_is_left_unsaid() -> None:
    two = "会议在京召开。\n张三指出，要加强监测。李四强调，要清理欠款。\n"
    assert [c.speaker for c in read_text(two).commitments] == ["张三", "李四"]
    assert [c.speaker for c in read_text("张三指出，要加强监测。\n").commitments] == [None]


def test_a_lone_surrogate_is_refused_with_its_place() -> None:
    with pytest.raises(FileRefused, match="character 2"):
        read_text("要加\ud800强")


def test_every_commitment_names_the_rule_that_made_it() -> None:
    assert all(isinstance(r, Commitment) and r.why.count(";") == 1 for r in read_text(SPECIMENS[0].text).commitments)
