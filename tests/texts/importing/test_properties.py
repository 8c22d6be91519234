"""What holds for every file: text comes back whole, or one line says why not."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from luoshi.core.errors import FileRefused
from luoshi.texts.importing import Imported, load_bytes
from tests.texts.importing.builders import PROSE, Pdf, body, package, paragraph

WORDS = (
    "工业",
    "经济",
    "企业",
    "发展",
    "监测",
    "协调",
    "，",
    "。",
    "加强",
    "机制",
    "全省",
    "運行",
    "體系",
    "6.0%",
    "\n",
    " AI ",
)
BEGINNINGS = (
    b"",
    b"PK\x03\x04",
    b"%PDF-1.7\n",
    b"<!DOCTYPE html><p>",
    b"\xff\xfe",
    b"\xfe\xff",
    b"\xef\xbb\xbf",
    b"<html",
)

# fmt: off
html_bits = st.sampled_from([
    "<p>", "</p>", "<nav>", "</nav>", "<tr>", "<td>", "</table>", "<table>", "<script>", "</script>", "<svg>",
    "</svg>", "<form>", "</form>", "<title>", "</title>", "<h1>", "</h1>", "<pre>", "<br>", "<embed>", "<a>",
    "</a>", "<div hidden>", "</div>", "工业", "。", "&#0;", "&amp;", "<!--", "-->", "</body>", "</html>",
    "<html>", "<frameset>", "<select>",
])
# fmt: on
# fmt: off
xml_bits = st.sampled_from([
    "<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>", "</w:t>", "<w:tr>", "</w:tr>", "<w:tc>", "</w:tc>",
    "<w:del>", "</w:del>", "<w:txbxContent>", "</w:txbxContent>", "<w:br/>", "<w:numPr/>", "工业", "&amp;",
])
# fmt: on


def attempt(data: bytes) -> Imported | FileRefused:
    """What was read, or the refusal."""
    try:
        return load_bytes(data, "a")
    except FileRefused as refusal:
        return refusal


def read_or_refuse(data: bytes) -> None:
    """Assert that there is a text that can be stored, or a refusal of one line with a remedy."""
    answer = attempt(data)
    if isinstance(answer, Imported):
        assert answer.text.strip()
        assert answer.text.encode("utf-8")
    else:
        assert str(answer).startswith("a: ")
        assert answer.remedy
        assert len(str(answer).splitlines()) == 1


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(BEGINNINGS), st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_in_one_line(beginning: bytes, rest: bytes) -> None:
    read_or_refuse(beginning + rest)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_document_is_read_or_refused_in_one_line(data: st.DataObject) -> None:
    good = data.draw(st.sampled_from((package(body(paragraph(PROSE))), Pdf([[PROSE.strip()]]).bytes())))
    at = data.draw(st.integers(0, len(good) - 1))
    read_or_refuse(good[:at] + data.draw(st.binary(max_size=8)) + good[at + data.draw(st.integers(0, 8)) :])


@settings(max_examples=200, deadline=None)
@given(st.lists(html_bits, max_size=40))
def test_any_tags_in_any_order_are_read_or_refused(bits: list[str]) -> None:
    read_or_refuse(("<html>" + "".join(bits)).encode())


@settings(max_examples=100, deadline=None)
@given(st.lists(xml_bits, max_size=30))
def test_any_parts_of_a_document_are_read_or_refused(bits: list[str]) -> None:
    read_or_refuse(package(body("".join(bits))))


@settings(max_examples=200)
@given(
    st.text(st.characters(codec="utf-8", exclude_characters=[chr(i) for i in range(32) if chr(i) not in "\t\n\v\f\r"]))
)
def test_any_text_in_utf8_comes_back_as_it_was(tail: str) -> None:
    text = f"文{tail}"
    assert load_bytes(text.encode("utf-8"), "a").text == text


@settings(max_examples=100)
@given(st.lists(st.sampled_from(WORDS), min_size=4, max_size=200))
def test_chinese_in_gb18030_comes_back_as_it_was(words: list[str]) -> None:
    text = "".join(words)
    data = text.encode("gb18030")
    assume(any(word in text for word in WORDS[:6]) and not _is_utf8(data))
    imported = load_bytes(data, "a")
    assert (imported.text, imported.encoding) == (text, "gb18030")


@pytest.mark.parametrize("text", ["A", "文", "  x\r\n"])
def test_the_shortest_texts_come_back_as_they_were(text: str) -> None:
    assert load_bytes(text.encode(), "a").text == text


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
