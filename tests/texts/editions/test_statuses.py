"""What a pair of clauses is called: strength only for a clear step, with its axis and both words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from luoshi.core.errors import RegisterError
from luoshi.core.yamlfile import load_yaml
from luoshi.data import data_path
from luoshi.texts.editions import Direction
from luoshi.texts.editions import axes as module
from luoshi.texts.editions.axes import axes
from tests.texts.editions.samples import changed, compared, edition, only

if TYPE_CHECKING:
    from pathlib import Path

RISES = (
    ("稳步推进用水改造", "加快推进用水改造", "tempo", "稳步", "加快"),
    ("逐步推进用水改造", "抓紧推进用水改造", "tempo", "逐步", "抓紧"),
    ("推进用水改造", "全力推进用水改造", "effort", None, "全力"),
    ("着力推进用水改造", "全力推进用水改造", "effort", "着力", "全力"),
    ("深入推进用水改造", "全面推进用水改造", "scope", "深入", "全面"),
    ("防止泵站停运", "坚决防止泵站停运", "obligation", None, "坚决"),
    ("鼓励企业建设样品库", "推动企业建设样品库", "obligation", "鼓励", "推动"),
    ("支持企业参加用水体检", "要求企业参加用水体检", "obligation", "支持", "要求"),
    ("研究用水分级规则", "实施用水分级规则", "stage", "研究", "实施"),
    ("研究制定用水分级规则", "制定用水分级规则", "stage", "研究", "制定"),
    ("建立用水会商机制", "完善用水会商机制", "stage", "建立", "完善"),
    ("持续扩大用水监测范围", "更加扩大用水监测范围", "comparison", "持续", "更加"),
)


@pytest.mark.parametrize(("weak", "strong", "axis", "low", "high"), RISES)
def test_a_clear_step_up_an_axis_is_strengthened_and_back_it_is_weakened(
    weak: str, strong: str, axis: str, low: str | None, high: str | None
) -> None:
    for old, new, status, words in (
        (weak, strong, "strengthened", (low, high)),
        (strong, weak, "weakened", (high, low)),
    ):
        change = only(old, new)
        assert change is not None
        assert (change.status.value, change.axis) == (status, axis)
        step = next(step for step in change.steps if step.axis == axis)
        assert (step.old.quote if step.old else None, step.new.quote if step.new else None) == words
        assert step.direction is (Direction.UP if status == "strengthened" else Direction.DOWN)


def test_a_word_that_both_sides_have_hides_none_that_was_dropped() -> None:
    change = only("坚决支持用水改造", "支持用水改造")
    assert change is not None
    assert (change.status.value, change.axis) == ("weakened", "obligation")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("大力推进用水改造", "推进用水改造"),
        ("推进用水改造", "积极推进用水改造"),
        ("积极推进用水改造", "扎实推进用水改造"),
        ("着力推进用水改造", "大力推进用水改造"),
        ("推进用水改造", "加快推进用水改造"),
        ("加快推进用水改造", "抓紧推进用水改造"),
        ("继续推进用水改造", "持续推进用水改造"),
        ("推进用水改造", "进一步推进用水改造"),
        ("推进用水改造", "全面推进用水改造"),
        ("坚决守住用水安全底线", "牢牢守住用水安全底线"),
        ("全力推进用水改造", "稳步推进用水改造"),
        ("推动用水改造", "推进用水改造"),
        ("推进用水改造", "促进用水改造"),
        ("提升用水监测能力", "提高用水监测能力"),
        ("推进用水、用电改造", "推进用水、用电、用气改造"),
    ],
)
def test_a_bare_swap_of_words_is_reworded_and_nothing_more(old: str, new: str) -> None:
    for change in (only(old, new), only(new, old)):
        assert change is not None
        assert (change.status.value, change.axis) == ("reworded", None)
        assert [step for step in change.steps if step.clear] == []


def test_steps_that_contradict_each_other_decide_nothing_and_are_shown() -> None:
    change = only("抓紧研究用水分级规则", "稳步实施用水分级规则")
    assert change is not None
    assert change.status.value == "reworded"
    assert {step.axis for step in change.steps if step.clear} == {"tempo", "stage"}


@pytest.mark.parametrize(
    ("old", "new", "direction"),
    [
        ("建设30个用水样板", "建设50个用水样板", Direction.UP),
        ("建设50个用水样板", "建设30个用水样板", Direction.DOWN),
        ("压减用水1万吨", "压减用水12000吨", Direction.UP),
        ("建设50个用水样板", "建设50个以上用水样板", None),
        ("建设50个用水样板", "建设用水样板", None),
    ],
)
def test_a_number_that_moved_is_said_with_its_way(old: str, new: str, direction: Direction | None) -> None:
    change = only(old, new)
    assert change is not None
    assert (change.status.value, change.axis, change.direction) == ("number-changed", "number", direction)


def test_one_number_in_two_writings_has_not_changed() -> None:
    change = only("压减用水10%", "压减用水百分之十")
    assert change is not None
    assert change.status.value == "reworded"


def test_the_number_of_a_label_is_no_number() -> None:
    change = only("筑牢“管网、泵站”两道防线", "筑牢“管网、泵站、水厂”三道防线")
    assert change is not None
    assert change.status.value == "reworded"


def test_a_deadline_that_moved_has_a_way_only_where_the_years_are_known() -> None:
    change = only("年底前完成用水普查", "9月底前完成用水普查")
    assert change is not None
    assert (change.status.value, change.axis, change.direction) == ("deadline-changed", "deadline", None)
    dated = only("到2031年底完成用水普查", "到2033年底完成用水普查")
    assert dated is not None
    assert (dated.status.value, dated.direction) == ("deadline-changed", Direction.DOWN)


def test_a_deadline_that_came_is_sooner_than_none() -> None:
    change = only("完成用水普查", "年底前完成用水普查")
    assert change is not None
    assert (change.status.value, change.direction) == ("deadline-changed", Direction.UP)


def test_a_filler_before_a_deadline_changes_nothing_of_it() -> None:
    change = only("年底前完成用水普查", "今年年底前完成用水普查")
    assert change is not None
    assert change.status.value == "reworded"


@pytest.mark.parametrize(
    ("old", "new", "status"),
    [
        ("深化户籍制度改革", "深化职称制度改革", "retargeted"),
        ("培育泵阀产业", "培育风机产业", "retargeted"),
        ("强化系统观念", "强化系统思维", "reworded"),
        ("整治骚扰电话", "整治骚扰电话、垃圾短信", "reworded"),
    ],
)
def test_another_object_under_the_same_verb_is_another_target(old: str, new: str, status: str) -> None:
    change = only(old, new)
    assert change is not None
    assert change.status.value == status


def test_an_order_and_its_prohibition_are_never_weighed_against_each_other() -> None:
    assert {
        change.status.value for change in changed(edition("鼓励企业摊派用水定额"), edition("严禁企业摊派用水定额"))
    } <= {
        "added",
        "dropped",
        "reworded",
        "retargeted",
    }


@pytest.mark.parametrize(
    ("old", "new", "status"),
    [
        ("加力提效", "提质增效", "weakened"),
        ("加力提效", "适度加力", "weakened"),
        ("提质增效", "加力提效", "strengthened"),
    ],
)
def test_efficiency_without_effort_is_a_weakening_where_money_is_spoken_of(old: str, new: str, status: str) -> None:
    found = changed(f"会议强调，积极的财政政策要{old}。\n", f"会议强调，积极的财政政策要{new}。\n")
    assert [(change.status.value, change.axis) for change in found] == [(status, "effort")]


def test_efficiency_is_not_weighed_where_no_money_is_spoken_of() -> None:
    found = changed("会议强调，供水管网运行要加力提效。\n", "会议强调，供水管网运行要提质增效。\n")
    assert "weakened" not in {change.status.value for change in found}


def test_must_instead_of_shall_is_stronger_though_the_clause_is_equal_to_the_character() -> None:
    found = changed("会议强调，要守住用水安全底线。\n", "会议强调，必须守住用水安全底线。\n")
    assert [(change.status.value, change.axis) for change in found] == [("strengthened", "obligation")]
    assert [step.new.quote for change in found for step in change.steps if step.new] == ["必须"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("会议强调，要完整、准确推进用水改造。\n", "会议强调,要完整准确推进用水改造。\n"),
        ("会议要求，一是推进用水改造。二是压实责任。\n", "会议要求，要推进用水改造。要压实责任。\n"),
        ("会议强调，要推进用水改造，压实属地责任。\n", "會議強調，要推進用水改造，壓實屬地責任。\n"),
        ("会议强调，要做强“5G＋工业互联网”应用。\n", "会议强调，要做强「5G+工业互联网」应用。\n"),
    ],
)
def test_numbering_punctuation_and_script_change_nothing(old: str, new: str) -> None:
    comparison = compared(old, new)
    assert comparison.changes
    assert {change.status.value for change in comparison.changes} == {"kept"}


def test_every_axis_says_how_firm_it_is_and_on_what_it_rests() -> None:
    assert {axis.name for axis in axes()} == {"effort", "tempo", "comparison", "scope", "obligation", "stage"}
    for axis in axes():
        assert axis.evidence.strip()
        assert {axis.confidence, *(rank.confidence for rank in axis.ranks.values())} <= {"counted", "sense", "expert"}


@pytest.mark.parametrize(
    ("old", "new", "confidence"),
    [
        ("推进用水改造", "全力推进用水改造", "counted"),
        ("稳步推进用水改造", "加快推进用水改造", "sense"),
        ("建立用水会商机制", "完善用水会商机制", "expert"),
        ("建设30个用水样板", "建设50个用水样板", None),
    ],
)
def test_a_step_says_on_what_its_order_rests(old: str, new: str, confidence: str | None) -> None:
    change = only(old, new)
    assert change is not None
    assert [step.confidence for step in change.steps if step.clear] == [confidence]


def test_no_adverb_stands_at_two_places_of_one_axis() -> None:
    content = load_yaml(data_path("texts", "lexicon", "axes.yaml"))
    assert isinstance(content, dict)
    for name, axis in content.items():
        words = [word for rank in axis["ranks"] for word in rank["words"].split()]
        assert len(words) == len(set(words)), name


@pytest.mark.parametrize(
    "content", ["[1]", "effort: {step: 2}", "effort: {step: 2, where: adverb, ranks: 7}", "effort: 3"]
)
def test_a_broken_file_of_axes_is_refused_by_name(
    content: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "axes.yaml").write_text(content, "utf-8")
    monkeypatch.setattr(module, "data_path", lambda *parts: tmp_path / parts[-1])
    with pytest.raises(RegisterError, match=r"axes\.yaml"):
        module.axes.__wrapped__()


def test_the_axes_are_data_and_no_program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    shipped = data_path("texts", "lexicon", "axes.yaml").read_text("utf-8")
    plain = only("推进用水改造", "优先推进用水改造")
    assert plain is not None
    assert plain.status.value == "reworded"
    (tmp_path / "axes.yaml").write_text(shipped.replace("words: 全力 竭尽全力", "words: 优先 全力 竭尽全力"), "utf-8")
    monkeypatch.setattr(module, "data_path", lambda *parts: tmp_path / parts[-1])
    own = module.axes.__wrapped__()
    monkeypatch.setattr(module, "axes", lambda: own)
    raised = only("推进用水改造", "优先推进用水改造")
    assert raised is not None
    assert (raised.status.value, raised.axis) == ("strengthened", "effort")
