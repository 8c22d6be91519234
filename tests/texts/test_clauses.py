"""The clause grammar, one trap a case."""

from __future__ import annotations

import pytest

from luoshi.texts.clauses import is_phrase, parse, starts_with_verb
from luoshi.texts.lexicon import lexicon

LEX = lexicon()


def _fields(text: str) -> tuple[str | None, str, str | None]:
    parsed = parse(text, LEX)
    assert parsed is not None
    degree, verb, governed = parsed.degree, parsed.verb, parsed.object
    return (text[slice(*degree)] if degree else None, text[slice(*verb)], text[slice(*governed)] if governed else None)


@pytest.mark.parametrize(
    ("text", "degree", "verb", "governed"),
    [
        ("加快培育新型企业", "加快", "培育", "新型企业"),
        ("加快物联网规模化应用", None, "加快", "物联网规模化应用"),
        ("积极稳妥推进改造", "积极稳妥", "推进", "改造"),
        ("切实把资源集中到主业上", "切实", "集中", "资源"),
        ("将补贴比例提高至百分之五", None, "提高", "补贴比例"),
        ("为企业参与竞争营造良好环境", None, "营造", "良好环境"),
        ("以过硬作风保障任务落地", None, "保障", "任务落地"),
        ("通过热线电话听取农户意见并及时答复", None, "听取", "农户意见"),
        ("聚焦船舶、海工等领域精准发力", "精准", "聚焦", "船舶、海工等领域"),
        ("研究制定配套政策", None, "研究制定", "配套政策"),
        ("稳定和活跃消费市场", None, "稳定和活跃", "消费市场"),
        ("落实好各项措施", None, "落实好", "各项措施"),
        ("扛稳抓牢安全责任", None, "扛稳抓牢", "安全责任"),
        ("着力保民生", "着力", "保", "民生"),
        ("面对复杂形势高度重视解决突出问题", "高度", "重视", "解决突出问题"),
        ("更好统筹捕捞和安全", "更好", "统筹", "捕捞和安全"),
        ("统筹发展和安全", None, "统筹", "发展和安全"),
        ("切实保障和改善渔民生计", "切实", "保障和改善", "渔民生计"),
        ("加快教育、医疗等设施更新", None, "加快", "教育、医疗等设施更新"),
        ("以加快船型改造带动港口用电", None, "带动", "港口用电"),
        ("为更好服务渔港经济", "更好", "服务", "渔港经济"),
        ("复工复产中优先使用本港劳力", "优先", "使用", "本港劳力"),
        ("稳定发展预期", None, "稳定", "发展预期"),
        ("提高执行航运规则的能力", None, "提高", "执行航运规则的能力"),
        ("引导和撬动更多民间资本", None, "引导和撬动", "更多民间资本"),
        ("把稳岗责任一级一级压下去", None, "压下去", "稳岗责任一级一级"),
        ("多点协同推进检修", "多点协同", "推进", "检修"),
    ],
)
def test_degree_verb_and_object_are_told_apart(text: str, degree: str | None, verb: str, governed: str | None) -> None:
    assert _fields(text) == (degree, verb, governed)


def test_a_condition_with_a_permission_keeps_its_modality() -> None:
    parsed = parse("占比超过5%的可再上浮2个百分点", LEX)
    assert parsed is not None
    assert (parsed.modality, parsed.rule) == ("可", "permission")


def test_a_set_of_three_character_pairs_is_one_verb_with_its_set() -> None:
    parsed = parse("着力稳就业、稳企业、稳预期", LEX)
    assert parsed is not None
    assert parsed.rule == "verb-object set"


def test_an_unknown_verb_is_said_to_be_unknown() -> None:
    parsed = parse("划设首批试飞航线", LEX)
    assert parsed is not None
    assert parsed.rule.startswith("unknown verb")


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("根据多样化需求", True),
        ("对按期完成改造的小企业", True),
        ("在守住底线的前提下", True),
        ("对困难企业给予帮扶", False),
        ("以更高标准办好民生实事", False),
        ("加强对企业的服务", False),
        ("聚焦突出问题", False),
    ],
)
def test_a_phrase_alone_is_known_from_a_clause_of_its_own(text: str, phrase: bool) -> None:
    assert is_phrase(text, LEX) is phrase


@pytest.mark.parametrize("text", ["", "加", "的", "把", "对", "，", "要"])
def test_scraps_are_no_error(text: str) -> None:
    parse(text, LEX)
    starts_with_verb(text, 0, LEX)
