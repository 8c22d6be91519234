"""The desk's commands from outside: one migrated home, copied where a test changes it."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from typing import TYPE_CHECKING
from urllib.request import urlopen

import pytest

if TYPE_CHECKING:
    from pathlib import Path

CALL = [sys.executable, "-c", "from luoshi.cli import main; main()"]
PASSWORD = "lan-jiang-2031-liu"  # noqa: S105


def _env(home: Path) -> dict[str, str]:
    return {**os.environ, "LUOSHI_HOME": str(home), "DJANGO_SETTINGS_MODULE": "luoshi.desk.settings.demo"}


def _run(home: Path, *words: str, given: str = "") -> subprocess.CompletedProcess[str]:
    env = _env(home)
    env.pop("DATABASE_URL", None)
    return subprocess.run([*CALL, *words], env=env, input=given, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    assert _run(home, "migrate").returncode == 0
    assert _run(home, "user", "add", "lan", "--name", "兰", given=PASSWORD + "\n").returncode == 0
    return home


@pytest.fixture
def home(migrated: Path, tmp_path: Path) -> Path:
    return shutil.copytree(migrated, tmp_path / "home")


def test_a_person_added_with_a_password_from_standard_input_is_listed(migrated: Path) -> None:
    done = _run(migrated, "user", "list")
    assert (done.returncode, done.stdout.split("\t")[0]) == (0, "lan")


def test_an_unknown_unit_or_person_is_refused(migrated: Path) -> None:
    assert _run(migrated, "user", "post", "lan", "--unit", "X", "--role", "clerk").returncode == 2
    assert _run(migrated, "user", "unlock", "nobody").returncode == 2
    assert _run(migrated, "user", "unlock", "lan").returncode == 0
    assert _run(migrated, "user", "factor", "nobody").returncode == 2
    assert _run(migrated, "user", "factor", "lan").returncode == 0


def test_a_backup_returns_and_a_filled_database_needs_force(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.backup"
    assert _run(home, "backup", str(file)).returncode == 0
    assert _run(home, "restore", str(file)).returncode == 2
    assert _run(home, "restore", str(file), "--force").returncode == 0
    assert "lan" in _run(home, "user", "list").stdout


def test_a_damaged_backup_is_refused_and_replaces_nothing(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.backup"
    assert _run(home, "backup", str(file)).returncode == 0
    file.write_bytes(file.read_bytes()[:-100])
    before = (home / "luoshi.sqlite3").read_bytes()
    assert _run(home, "restore", str(file), "--force").returncode == 2
    assert (home / "luoshi.sqlite3").read_bytes() == before


def test_check_answers_no_where_a_migration_is_missing(home: Path) -> None:
    done = _run(home, "check")
    assert (done.returncode, "audit log: ok" in done.stdout) == (0, True)
    with sqlite3.connect(home / "luoshi.sqlite3") as one:
        one.execute("DELETE FROM django_migrations WHERE app = 'jobs'")
    assert _run(home, "check").returncode == 1


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGHUP])
def test_a_taken_port_is_refused_and_a_free_one_serves_until_the_signal(end: signal.Signals, migrated: Path) -> None:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        one.listen()
        port = one.getsockname()[1]
        assert _run(migrated, "serve", "--port", str(port)).returncode == 2
    command = [*CALL, "serve", "--port", str(port), "--workers", "1"]
    with subprocess.Popen(command, env=_env(migrated), stdout=subprocess.DEVNULL) as process:
        try:
            assert _answers(f"http://127.0.0.1:{port}/health/")
        finally:
            process.send_signal(end)
        assert process.wait(timeout=30) == 0


def test_a_server_that_is_killed_outright_leaves_no_process_and_no_port_behind(migrated: Path) -> None:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    command = [*CALL, "serve", "--port", str(port), "--workers", "2"]
    with subprocess.Popen(command, env=_env(migrated), stdout=subprocess.DEVNULL) as process:
        try:
            assert _answers(f"http://127.0.0.1:{port}/health/")
            below = _below(process.pid)
            assert len(below) == 4  # the web server with its two workers, and the worker of jobs
        finally:
            process.kill()
    until = time.monotonic() + 30
    while (left := [pid for pid in below if _runs(pid)]) and time.monotonic() < until:
        time.sleep(0.1)
    for pid in left:
        os.kill(pid, signal.SIGKILL)
    assert left == []
    with socket.socket() as one:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        one.bind(("127.0.0.1", port))


def _below(pid: int) -> list[int]:
    """The processes that a process started, and those that they started."""
    told = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    above = {int(child): int(parent) for child, parent in (line.split() for line in told.splitlines())}
    first = [child for child, parent in above.items() if parent == pid]
    return first + [lower for child in first for lower in _below(child)]


def _runs(pid: int) -> bool:
    """Whether a process is there and not only a name that nobody has collected yet."""
    told = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
    return bool(told.strip()) and not told.strip().startswith("Z")


def _answers(url: str) -> bool:
    for _ in range(60):
        try:
            with urlopen(url, timeout=2) as answer:  # noqa: S310
                return bool(answer.status == 200)
        except OSError:
            time.sleep(0.25)
    return False
