"""Spans, JSON, messages and pages of a proof; and that no text makes it fall over."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from luoshi.core.errors import FileRefused, UsageError
from luoshi.texts import Proof, proof_json, proof_text, specimens
from luoshi.texts.proofing.messages import LANGUAGES, messages, table
from luoshi.texts.proofing.page import proof_page
from tests.texts.proofing.cases import ORACLES_RIGHT, ORACLES_WRONG, RIGHT, WRONG

EVERYTHING = [case.text for case in (*ORACLES_WRONG, *WRONG)] + [case.text for case in (*ORACLES_RIGHT, *RIGHT)]
DRAFT = "\n".join(EVERYTHING)

SHORT = {"percent_points", "value"}
"""Codes whose message needs no operand."""
WORDS = (
    "共 受理 其中 占 增长 由 到 从 下降 合计 分别 年 月 日 第 位 倍 翻一番 % ％ 万元 亿元 个百分点 家 人 ， 。 "
    "、 ； ： （ ） \n \t | 一是 二是 三项措施 12.5 1,200 0 00.0 百分之 三成 十 万 亿 2024年 2月30日 星期五 - — "
    ". ： 多 余 近 超 以上 左右 平均每家 率 比上年 的 \ue000 \ue004 👍 ０ 負 點"
)
PIECES = st.sampled_from(WORDS.split(" "))


def _true(done: Proof) -> bool:
    text = done.document.text
    spans = [*(one.span for one in done.findings), *(one.span for one in done.confirmed)]
    spans += [one.span for one in done.dangling]
    spans += [part.span for one in done.findings for part in one.operands]
    spans += [part.span for one in done.confirmed for part in one.operands]
    return all(text[span.start : span.end] == span.quote for span in spans)


def test_every_span_of_every_finding_quotes_the_draft() -> None:
    done = proof_text(DRAFT)
    assert len(done.findings) >= 50
    assert _true(done)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
@example("由0家增加到0家，增长0%。")
@example("共0件，其中0件，占0%。")
@example("\ue000\ue001占\ue002" * 3)
@example("五年累计0元，年均0元")
def test_no_text_of_numbers_and_words_makes_a_proof_fall_over(text: str) -> None:
    assert _true(proof_text(text))


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_no_text_at_all_makes_a_proof_fall_over(text: str) -> None:
    done = proof_text(text)
    assert _true(done)
    json.dumps(proof_json(done))


def test_a_lone_surrogate_is_refused() -> None:
    with pytest.raises(FileRefused, match="surrogate"):
        proof_text("增长\ud800")


@pytest.mark.parametrize(
    "piece", ["由1家增加到2家，", "共1件，其中", "占1%，", "1，", "第1位", "一是一二三", "9" * 50, "（1", "1\t"]
)
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    def spent(text: str) -> float:
        begun = time.process_time()
        proof_text(text)
        return time.process_time() - begun

    text = piece * (12_000 // len(piece))
    spent(text[:100])
    small = max(min(spent(text) for _ in range(2)), 0.02)
    assert min(spent(text * 4) for _ in range(2)) < small * 12


def test_sixty_thousand_characters_of_figures_take_less_than_two_seconds() -> None:
    text = DRAFT * (60_000 // len(DRAFT) + 1)
    begun = time.process_time()
    done = proof_text(text)
    assert time.process_time() - begun < 2
    assert done.figures > 3_000


def test_the_specimens_hold_nothing_that_cannot_be_right() -> None:
    for one in specimens():
        assert proof_text(one.path.read_bytes().decode("utf-8")).wrong == ()


def test_the_json_carries_its_schema_and_everything_a_finding_says_in_both_languages() -> None:
    told = proof_json(proof_text(WRONG[0].text, source="draft.txt"))
    assert told["schema"] == "luoshi/proof@1"
    assert told["document"]["source"] == "draft.txt"
    (finding,) = told["findings"]
    assert {"code", "start", "end", "quote", "stated", "computed", "operands", "severity"} <= set(finding)
    assert set(finding["message"]) == set(finding["advice"]) == {"zh", "en"}
    assert [part["role"] for part in finding["operands"]] == ["part", "whole"]
    assert json.loads(json.dumps(told)) == told


def test_a_share_without_its_whole_is_marked_and_not_guessed() -> None:
    done = proof_text("已解决14,962件，解决率90.51%。")
    assert done.findings == ()
    assert [(one.code, one.span.quote) for one in done.dangling] == [("rate", "90.51%")]


@pytest.mark.parametrize("key", sorted(table()))
def test_every_message_is_written_in_every_language_with_the_same_places(key: str) -> None:
    places = [{part.split("}")[0] for part in table()[key][lang].split("{")[1:]} for lang in LANGUAGES]
    assert places[0] == places[1]


def test_every_finding_of_the_planted_errors_is_told_in_both_languages() -> None:
    for one in proof_text(DRAFT).findings:
        for lang in LANGUAGES:
            said = messages(lang).why(one)
            assert one.stated in said
            assert one.code in SHORT or not one.operands or one.operands[0].span.quote in said


def test_another_language_is_refused() -> None:
    with pytest.raises(UsageError):
        messages("fr")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_shows_draft_and_findings_without_a_script_and_escapes_everything(lang: str) -> None:
    text = f"{WRONG[0].text}<script>alert(1)</script>"
    page = proof_page(proof_text(text, source="<b>.txt"), lang=lang)
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert 'id="t1"' in page
    assert 'href="#t1"' in page
    assert "<b>.txt" not in page
    assert WRONG[0].computed in page


def test_a_page_of_nothing_says_so() -> None:
    assert "No finding." in proof_page(proof_text("平安无事。"), lang="en")
