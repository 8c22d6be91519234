"""PDF: paragraphs from lines, and refusals for what holds no text."""

from __future__ import annotations

import zlib

import pytest

from luoshi.core.errors import FileRefused
from luoshi.texts.importing import load_bytes
from tests.texts.importing.builders import Pdf, image_pdf

LONG = (
    "会议强调，要加快建设现代化产业体系，推动工业经济平稳运行，健全中小企业梯度培育机制，"
    "完善防范拖欠账款的长效机制，做好应急物资保障，开展规划评估。"
)


def wrapped(text: str, width: int = 28) -> list[str]:
    return [text[i : i + width] for i in range(0, len(text), width)]


def refusal(data: bytes) -> str:
    with pytest.raises(FileRefused) as caught:
        load_bytes(data, "a.pdf")
    return str(caught.value)


def test_wrapped_lines_become_paragraphs_across_pages_and_page_numbers_go() -> None:
    first, second = wrapped(LONG)[:2], wrapped(LONG)[2:]
    pages = [["全省工作座谈会召开", *first, "— 1 —"], [*second, "会议听取了汇报。", "— 2 —"]]
    imported = load_bytes(Pdf(pages, title="座谈会").bytes(), "a.pdf")
    assert imported.text.split("\n") == ["全省工作座谈会召开", LONG, "会议听取了汇报。"]
    assert (imported.media, imported.encoding, imported.title) == ("pdf", None, "座谈会")
    assert [notice.code for notice in imported.warnings] == ["pdf-reflowed", "pdf-page-numbers"]
    assert imported.warnings[1].text.startswith("2 page numbers")


@pytest.mark.parametrize("made_up", ["", "Microsoft Word - 公报.doc", "文档1", "公报.docx", "Untitled"])
def test_a_title_that_a_program_made_up_is_none(made_up: str) -> None:
    assert load_bytes(Pdf([[LONG]], title=made_up).bytes(), "a.pdf").title is None


def test_a_title_with_half_a_character_is_none() -> None:
    assert load_bytes(Pdf([[LONG]], title="公\ud800报").bytes(), "a.pdf").title is None


def test_pages_without_text_are_named() -> None:
    notices = load_bytes(Pdf([wrapped(LONG), [], ["12"]]).bytes(), "a.pdf").warnings
    assert [n.text for n in notices if n.code == "pdf-pages-without-text"] == ["2 pages carry no text: 2, 3"]


def test_a_pdf_of_images_is_refused_with_the_remedy() -> None:
    line = refusal(image_pdf(3))
    assert "the pages are images and carry no text" in line
    assert "OCR" in line


def test_an_encrypted_pdf_is_refused() -> None:
    assert "the PDF is encrypted" in refusal(Pdf([[LONG]], encrypted=True).bytes())


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_truncated_pdf_is_refused(share: float) -> None:
    data = Pdf([wrapped(LONG)] * 20).bytes()
    assert "truncated" in refusal(data[: int(len(data) * share)])


@pytest.mark.parametrize("data", [b"%PDF-1.7\nnothing\n%%EOF", b"%PDF-1.4\n1 0 obj\n<</Type/Catalog>>\nendobj\n%%EOF"])
def test_a_broken_pdf_is_refused(data: bytes) -> None:
    assert "the PDF is damaged" in refusal(data)


def test_more_pages_than_the_limit_are_refused() -> None:
    assert "the PDF has 2,001 pages; at most 2,000 pages" in refusal(Pdf([["会议"]] * 2_001).bytes())


def test_a_stream_that_would_fill_the_memory_is_refused_before_it_is_unpacked() -> None:
    packer = zlib.compressobj()
    packed = b"".join(packer.compress(bytes(1_000_000)) for _ in range(101)) + packer.flush()
    bomb = b"%PDF-1.5\n1 0 obj\n<</Filter/FlateDecode>>stream\n" + packed + b"\nendstream\n%%EOF"
    assert "a stream unpacks to more than 100,000,000 bytes" in refusal(bomb)


def test_characters_without_a_meaning_are_refused() -> None:
    nameless = "".join(chr(0xE000 + i) for i in range(60))
    line = refusal(Pdf([wrapped(LONG[:20] + nameless)]).bytes())
    assert "do not say which characters they draw" in line
