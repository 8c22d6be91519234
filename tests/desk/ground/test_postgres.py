"""The suite of the desk once more, on PostgreSQL: in two halves at once, each with a server of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.desk.ground.postgres import SCRIPT, server
from tests.house import ROOT

if TYPE_CHECKING:
    from pathlib import Path

SECONDS = 900
ROOMS = ["tests/desk/texts", "tests/desk/ledger", "tests/desk/board", "tests/desk/audit", "tests/desk/jobs"]
ELSEWHERE = [
    "tests/desk/test_access.py",  # these ask the same questions as on SQLite, for minutes
    "tests/desk/test_security.py",
    "tests/desk/api/test_schema.py",
    "tests/desk/design",  # these ask nothing of a database
    "tests/desk/test_translation.py",
    "tests/desk/ground/test_storage_postgres.py",  # has a server of its own
]
HALVES = {
    "rooms": ROOMS,
    "rest": ["tests/desk", *(word for path in [*ROOMS, *ELSEWHERE] for word in ("--ignore", path))],
}


def _begin(name: str, arguments: list[str], folder: Path) -> subprocess.Popen[bytes]:
    suite = [sys.executable, "-m", "pytest", *arguments, "--maxfail=5", "-p", "no:cacheprovider"]
    env = {**os.environ, "LUOSHI_ON_POSTGRES": "1", "DJANGO_SETTINGS_MODULE": "luoshi.desk.settings.test"}
    with (folder / name).open("wb") as told:
        return subprocess.Popen([sys.executable, SCRIPT, *suite], cwd=ROOT, env=env, stdout=told, stderr=told)


def test_the_desk_passes_on_postgresql(tmp_path: Path) -> None:
    server()
    running = {name: _begin(name, arguments, tmp_path) for name, arguments in HALVES.items()}
    try:
        codes = {name: process.wait(timeout=SECONDS) for name, process in running.items()}
    finally:
        for process in running.values():
            process.send_signal(signal.SIGINT)  # the server goes with it
            process.wait(timeout=60)
    ends = {name: (tmp_path / name).read_text("utf-8")[-5000:] for name, code in codes.items() if code}
    assert not ends, "\n\n".join(f"{name}:\n{end}" for name, end in ends.items())
