"""Word documents: their text in order, and what a hostile package can't do."""

from __future__ import annotations

import io
import time
import zipfile

import docx
import pytest

from luoshi.core.errors import FileRefused
from luoshi.texts.importing import Imported, load_bytes
from luoshi.texts.importing.limits import LIMITS
from tests.texts.importing.builders import PROSE, body, package, paragraph, patched

MAIN = "word/document.xml"


def read(inner: str) -> Imported:
    return load_bytes(package(body(inner)), "a.docx")


def refusal(data: bytes) -> str:
    with pytest.raises(FileRefused) as caught:
        load_bytes(data, "a.docx")
    return str(caught.value)


def test_a_document_of_a_word_processor_is_read_in_its_order() -> None:
    document = docx.Document()
    document.core_properties.title = "全省工作座谈会"
    document.add_heading("一、总体情况", level=1)
    document.add_paragraph("会议强调，要加快建设。")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip((c for row in table.rows for c in row.cells), ("指标", "增速", "工业", "6.0%"), strict=True):
        cell.text = text
    document.add_paragraph("  会议要求。\n换行。\t制表。")
    out = io.BytesIO()
    document.save(out)
    imported = load_bytes(out.getvalue(), "a.docx")
    assert imported.text.split("\n") == [
        "一、总体情况",
        "会议强调，要加快建设。",
        "指标\t增速",
        "工业\t6.0%",
        "会议要求。",
        "换行。 制表。",
    ]
    assert (imported.media, imported.encoding, imported.title) == ("docx", None, "全省工作座谈会")


@pytest.mark.parametrize("made_up", ["Word Document", "文档1", "新建 Microsoft Word 文档", " ", "Untitled 3"])
def test_a_title_that_a_program_made_up_is_none(made_up: str) -> None:
    assert load_bytes(package(body(paragraph(PROSE)), title=made_up), "a.docx").title is None


def test_insertions_stay_and_deletions_go_and_a_notice_says_so() -> None:
    imported = read(
        "<w:p><w:r><w:t>加强</w:t></w:r><w:ins><w:r><w:t>监测</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>考核</w:delText></w:r></w:del><w:r><w:t>。</w:t></w:r></w:p>"
        "<w:p><w:moveFrom><w:r><w:t>移走</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>移来</w:t></w:r></w:moveTo></w:p>"
    )
    assert imported.text == "加强监测。\n移来"
    assert [(n.code, n.text[0]) for n in imported.warnings] == [("docx-deletions", "2")]


def test_field_codes_tab_stops_and_marks_of_deleted_paragraphs_are_no_text() -> None:
    imported = read(
        "<w:p><w:pPr><w:tabs><w:tab w:val='left'/></w:tabs><w:rPr><w:del/><w:vanish/></w:rPr></w:pPr>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>第</w:t><w:noBreakHyphen/><w:t>页</w:t></w:r></w:p>"
    )
    assert (imported.text, imported.warnings) == ("第-页", ())


@pytest.mark.parametrize(
    ("inner", "code"),
    [
        ("<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>条目</w:t></w:r></w:p>", "docx-numbering"),
        ("<w:p><w:r><w:t>条目</w:t><w:footnoteReference w:id='2'/></w:r></w:p>", "docx-notes"),
        ("<w:p><w:r><w:t>条目</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r></w:p>", "docx-hidden"),
    ],
)
def test_what_is_left_out_is_told(inner: str, code: str) -> None:
    imported = read(inner)
    assert imported.text == "条目"
    assert [notice.code for notice in imported.warnings] == [code]


def test_a_run_whose_hiding_is_switched_off_is_shown() -> None:
    assert read("<w:p><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>显</w:t></w:r></w:p>").text == "显"


def test_a_text_box_comes_once_and_before_the_line_that_holds_it() -> None:
    box = f"<w:txbxContent>{paragraph('框')}</w:txbxContent>"
    choice = f"<AlternateContent><Choice>{box}</Choice><Fallback>{box}</Fallback></AlternateContent>"
    assert read(f"<w:p><w:r><w:t>前</w:t>{choice}<w:t>后</w:t></w:r></w:p>").text == "框\n前后"


def test_a_cell_that_holds_a_table_keeps_both() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{paragraph('一')}</w:tc><w:tc>{paragraph('二')}</w:tc></w:tr></w:tbl>"
    outer = f"<w:tbl><w:tr><w:tc>{paragraph('甲')}{inner}</w:tc></w:tr></w:tbl>{paragraph('尾')}"
    assert read(outer).text.split("\n") == ["甲", "一\t二", "尾"]


def test_a_strict_document_is_read_like_a_transitional_one() -> None:
    main = body(paragraph("严格")).replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert load_bytes(package(main), "a.docx").text == "严格"


def test_a_document_without_text_is_refused() -> None:
    assert "holds no text" in refusal(package(body("<w:p/>")))


def test_a_large_part_that_packs_too_well_is_refused_before_it_is_unpacked() -> None:
    data = package(body(paragraph("一" * 30_000_000)))
    assert len(data) < 200_000
    start = time.perf_counter()
    assert "unpacks to more than 100 times its size" in refusal(data)
    assert time.perf_counter() - start < 0.5


def test_a_header_that_understates_a_part_does_not_open_the_door() -> None:
    honest = package(body(paragraph("一" * 1_000_000)))
    assert "damaged or truncated" in refusal(patched(honest, MAIN, size=1_000))


def test_a_header_that_overstates_a_part_is_refused() -> None:
    small = package(body(paragraph("会议强调，" * 50)))
    assert "unpacks to more than 200,000,000 bytes" in refusal(patched(small, MAIN, size=4_000_000_000))


def test_a_part_beyond_the_limit_is_refused_while_it_streams() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr(MAIN, _incompressible(LIMITS.docx_part_bytes + 1))
    assert "“word/document.xml” unpacks to more than 32,000,000 bytes" in refusal(out.getvalue())


def _incompressible(size: int) -> bytes:
    """Bytes that deflate to about a half: digits of a generator, spread over sixteen letters."""
    letters = bytes.maketrans(bytes(range(256)), bytes(97 + i % 16 for i in range(256)))
    state, blocks = 1, []
    for _ in range(size // 65_536 + 1):
        state = state * 6364136223846793005 % 2**524_288
        blocks.append(state.to_bytes(65_536, "little").translate(letters))
    return b"".join(blocks)[:size]


def test_too_many_parts_are_refused() -> None:
    more = {f"word/media/{i}.xml": b"x" for i in range(LIMITS.docx_entries)}
    assert "more than 2,000 parts" in refusal(package(body(paragraph("一")), more=more))


def test_a_quadratic_entity_bomb_is_refused() -> None:
    value = "".join(chr(0x4E00 + i * 7_919 % 20_000) for i in range(50_000))
    start = time.perf_counter()
    line = refusal(package(body(paragraph("&a;" * 50_000), f'<!DOCTYPE w [<!ENTITY a "{value}">]>')))
    assert "document type (“w”), as entity bombs do" in line
    assert time.perf_counter() - start < 0.5


@pytest.mark.parametrize("part", [MAIN, "docProps/core.xml"])
def test_a_document_type_is_refused_in_every_part_that_is_read_and_in_every_encoding(part: str) -> None:
    evil = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/hostname">]><w>&a;</w>'
    parts = {MAIN: body(paragraph("一"))} | {part: evil.encode("utf-16")}
    assert "document type" in refusal(package(parts.pop(MAIN), more=parts))


def test_nesting_without_end_is_refused() -> None:
    assert "not well-formed XML" in refusal(package(body("<w:p>" * 5_000 + "</w:p>" * 5_000)))


def test_elements_without_end_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("luoshi.texts.importing.docx.LIMITS", type(LIMITS)(docx_elements=100))
    assert "too many elements" in refusal(package(body(paragraph("一") * 50)))


def test_a_truncated_document_is_refused_wherever_it_was_cut() -> None:
    data = package(body(paragraph(PROSE)))
    lines = {refusal(data[:cut]) for cut in range(4, len(data) - 1, 7)}
    assert lines == {"a.docx: the file begins like a DOCX but is damaged or truncated; copy or download it again"}


def test_an_encrypted_part_is_refused() -> None:
    assert "encrypted" in refusal(patched(package(body(paragraph("一"))), MAIN, flags=1))


def test_an_unusual_compression_is_refused() -> None:
    assert "packed in an unusual way" in refusal(patched(package(body(paragraph("一"))), MAIN, method=14))


def test_a_part_whose_bytes_were_changed_is_refused() -> None:
    data = bytearray(package(body(paragraph(PROSE))))
    at = data.index(MAIN.encode()) + len(MAIN) + 20
    data[at] ^= 0xFF
    assert "damaged or truncated" in refusal(bytes(data))


def test_broken_xml_is_refused() -> None:
    assert "“word/document.xml” is not well-formed XML" in refusal(package(b"<w:document><w:body>"))
