"""The pages of documents by role: list, reading, correction, confirmation."""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from luoshi.desk.accounts.roles import Role
from luoshi.desk.ledger.models import Matter
from luoshi.desk.texts import selectors, services
from luoshi.desk.texts.models import Audience, Correction, Document, Leaf, Record

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

    from tests.desk.world import World

    SignIn = Callable[[str], Client]

pytestmark = pytest.mark.django_db

OWN = {Role.LEADER, Role.SUPERVISION, Role.PROGRAMME, Role.ANALYST, Role.STATISTICS, Role.AUDITOR}


@pytest.mark.parametrize("role", list(Role))
def test_who_reads_a_document_of_the_province(role: Role, document: Document, signed_in: SignIn) -> None:
    address = reverse("texts:document", args=[document.pk])
    assert (signed_in(role).get(address).status_code == 200) == (role in OWN)
    assert signed_in(f"{role}@other").get(address).status_code in {403, 404}


@pytest.mark.usefixtures("document")
def test_a_document_for_everyone_is_open_to_every_reader(world: World) -> None:
    Document.objects.update(audience=Audience.EVERYONE)
    assert selectors.visible_to(world.people["clerk@other"]).exists()
    assert not selectors.visible_to(world.people["administrator"]).exists()


def _confirmed(world: World, lead: Any, count: int = 1) -> list[Matter]:
    leaves = Leaf.objects.filter(state="proposed")[:count]
    choices = [services.Choice(leaf=leaf, lead=lead, measure="完成") for leaf in leaves]
    return services.confirm(person=world.people["supervision_officer"], unit=world.province, choices=choices)


def test_a_party_reads_but_may_change_nothing(document: Document, world: World, signed_in: SignIn) -> None:
    _confirmed(world, world.county)
    client = signed_in("clerk")
    page = client.get(reverse("texts:document", args=[document.pk]))
    assert page.status_code == 200
    number = document.records.first().number  # type: ignore[union-attr]
    correct = reverse("texts:correct", args=[document.pk, number])
    assert correct not in page.content.decode()
    assert client.get(correct).status_code == 403
    assert client.get(reverse("texts:confirm", args=[document.pk])).status_code == 403
    assert signed_in("clerk@other").get(reverse("texts:document", args=[document.pk])).status_code == 404
    Document.objects.update(audience=Audience.UNIT)
    assert client.get(reverse("texts:document", args=[document.pk])).status_code == 404


def _words(page: str) -> str:
    body = page[page.index("reading-text") : page.index("reading-records")]
    body = re.sub(r"^.*?<div lang=[^>]*>", "", body, flags=re.DOTALL).rsplit("</div>", 1)[0]
    return html.unescape(re.sub(r"<[^>]+>", "", body))


def test_the_text_of_the_page_is_the_text_and_every_record_has_both_anchors(
    document: Document, signed_in: SignIn
) -> None:
    page = signed_in("analyst").get(reverse("texts:document", args=[document.pk])).content.decode()
    assert _words(page) == document.text
    for number in document.records.values_list("number", flat=True):
        assert f'id="t{number}"' in page
        assert f'id="r{number}"' in page


def test_a_permalink_marks_its_characters_and_one_outside_is_not_found(document: Document, signed_in: SignIn) -> None:
    client = signed_in("analyst")
    page = client.get(reverse("texts:span", args=[document.pk, 21, 46])).content.decode()
    assert 'id="here"' in page
    for start, end in ((5, 5), (9, 3), (0, len(document.text) + 1), (10**30, 10**31)):
        assert client.get(reverse("texts:span", args=[document.pk, start, end])).status_code == 404


def test_kinds_filter_and_groups(document: Document, signed_in: SignIn) -> None:
    client, address = signed_in("analyst"), reverse("texts:document", args=[document.pk])
    page = client.get(address, {"kind": "figure", "group": "section"}).content.decode()
    assert page.count("data-record=") == document.records.filter(kind="figure").count()
    assert client.get(address, {"kind": "<x>", "group": "nothing"}).status_code == 200


def test_pages_ask_at_most_fifteen_queries(
    document: Document, world: World, signed_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    _confirmed(world, world.county, 5)
    client = signed_in("supervision_officer")
    for name, arguments in (("document", [document.pk]), ("documents", []), ("confirm", [document.pk])):
        with django_assert_max_num_queries(15):
            assert client.get(reverse(f"texts:{name}", args=arguments)).status_code == 200


def test_the_original_is_saved_and_never_shown(document: Document, original: bytes, signed_in: SignIn) -> None:
    answer = signed_in("analyst").get(reverse("texts:original", args=[document.pk]))
    assert answer.content == original
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_the_reading_as_json_is_the_reading(document: Document, reading: dict[str, Any], signed_in: SignIn) -> None:
    body = json.loads(signed_in("analyst").get(reverse("texts:reading-json", args=[document.pk])).content)
    assert body["records"] == reading["records"]


def test_the_list_finds_in_either_script_and_counts_only_what_is_visible(
    document: Document, world: World, signed_in: SignIn
) -> None:
    client, address = signed_in("analyst"), reverse("texts:documents")
    for words, there in (("工業 會議", True), ("工业", True), ("没有这个词", False), ("工业 没有这个词", False)):
        found = reverse("texts:document", args=[document.pk]) in client.get(address, {"q": words}).content.decode()
        assert found == there
    assert selectors.facets(selectors.listed(world.people["analyst"]))["unit"][0][-1] == 1
    assert selectors.facets(selectors.listed(world.people["analyst@other"]))["unit"] == []


@pytest.mark.parametrize(
    "query", [{"q": "\x00"}, {"q": "\ud800"}, {"year": "x"}, {"unit": "1 OR 1"}, {"sort": "nothing"}, {"page": "-1"}]
)
@pytest.mark.usefixtures("document")
def test_a_strange_query_still_gets_a_page(query: dict[str, str], signed_in: SignIn) -> None:
    sent = {key: value.encode("utf-8", "surrogatepass") for key, value in query.items()}
    assert signed_in("analyst").get(reverse("texts:documents"), sent).status_code == 200


def test_the_list_is_exported(document: Document, signed_in: SignIn) -> None:
    answer = signed_in("analyst").get(reverse("texts:documents"), {"export": "csv", "rows": "all"})
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    assert document.title in body.decode("utf-8-sig")


def _form(client: Client, document: Document, record: Record, **changes: Any) -> Any:
    page = client.get(reverse("texts:correct", args=[document.pk, record.number]))
    form = page.context["form"]
    given = {name: form[name].value() for name in form.fields}
    given = {name: "" if value is None else value for name, value in given.items()}
    return client.post(
        reverse("texts:correct", args=[document.pk, record.number]), {**given, "reason": "核对原文", **changes}
    )


def _list(document: Document) -> Record:
    return document.records.get(quote="优化土地、用海、用能等要素保障")


def test_a_correction_keeps_the_machine_beside_and_rebuilds_open_leaves(document: Document, signed_in: SignIn) -> None:
    record, client = _list(document), signed_in("analyst")
    assert _form(client, document, record, items="土地\n用能", deadline="年底前").status_code == 302
    record.refresh_from_db()
    assert record.version == 2
    assert record.fields["deadline"] == "年底前"
    assert record.machine["deadline"] is None
    assert [leaf.text for leaf in record.leaves.all()] == ["土地", "用能"]
    document.refresh_from_db()
    assert document.leaves_open == Leaf.objects.filter(state="proposed").count()
    done = Correction.objects.get()
    assert (done.reason, done.by.username) == ("核对原文", "analyst")


def test_a_confirmed_leaf_stays_when_the_clause_is_corrected(
    document: Document, world: World, signed_in: SignIn
) -> None:
    record = _list(document)
    leaf = record.leaves.all()[0]
    officer = world.people["supervision_officer"]
    services.confirm(person=officer, unit=world.province, choices=[services.Choice(leaf=leaf, lead=world.city)])
    assert _form(signed_in("analyst"), document, record, items="土地\n用能").status_code == 302
    assert [(one.text, one.state) for one in record.leaves.all()] == [("土地", "confirmed"), ("用能", "proposed")]


def test_the_second_officer_sees_both_versions_and_decides(document: Document, signed_in: SignIn) -> None:
    record, first, second = _list(document), signed_in("analyst"), signed_in("supervision_officer")
    assert _form(first, document, record, deadline="年底前").status_code == 302
    late = _form(second, document, record, version=1, deadline="六月前")
    assert late.status_code == 409
    page = late.content.decode()
    assert "年底前" in page
    assert "六月前" in page
    record.refresh_from_db()
    assert record.fields["deadline"] == "年底前"
    assert _form(second, document, record, version=2, deadline="六月前").status_code == 302


@pytest.mark.parametrize(
    "changes",
    [
        {"reason": " "},
        {"start": 5, "end": 5},
        {"end": 10**9},
        {"start": -1},
        {"items": "不在文中"},
        {"role": "nothing"},
        {"verb": ""},
        {"deadline": "a\x00b"},
        {"programme": "<x>"},
    ],
)
def test_a_wrong_correction_is_told_and_changes_nothing(
    changes: dict[str, Any], document: Document, signed_in: SignIn
) -> None:
    record = _list(document)
    assert _form(signed_in("analyst"), document, record, **changes).status_code == 422
    record.refresh_from_db()
    assert record.version == 1


def test_back_to_the_machine_is_a_correction_too(document: Document, signed_in: SignIn) -> None:
    record, client = _list(document), signed_in("analyst")
    _form(client, document, record, items="土地", start=record.start, role="outcome")
    client.post(reverse("texts:restore", args=[document.pk, record.number]), {"version": 2, "reason": "改错了"})
    record.refresh_from_db()
    assert record.version == 3
    assert record.fields == record.machine
    assert [leaf.text for leaf in record.leaves.all()] == record.machine["leaves"]


@pytest.mark.parametrize("kind", ["commitment", "achievement", "figure", "person", "actor", "decision", "event"])
def test_every_kind_can_be_corrected(kind: str, document: Document, signed_in: SignIn) -> None:
    record = document.records.filter(kind=kind)[0]
    field = {"commitment": "deadline", "achievement": "topic", "figure": "subject", "person": "org", "actor": "org",
             "decision": "object", "event": "place"}[kind]  # fmt: skip
    assert _form(signed_in("analyst"), document, record, **{field: "更正"}).status_code == 302


def _decide(client: Client, document: Document, leaves: list[Leaf], step: str, **extra: Any) -> Any:
    given = {"unit": document.unit_id, "leaf": [leaf.pk for leaf in leaves], "step": step}
    return client.post(reverse("texts:confirm", args=[document.pk]), {**given, **extra})


def test_many_leaves_become_matters_in_one_step_after_a_preview(
    document: Document, world: World, signed_in: SignIn
) -> None:
    client, leaves = signed_in("supervision_officer"), list(Leaf.objects.all()[:6])
    given = {"lead": world.city.name, "assisting": world.county.code, "measure": "完成改造", "due": "2027-06-30",
             f"lead_{leaves[2].pk}": f"{world.park.code} {world.park.name}",
             f"due_{leaves[2].pk}": "2027-03-31"}  # fmt: skip
    preview = _decide(client, document, leaves, "preview", **given)
    assert preview.status_code == 200
    assert not Matter.objects.exists()
    assert preview.content.decode().count("<tr>") == 7
    again = _decide(client, document, leaves, "change", **given).content.decode()
    assert len(re.findall(r'name="leaf" value="\d+" checked', again)) == 6
    assert f'value="{world.park.code} {world.park.name}"' in again
    assert _decide(client, document, leaves, "confirm", **given).status_code == 302
    matters = list(Matter.objects.order_by("id"))
    assert len(matters) == 6
    assert [m.lead_id for m in matters].count(world.city.pk) == 5
    assert matters[2].lead == world.park
    assert str(matters[2].due) == "2027-03-31"
    assert all(m.quote == m.leaf.text and m.measure == "完成改造" for m in matters if m.leaf)
    document.refresh_from_db()
    assert document.leaves_open == Leaf.objects.count() - 6


@pytest.mark.parametrize("lead", ["", "没有这个单位", "工信局", "T200000"])
def test_an_unclear_lead_unit_opens_nothing_and_says_so(lead: str, document: Document, signed_in: SignIn) -> None:
    leaves = list(Leaf.objects.exclude(record__fields__actors__0="企业")[:2])
    answer = _decide(signed_in("supervision_officer"), document, leaves, "confirm", lead=lead)
    assert answer.status_code == 422
    assert not Matter.objects.exists()


def test_a_unit_that_the_clause_names_is_suggested_and_taken(
    document: Document, world: World, signed_in: SignIn
) -> None:
    record, client = _list(document), signed_in("supervision_officer")
    _form(client, document, record, actors=world.city.name)
    assert world.city.code in client.get(reverse("texts:confirm", args=[document.pk])).content.decode()
    assert _decide(client, document, list(record.leaves.all()), "confirm").status_code == 302
    assert {m.lead_id for m in Matter.objects.all()} == {world.city.pk}


def test_leaves_are_set_aside_with_a_reason_and_opened_again(document: Document, signed_in: SignIn) -> None:
    client, leaf = signed_in("supervision_officer"), Leaf.objects.all()[0]
    assert _decide(client, document, [leaf], "aside").status_code == 422
    assert _decide(client, document, [leaf], "aside", reason="重复").status_code == 302
    leaf.refresh_from_db()
    assert (leaf.state, leaf.reason) == ("set_aside", "重复")
    client.post(reverse("texts:reopen", args=[leaf.pk]), {"reason": "仍需办理"})
    leaf.refresh_from_db()
    assert leaf.state == "proposed"


@pytest.mark.usefixtures("document")
def test_undo_withdraws_the_matter_and_the_leaf_can_be_decided_again(world: World, signed_in: SignIn) -> None:
    matter = _confirmed(world, world.city)[0]
    leaf = matter.leaf
    assert leaf is not None
    signed_in("supervision_officer").post(reverse("texts:reopen", args=[leaf.pk]), {"reason": "单位有误"})
    matter.refresh_from_db()
    leaf.refresh_from_db()
    assert (matter.state, leaf.state) == ("withdrawn", "proposed")
    assert _confirmed(world, world.county)[0].leaf_id == leaf.pk


def test_a_leaf_is_decided_once(document: Document, world: World, signed_in: SignIn) -> None:
    leaf = _confirmed(world, world.city)[0].leaf
    assert leaf is not None
    assert (
        _decide(signed_in("supervision_officer"), document, [leaf], "confirm", lead=world.city.code).status_code == 422
    )
    assert Matter.objects.count() == 1


@pytest.mark.parametrize("key", ["analyst", "leader", "auditor", "statistics_officer"])
def test_who_may_not_confirm_is_stopped(key: str, document: Document, signed_in: SignIn) -> None:
    assert signed_in(key).get(reverse("texts:confirm", args=[document.pk])).status_code == 403


def test_units_are_found_by_a_part_of_the_name_and_only_below(world: World, signed_in: SignIn) -> None:
    page = signed_in("supervision_officer").get(reverse("ledger:units"), {"lead": "工信局"}).content.decode()
    assert world.city.code in page
    assert world.other_city.code not in page


def test_every_page_speaks_both_languages(document: Document, world: World, signed_in: SignIn) -> None:
    client = signed_in("supervision_officer")
    address = reverse("texts:document", args=[document.pk])
    chinese = client.get(address).content.decode()
    person = world.people["supervision_officer"]
    person.language = "en"
    person.save()
    english = client.get(address).content.decode()
    assert "下载原件" in chinese
    assert "Download the original" in english
