"""The face: what is asked of a path before a byte is read, and what comes back."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from luoshi.core.errors import FileRefused
from luoshi.texts.importing import load, load_bytes
from luoshi.texts.importing.limits import LIMITS
from tests.texts.importing.builders import PROSE

if TYPE_CHECKING:
    from pathlib import Path


def test_a_text_file_is_read_with_the_offsets_of_open(tmp_path: Path) -> None:
    path = tmp_path / "公报.txt"
    path.write_bytes(("\ufeff  " + PROSE.replace("\n", "\r\n") + "\r\n ").encode())
    imported = load(path)
    with path.open(encoding=imported.encoding, newline="") as file:
        assert imported.text == file.read()
    assert imported.text.startswith("\ufeff  省")
    assert imported.source_sha256 == sha256(path.read_bytes()).hexdigest()
    assert (imported.media, imported.encoding, imported.title, imported.warnings) == ("text", "utf-8", None, ())


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_the_named_encoding_reads_the_same_text_again(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(PROSE.encode(encoding))
    imported = load(path)
    assert imported.encoding == encoding
    assert path.read_text(encoding=encoding) == imported.text == PROSE


def test_a_file_of_50_megabytes_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    start = time.perf_counter()
    with pytest.raises(FileRefused, match="50,000,000 bytes"):
        load(path)
    assert time.perf_counter() - start < 0.2


def test_a_missing_file_is_refused_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(FileRefused) as caught:
        load(tmp_path / "no.txt")
    assert "no.txt" in str(caught.value)
    assert "check the path" in str(caught.value)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="this is a folder"):
        load(tmp_path)


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(FileRefused, match="no regular file"):
        load(pipe)


def test_a_path_with_a_nul_character_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="not a path"):
        load(tmp_path / "a\0b")


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(PROSE, encoding="utf-8")
    path.chmod(0)
    with pytest.raises(FileRefused, match="Permission denied"):
        load(path)


def test_a_refused_permission_becomes_a_refused_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(PROSE, encoding="utf-8")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(path), "open", refuse)
    with pytest.raises(FileRefused, match="Permission denied"):
        load(path)


def test_a_name_that_would_move_the_cursor_is_spelled_out() -> None:
    with pytest.raises(FileRefused) as caught:
        load_bytes(b"", "a\x1b[2J\n\udcffb.txt")
    assert str(caught.value).startswith("a\\x1b[2J\\n\\udcffb.txt: the file is empty")
    str(caught.value).encode()


@pytest.mark.parametrize("data", [b"", b" \r\n\t\n", "\ufeff\u3000\u200b\n".encode()])
def test_an_empty_or_blank_file_is_refused(data: bytes) -> None:
    with pytest.raises(FileRefused, match=r"is empty|holds no text"):
        load_bytes(data, "a.txt")


def test_more_characters_than_the_limit_are_refused() -> None:
    with pytest.raises(FileRefused, match="5,000,001 characters"):
        load_bytes(b"a" * (LIMITS.characters + 1), "a.txt")


def test_more_bytes_than_the_limit_are_refused_from_memory_too() -> None:
    with pytest.raises(FileRefused, match="bytes are too many"):
        load_bytes(b"a" * (LIMITS.file_bytes + 1), "a.txt")


def test_characters_that_were_lost_earlier_are_counted_and_placed() -> None:
    notices = load_bytes(("工业\ufffd" + PROSE).encode(), "a.txt").warnings
    assert [(n.code, n.text) for n in notices] == [
        ("replacement-characters", "1 characters were lost earlier, the first at character 2")
    ]


def test_importing_the_package_imports_no_heavy_library() -> None:
    heavy = "{'lxml', 'docx', 'pypdfium2', 'zipfile_deflate64'}"
    code = f"import sys, luoshi.texts.importing; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_plain_text_is_read_faster_than_50_megabytes_a_second() -> None:
    data = (PROSE * 50_000).encode()[: 3 * 3_000_000]
    data = data[: data.rindex(b"\n")]
    best = min(_seconds(data) for _ in range(3))
    assert len(data) / best > 50_000_000


def _seconds(data: bytes) -> float:
    start = time.perf_counter()
    load_bytes(data, "a.txt")
    return time.perf_counter() - start
