#!/usr/bin/env python3
"""Run a command with a PostgreSQL of its own: ``scripts/with_postgres.py CMD…``; ``DATABASE_URL`` leads to it.

The newest server binaries of the machine are used (``LUOSHI_PG_BIN`` names others). Nothing is left behind.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["binaries", "main", "temporary_postgres"]

QUICK = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


def binaries() -> Path | None:
    """The folder of the newest server programs, if there are any."""
    named = os.environ.get("LUOSHI_PG_BIN")
    found = [Path(named)] if named else list(Path("/usr/lib/postgresql").glob("*/bin"))
    found += [Path(path).parent for path in (shutil.which("initdb"),) if path]
    able = [folder for folder in found if (folder / "initdb").exists() and (folder / "pg_ctl").exists()]
    return max(able, key=_version, default=None)


def _version(folder: Path) -> float:
    try:
        return float(folder.parent.name)
    except ValueError:
        return 0


@contextlib.contextmanager
def temporary_postgres(folder: Path) -> Iterator[str]:
    """A running server with an empty database; the address of it."""
    root = tempfile.mkdtemp(prefix="luoshi-pg-", dir="/tmp")  # short: a socket path holds 107 bytes
    how = _unprivileged(root)
    data, port = f"{root}/data", _free_port()
    try:
        subprocess.run(
            [folder / "initdb", "-D", data, "-U", "luoshi", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"],
            check=True,
            stdout=subprocess.DEVNULL,
            **how,
        )
        options = f"-c listen_addresses=127.0.0.1 -p {port} -k {root} {QUICK}"
        start = [folder / "pg_ctl", "-D", data, "-w", "-t", "30", "-l", f"{root}/log", "-o", options, "start"]
        subprocess.run(start, check=True, stdout=subprocess.DEVNULL, **how)
        yield f"postgres://luoshi@127.0.0.1:{port}/postgres"
    finally:
        stop = [folder / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop"]
        subprocess.run(stop, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **how)
        shutil.rmtree(root, ignore_errors=True)


def _unprivileged(root: str) -> dict[str, Any]:
    """The server refuses root: it then runs as the user ``postgres`` of the distribution."""
    how: dict[str, Any] = {"cwd": root, "env": {**os.environ, "LC_ALL": "C.UTF-8", "HOME": root}}
    if os.geteuid() == 0:
        user = pwd.getpwnam("postgres")
        os.chown(root, user.pw_uid, user.pw_gid)
        how |= {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    return how


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def main(command: list[str]) -> int:
    """Run the command; its exit code."""
    if not command:
        print("with_postgres: no command; use: scripts/with_postgres.py CMD…", file=sys.stderr)
        return 2
    folder = binaries()
    if folder is None:
        print("with_postgres: no PostgreSQL server found; as root: apt-get install postgresql", file=sys.stderr)
        return 2
    with temporary_postgres(folder) as url:
        return subprocess.run(command, check=False, env={**os.environ, "DATABASE_URL": url}).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
