"""Files of other kinds are recognised by their content, and the refusal says how to mend."""

from __future__ import annotations

import io
import zipfile

import pytest

from luoshi.core.errors import FileRefused
from luoshi.texts.importing import load_bytes
from tests.texts.importing.builders import PROSE, body, package, paragraph

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def zipped(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "what", "remedy"),
    [
        (OLE + "WordDocument".encode("utf-16-le"), "Word 97–2003 document", "save it as .docx or as text"),
        (OLE + "Workbook".encode("utf-16-le"), "Excel 97–2003 workbook", "save it as .docx or as text"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted Office document", "save it without one"),
        (OLE, "an old Office file", "save it as .docx"),
        (zipped("[Content_Types].xml", "xl/workbook.xml"), "an Excel workbook", "save it as .docx or as text"),
        (zipped("ppt/presentation.xml"), "a PowerPoint file", "save it as .docx or as text"),
        (zipped("OFD.xml"), "an OFD document", "export it as PDF"),
        (zipped("mimetype", "content.xml"), "an OpenDocument file", "save it as .docx"),
        (zipped("a.txt", "b.txt"), "an archive (ZIP)", "unpack it"),
        (b"{\\rtf1\\ansi", "an RTF document", "save it as .docx or as text"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "an image (PNG)", "OCR"),
        (b"\xff\xd8\xff\xe0", "an image (JPEG)", "OCR"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "an image (WebP)", "OCR"),
        (b"MZ\x90\x00\x03", "a program", "give the document itself"),
        (b"\x7fELF\x02\x01", "a program", "give the document itself"),
        (b"\x1f\x8b\x08\x00", "a compressed file (gzip)", "unpack it"),
        (b"MIME-Version: 1.0\r\n", "a web archive (MHTML)", "save it as HTML"),
        (b'<?xml version="1.0"?><pkg:package/>', "an XML file", "save it as .docx or as text"),
        (b'<svg xmlns="x"><text>a</text></svg>', "an XML file", "save it as .docx or as text"),
    ],
)
def test_a_file_of_another_kind_is_named_with_the_way_to_mend_it(data: bytes, what: str, remedy: str) -> None:
    with pytest.raises(FileRefused) as caught:
        load_bytes(data, "公报.txt")
    assert what in str(caught.value)
    assert remedy in str(caught.value)


@pytest.mark.parametrize(
    ("data", "media"),
    [
        (PROSE.encode(), "text"),
        (b"\xef\xbb\xbf\r\n<!-- saved -->\n<!DOCTYPE html><p>" + PROSE.encode(), "html"),
        (("<html><p>" + PROSE).encode("utf-16"), "html"),
        (b'<?xml version="1.0"?><html xmlns="x"><body><p>' + PROSE.encode() + b"</p></body></html>", "html"),
        (b"<P align=center>" + PROSE.encode(), "html"),
        (("会议<html>强调" + PROSE).encode(), "text"),
        (b"<paragraph>" + PROSE.encode(), "text"),
        (package(body(paragraph(PROSE))), "docx"),
        (package(body(paragraph(PROSE)), name="word/document2.xml"), "docx"),
    ],
)
def test_the_content_decides_and_never_the_name(data: bytes, media: str) -> None:
    assert {load_bytes(data, name).media for name in ("a.txt", "a.html", "a.docx", "a.pdf")} == {media}


def test_many_comments_before_nothing_cost_no_time() -> None:
    text = "<!--a-->" * 5_000 + "x"
    assert load_bytes(text.encode(), "a.txt").text == text
