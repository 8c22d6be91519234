"""The reading against annotations by hand, and the laws that hold for every text."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from bench.reading.score import Tally, measures, score
from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi.core.errors import FileRefused
from luoshi.texts import as_json, read_text
from luoshi.texts.records import Commitment, Role, Section
from tests.texts.gold import HELD_OUT, OWN, Annotated, own_annotations, real_annotations, specimen_annotations

if TYPE_CHECKING:
    from pathlib import Path

    from luoshi.texts.records import Reading

SPECIMENS = specimen_annotations()
REAL = real_annotations()
OURS = own_annotations()
needs_own = pytest.mark.skipif(
    not OURS, reason="the documents that our annotations point into are not beside the project"
)
needs_real = pytest.mark.skipif(not REAL, reason="the annotated real documents are not beside the project")
LABELS = {"kind", "section", "role", "polarity"}
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
    assert [{key: one[key] for key in gold[0]} for one in told] == gold


@needs_own
@pytest.mark.parametrize(
    ("measure", "at_least"),
    [
        ("precision", 0.98),
        ("recall", 0.98),
        ("verb", 0.96),
        ("degree", 0.98),
        ("object", 0.95),
        ("open_list", 0.99),
        ("head", 0.97),
        ("is_head", 0.99),
        ("section", 0.95),
        ("deadline", 0.98),
        ("polarity", 0.99),
        ("items", 0.87),
        ("instruments", 0.87),
        ("named_actors", 0.94),
        ("figures_value_unit", 0.94),
        ("persons", 0.99),
        ("actors", 0.99),
        ("events", 0.99),
        ("decisions", 0.99),
    ],
)
def test_the_reading_agrees_with_our_own_annotations(measure: str, at_least: float) -> None:
    told = [score(_json(one.text)["records"], one.records) for one in OURS]
    total = {name: sum((one[name] for one in told), Tally()) for name in told[0]}
    assert (measures(total)[measure] or 0) >= at_least


@needs_real
@pytest.mark.parametrize(("measure", "at_least"), [("items", 0.94), ("instruments", 0.85), ("named_actors", 0.95)])
def test_members_instruments_and_actors_agree_with_the_shown_annotations(measure: str, at_least: float) -> None:
    told = [score(_json(one.text)["records"], one.records) for one in REAL]
    total = {name: sum((one[name] for one in told), Tally()) for name in told[0]}
    assert (measures(total)[measure] or 0) >= at_least


@needs_own
def test_documents_held_out_are_among_our_own() -> None:
    assert {one.name for one in OURS} > HELD_OUT


@pytest.mark.parametrize("path", sorted(OWN.glob("*.jsonl")), ids=lambda path: path.stem)
def test_our_annotations_hold_places_and_no_words(path: Path) -> None:
    for line in path.read_text("utf-8").splitlines():
        record = json.loads(line)
        assert [key for key, value in record.items() if isinstance(value, str) and key not in LABELS] == []
        start, end = record["start"], record["end"]
        assert 0 <= start < end
        inside = [record[key] for key in ("verb", "degree", "object") if record.get(key)]
        inside += [place for key in ("items", "scope", "instruments") for place in record.get(key) or ()]
        pieces = [place for one in inside for place in ([one] if isinstance(one[0], int) else one)]
        assert [place for place in pieces if not start <= place[0] < place[1] <= end] == []


@pytest.mark.parametrize("path", sorted(OWN.glob("*.jsonl")), ids=lambda path: path.stem)
def test_our_annotations_name_one_head_for_the_clauses_behind_it(path: Path) -> None:
    head, last = None, 0
    for record in map(json.loads, path.read_text("utf-8").splitlines()):
        if record["kind"] != "commitment":
            continue
        assert record["start"] >= last
        head, last = record["head"] if record["is_head"] else head, record["end"]
        assert record["head"] == head


@pytest.mark.parametrize("one", SPECIMENS + REAL + OURS, ids=lambda one: one.name)
def test_records_and_remainders_together_touch_every_character(one: Annotated) -> None:
    reading = _reading(one.text)
    touched = bytearray(len(one.text))
    for span in [*(r.span for r in reading.records), *(r.span for r in reading.remainders)]:
        touched[span.start : span.end] = b"\1" * (span.end - span.start)
    assert all(touched)


@pytest.mark.parametrize("one", SPECIMENS + REAL + OURS, ids=lambda one: one.name)
def test_every_string_of_a_commitment_stands_in_its_clause(one: Annotated) -> None:
    for c in _reading(one.text).commitments:
        quote = c.span.quote
        parts = [c.verb, c.degree, c.object, *c.items, *c.scope, *c.instruments, *c.leaves]
        assert [part for part in parts if part and part not in quote] == []
        before = one.text[max(0, c.span.start - 24) : c.span.start]
        assert [actor for actor in c.actors if actor not in quote and actor not in before] == []


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
        ("会议要求，将工位补助上限，从3万元提高到5万元。", ["将工位补助上限，从3万元提高到5万元"]),
        ("会议指出，按照省委部署，加强校企衔接，必须守住底线。", ["按照省委部署，加强校企衔接", "守住底线"]),
        ("会议决定，延长缓缴。采取以上3项措施，预计为企业减负8亿元。", ["延长缓缴"]),
        ("会议决定，延长缓缴。目前全省已清偿欠款6亿元。要清理旧账。", ["延长缓缴", "清理旧账"]),
        ("会议决定，补助期限为2030年1月1日至12月31日。要完善目录。", ["完善目录"]),
        ("会议要求，对悬而未决的难题，要逐项摸清底数。", ["逐项摸清底数"]),
        ("要直面短板、坚定信心，更加注重质量。", ["直面短板", "坚定信心", "更加注重质量"]),
        ("要开展防灾减灾、抢险救灾演练。", ["开展防灾减灾、抢险救灾演练"]),
    ],
)
def test_a_clause_is_a_commitment_where_its_place_says_so(text: str, wanted: list[str]) -> None:
    assert [c.span.quote for c in read_text(text).commitments] == wanted


@pytest.mark.parametrize(
    ("clause", "verb", "degree", "governed"),
    [
        ("把厂区绿化与水系治理结合起来", "结合起来", None, "厂区绿化与水系治理"),
        ("将旧厂房租金由每月40元降至30元", "降", None, "旧厂房租金"),
        ("将闲置多年的老厂区列入改造的项目推广到全省", "推广", None, "闲置多年的老厂区列入改造的项目"),
        ("前述办法从明年3月1日起施行", "施行", None, "前述办法"),
        ("在深化改革中解决瓶颈", "解决", None, "瓶颈"),
        ("用市场的办法盘活厂房", "盘活", None, "厂房"),
        ("加快多层次人才梯队建设", "加快", None, "多层次人才梯队建设"),
        ("更加精准、及时地做好帮扶", "做好", "更加精准、及时地", "帮扶"),
        ("目录外的收费一律不得新设", "不得", "一律", "新设"),
        ("鼓励引导社会资本参与改造", "鼓励引导", None, "社会资本参与改造"),
        ("减少、整合和规范审批事项", "减少、整合和规范", None, "审批事项"),
        ("一步一个脚印把蓝图变为现实", "变", "一步一个脚印", "蓝图"),
        ("延长实施期限", "延长", None, "实施期限"),
        ("把握好节奏", "把握好", None, "节奏"),
        ("着力稳就业稳物价", "稳", "着力", "就业稳物价"),
        ("对失信主体实行联合惩戒", "实行", None, "联合惩戒"),
        ("向偏远山区倾斜", "倾斜", None, None),
    ],
)
def test_the_verb_its_adverbial_and_what_it_governs(
    clause: str, verb: str, degree: str | None, governed: str | None
) -> None:
    (told,) = read_text(f"会议要求，要{clause}。").commitments
    assert (told.span.quote, told.verb, told.degree, told.object) == (clause, verb, degree, governed)


@pytest.mark.parametrize(
    ("clause", "items"),
    [
        ("推动技能培训与岗位对接深度融合", ["技能培训", "岗位对接"]),
        ("建好国际和区域航运交易中心", ["国际", "区域"]),
        ("提高组织能力和专业水平", ["组织能力", "专业水平"]),
        ("增强关键零件、基础材料和专用设备等供给能力", ["关键零件", "基础材料", "专用设备"]),
        ("合理控制小微企业贷款规模和贷款期限", ["贷款规模", "贷款期限"]),
        ("组织科研院所、行业协会进厂诊断", ["科研院所", "行业协会"]),
        ("支持银行简化流程、降低门槛、细化办法", ["简化流程", "降低门槛", "细化办法"]),
        ("加大对山区和海岛支持力度", ["山区", "海岛"]),
        ("做好对接和服务", ["对接", "服务"]),
        ("引导干部树立和践行正确政绩观", []),
        ("加强工业和信息化工作", []),
    ],
)
def test_what_is_enumerated(clause: str, items: list[str]) -> None:
    (told,) = read_text(f"会议要求，要{clause}。").commitments
    assert list(told.items) == items


def test_a_body_before_the_order_is_told_to_act() -> None:
    (told,) = read_text("会议要求，各地要用好专项资金。").commitments
    assert (told.span.quote, told.actors) == ("用好专项资金", ("各地",))


def test_two_speakers_are_told_apart_and_one_is_left_unsaid() -> None:
    two = "会议在京召开。\n张三指出，要加强监测。李四强调，要清理欠款。\n"
    assert [c.speaker for c in read_text(two).commitments] == ["张三", "李四"]
    assert [c.speaker for c in read_text("张三指出，要加强监测。\n").commitments] == [None]


def test_a_lone_surrogate_is_refused_with_its_place() -> None:
    with pytest.raises(FileRefused, match="character 2"):
        read_text("要加\ud800强")


def test_every_commitment_names_the_rule_that_made_it() -> None:
    assert all(isinstance(r, Commitment) and r.why.count(";") == 1 for r in read_text(SPECIMENS[0].text).commitments)


@pytest.mark.parametrize(
    ("clause", "wanted"),
    [
        ("各级渔政部门都要守好航道。", ("各级渔政部门",)),
        ("渔港党委和船东协会要抓好汛期值守。", ("渔港党委", "船东协会")),
        ("渔业政策要增强针对性。", ()),
        ("要有序组织休渔。", ()),
        ("要鼓励航运企业改造船型。", ("航运企业",)),
        ("要推动企业报关时间压缩至一天。", ()),
    ],
)
def test_only_bodies_are_named_as_acting(clause: str, wanted: tuple[str, ...]) -> None:
    found = read_text(f"会议强调，要抓好渔港建设。{clause}").commitments
    assert found[-1].actors == wanted
