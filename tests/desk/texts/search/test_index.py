"""What the index finds is what a scan of all texts finds, for every query; and it stays so when things change."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luoshi.desk.texts import proof, services
from luoshi.desk.texts.models import Document, Entry, Record
from luoshi.desk.texts.search import indexing, selectors
from luoshi.desk.texts.search.asking import Asked, asked
from luoshi.desk.texts.search.engine import Index, engine
from luoshi.desk.texts.search.normal import squeezed
from luoshi.desk.texts.search.query import And, Node, Not, Or, Phrase, parse
from luoshi.desk.texts.search.rebuild import rebuild
from tests.desk.texts.search.conftest import stored

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.desk.world import World

pytestmark = pytest.mark.django_db
_LETTERS = "数字化的绿色，。a5 \n數"


def _holds(node: Node, *texts: str) -> bool:
    """The oracle: look through the texts."""
    if isinstance(node, Phrase):
        return any(node.text in text for text in texts)
    if isinstance(node, Not):
        return not _holds(node.part, *texts)
    return (all if isinstance(node, And) else any)(_holds(part, *texts) for part in node.parts)


def _scan(node: Node) -> tuple[set[int], set[int]]:
    documents, records = set(), set()
    for document in Document.objects.all():
        _key, title, body = indexing.document_row(document)
        documents |= {document.pk} if _holds(node, title, body) else set()
        for record in document.records.all():
            quote = squeezed(document.folded[record.start : record.end])
            records |= {record.pk} if _holds(node, quote) else set()
    return documents, records


_WORDS = st.text(alphabet="数字化的绿色，a5數", min_size=1, max_size=4).map(
    lambda text: Phrase(text.replace("數", "数").replace(",", "，"))
)
_TREES: Any = st.recursive(
    _WORDS,
    lambda inner: st.one_of(
        inner.map(Not),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: And(tuple(parts))),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: Or(tuple(parts))),
    ),
    max_leaves=6,
)


@pytest.fixture
def library(world: World) -> World:
    """Forty documents of a few characters each, so that every query finds some and misses some."""
    chance = random.Random(4)  # noqa: S311 - the same each time, nothing secret
    for _number in range(40):
        text = "".join(chance.choices(_LETTERS, k=chance.randint(3, 40))) + "字"
        cuts = sorted(chance.sample(range(len(text) + 1), 2))
        stored(world, text, title="".join(chance.choices("数字绿色", k=2)), spans=[tuple(cuts)])
    return world


@given(tree=_TREES)
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_query_finds_what_a_scan_finds(library: World, tree: Node) -> None:
    documents, records = _scan(tree)
    leader = library.people["leader"]
    for where, wanted in (("documents", documents), ("records", records)):
        for by_date in (False, True):
            given = Asked("", tree, where, {}, by_date)
            found = selectors.find(leader, given)
            held = selectors.keys(found, given, 0, 100)
            assert (found.total, set(held), len(held)) == (len(wanted), wanted, len(wanted))
        assert selectors.count(leader, tree, where) == len(wanted)


def _found(person: Any, text: str, where: str = "documents", **chosen: str) -> set[int]:
    asked_for = Asked(text, parse(text), where, chosen)
    return set(selectors.keys(selectors.find(person, asked_for), asked_for, 0, 100))


def test_long_texts_and_rare_characters_are_found_to_the_end(store: Callable[..., Document], world: World) -> None:
    document = store("字的" * 40_000 + "鬯𠮷野家" + "的字" * 100)
    for text in ("鬯", "𠮷野", "鬯𠮷野家", "的鬯", "家的字的"):
        assert _found(world.people["leader"], text) == {document.pk}, text
    assert not _found(world.people["leader"], "鬯野")


def test_the_title_counts_more_than_the_text(store: Callable[..., Document], world: World) -> None:
    text = store("绿色" + "别的内容。" * 30, title="会议")
    title = store("别的内容。" * 30 + "绿色", title="绿色发展")
    asked_for = asked({"q": "绿色"})
    found = selectors.find(world.people["leader"], asked_for)
    assert selectors.keys(found, asked_for, 0, 9) == [title.pk, text.pk]


def test_nothing_is_found_or_counted_behind_the_gate(store: Callable[..., Document], world: World) -> None:
    own = store("数字化甲。", title="甲厅召开会议", spans=[(0, 3)])
    store("数字化乙。", title="乙厅召开会议", spans=[(0, 3)], unit=world.other_province)
    for where in ("documents", "records"):
        asked_for = asked({"q": "数字化", "in": where})
        found = selectors.find(world.people["leader"], asked_for)
        assert found.total == 1
        assert found.facets["issuer"] == [("甲厅", 1)]
        assert selectors.find(world.people["administrator"], asked_for).total == 0
        assert selectors.keys(selectors.find(world.people["administrator"], asked_for), asked_for, 0, 9) == []
    assert _found(world.people["leader"], "非 没有") == {own.pk}


def test_a_correction_moves_the_words_of_a_record(document: Document, world: World) -> None:
    record = document.records.filter(kind="commitment").order_by("number").first()
    assert isinstance(record, Record)
    leader, officer = world.people["leader"], world.people["supervision_officer"]
    cut, dropped = record.end - 4, record.quote[-4:]
    whole, rest = f'"{record.quote}"', f'"{record.quote[:-4]}"'
    assert record.pk in _found(leader, whole, "records")
    services.correct(person=officer, record=record, version=1, changes={"end": cut}, reason="太长")
    assert record.pk not in _found(leader, whole, "records"), dropped
    assert record.pk in _found(leader, rest, "records")
    assert _faults() == []


def test_what_is_deleted_leaves_the_index(store: Callable[..., Document], world: World) -> None:
    document, kept = store("数字化", spans=[(0, 2)]), store("数字化")
    Document.objects.get(pk=document.pk).delete()
    assert _found(world.people["leader"], "数字化") == {kept.pk}
    assert (engine().count(Index.DOCUMENTS), engine().count(Index.RECORDS)) == (1, 0)


def _faults() -> list[str]:
    kinds = {"indexed", "indexes"}
    return [fault for kind, faults in proof.verify() if kind in kinds for fault in faults]


def test_the_proof_finds_what_the_index_lacks_or_says_otherwise(store: Callable[..., Document]) -> None:
    good, other = store("推进数字化转型。", spans=[(2, 5)]), store("绿色发展。", spans=[(0, 2)])
    assert _faults() == []
    engine().remove(Index.DOCUMENTS, [indexing.document_row(good)])
    assert len(_faults()) == 2
    engine().add(Index.DOCUMENTS, [(good.pk, "会", "推进数学化转型。")])
    assert _faults() == [f"document {good.pk}: search holds other words of it"]
    engine().remove(Index.DOCUMENTS, [(good.pk, "会", "推进数学化转型。")])
    engine().add(Index.DOCUMENTS, [indexing.document_row(good)])
    record = other.records.get()
    engine().remove(Index.RECORDS, [indexing.record_row(record, other.folded)])
    assert _faults() == [
        f"document {other.pk}: search holds other words of record 0",
        "texts_search_record has 1 rows, there are 2",
    ]
    Entry.objects.filter(pk=good.pk).delete()
    assert f"document {good.pk}: search does not know it" in _faults()


def test_filling_goes_on_where_it_stopped(store: Callable[..., Document], world: World) -> None:
    for _number in range(5):
        indexing.forget(store("数字化", spans=[(0, 2)]))
    assert not _found(world.people["leader"], "数字化")
    assert indexing.fill(Document, Entry, most=2) == 2
    assert len(_found(world.people["leader"], "数字化")) == 2
    assert indexing.fill(Document, Entry) == 3
    assert len(_found(world.people["leader"], "数字化")) == 5
    assert _faults() == []
    assert indexing.fill(Document, Entry) == 0


def test_the_index_can_be_made_anew(store: Callable[..., Document], world: World) -> None:
    document = store("数字化", spans=[(0, 2)])
    Entry.objects.filter(pk=document.pk).update(issuer="某厅", issuer_by_hand=True)
    engine().remove(Index.DOCUMENTS, [indexing.document_row(document)])
    assert _faults()
    assert rebuild() == 1
    assert _faults() == []
    assert Entry.objects.get(pk=document.pk).issuer == "某厅"
    assert _found(world.people["leader"], "字化") == {document.pk}
    assert len(_found(world.people["leader"], "数字", "records")) == 1
    assert rebuild(missing=True) == 0
