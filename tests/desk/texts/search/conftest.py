"""Documents with texts of the test's own making, indexed as the services index them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from luoshi.desk.texts.models import Audience, Document, Original, Record
from luoshi.desk.texts.search import indexing
from luoshi.texts.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.desk.world import World

__all__ = ["stored"]


def stored(world: World, text: str, *, title: str = "会", spans: Any = (), **extra: Any) -> Document:
    """A document of the province with a record for each span."""
    number = Document.objects.count()
    original = Original.objects.create(sha256=f"{number:064}", media="text", size=1, data=b"x")
    given = {"unit": world.province, "audience": Audience.PARTIES, "kind": "communique", **extra}
    document = Document.objects.create(
        original=original, sha256=f"{number:064}", text=text, folded=fold(text).text, title=title, script="Hans",
        source="a.txt", info={}, added_by=world.people["supervision_officer"], **given,
    )  # fmt: skip
    records = [
        Record.objects.create(
            document=document, number=n, kind="commitment", section="task", role="act", programme="growth",
            start=a, end=b, quote=text[a:b], machine={}, fields={"start": a, "end": b, "text": text[a:b]},
        )
        for n, (a, b) in enumerate(spans)
    ]  # fmt: skip
    indexing.add([(document, records)])
    return document


@pytest.fixture
def store(world: World) -> Callable[..., Document]:
    """``stored`` in the world of the test."""
    return lambda text, **extra: stored(world, text, **extra)
