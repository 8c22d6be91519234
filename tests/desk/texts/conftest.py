"""Documents of the specimens, stored in the small world."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from luoshi.data import data_path
from luoshi.desk.texts import child, services

if TYPE_CHECKING:
    from luoshi.desk.texts.models import Document
    from tests.desk.world import World

NAME = "cangyu-work-conference-2030.txt"


@pytest.fixture(scope="session")
def original() -> bytes:
    return data_path("specimens", NAME).read_bytes()


@pytest.fixture(scope="session")
def reading(original: bytes) -> dict[str, Any]:
    return child.read_bytes(original, NAME)


@pytest.fixture
def document(world: World, original: bytes, reading: dict[str, Any]) -> Document:
    return services.store_reading(
        person=world.people["supervision_officer"],
        unit=world.province,
        original_bytes=original,
        media="text",
        reading_json=reading,
        source=NAME,
    )
