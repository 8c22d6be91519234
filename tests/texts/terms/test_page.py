"""The pages of terms: complete, strict, in both languages, every quotation with its place."""

from __future__ import annotations

import re

import pytest

from luoshi.core.errors import UsageError
from luoshi.texts.editions.page.words import table
from luoshi.texts.terms import discover, life
from luoshi.texts.terms.discovery import WEIGHTS
from luoshi.texts.terms.page import discovery_page, life_page
from tests.texts.terms.editions import editions

EDITIONS = editions("要坚持开源节流。", "要建设开源社区。", "要建设码头。", "要发展开源社区、深蓝制氢。")


def test_the_page_of_a_life_shows_uses_editions_what_is_missing_and_what_was_not_counted() -> None:
    page = life_page(life("开源", EDITIONS, expected=("2029",)))
    assert "要建设<mark>开源</mark>社区。" in page
    assert re.findall(r'id="u(\d)"', page) == ["1", "2"]
    assert all(edition.name in page for edition in EDITIONS)
    assert "<dd>2029</dd>" in page
    assert re.search(r"开源节流</span> · 属固定词语", page)


def test_the_page_of_new_terms_shows_each_with_its_sentence() -> None:
    page = discovery_page(discover(EDITIONS[:3], EDITIONS[3:]), EDITIONS[:3], EDITIONS[3:], lang="en")
    assert '<th scope="row" lang="zh">深蓝制氢</th>' in page
    assert "<mark>深蓝制氢</mark>" in page
    assert "member of a list" in page


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_empty_answer_is_said_in_words_and_nothing_runs(lang: str) -> None:
    for page in (life_page(life("机房", EDITIONS), lang=lang), discovery_page((), EDITIONS, EDITIONS, lang=lang)):
        assert 'class="empty"' in page
        assert "<script" not in page
        assert "default-src &#39;none&#39;" in page
        assert "https:" not in page


def test_a_hostile_text_adds_no_element() -> None:
    hostile = editions("要建设<script>码头</script>。")
    assert "<script" not in life_page(life("码头", hostile))
    assert "<script" not in life_page(life("<script>", hostile))


def test_another_language_is_refused_and_every_reason_has_a_name() -> None:
    with pytest.raises(UsageError, match="choose one of"):
        life_page(life("码头", EDITIONS), lang="fr")
    assert {f"terms.{why}" for why in (*WEIGHTS, "fixed", "asked", "bound", "letters")} <= set(table())
