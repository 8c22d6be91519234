"""The volume that the desk is measured with: a small one is consistent, repeatable, and costs a page no query more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from luoshi.core.errors import UsageError
from luoshi.desk.accounts.models import Lineage, Person, Unit
from luoshi.desk.audit.services import verify_chain
from luoshi.desk.demo.loader import load
from luoshi.desk.demo.volume import Volume, load_volume
from luoshi.desk.ledger import proof as ledger_proof
from luoshi.desk.ledger.models import Matter, MatterEvent, MatterState
from luoshi.desk.texts import proof as texts_proof
from luoshi.desk.texts.models import Document, Leaf

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.django_db

_FRAME = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT", "PRAGMA", 'UPDATE "accounts_signin"')
_PAGES = ("board:home", "texts:documents", "ledger:matters", "accounts:units", "board:search")


@pytest.fixture
def volume(tmp_path: Path) -> Volume:
    load(tmp_path)
    return load_volume(matters=60, documents=6)


def test_the_numbers_are_those_that_were_asked_for(volume: Volume) -> None:
    assert (volume.matters, volume.documents) == (60, 6)
    assert (Matter.objects.count(), Document.objects.count()) == (24 + 60, 4 + 6)
    assert MatterEvent.objects.count() > volume.events >= volume.matters


def test_matters_are_the_fold_of_their_events_and_quote_their_leaf(volume: Volume) -> None:
    told = list(ledger_proof.verify())
    assert len(told) == 24 + volume.matters
    assert [fault for _kind, faults in told for fault in faults] == []


def test_every_quotation_stands_in_its_text(volume: Volume) -> None:
    told = list(texts_proof.verify())
    assert len(told) > volume.records + volume.leaves
    assert [fault for _kind, faults in told for fault in faults] == []
    assert verify_chain().ok


def test_all_of_it_is_invented_and_below_its_province(volume: Volume) -> None:
    assert not Matter.objects.filter(synthetic=False).exists()
    assert not Document.objects.filter(synthetic=False).exists()
    assert not Matter.objects.filter(lead__synthetic=False).exists()
    top = Unit.objects.get(code="DLJ0000")
    made = Unit.objects.filter(synthetic=True, code__startswith="DLJ02")
    assert volume.units > made.count() > 5
    assert Lineage.objects.filter(ancestor=top, unit__in=made).count() == made.count()


def test_every_document_is_a_text_of_its_own_and_has_leaves(volume: Volume) -> None:
    added = Document.objects.filter(source__startswith="volume-")
    assert added.values("sha256").distinct().count() == volume.documents
    assert all("演示数据，全部虚构" in document.text for document in added)
    assert all(Leaf.objects.filter(record__document=document).exists() for document in added)


def test_it_is_loaded_once_and_never_without_the_demonstration(volume: Volume) -> None:
    del volume
    with pytest.raises(UsageError, match="already"):
        load_volume(matters=1, documents=1)
    Unit.objects.filter(code="D000000").update(synthetic=False)
    with pytest.raises(UsageError, match="not loaded"):
        load_volume(matters=1, documents=1)


def test_no_page_takes_more_queries_than_with_few_rows(tmp_path: Path) -> None:
    load(tmp_path)
    before = _queries()
    load_volume(matters=60, documents=6)
    assert Matter.objects.exclude(state=MatterState.CLOSED).count() > 50
    after = _queries()
    assert {name: after[name] for name in _PAGES if after[name] > before[name]} == {}


def _queries() -> dict[str, int]:
    client = Client()
    client.force_login(Person.objects.get(username="supervision"), backend="django.contrib.auth.backends.ModelBackend")
    return {name: _count(client, reverse(name) + ("?q=数字化" if name == "board:search" else "")) for name in _PAGES}


def _count(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as held:
        assert client.get(address).status_code == 200
    return sum(not query["sql"].startswith(_FRAME) for query in held.captured_queries)
