"""A backup of PostgreSQL goes back whole, or what was there stays."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from tests.desk.ground.postgres import server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CALL = [sys.executable, "-c", "from luoshi.cli import main; main()"]
PASSWORD = "lan-jiang-2031-liu"  # noqa: S105


@dataclass(frozen=True)
class Desk:
    """A migrated database of PostgreSQL with one person, and its backup."""

    url: str
    home: Path
    backup: Path

    def run(self, *words: str, given: str = "") -> subprocess.CompletedProcess[str]:
        """A command of the desk on it."""
        env = {**os.environ, "LUOSHI_HOME": str(self.home), "DATABASE_URL": self.url}
        env["DJANGO_SETTINGS_MODULE"] = "luoshi.desk.settings.demo"
        return subprocess.run([*CALL, *words], env=env, input=given, capture_output=True, text=True, check=False)

    def people(self) -> list[str]:
        """Who is there now."""
        with psycopg.connect(self.url) as one:
            return [row[0] for row in one.execute("SELECT username FROM accounts_person ORDER BY username")]

    def add(self, username: str) -> None:
        """Somebody more."""
        done = self.run("user", "add", username, "--name", "兰", given=PASSWORD + "\n")
        assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    module: Any = server()
    if shutil.which("pg_dump") is None or shutil.which("psql") is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("no client programs of PostgreSQL")
    home = tmp_path_factory.mktemp("postgres")
    with module.temporary_postgres(module.binaries()) as url:
        made = Desk(url, home, home / "a.backup")
        assert made.run("migrate").returncode == 0
        made.add("before")
        done = made.run("backup", str(made.backup))
        assert done.returncode == 0, done.stderr
        yield made


def _sealed(file: Path, data: bytes) -> Path:
    """A backup whose manifest is right whatever its bytes are."""
    file.write_bytes(data)
    told = {"kind": "postgresql", "sha256": hashlib.sha256(data).hexdigest()}
    file.with_name(file.name + ".manifest.json").write_text(json.dumps(told), "utf-8")
    return file


def test_what_was_there_before_the_backup_comes_back_and_what_came_after_it_goes(desk: Desk) -> None:
    desk.add("after")
    refused = desk.run("restore", str(desk.backup))
    assert (refused.returncode, desk.people()) == (2, ["after", "before"])
    assert "--force" in refused.stderr
    for _ in range(2):  # a database that was restored can be backed up and restored again
        done = desk.run("restore", str(desk.backup), "--force")
        assert (done.returncode, done.stderr, desk.people()) == (0, "", ["before"])
        assert desk.run("backup", str(desk.backup)).returncode == 0
    checked = desk.run("check")
    assert (checked.returncode, "audit log: ok (1 changes)" in checked.stdout) == (0, True), checked.stdout


def test_the_log_that_comes_back_is_still_append_only(desk: Desk) -> None:
    assert desk.run("restore", str(desk.backup), "--force").returncode == 0
    with psycopg.connect(desk.url) as one, pytest.raises(psycopg.Error, match="append-only"):
        one.execute("DELETE FROM audit_change")


def test_a_damaged_backup_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    cut = _sealed(tmp_path / "cut.backup", desk.backup.read_bytes()[:-2000])
    for file in (cut, _sealed(tmp_path / "none.backup", b"no backup")):
        done = desk.run("restore", str(file), "--force")
        assert (done.returncode, done.stderr.count("\n"), desk.people()) == (2, 1, ["before"])
    file = tmp_path / "other.backup"
    file.write_bytes(desk.backup.read_bytes())
    shutil.copy(f"{desk.backup}.manifest.json", f"{file}.manifest.json")
    with file.open("r+b") as stream:
        stream.seek(5000)
        stream.write(b"xxxx")
    assert desk.run("restore", str(file), "--force").returncode == 2
    assert desk.people() == ["before"]


def test_a_restore_that_fails_in_its_middle_leaves_the_old_data(desk: Desk, tmp_path: Path) -> None:
    """The backup holds a table whose check only passes where people are there already: so not while it is restored."""
    with psycopg.connect(desk.url) as one:
        one.execute("CREATE TABLE zz_people (n int)")
        one.execute(
            "CREATE FUNCTION anybody() RETURNS boolean LANGUAGE sql AS 'SELECT count(*) > 0 FROM public.zz_people'"
        )
        one.execute("INSERT INTO zz_people VALUES (1)")
        one.execute("CREATE TABLE aa_probe (n int CHECK (public.anybody()))")
        one.execute("INSERT INTO aa_probe VALUES (1)")
    file = tmp_path / "probe.backup"
    assert desk.run("backup", str(file)).returncode == 0
    with psycopg.connect(desk.url) as one:
        one.execute("DROP TABLE aa_probe, zz_people")
        one.execute("DROP FUNCTION anybody()")
    done = desk.run("restore", str(file), "--force")
    assert (done.returncode, done.stderr.count("\n"), desk.people()) == (2, 1, ["before"])
    assert "aa_probe" in done.stderr
    assert desk.run("check").returncode == 0


def test_a_database_in_use_is_told_and_stays(desk: Desk) -> None:
    with psycopg.connect(desk.url) as one:
        one.execute("SELECT count(*) FROM accounts_person")
        done = desk.run("restore", str(desk.backup), "--force")
    assert (done.returncode, desk.people()) == (2, ["before"])
    assert "in use" in done.stderr
