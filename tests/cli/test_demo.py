"""``luoshi demo``: a table, a board, and nothing written with ``--check``."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from luoshi.cli import main
from luoshi.texts import specimens

if TYPE_CHECKING:
    from pathlib import Path


def _run(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as left:
        main(["demo", *(str(a) for a in arguments)])
    return int(left.value.code or 0)


def test_check_reads_all_specimens_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert _run("--check") == 0
    out = capsys.readouterr().out
    assert all(one.name in out for one in specimens())
    assert list(tmp_path.iterdir()) == []


def test_the_board_and_its_pages_are_written_and_the_last_line_says_where(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run("--out", tmp_path, "--lang", "en") == 0
    assert capsys.readouterr().out.rstrip().endswith(str(tmp_path / "board.html"))
    assert {p.name for p in tmp_path.iterdir()} == {"board.html", *(f"{one.name}.html" for one in specimens())}
    board = (tmp_path / "board.html").read_text("utf-8")
    assert all(f"{one.name}.html#" in board for one in specimens())


def test_a_file_of_ones_own_stands_beside_the_specimens_and_is_not_called_synthetic(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = tmp_path / "own.txt"
    own.write_text("会议强调，要加强工业经济运行监测调度。\n", "utf-8")
    assert _run(own, "--out", tmp_path / "out") == 0
    assert "own *" not in capsys.readouterr().out
    assert (tmp_path / "out" / "own.html").exists()


def test_a_bad_file_is_told_and_the_rest_is_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"")
    assert _run(bad, "--check") == 2
    told = capsys.readouterr()
    assert told.err.count("\n") == 1
    assert specimens()[0].name in told.out


def test_files_of_ones_own_are_not_loaded_into_the_desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(tmp_path / "own.txt", "--load") == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_the_desk_is_loaded_once_and_the_password_is_shown_once(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "from luoshi.cli import main; main()", "demo", "--load", "--lang", "en"]
    environment = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}}
    environment |= {"LUOSHI_HOME": str(tmp_path)}
    told = []
    for _ in range(2):
        done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False)
        assert (done.returncode, done.stderr) == (0, "")
        told.append(done.stdout)
    password = (tmp_path / "demo-accounts.txt").read_text("utf-8").split()[1]
    assert password in told[0]
    assert password not in told[1]
    assert all("24 matters" in text for text in told)
