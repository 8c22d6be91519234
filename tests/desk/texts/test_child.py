"""The parser in its child process: limits, kills, refusals."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Any

import pytest

from luoshi.desk.ground.errors import Refused
from luoshi.desk.texts import child
from luoshi.desk.texts.child import Bounds, read_bytes

if TYPE_CHECKING:
    from pathlib import Path


def test_a_text_comes_back_with_its_reading(original: bytes) -> None:
    told = read_bytes(original, "a.txt")
    assert told["text"] == original.decode()
    assert len(told["folded_text"]) == len(told["text"])
    assert all(told["text"][r["start"] : r["end"]] == r["text"] for r in told["records"])


def test_the_child_knows_no_django_and_no_secret(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LUOSHI_SECRET_KEY", "not for children")
    _stand_in(
        monkeypatch,
        tmp_path,
        "import luoshi.desk.texts.child_main, sys, os; assert 'django' not in sys.modules;"
        "assert 'LUOSHI_SECRET_KEY' not in os.environ; print('{\"reading\": {\"fine\": 1}}')",
    )
    assert read_bytes(b"x", "a") == {"fine": 1}


def _stand_in(monkeypatch: pytest.MonkeyPatch, folder: Path, code: str) -> None:
    """Another program in the place of the reader."""
    (folder / "stand_in.py").write_text(code, "utf-8")
    monkeypatch.setenv("PYTHONPATH", f"{folder}{os.pathsep}src")
    monkeypatch.setattr(child, "_MODULE", "stand_in")


def test_a_child_that_takes_too_long_is_killed_with_its_group(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    mark = tmp_path / "pid"
    _stand_in(
        monkeypatch,
        tmp_path,
        "import subprocess,sys,time\n"
        f"p=subprocess.Popen(['sleep','60']); open({str(mark)!r},'w').write(str(p.pid)); time.sleep(60)",
    )
    began = time.monotonic()
    with pytest.raises(Refused) as told:
        read_bytes(b"x", "a", bounds=Bounds(clock=1.5))
    assert time.monotonic() - began < 10
    assert told.value.remedy
    time.sleep(0.2)
    assert _gone(int(mark.read_text()))


def _gone(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat") as file:  # noqa: PTH123
            return file.read().rsplit(")", 1)[1].split()[0] == "Z"
    except FileNotFoundError:
        return True


def test_a_child_that_wants_too_much_memory_is_refused(original: bytes) -> None:
    with pytest.raises(Refused) as told:
        read_bytes(original * 40, "a.txt", bounds=Bounds(memory=30_000_000))
    assert told.value.remedy


@pytest.mark.parametrize("answer", ["no json", "[]", "{}", '"text"', ""])
def test_an_answer_that_is_no_reading_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, answer: str) -> None:
    _stand_in(monkeypatch, tmp_path, f"print({answer!r})")
    with pytest.raises(Refused):
        read_bytes(b"x", "a")


def test_a_child_that_crashes_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _stand_in(monkeypatch, tmp_path, "import os; os.abort()")
    with pytest.raises(Refused):
        read_bytes(b"x", "a")


def test_a_child_cannot_write_without_end(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    code = "from luoshi.desk.texts.child_main import limit; limit(10**9, 20, 100_000)\nwhile True: print('x' * 999)"
    _stand_in(monkeypatch, tmp_path, code)
    with pytest.raises(Refused):
        read_bytes(b"x", "a", bounds=Bounds(clock=20))


_BAD: dict[str, bytes] = {
    "empty": b"",
    "blank": b" \r\n\t ",
    "binary": bytes(range(256)) * 8,
    "nul": "要推进落实。\0要抓好整改。".encode(),
    "surrogate": b"\xed\xa0\x80" + "要推进落实。".encode(),
    "truncated": "要推进技术改造，抓好整改落实。".encode()[:-1],
    "big5": "要推動產業轉型升級，加強標準建設，優化營商環境，落實各項工作。".encode("big5"),
    "truncated pdf": b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog",
    "image": b"\x89PNG\r\n\x1a\n" + b"\0" * 64,
}


@pytest.mark.parametrize("what", _BAD)
def test_what_cannot_be_read_is_refused_with_a_remedy(what: str) -> None:
    with pytest.raises(Refused) as told:
        read_bytes(_BAD[what], "a.txt")
    assert told.value.what
    assert told.value.remedy


def test_a_name_that_looks_like_an_option_is_only_a_name(original: bytes) -> None:
    told: dict[str, Any] = read_bytes(original, "--help")
    assert told["document"]["source"] == "--help"
