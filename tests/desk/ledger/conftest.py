"""A matter that came of a document, ordered by the province, led by the county, helped by the enterprise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from luoshi.desk.texts import services as texts
from luoshi.desk.texts.models import Leaf
from tests.desk.scene import reading

if TYPE_CHECKING:
    from luoshi.desk.ledger.models import Matter
    from luoshi.desk.texts.models import Document
    from tests.desk.world import World


@pytest.fixture
def document(world: World) -> Document:
    return texts.store_reading(
        person=world.people["supervision_officer"],
        unit=world.province,
        original_bytes=b"x",
        media="text",
        reading_json=reading(),
        source="meeting.txt",
    )


@pytest.fixture
def matters(world: World, document: Document) -> list[Matter]:
    leaves = Leaf.objects.filter(record__document=document).order_by("pk")
    choices = [texts.Choice(leaf, world.county, [world.enterprise], "按月报送") for leaf in leaves]
    return texts.confirm(person=world.people["supervision_officer"], unit=world.province, choices=choices)


@pytest.fixture
def matter(matters: list[Matter]) -> Matter:
    return matters[0]
