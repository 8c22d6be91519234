"""Encodings: what is read, what is refused, and whether the refusal says where and how to mend."""

from __future__ import annotations

import pytest

from luoshi.core.errors import FileRefused
from luoshi.texts.importing import load_bytes
from tests.texts.importing.builders import PROSE

TRADITIONAL = "經濟部召開全國座談會，部署下半年重點工作，推動工業經濟平穩運行，加快建設現代化產業體系。"
JAPANESE = "経済産業省は、中小企業の取引適正化に向けた取組を強化するため、全国の事業者を対象とした調査を実施しました。"
KOREAN = "산업통상자원부는 중소기업의 경쟁력 강화를 위해 전국 회의를 개최하였다."


def refusal(data: bytes) -> str:
    with pytest.raises(FileRefused) as caught:
        load_bytes(data, "a.txt")
    return str(caught.value)


@pytest.mark.parametrize("text", [PROSE, TRADITIONAL, "王小明、李雷、欧阳锋、诸葛亮"])
def test_chinese_in_gb18030_is_read(text: str) -> None:
    imported = load_bytes(text.encode("gb18030"), "a.txt")
    assert (imported.text, imported.encoding) == (text, "gb18030")


@pytest.mark.parametrize(
    "text", [TRADITIONAL, JAPANESE, KOREAN, "Économie réformée dès l’été", "Промышленность", "ＡＢＣ"]
)
def test_any_language_in_utf8_is_read(text: str) -> None:
    assert load_bytes(text.encode(), "a.txt").text == text


def test_utf16_with_its_mark_is_read_in_both_orders() -> None:
    little, big = b"\xff\xfe" + PROSE.encode("utf-16-le"), b"\xfe\xff" + PROSE.encode("utf-16-be")
    assert [load_bytes(data, "a.txt").text for data in (little, big)] == [PROSE, PROSE]


@pytest.mark.parametrize(
    ("data", "names", "command"),
    [
        (TRADITIONAL.encode("big5"), "BIG5", "iconv -f BIG5 -t UTF-8"),
        (JAPANESE.encode("euc_jp"), "EUC-JP", "iconv -f EUC-JP -t UTF-8"),
        (JAPANESE.encode("cp932"), "CP932", "iconv -f CP932 -t UTF-8"),
        (PROSE.encode("utf-16-le"), "UTF-16 without a byte order mark", "iconv -f UTF-16LE -t UTF-8"),
        (PROSE.encode("utf-16-be"), "UTF-16 without a byte order mark", "iconv -f UTF-16BE -t UTF-8"),
        (PROSE.replace("\n", "").encode("utf-16-le"), "UTF-16LE", "iconv -f UTF-16LE -t UTF-8"),
        (PROSE.encode("utf-32"), "UTF-32", "iconv -f UTF-32 -t UTF-8"),
    ],
)
def test_another_encoding_is_named_with_the_command_that_converts_it(data: bytes, names: str, command: str) -> None:
    line = refusal(data)
    assert names in line
    assert command in line


@pytest.mark.parametrize(
    "data", [KOREAN.encode("euc_kr"), "Économie réformée".encode("latin-1"), "Промышленность и связь".encode("cp1251")]
)
def test_an_encoding_that_cannot_be_told_is_refused_and_not_guessed(data: bytes) -> None:
    assert "in no known encoding; save the file again as UTF-8" in refusal(data)


@pytest.mark.parametrize("cut", [1, 2])
def test_utf8_cut_in_the_middle_of_a_character_is_truncated_at_that_byte(cut: int) -> None:
    data = PROSE.strip().encode()
    assert f"truncated in the middle of a character, at byte {len(data) - 3}" in refusal(data[:-cut])


def test_gb18030_and_utf16_cut_in_the_middle_of_a_character_are_truncated() -> None:
    gb, wide = PROSE.strip().encode("gb18030"), b"\xff\xfe" + PROSE.encode("utf-16-le")
    assert f"truncated in the middle of a character, at byte {len(gb) - 2}" in refusal(gb[:-1])
    assert "truncated in the middle of a character" in refusal(wide[:-1])


def test_a_damaged_place_is_named_by_byte_and_line() -> None:
    head = PROSE.encode()
    assert f"the UTF-8 text is damaged at byte {len(head)}, line 3" in refusal(head + b"\xff\xfa" + head)
    head = PROSE.encode("gb18030")
    assert f"the GB18030 text is damaged at byte {len(head)}, line 3" in refusal(head + b"\xff" + head)


@pytest.mark.parametrize("half", [b"\xed\xa0\x80", b"\xed\xb0\x80", b"\xed\xa0\xbd\xed\xb8\x80"])
def test_half_a_character_in_utf8_is_refused_at_its_place(half: bytes) -> None:
    head = PROSE.encode()
    assert f"half a character (surrogate) at byte {len(head)}, line 3" in refusal(head + half + head)


def test_half_a_character_in_utf16_is_refused_at_its_place() -> None:
    assert "half a character (surrogate) at byte 4" in refusal(b"\xff\xfe" + b"\x00\x4e" + b"\x00\xd8" + b"\x00\x4e")


@pytest.mark.parametrize("control", [b"\x00", b"\x01", b"\x08", b"\x0e", b"\x1b", b"\x1f"])
def test_a_control_character_is_binary_and_its_byte_is_named(control: bytes) -> None:
    head = PROSE.encode()
    assert f"binary data (control character {control[0]:#04x} at byte {len(head)})" in refusal(head + control + head)


def test_a_control_character_in_utf16_is_binary() -> None:
    assert "control character 0x00 at character 1" in refusal("会\0议".encode("utf-16"))


def test_tabs_line_ends_and_page_breaks_are_text() -> None:
    text = "一\t二\r\n三\r四\v五\f六"
    assert load_bytes(text.encode(), "a.txt").text == text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (PROSE.encode().decode("latin-1"), "UTF-8 read as Latin-1"),
        (PROSE.encode().decode("cp1252", "ignore"), "UTF-8 read as Latin-1"),
        (PROSE.encode("gb18030").decode("latin-1"), "GB18030 read as Latin-1"),
        (PROSE.encode().decode("gb18030", "replace"), "UTF-8 read as GB18030"),
    ],
)
def test_mojibake_is_refused_although_it_is_valid_utf8(text: str, told: str) -> None:
    line = refusal(text.encode())
    assert told in line
    assert "original file" in line


def test_random_bytes_are_refused() -> None:
    data = bytes((i * 197 + i * i * 31) % 256 for i in range(4_000))
    assert "binary" in refusal(data)
