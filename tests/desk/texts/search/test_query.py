"""The language of queries: what each form means, and what is said about one that means nothing."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi.desk.texts.search.normal import plain, sought, squeezed
from luoshi.desk.texts.search.places import pieces, places, spans
from luoshi.desk.texts.search.query import And, Malformed, Node, Not, Or, Phrase, parse, phrases

pytestmark = pytest.mark.django_db


def _bare(node: Node | None) -> object:
    """The tree as text, without what was typed."""
    if isinstance(node, Phrase):
        return node.text
    if isinstance(node, Not):
        return ("-", _bare(node.part))
    if isinstance(node, And | Or):
        return ("&" if isinstance(node, And) else "|", *map(_bare, node.parts))
    return None


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("数字化", "数字化"),
        ("数字化 转型", ("&", "数字化", "转型")),
        ("数字化　且 转型 AND 升级", ("&", "数字化", "转型", "升级")),
        ("數字化 或 轉型", ("|", "数字化", "转型")),
        ("a OR b c", ("|", "a", ("&", "b", "c"))),
        ("（a 或 b） 非 c", ("&", ("|", "a", "b"), ("-", "c"))),
        ("非 非 a", "a"),
        ("NOT(a b)", ("-", ("&", "a", "b"))),
        ("“数字化 转型”", "数字化转型"),
        ('"或"', "或"),
        ("「非」", "非"),
        ("非公有制经济", "非公有制经济"),
        ("ANDROID", "android"),
        ("  \0 ", None),
        ("", None),
    ],
)
def test_a_query_becomes_this_tree(text: str, tree: object) -> None:
    assert _bare(parse(text)) == tree


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('数字化 "转型', 5),
        ("(数字化", 1),
        ("数字化)", 4),
        ("数字化 OR", 5),
        ("或 数字化", 1),
        ("数字化 AND OR 转型", 5),
        ("a NOT", 3),
        ("()", 2),
        ('""', 1),
        ("“ ”", 1),
        ("\u200b", 1),
        ("(" * 30 + "a" + ")" * 30, 21),
        ("a " * 33, 65),
        ("a" * 401, 401),
    ],
)
def test_what_cannot_be_understood_names_its_place_and_a_remedy(text: str, place: int) -> None:
    with pytest.raises(Malformed) as held:
        parse(text)
    assert held.value.place == place
    assert held.value.what
    assert held.value.remedy


@given(st.text(alphabet='ab数字 ()（）"“”「」或非且\0\u200bANDORT\ud800', max_size=40))
@settings(max_examples=300, deadline=None)
def test_whatever_is_typed_is_a_tree_or_malformed(text: str) -> None:
    told: Any = None
    try:
        node = parse(text)
    except Malformed as fault:
        told = fault
    assert 1 <= told.place <= len(text) + 1 if told else node is None or all(phrases(node))


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_the_plain_form_keeps_every_offset_and_is_its_own(text: str) -> None:
    form = plain(text)
    assert len(form) == len(text)
    assert " " not in squeezed(text)


def test_blanks_and_script_and_size_do_not_matter() -> None:
    assert sought(" ５Ｇ 網絡\n建設 ") == "5g网络建设"
    assert spans("推进5G 网络建设", [sought("5g網絡")]) == [(2, 7)]


def test_each_word_is_shown_once_in_its_sentence() -> None:
    text = "标题数字\n前文。推进数字化，抓绿色。后文绿色。"
    held = places(text, ["数字", "绿色"], after=4)
    assert [(text[one.low : one.high], one.hits) for one in held] == [("推进数字化，抓绿色。", ((10, 12), (15, 17)))]
    assert pieces(text, 8, 13, [(10, 12)]) == [("推进", False), ("数字", True), ("化", False)]
