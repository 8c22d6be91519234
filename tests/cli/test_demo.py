"""``luoshi demo``: the desk served or only loaded; a table, a board, and nothing written with ``--check``."""

from __future__ import annotations

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest

from luoshi.cli import main
from luoshi.texts import specimens


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
    assert _run("--static", "--out", tmp_path, "--lang", "en") == 0
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


def _desk(home: Path, *words: str) -> tuple[list[str], dict[str, str]]:
    """The command and its environment, with a home of its own."""
    environment = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}}
    command = [sys.executable, "-c", "from luoshi.cli import main; main()", "demo", *words]
    return command, {**environment, "LUOSHI_HOME": str(home)}


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A home into which the demonstration was loaded twice, and what was told each time."""
    home, told = tmp_path_factory.mktemp("demo"), []
    command, environment = _desk(home, "--load", "--lang", "en")
    for _ in range(2):
        done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False)
        assert (done.returncode, done.stderr) == (0, "")
        told.append(done.stdout)
    return home, told


def test_the_desk_is_loaded_once_and_the_password_is_shown_once(loaded: tuple[Path, list[str]]) -> None:
    home, told = loaded
    password = (home / "demo-accounts.txt").read_text("utf-8").split()[1]
    assert password in told[0]
    assert password not in told[1]
    assert all("24 matters" in text for text in told)


def test_nothing_is_wrong_with_the_demonstration_until_somebody_changes_it(loaded: tuple[Path, list[str]]) -> None:
    command, environment = _desk(loaded[0])
    command[-1] = "check"
    done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert [line.partition(" (")[0] for line in lines] == [
        "migrations: ok",
        "audit log: ok",
        "matters: ok",
        "quotations: ok",
    ]
    assert "24 matters" in lines[2]
    assert "4 originals, 4 documents, " in lines[3]
    with sqlite3.connect(loaded[0] / "luoshi.sqlite3") as one:
        one.execute("UPDATE ledger_matter SET state = 'closed' WHERE number LIKE '%-00020'")
        one.execute("UPDATE texts_record SET quote = quote || '。' WHERE id = 1")
    done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert "-00020: state is closed, its events say opened" in done.stdout
    assert "document 1, record 1: its quotation does not stand at its place" in done.stdout
    with sqlite3.connect(loaded[0] / "luoshi.sqlite3") as one:
        one.execute("UPDATE ledger_matter SET state = 'opened' WHERE number LIKE '%-00020'")
        one.execute("UPDATE texts_record SET quote = substr(quote, 1, length(quote) - 1) WHERE id = 1")


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def test_the_desk_is_served_until_ctrl_c_ends_both_of_its_processes(loaded: tuple[Path, list[str]]) -> None:
    port = _free_port()
    command, environment = _desk(loaded[0], "--port", str(port), "--lang", "en")
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, encoding="utf-8") as process:
        try:
            _wait_for(f"http://127.0.0.1:{port}/health/")
            children = _children(process.pid)
            with socket.socket() as one:
                taken = one.connect_ex(("127.0.0.1", port))
            again = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False)
        finally:
            process.send_signal(signal.SIGINT)
        told, _ = process.communicate(timeout=40)
    assert (process.returncode, taken, len(children)) == (0, 0, 2)
    assert told.rstrip().endswith(f"http://127.0.0.1:{port}/")
    assert "supervision" in told
    assert [pid for pid in children if Path(f"/proc/{pid}").exists()] == []
    assert (again.returncode, again.stdout) == (2, "")
    assert re.search(rf"127.0.0.1:{port}.*--port", again.stderr)


def _children(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()


def _wait_for(url: str) -> None:
    limit = time.monotonic() + 60
    while time.monotonic() < limit:
        try:
            with urlopen(url, timeout=2) as answer:  # noqa: S310
                assert answer.status == 200
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"nothing answers at {url}")
