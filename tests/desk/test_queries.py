"""How many queries each page takes, written down; ``LUOSHI_UPDATE_QUERY_COUNTS=1`` writes it down anew."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.desk.scene import address, build, client_of, route_names
from tests.desk.test_access import DONE, TABLE

if TYPE_CHECKING:
    from tests.desk.world import World

pytestmark = pytest.mark.django_db

KEPT = Path(__file__).with_name("query_counts.json")
UPDATE = os.environ.get("LUOSHI_UPDATE_QUERY_COUNTS") == "1"
MOST = 15
_FRAME = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT", "PRAGMA", 'UPDATE "accounts_signin"')
ASKED = {"board:search": {"q": "会议"}, "api:search_texts": {"q": "会议"}, "texts:terms": {"term": "会议"}}
"""What an address must be asked to have anything to do."""

PAGES = sorted(name for name in route_names() if name in TABLE and "get" in TABLE[name].methods)


def _kept() -> dict[str, int]:
    found: dict[str, int] = json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {}
    return found


def _count(name: str, world: World) -> tuple[int, list[str]]:
    rule, side = TABLE[name], build(world)["own"]
    role = min(rule.may, key=lambda role: (role != "supervision_officer", role))
    client = client_of(world.people[str(role)])
    where = address(name, side, **rule.given)
    client.get(where, ASKED.get(name))  # what is only asked once in a process is not the page's
    with CaptureQueriesContext(connection) as held:
        answer = client.get(where, ASKED.get(name))
        b"".join(answer) if answer.streaming else answer.content
    assert answer.status_code in DONE["get"] | {302}
    told = [query["sql"] for query in held.captured_queries if not query["sql"].startswith(_FRAME)]
    return len(told), told


@pytest.mark.parametrize("name", PAGES)
def test_a_page_takes_no_more_queries_than_were_written_down(name: str, world: World) -> None:
    count, told = _count(name, world)
    if UPDATE:
        kept = {**_kept(), name: count}
        KEPT.write_text(json.dumps(dict(sorted(kept.items())), indent=2) + "\n", "utf-8")
    assert count <= MOST, "\n".join(told)
    assert name in _kept(), f"{name} takes {count}; write it down"
    assert count <= _kept()[name], "\n".join(told)


def test_no_page_is_written_down_that_is_not_there() -> None:
    assert sorted(set(_kept()) - set(PAGES)) == []
