"""Bytes of files, good and hostile, built from nothing: no sample is copied from anywhere."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass, field

__all__ = ["PROSE", "Pdf", "body", "image_pdf", "package", "paragraph", "patched"]

PROSE = (
    "省工业和信息化厅召开全省工作座谈会，部署下半年重点工作。\n"
    "会议强调，要加快建设现代化产业体系，推动工业经济平稳运行，健全中小企业梯度培育机制。\n"
)
"""Two plain sentences in the manner of a communiqué."""

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DC = "http://purl.org/dc/elements/1.1/"


def paragraph(text: str) -> str:
    """A paragraph of one run."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def body(inner: str, prolog: str = "") -> bytes:
    """A main part around the given markup."""
    return f'{prolog}<w:document xmlns:w="{_W}"><w:body>{inner}</w:body></w:document>'.encode()


def package(
    main: bytes, *, name: str = "word/document.xml", title: str = "", more: dict[str, bytes] | None = None
) -> bytes:
    """A package with that main part, deflated."""
    parts = {"[Content_Types].xml": b"<Types/>", name: main, **(more or {})}
    if title:
        parts["docProps/core.xml"] = f'<c xmlns:dc="{_DC}"><dc:title>{title}</dc:title></c>'.encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, data in parts.items():
            archive.writestr(part, data)
    return out.getvalue()


def patched(
    data: bytes, part: str, *, size: int | None = None, flags: int | None = None, method: int | None = None
) -> bytes:
    """A package whose headers lie about one part: its size, its flags or its method of compression."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        local = archive.getinfo(part).header_offset
    name = part.encode()
    central = next(i for i in _places(data, b"PK\x01\x02") if data[i + 46 : i + 46 + len(name)] == name)
    out = bytearray(data)
    for value, form, in_local, in_central in ((size, "<I", 22, 24), (flags, "<H", 6, 8), (method, "<H", 8, 10)):
        if value is not None:
            struct.pack_into(form, out, local + in_local, value)
            struct.pack_into(form, out, central + in_central, value)
    return bytes(out)


def _places(data: bytes, magic: bytes) -> list[int]:
    found, at = [], data.find(magic)
    while at >= 0:
        found.append(at)
        at = data.find(magic, at + 1)
    return found


@dataclass(slots=True)
class Pdf:
    """A PDF as a list of objects; object 1 is the catalogue, 2 the page tree, 3 the font with its ToUnicode map (4)."""

    pages: list[list[str]]
    title: str = ""
    encrypted: bool = False
    mapped: bool = True
    _objects: dict[int, bytes] = field(default_factory=dict)

    def bytes(self) -> bytes:
        """The file."""
        kids = " ".join(f"{10 + 2 * i} 0 R" for i in range(len(self.pages)))
        self._objects = {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: f"<</Type/Pages/Kids[{kids}]/Count {len(self.pages)}>>".encode(),
            3: b"<</Type/Font/Subtype/Type0/BaseFont/F/Encoding/Identity-H/DescendantFonts[5 0 R]"
            + (b"/ToUnicode 4 0 R>>" if self.mapped else b">>"),
            4: _stream(_cmap("".join(line for page in self.pages for line in page))),
            5: b"<</Type/Font/Subtype/CIDFontType2/BaseFont/F/DW 1000/FontDescriptor 6 0 R"
            b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>",
            6: b"<</Type/FontDescriptor/FontName/F/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0"
            b"/Ascent 900/Descent -200/CapHeight 700/StemV 80>>",
            7: b"<</Title<" + ("\ufeff" + self.title).encode("utf-16-be", "surrogatepass").hex().encode() + b">>>",
            8: b"<</Filter/Standard/V 1/R 2/P -4/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">>>",
        }
        for i, lines in enumerate(self.pages):
            self._objects[10 + 2 * i] = (
                b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R>>"
                % (11 + 2 * i)
            )
            self._objects[11 + 2 * i] = _stream(_content(lines))
        extra = b"/Info 7 0 R" + (b"/Encrypt 8 0 R/ID[<00><00>]" if self.encrypted else b"")
        return _assemble(self._objects, extra)


def image_pdf(pages: int) -> bytes:
    """A PDF whose pages are one grey picture each."""
    kids = " ".join(f"{10 + i} 0 R" for i in range(pages))
    picture = b"<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray"
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: f"<</Type/Pages/Kids[{kids}]/Count {pages}>>".encode(),
        3: _stream(b"\x80", picture),
        4: _stream(b"q 595 0 0 842 0 0 cm /I Do Q"),
    }
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I 3 0 R>>>>/Contents 4 0 R>>"
    return _assemble(objects | {10 + i: page for i in range(pages)}, b"")


def _stream(data: bytes, head: bytes = b"<<") -> bytes:
    packed = zlib.compress(data)
    return head + b"/Filter/FlateDecode/Length %d>>stream\n" % len(packed) + packed + b"\nendstream"


def _content(lines: list[str]) -> bytes:
    """One text object a line, 20 points apart, each character under the code of its UTF-16 unit."""
    shown = (
        f"BT /F 10 Tf 1 0 0 1 40 {800 - 20 * i} Tm <{line.encode('utf-16-be').hex()}> Tj ET"
        for i, line in enumerate(lines)
    )
    return "\n".join(shown).encode()


def _cmap(text: str) -> bytes:
    codes = sorted({char.encode("utf-16-be").hex() for char in text})
    blocks = [codes[i : i + 100] for i in range(0, len(codes), 100)]
    maps = "\n".join(
        f"{len(block)} beginbfchar\n" + "\n".join(f"<{c}><{c}>" for c in block) + "\nendbfchar" for block in blocks
    )
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /M def /CMapType 2 def\n"
        f"1 begincodespacerange <0000><FFFF> endcodespacerange\n{maps}\nendcmap end end"
    ).encode()


def _assemble(objects: dict[int, bytes], extra: bytes) -> bytes:
    out = bytearray(b"%PDF-1.5\n")
    places = {}
    for number, value in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + value + b"\nendobj\n"
    start = len(out)
    size = max(objects) + 1
    out += b"xref\n0 %d\n" % size
    for number in range(size):
        out += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
    out += b"trailer\n<</Size %d/Root 1 0 R" % size + extra + b">>\nstartxref\n%d\n%%%%EOF\n" % start
    return bytes(out)
