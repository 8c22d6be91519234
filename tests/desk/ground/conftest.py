"""Where the suite runs on PostgreSQL, what says nothing about a database is left out."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from tests.conftest import BROWSER_FIXTURES

if TYPE_CHECKING:
    import pytest

OWN_SERVER = ("test_postgres.py", "test_storage_postgres.py")
SAME_ANYWHERE = ("test_schema.py", "test_queries.py")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests without a database, in the browser, or with a server of their own."""
    if os.environ.get("LUOSHI_ON_POSTGRES"):
        kept = [item for item in items if _asks_the_database(item)]
        config.hook.pytest_deselected(items=[item for item in items if item not in kept])
        items[:] = kept


def _asks_the_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    if item.path.name in OWN_SERVER + SAME_ANYWHERE or BROWSER_FIXTURES & fixtures:
        return False
    return item.get_closest_marker("django_db") is not None or bool({"db", "transactional_db"} & fixtures)
