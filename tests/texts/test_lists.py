"""Enumerations: what the members are, and what they share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.texts.layout import mask
from luoshi.texts.lexicon import lexicon
from luoshi.texts.lists import members, scope_members

LEX = lexicon()


@pytest.mark.parametrize(
    ("phrase", "wanted", "is_open"),
    [
        ("统筹调度、协同支持", ["统筹调度", "协同支持"], False),
        ("重点行业、重点地区带动作用", ["重点行业", "重点地区"], False),
        ("党建、思政和意识形态工作", ["党建", "思政", "意识形态"], False),
        ("设备联网、协议互认等工作", ["设备联网", "协议互认"], True),
        ("企业发展预期和信心", ["预期", "信心"], False),
        ("粮食和能源安全", ["粮食", "能源"], False),
        ("安全生产和防灾减灾等各项工作", ["安全生产", "防灾减灾"], True),
        ("“清正、务实、高效”三条要求", ["清正", "务实", "高效"], False),
        ("严实、果断、协作的作风", ["严实", "果断", "协作"], False),
        ("各方面作用和积极性", ["作用", "积极性"], False),
        ("船坞管理水平和调度效能", ["船坞管理水平", "调度效能"], False),
        ("海带企业和养殖户技改专项资金", ["海带企业", "养殖户"], False),
        ("船用设备质量和安全度", ["质量", "安全度"], False),
        ("盐场传统产业韧性和现代化水平", ["韧性", "现代化水平"], False),
        ("一支懂船舶、爱港口、知渔汛的队伍", ["懂船舶", "爱港口", "知渔汛"], False),
        ("普惠性托位和托育机构", ["普惠性托位", "托育机构"], False),
        ("战略性和全局性的航线", ["战略性", "全局性"], False),
        ("灯塔布局的系统性协调性", ["系统性", "协调性"], False),
        ("碳达峰、碳中和工作", ["碳达峰", "碳中和"], False),
        ("人与自然和谐共生", [], False),
        ("港区渔业资源保护、增殖、利用", ["保护", "增殖", "利用"], False),
        ("内外贸一体化", [], False),
        ("和平发展环境", [], False),
        ("参与热情", [], False),
    ],
)
def test_members_leave_out_what_they_share(phrase: str, wanted: list[str], is_open: bool) -> None:
    found = members(mask(phrase), LEX)
    assert [phrase[a:b] for a, b in found.spans] == wanted
    assert found.open is is_open


def test_the_body_that_is_made_to_act_is_no_member() -> None:
    phrase = "各地开展先行先试、树立标杆"
    assert [phrase[a:b] for a, b in members(phrase, LEX, caused=True).spans] == ["开展先行先试", "树立标杆"]


def test_members_start_behind_the_verb_that_governs_them_all() -> None:
    phrase = "渔业公司依法平等参与船位拍卖、码头招标、航线竞价"
    found = members(phrase, LEX, caused=True, clause=True)
    assert [phrase[a:b] for a, b in found.spans] == ["船位拍卖", "码头招标", "航线竞价"]


def test_a_closing_word_inside_another_word_closes_no_list() -> None:
    assert not members("船舶、码头同等保护", LEX).open
    assert members("签订供货合同、改造老船坞等", LEX).open


def test_a_list_closed_by_and_is_one_act_and_an_open_list_counts_its_members() -> None:
    assert not members("党建、思政和意识形态工作", LEX).counted
    assert members("应急装备、医药物资等保障", LEX).counted


def test_the_members_of_a_modifying_phrase_are_its_scope() -> None:
    phrase = "针对餐饮、零售等行业"
    assert [phrase[a:b] for a, b in scope_members(phrase)] == ["餐饮", "零售"]


@given(st.text(alphabet="、和与及以等的工作安全新企业“”甲乙丙", max_size=30))
def test_members_lie_in_order_inside_their_phrase(phrase: str) -> None:
    at = 0
    for start, end in members(mask(phrase), LEX, caused=True).spans if phrase else ():
        assert at <= start <= end <= len(phrase)
        at = start
