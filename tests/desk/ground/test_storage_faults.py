"""A database that somebody holds, a disk that is full: the page says so, and nothing is written half."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.db import connection

from luoshi.desk.audit.models import Change
from luoshi.desk.jobs.models import Job
from luoshi.desk.texts.models import Document, Intake, Original
from tests.desk.scene import client_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client

    from tests.desk.world import World

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = "会议强调，要加强工业经济运行监测调度。\n"
WRITTEN = (Change, Document, Intake, Job, Original)


def _counts() -> list[int]:
    return [model._default_manager.count() for model in WRITTEN]


def _add(client: Client, world: World, text: str = TEXT) -> Any:
    told = {"unit": world.province.pk, "text": text, "audience": "parties"}
    client.raise_request_exception = False
    return client.post("/documents/add/", told)


def _says_why(answer: Any) -> bool:
    body = answer.content.decode()
    return bool(answer["Retry-After"]) and "系统繁忙或存储空间已满" in body and "Traceback" not in body


@contextmanager
def _held() -> Iterator[None]:
    """Somebody else has the table that is written to, and does not let go."""
    if connection.vendor == "postgresql":
        told = connection.get_connection_params()
        place = {key: told[key] for key in ("dbname", "user", "password", "host", "port") if told.get(key)}
        with psycopg.connect(**place) as other, connection.cursor() as cursor:
            other.execute("LOCK TABLE texts_intake IN ACCESS EXCLUSIVE MODE")
            cursor.execute("SET lock_timeout = '200ms'")
            yield
            cursor.execute("SET lock_timeout = 0")
        return
    held = sqlite3.connect(str(connection.settings_dict["NAME"]), isolation_level=None)
    try:
        held.execute("BEGIN IMMEDIATE")
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout = 200")
            yield
            cursor.execute("PRAGMA busy_timeout = 20000")
    finally:
        held.close()


def test_a_locked_database_is_told_with_503_and_nothing_is_written(world: World) -> None:
    client = client_of(world.people["supervision_officer"])
    assert client.get("/documents/add/").status_code == 200
    with _held():
        answer = _add(client, world)
    assert (answer.status_code, _says_why(answer)) == (503, True)
    assert _counts() == [0] * len(WRITTEN)
    assert _add(client, world).status_code == 302
    assert Intake.objects.count() == 1


def test_reading_goes_on_while_somebody_else_writes(world: World) -> None:
    client = client_of(world.people["supervision_officer"])
    with _held():
        assert client.get("/jobs/").status_code == 200


def test_a_full_disk_is_told_with_503_and_nothing_is_written(world: World) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite can be told how large it may become")
    client = client_of(world.people["supervision_officer"])
    assert client.get("/documents/add/").status_code == 200
    with connection.cursor() as cursor:
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages}")
    try:
        answer = _add(client, world, TEXT * 20_000)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA max_page_count = 1073741823")
    assert (answer.status_code, _says_why(answer)) == (503, True)
    assert _counts() == [0] * len(WRITTEN)
    assert _add(client, world).status_code == 302


def test_a_disk_that_fills_up_while_a_file_comes_in_is_told_too(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    client = client_of(world.people["supervision_officer"])
    client.raise_request_exception = False
    monkeypatch.setattr(TemporaryFileUploadHandler, "receive_data_chunk", full)
    told = {"unit": world.province.pk, "audience": "parties"}
    answer = client.post("/documents/add/", {**told, "uploads": SimpleUploadedFile("a.txt", TEXT.encode())})
    assert (answer.status_code, _says_why(answer)) == (503, True)
    assert _counts() == [0] * len(WRITTEN)
