"""A reading in the database: records, leaves, counts, once a unit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import PermissionDenied

from luoshi.desk.audit.models import Change
from luoshi.desk.ground.errors import Refused
from luoshi.desk.texts import services
from luoshi.desk.texts.models import Document, Leaf, Original, Record

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from tests.desk.world import World

pytestmark = pytest.mark.django_db


def test_records_and_leaves_are_those_of_the_reading(document: Document, reading: dict[str, Any]) -> None:
    assert list(document.records.values_list("fields", flat=True)) == reading["records"]
    wanted = sum(len(r["leaves"]) for r in reading["records"] if r["kind"] == "commitment")
    assert Leaf.objects.count() == wanted == document.leaves_open
    assert document.commitments == sum(r["kind"] == "commitment" for r in reading["records"])


def test_a_leaf_has_the_place_of_its_item_inside_the_clause(document: Document) -> None:
    for leaf in Leaf.objects.select_related("record"):
        assert document.text[leaf.start : leaf.end] == leaf.text
        assert leaf.record.start <= leaf.start < leaf.end <= leaf.record.end
    texts = Leaf.objects.filter(record__quote="优化土地、用海、用能等要素保障").values_list("text", flat=True)
    assert list(texts) == ["土地", "用海", "用能"]


def test_the_same_text_is_stored_once_for_a_unit(
    document: Document, original: bytes, reading: dict[str, Any], world: World
) -> None:
    again = services.store_reading(
        person=world.people["analyst"],
        unit=world.province,
        original_bytes=original + b"",
        media="text",
        reading_json=reading,
        source="b.txt",
    )
    other = services.store_reading(
        person=world.people["analyst@other"],
        unit=world.other_province,
        original_bytes=original,
        media="text",
        reading_json=reading,
        source="b.txt",
    )
    assert again.pk == document.pk != other.pk
    assert Original.objects.count() == 1
    assert Change.objects.filter(action="document.added").count() == 2


def test_storing_takes_few_statements_however_long_the_text(
    world: World, original: bytes, reading: dict[str, Any], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(27):
        services.store_reading(
            person=world.people["analyst"],
            unit=world.province,
            original_bytes=original,
            media="text",
            reading_json=reading,
            source="b.txt",
        )


def test_a_reading_of_another_text_is_refused_and_nothing_stays(
    world: World, original: bytes, reading: dict[str, Any]
) -> None:
    wrong = {**reading, "records": [{**reading["records"][0], "text": "别的"}]}
    for bad in (wrong, {**reading, "text": reading["text"] + "。"}):
        with pytest.raises(Refused):
            services.store_reading(
                person=world.people["analyst"],
                unit=world.province,
                original_bytes=original,
                media="text",
                reading_json=bad,
                source="b.txt",
            )
    assert not Document.objects.exists()
    assert not Original.objects.exists()
    assert not Record.objects.exists()


@pytest.mark.parametrize("key", ["leader", "clerk", "auditor", "administrator", "security_officer", "analyst@other"])
def test_who_may_not_add_a_document_adds_none(key: str, world: World, original: bytes, reading: dict[str, Any]) -> None:
    with pytest.raises(PermissionDenied):
        services.store_reading(
            person=world.people[key],
            unit=world.province,
            original_bytes=original,
            media="text",
            reading_json=reading,
            source="b.txt",
        )
    assert not Document.objects.exists()


def test_a_specimen_is_marked_as_invented(document: Document) -> None:
    assert document.synthetic
