"""Two editions side by side: what became of each clause, who may look, which matters are told."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from luoshi.desk.jobs.worker import run_pending
from luoshi.desk.texts import services
from luoshi.desk.texts.editions import computing
from luoshi.desk.texts.models import Comparison, Leaf
from luoshi.texts import compare, comparison_json, read_text
from tests.desk.texts.editions.conftest import TEXTS, stored

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from luoshi.desk.ledger.models import Matter
    from luoshi.desk.texts.models import Document
    from tests.desk.world import World

    SignIn = Callable[[str], Client]
    Pair = tuple[Document, Document]

pytestmark = pytest.mark.django_db


def address(*documents: Document, **more: str) -> str:
    pair = f"old={documents[0].pk}&new={documents[1].pk}"
    return f"{reverse('texts:compare')}?{pair}" + "".join(f"&{key}={value}" for key, value in more.items())


def text_of(client: Client, where: str, status: int = 200) -> str:
    answer = client.get(where)
    assert answer.status_code == status
    return answer.content.decode()


def opened(world: World, document: Document, quote: str) -> Matter:
    leaf = Leaf.objects.get(record__document=document, text__contains=quote)
    choice = services.Choice(leaf=leaf, lead=world.county, measure="完成")
    return services.confirm(person=world.people["supervision_officer"], unit=world.province, choices=[choice])[0]


def test_stored_records_compare_like_the_texts_themselves(pair: Pair) -> None:
    fresh = comparison_json(compare(read_text(TEXTS["old"]), read_text(TEXTS["new"])))
    kept = computing.comparison_of(pair)
    assert kept["summary"] == fresh["summary"]
    assert [one["status"] for one in kept["changes"]] == [one["status"] for one in fresh["changes"]]
    assert [one["new"] for one in kept["changes"]] == [one["new"] for one in fresh["changes"]]
    assert kept["changes"][3]["edits"] == fresh["changes"][3]["edits"]


def test_a_correction_of_a_record_counts(pair: Pair, world: World) -> None:
    record = pair[1].records.get(quote__contains="布局未来")
    before = computing.comparison_of(pair)["changes"]
    services.correct(
        person=world.people["supervision_officer"],
        record=record,
        version=1,
        changes={"end": record.end - 3},
        reason="断句",
    )
    after = computing.comparison_of(pair)["changes"]
    assert [one["new"][0]["text"] for one in after if one["status"] == "added"] == ["布局未来产业"]
    assert before != after


def test_the_page_shows_each_pair_with_its_status_its_axis_and_both_places(pair: Pair, signed_in: SignIn) -> None:
    page = text_of(signed_in("analyst"), address(*pair))
    gone = pair[0].records.get(quote__contains="全力稳住")
    assert reverse("texts:span", args=[pair[0].pk, gone.start, gone.end]) in page
    assert re.search("<del>10个?</del>", page)
    assert re.search("<ins>12个?</ins>", page)
    assert "约束 降" in page
    assert 'class="change c-dropped"' in page
    assert 'class="change c-kept"' not in page


def test_the_filter_stands_in_the_address_with_counts(pair: Pair, signed_in: SignIn) -> None:
    page = text_of(signed_in("analyst"), address(*pair, status="kept"))
    assert 'class="change c-kept"' in page
    assert 'class="change c-dropped"' not in page
    assert 'value="weakened"> <span>减弱 <span class="hint">2</span>' in page


def test_sides_are_exchanged(pair: Pair, signed_in: SignIn) -> None:
    client = signed_in("analyst")
    assert f"old={pair[1].pk}&amp;new={pair[0].pk}" in text_of(client, address(*pair))
    assert "较早版本的日期反而更晚" in text_of(client, address(pair[1], pair[0]))


@pytest.mark.parametrize("key", ["supervision_officer@other", "clerk@other", "administrator"])
def test_who_does_not_see_both_sees_neither(pair: Pair, signed_in: SignIn, key: str) -> None:
    assert signed_in(key).get(address(*pair)).status_code in {403, 404}


def test_one_visible_side_is_not_enough(pair: Pair, world: World, signed_in: SignIn) -> None:
    foreign = stored(world, "last", other=True)
    for documents in ((pair[0], foreign), (foreign, pair[0])):
        assert signed_in("analyst").get(address(*documents)).status_code == 404
    lonely = signed_in("analyst").get(f"{reverse('texts:compare')}?old={foreign.pk}")
    assert lonely.status_code == 404
    offered = text_of(signed_in("analyst"), reverse("texts:compare"))
    assert f'<option value="{foreign.pk}"' not in offered


def test_two_ticked_in_the_list_are_put_in_order_and_more_go_to_their_themes(
    three: tuple[Document, ...], signed_in: SignIn
) -> None:
    client = signed_in("analyst")
    old, new, last = three
    answer: Any = client.get(reverse("texts:compare"), {"doc": [new.pk, old.pk]})
    assert answer.url == address(old, new)
    more: Any = client.get(reverse("texts:compare"), {"doc": [new.pk, old.pk, last.pk]})
    assert more.url.startswith(reverse("texts:series"))
    assert 'name="doc"' in text_of(client, reverse("texts:documents"))


@pytest.mark.parametrize("query", ["?old=x&new=y", "?old=&new=", "?doc=1", "?old=99999999999999999999&new=1"])
def test_an_address_that_names_nothing_shows_the_choice_or_is_not_there(query: str, signed_in: SignIn) -> None:
    assert signed_in("analyst").get(reverse("texts:compare") + query).status_code in {200, 404}


def test_one_document_twice_is_told(pair: Pair, signed_in: SignIn) -> None:
    assert "同一份文件" in text_of(signed_in("analyst"), address(pair[0], pair[0]))


def test_open_matters_are_told_what_became_of_their_sentence(pair: Pair, world: World, signed_in: SignIn) -> None:
    gone, less = opened(world, pair[0], "全力稳住"), opened(world, pair[0], "清理拖欠")
    kept = opened(world, pair[0], "工业互联网")
    page = text_of(signed_in("supervision_officer"), address(*pair))
    head = page[page.index('id="touched"') : page.index("</section>", page.index('id="touched"'))]
    assert "2 件在办事项受到影响" in head
    assert [matter.number in head for matter in (gone, less, kept)] == [True, True, False]
    assert "该任务所在语句已删去" in head
    assert "该任务的原词保留" in head


def test_a_matter_that_is_not_visible_is_not_told(pair: Pair, world: World, signed_in: SignIn) -> None:
    gone = opened(world, pair[0], "全力稳住")
    pair[0].audience = pair[1].audience = "everyone"
    for document in pair:
        document.save()
    page = text_of(signed_in("clerk@other"), address(*pair))
    assert gone.number not in page


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_changes_are_exported_as_they_are_filtered(pair: Pair, signed_in: SignIn, kind: str) -> None:
    answer: Any = signed_in("analyst").get(address(*pair, export=kind, status="dropped"))
    data = b"".join(answer.streaming_content)
    if kind == "xlsx":
        assert data[:2] == b"PK"
        return
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    texts = [row[4] for row in rows if len(row) > 4 and row[0].isdecimal()]
    assert texts == ["全力稳住工业运行", "组织开展节能诊断"]


def test_a_large_comparison_is_a_job_and_shows_once_it_is_done(
    pair: Pair, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(computing, "AT_ONCE", 3)
    client = signed_in("analyst")
    assert "后台任务" in text_of(client, address(*pair))
    asked: Any = client.post(reverse("texts:compare-ask"), {"old": pair[0].pk, "new": pair[1].pk})
    assert "job=" in asked.url
    assert "hx-trigger" in text_of(client, asked.url)
    assert run_pending() == 1
    assert Comparison.objects.count() == 1
    assert 'class="change c-dropped"' in text_of(client, asked.url)


def test_a_correction_makes_a_kept_comparison_stale(
    pair: Pair, world: World, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(computing, "AT_ONCE", 3)
    client = signed_in("supervision_officer")
    client.post(reverse("texts:compare-ask"), {"old": pair[0].pk, "new": pair[1].pk})
    run_pending()
    record = pair[1].records.get(quote__contains="布局未来")
    changes = {"end": record.end - 3}
    officer = world.people["supervision_officer"]
    services.correct(person=officer, record=record, version=1, changes=changes, reason="断句")
    assert 'class="change' not in text_of(client, address(*pair))


def test_words_that_look_like_markup_stay_words(pair: Pair, signed_in: SignIn) -> None:
    pair[0].title = "<script>alert(1)</script>"
    pair[0].save()
    page = text_of(signed_in("analyst"), address(*pair))
    assert "<script>alert" not in page


def test_the_comparison_is_saved_as_a_document_with_its_redline(pair: Pair, signed_in: SignIn) -> None:
    answer: Any = signed_in("analyst").get(address(*pair, export="docx"))
    assert answer.headers["Content-Disposition"].startswith("attachment")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
        body = book.read("word/document.xml").decode()
    assert "布局未来产业先导区" in body
    assert pair[0].sha256[:12] in body
