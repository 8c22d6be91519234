"""A source says what was read and how far it can be relied upon."""

from __future__ import annotations

from datetime import date

import pytest

from luoshi.core.errors import RegisterError
from luoshi.core.sources import Source, Verified

SIZE_RULE = {
    "document": "中小企业划型标准规定",
    "number": "工信部联企业〔2011〕300号",
    "article": "4",
    "date": date(2011, 6, 18),
    "publisher": "工业和信息化部",
    "verified": "transcription",
}


def test_a_source_is_read_from_a_mapping() -> None:
    source = Source.of(SIZE_RULE)
    assert source.verified is Verified.TRANSCRIPTION
    assert (source.number, source.article, source.address) == ("工信部联企业〔2011〕300号", "4", "")


def test_a_citation_is_one_line_in_either_language() -> None:
    source = Source.of(SIZE_RULE)
    assert (
        source.citation() == "《中小企业划型标准规定》（工信部联企业〔2011〕300号）第4条，工业和信息化部，2011年6月18日"
    )
    assert (
        source.citation("en")
        == "《中小企业划型标准规定》 (工信部联企业〔2011〕300号), art. 4, 工业和信息化部, 2011-06-18"
    )


def test_an_annex_is_cited_as_the_document_names_it() -> None:
    source = Source.of({"document": "暂行办法", "article": "附件1", "verified": "page"})
    assert source.citation() == "《暂行办法》附件1"
    assert source.citation("en") == "《暂行办法》, 附件1"


@pytest.mark.parametrize("mark", Verified)
def test_only_what_was_opened_is_cited_without_a_flag(mark: Verified) -> None:
    source = Source("办法", verified=mark)
    unread = mark in {Verified.MEMORY, Verified.NEEDS_VERIFICATION}
    assert source.needs_verification is unread
    assert source.citation().endswith("〔待核实〕") is unread
    assert source.citation("en").endswith("[to be verified]") is unread


def test_a_source_without_a_mark_needs_verification() -> None:
    assert Source.of({"document": "办法"}).needs_verification


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"document": None}, "document"),
        ({"document": ""}, "document"),
        ({"number": 300}, "number"),
        ({"date": "2011年6月18日"}, "date"),
        ({"verified": "yes"}, "verified"),
        ({"titel": "x"}, "titel"),
    ],
)
def test_a_field_that_is_wrong_is_named(change: dict[str, object], field: str) -> None:
    with pytest.raises(RegisterError, match=field):
        Source.of(SIZE_RULE | change)
