"""The page of two columns: complete, strict, readable without colour and without a script."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import pytest

from luoshi.core.errors import UsageError
from luoshi.texts import compare, read, read_text, specimens
from luoshi.texts.editions import Comparison, Status
from luoshi.texts.editions.axes import axes
from luoshi.texts.editions.page import comparison_page
from luoshi.texts.editions.page.words import table, words
from luoshi.texts.pages.labels import LANGUAGES
from tests.texts.editions.samples import edition

TEMPLATE = files("luoshi.texts.editions.page").joinpath("comparison.html.j2").read_text("utf-8")


@cache
def _comparison() -> Comparison:
    old, new = (read(one.path) for one in specimens() if one.name.startswith("lanjiang"))
    return compare(old, new)


@cache
def _page(lang: str = "zh") -> str:
    return comparison_page(_comparison(), lang=lang)


def test_every_change_has_its_place_and_both_quotations() -> None:
    page = _page()
    everything = (*_comparison().changes, *_comparison().reported)
    assert re.findall(r'id="c(\d+)"', page) == [str(n) for n in range(1, len(everything) + 1)]
    shown = re.sub(r"<[^>]+>", "", page)
    for change in everything:
        for side in (*change.old, *change.new):
            assert side.span.quote in shown


def test_the_redline_is_told_by_element_line_and_word() -> None:
    page = _page()
    assert '<del data-tag="删">抓紧</del>' in page
    assert '<ins data-tag="增">稳步</ins>' in page
    style = page[page.index("<style>") : page.index("</style>")]
    assert "line-through" in style
    assert "content:attr(data-tag)" in style


def test_nothing_of_the_page_runs_or_asks_the_outside() -> None:
    page = _page()
    assert "<script" not in page
    assert "http:" not in page.replace("http-equiv", "")
    assert "https:" not in page
    assert "default-src &#39;none&#39;" in page


def test_each_status_can_be_hidden_without_a_script() -> None:
    page = _page()
    for status, count in _comparison().summary.items():
        if count:
            assert f'id="f-{status}"' in page
            assert f".changes:has(#f-{status}:not(:checked)) .s-{status}{{display:none}}" in page


def test_text_is_escaped_and_a_hostile_document_adds_no_element() -> None:
    old, new = read_text(edition("建设<b>样品库</b>")), read_text(edition("建设<script>样品库</script>"))
    page = comparison_page(compare(old, new))
    assert "<script" not in page
    assert "<b>样品库" not in page


def test_invented_documents_say_so_and_others_do_not() -> None:
    assert "虚构样例" in _page()
    plain = read_text(edition("建设样品库"))
    assert "虚构样例" not in comparison_page(compare(plain, plain))


def test_equal_editions_say_that_nothing_changed() -> None:
    plain = read_text(edition("建设样品库"))
    assert words("en")("compare.nothing") in comparison_page(compare(plain, plain), lang="en")


def test_the_english_page_has_english_words_and_chinese_quotations() -> None:
    page = _page("en")
    assert '<html lang="en">' in page
    assert "strengthened" in page
    bare = re.sub(r'<(blockquote|p) lang="zh-[^>]*>.*?</\1>|<li>.*?</li>|<h1.*?</h1>', "", page, flags=re.DOTALL)
    told = re.sub(r"<style>.*?</style>|<[^>]+>", " ", bare, flags=re.DOTALL)
    assert set(re.findall(r"[\u4e00-\u9fff]+", told)) <= {"虚构样例"}


def test_another_language_is_refused() -> None:
    with pytest.raises(UsageError, match="choose one of"):
        comparison_page(_comparison(), lang="fr")


@pytest.mark.parametrize("key", sorted(table()))
def test_every_label_is_written_in_every_language(key: str) -> None:
    told = table()[key]
    assert set(told) == set(LANGUAGES)
    assert len({frozenset(re.findall(r"\{\w+\}", phrase)) for phrase in told.values()}) == 1
    assert re.search(r"[\u4e00-\u9fff]", told["zh"])
    assert not re.search(r"[\u4e00-\u9fff]", told["en"])


def test_every_status_axis_and_direction_has_a_name() -> None:
    names = {f"status.{status.value}" for status in Status}
    names |= {f"axis.{name}" for name in ("number", "deadline", "place", *(axis.name for axis in axes()))}
    names |= {"direction.up", "direction.down"}
    assert names <= set(table())


def test_the_template_has_no_words_of_its_own() -> None:
    bare = re.sub(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", " ", TEMPLATE, flags=re.DOTALL)
    assert not re.search(r"[^\W\d_]", re.sub(r"<[^>]*>", " ", bare))
