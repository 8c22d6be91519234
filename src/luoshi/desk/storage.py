"""Backups written whole and proved, and their return: never half of either."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from luoshi import __version__
from luoshi.core.errors import InputError, UsageError
from luoshi.core.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["backup", "manifest_of", "restore"]


def manifest_of(file: Path) -> Path:
    """Where the hash of a backup stands: beside it."""
    return file.with_name(file.name + ".manifest.json")


def backup(file: Path) -> str:
    """Write the database into a file, while others work; the hash of it. An existing file is replaced whole."""
    settings = _settings()
    kind = "sqlite" if "sqlite" in settings["ENGINE"] else "postgresql"
    with _beside(file) as new:
        if kind == "sqlite":
            _copy_sqlite(Path(str(settings["NAME"])), new)
            _prove_sqlite(new)
        else:
            _dump_postgres(settings, new)
        digest, size = _digest(new), new.stat().st_size
        new.replace(file)
    told = {"schema": "luoshi/backup@1", "kind": kind, "sha256": digest, "bytes": size, "version": __version__}
    write_whole(manifest_of(file), json.dumps(told, indent=2) + "\n")
    return digest


def restore(file: Path, *, force: bool = False) -> None:
    """Prove a backup, then put it in the place of the database; the old one stays until the new one is proved."""
    settings = _settings()
    kind = "sqlite" if "sqlite" in settings["ENGINE"] else "postgresql"
    _check_manifest(file, kind)
    if kind == "postgresql":
        return _restore_postgres(settings, file, force=force)
    target = Path(str(settings["NAME"]))
    if _is_filled(target):
        _need(force, str(target))
    with _beside(target) as new:
        shutil.copyfile(file, new)
        _prove_sqlite(new)
        if target.exists():
            _close_sqlite(target)
        new.replace(target)
        for rest in ("-wal", "-shm"):
            target.with_name(target.name + rest).unlink(missing_ok=True)
    return None


def _need(force: bool, where: str) -> None:
    if not force:
        raise UsageError("the database is not empty", where=where, remedy="--force replaces it")


@contextlib.contextmanager
def _beside(file: Path) -> Iterator[Path]:
    """A new file in the same folder, gone afterwards unless it was moved."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=".luoshi-")
    except OSError as error:
        raise UsageError(
            f"cannot be written ({error.strerror})", where=str(file), remedy="name another place"
        ) from error
    os.close(handle)
    new = Path(name)
    try:
        yield new
    except OSError as error:
        raise UsageError(f"cannot be written ({error.strerror or error})", where=str(file)) from error
    finally:
        for path in (new, new.with_name(new.name + "-wal"), new.with_name(new.name + "-shm")):
            path.unlink(missing_ok=True)


def _copy_sqlite(source: Path, new: Path) -> None:
    if not source.exists():
        raise UsageError("there is no database yet", where=str(source), remedy="luoshi migrate makes it")
    with contextlib.closing(sqlite3.connect(source)) as old, contextlib.closing(sqlite3.connect(new)) as copy:
        old.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")


def _prove_sqlite(file: Path) -> None:
    try:
        with contextlib.closing(sqlite3.connect(file)) as one:
            found = one.execute("PRAGMA integrity_check").fetchone()[0]
            known = one.execute("SELECT count(*) FROM sqlite_master WHERE name = 'django_migrations'").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise InputError(f"is no database that can be used ({error})", where=file.name) from error
    if found != "ok" or not known:
        raise InputError("is damaged, or not a database of Luoshi", remedy="take another backup")


def _close_sqlite(target: Path) -> None:
    """Nobody may write while it is replaced."""
    try:
        with contextlib.closing(sqlite3.connect(target, timeout=1)) as one:
            one.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            one.execute("PRAGMA journal_mode=DELETE")
            one.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        raise UsageError("the database is in use", where=str(target), remedy="end luoshi serve first") from error
    except sqlite3.DatabaseError:
        return  # a broken database is what a backup is for


def _is_filled(target: Path) -> bool:
    if not target.exists() or target.stat().st_size == 0:
        return False
    try:
        with contextlib.closing(sqlite3.connect(target)) as one:
            return bool(one.execute("SELECT count(*) FROM accounts_person").fetchone()[0])
    except sqlite3.OperationalError as error:
        return "no such table" not in str(error)
    except sqlite3.DatabaseError:
        return True


def _check_manifest(file: Path, wanted: str) -> None:
    if not file.is_file():
        raise UsageError("no such file", where=str(file))
    try:
        told: dict[str, Any] = json.loads(manifest_of(file).read_text("utf-8"))
        kind, expected = told["kind"], told["sha256"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError("its manifest is missing or broken", where=str(manifest_of(file))) from error
    if kind != wanted:
        raise UsageError(f"is a backup of {kind}, the database is {wanted}", where=str(file))
    if _digest(file) != expected:
        raise InputError("is not what was written: its hash differs", where=str(file), remedy="take another backup")


def _dump_postgres(settings: dict[str, Any], new: Path) -> None:
    _postgres(settings, "pg_dump", "--format=custom", "--no-password", f"--file={new}")


def _restore_postgres(settings: dict[str, Any], file: Path, *, force: bool) -> None:
    """Everything of the schema is replaced in one transaction: where a statement fails, nothing happened."""
    from django.db import connection

    filled = "accounts_person" in connection.introspection.table_names()
    connection.close()
    if filled:
        _need(force, f"database {settings['NAME']}")
    with tempfile.TemporaryDirectory(prefix="luoshi-") as folder:
        script = Path(folder) / "restore.sql"
        _postgres(None, "pg_restore", "--no-owner", "--no-privileges", f"--file={script}", str(file))
        first = "DROP SCHEMA public CASCADE; CREATE SCHEMA public"
        options = ("--no-psqlrc", "--quiet", "--no-password", "--single-transaction", "--set=ON_ERROR_STOP=1")
        _postgres(settings, "psql", *options, f"--command={first}", f"--file={script}")


def _postgres(settings: dict[str, Any] | None, name: str, *arguments: str) -> None:
    """One of PostgreSQL's own programs, connected as the desk is; it does not wait long for whoever works."""
    program = shutil.which(name)
    if program is None:
        raise UsageError(f"{name} is missing", where="postgresql", remedy="install the client programs of PostgreSQL")
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    place = {key: str(value) for key, where in names.items() if settings and (value := settings.get(where))}
    env = {**os.environ, **place, "PGOPTIONS": "-c lock_timeout=5s -c client_min_messages=warning"}
    done = subprocess.run([program, *arguments], env=env, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        busy = "lock timeout" in done.stderr
        said = "the database is in use" if busy else f"{name} failed: {done.stderr.strip()[:500]}"
        raise UsageError(said, where="postgresql", remedy="end luoshi serve first" if busy else "nothing was changed")


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _settings() -> dict[str, Any]:
    from django.db import connection

    return dict(connection.settings_dict)
