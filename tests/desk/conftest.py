"""What every test of the desk stands on: the world, signed-in clients, a flush that the log's triggers allow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test import Client

from tests.desk.world import PASSWORD, World, build

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["PASSWORD"]


@pytest.fixture(scope="session", autouse=True)
def _flush_in_every_thread(django_db_setup: None) -> Iterator[None]:  # noqa: ARG001
    """Between tests the tables are emptied: the triggers step aside on every connection."""
    kind: Any = type(connection.ops)
    flush = kind.execute_sql_flush

    def beside(self: Any, statements: list[str]) -> None:
        with self.connection.cursor() as cursor:
            if self.connection.vendor == "postgresql":
                cursor.execute("SET session_replication_role = replica")
                flush(self, statements)
                cursor.execute("SET session_replication_role = DEFAULT")
                return
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
            for name, _sql in triggers:
                cursor.execute(f'DROP TRIGGER "{name}"')
            flush(self, statements)
            for _name, sql in triggers:
                cursor.execute(sql)

    kind.execute_sql_flush = beside
    yield
    kind.execute_sql_flush = flush


@pytest.fixture
def world(db: None) -> World:  # noqa: ARG001
    """Units of every level and one person for each role, here and elsewhere."""
    return build()


@pytest.fixture
def signed_in(world: World) -> Callable[[str], Client]:
    """A client with the session of a person: ``signed_in("clerk@other")``."""

    def sign_in(key: str) -> Client:
        client = Client()
        client.force_login(world.people[key], backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in
