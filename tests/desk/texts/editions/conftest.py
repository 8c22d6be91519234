"""Editions of one invented series, stored for the province, and a third one of the other province."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

import pytest

from luoshi.desk.texts import child, services

if TYPE_CHECKING:
    from luoshi.desk.texts.models import Document
    from tests.desk.world import World

HEAD = "澜江省工业和信息化工作会议在霁川召开\n{day}，全省工业和信息化工作会议在霁川召开。\n会议要求，要{tasks}。\n"
TEXTS = {
    "old": HEAD.format(
        day="2031年1月5日",
        tasks="全力稳住工业运行，加快建设工业互联网平台，培育先进制造业集群10个，清理拖欠企业账款，"
        "推进中小企业数字化转型，组织开展节能诊断",
    ),
    "new": HEAD.format(
        day="2032年1月6日",
        tasks="稳妥推进中小企业数字化转型，加快建设工业互联网平台，培育先进制造业集群12个，"
        "支持清理拖欠企业账款，布局未来产业先导区",
    ),
    "last": HEAD.format(
        day="2033年1月7日",
        tasks="加快建设工业互联网平台，培育先进制造业集群12个，组织开展节能诊断",
    ),
}


@functools.cache
def reading(name: str) -> dict[str, Any]:
    """The machine's reading of one edition, once for all tests."""
    return child.read_bytes(TEXTS[name].encode(), f"{name}.txt")


def stored(world: World, name: str, *, other: bool = False) -> Document:
    """One edition in the database of the test."""
    at = "@other" if other else ""
    return services.store_reading(
        person=world.people[f"supervision_officer{at}"],
        unit=world.other_province if other else world.province,
        original_bytes=TEXTS[name].encode(),
        media="text",
        reading_json=reading(name),
        source=f"{name}.txt",
    )


@pytest.fixture
def pair(world: World) -> tuple[Document, Document]:
    """The first two editions."""
    return stored(world, "old"), stored(world, "new")


@pytest.fixture
def three(world: World, pair: tuple[Document, Document]) -> tuple[Document, ...]:
    """All three."""
    return (*pair, stored(world, "last"))
