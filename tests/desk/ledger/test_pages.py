"""The pages of matters: what they show to whom, steps and what stands in their way, one step for many, exports."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from django.utils import timezone

from luoshi.desk.ledger import services
from luoshi.desk.ledger.models import Matter, MatterState
from luoshi.desk.texts import services as texts
from luoshi.desk.texts.models import Audience, Document
from tests.desk.scene import EVIL

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from tests.desk.world import World

    SignedIn = Callable[[str], Client]

pytestmark = pytest.mark.django_db
OFFICER, CLERK, ABROAD = "supervision_officer", "clerk", "supervision_officer@other"


def _page(client: Client, matter: Matter) -> str:
    return client.get(reverse("ledger:matter", args=[matter.pk])).content.decode()


def _step(client: Client, matter: Matter, kind: str, **data: Any) -> Any:
    return client.post(reverse("ledger:step", args=[matter.pk, kind]), {"version": matter.version, **data})


def _due(world: World, matter: Matter, days: int) -> Matter:
    terms = services.Terms(world.county, (), "按周报送", timezone.localdate() + timedelta(days=days))
    return services.amend(
        person=world.people[OFFICER], matter=matter, version=matter.version, terms=terms, reason="定时限"
    )


def test_the_page_shows_the_quotation_in_its_sentence_with_a_permanent_link(
    signed_in: SignedIn, matter: Matter
) -> None:
    body = _page(signed_in(CLERK), matter)
    assert matter.leaf is not None
    assert f"<mark>{matter.quote}</mark>" in body
    assert "会议要求" in body.split("<mark>")[0]
    assert reverse("texts:span", args=[matter.document_id, matter.leaf.start, matter.leaf.end]) in body


def test_who_sees_the_matter_but_not_the_document_reads_the_quotation_only(signed_in: SignedIn, matter: Matter) -> None:
    Document.objects.update(audience=Audience.UNIT)
    body = _page(signed_in(CLERK), matter)
    assert matter.quote in body
    assert "会议要求" not in body
    assert "/documents/" not in body.split("<main")[1]
    assert "您无权查看来源文件" in body


def test_an_outsider_finds_neither_the_matter_nor_its_number(signed_in: SignedIn, matter: Matter) -> None:
    client = signed_in(ABROAD)
    assert client.get(reverse("ledger:matter", args=[matter.pk])).status_code == 404
    assert matter.number not in client.get(reverse("ledger:matters")).content.decode()
    assert _step(client, matter, "received").status_code == 404


def test_each_sees_only_the_steps_that_are_theirs(signed_in: SignedIn, matter: Matter) -> None:
    lead, officer, helper = (_page(signed_in(key), matter) for key in (CLERK, OFFICER, "enterprise_filler"))
    assert "/steps/received/" in lead
    assert "/steps/withdrawn/" not in lead
    assert "/steps/withdrawn/" in officer
    assert "/terms/" in officer
    assert "/steps/received/" not in officer
    assert "/steps/" not in helper


def test_the_loop_from_order_to_close_is_walked_on_the_pages(signed_in: SignedIn, matter: Matter) -> None:
    lead, officer = signed_in(CLERK), signed_in(OFFICER)
    steps = [(lead, "received", ""), (lead, "reported", "已建机制"), (officer, "sent_back", "缺附件")]
    steps += [(lead, "reported", "附件已补"), (officer, "closed", "查阅属实")]
    for client, kind, reason in steps:
        matter.refresh_from_db()
        assert _step(client, matter, kind, reason=reason).status_code == 302, kind
    matter.refresh_from_db()
    assert matter.state == MatterState.CLOSED
    body = _page(officer, matter)
    assert [body.index(word) for word in ("查阅属实", "附件已补", "缺附件", "已建机制")] == sorted(
        body.index(word) for word in ("查阅属实", "附件已补", "缺附件", "已建机制")
    )


def test_a_step_without_its_word_is_told_at_the_field(signed_in: SignedIn, matter: Matter) -> None:
    answer = _step(signed_in(CLERK), matter, "returned", reason=" ")
    assert answer.status_code == 422
    assert 'href="#id_returned_reason"' in answer.content.decode()
    matter.refresh_from_db()
    assert matter.state == MatterState.OPENED


def test_the_second_of_two_is_told_and_keeps_the_words(signed_in: SignedIn, world: World, matter: Matter) -> None:
    services.receive(person=world.people[CLERK], matter=matter, version=1)
    answer = _step(signed_in(OFFICER), matter, "withdrawn", reason="重复交办")
    assert answer.status_code == 409
    body = answer.content.decode()
    assert "重复交办" in body
    assert 'name="version" value="2"' in body
    matter.refresh_from_db()
    assert matter.state == MatterState.RECEIVED


def test_a_step_that_is_not_open_any_more_is_told(signed_in: SignedIn, world: World, matter: Matter) -> None:
    matter = services.receive(person=world.people[CLERK], matter=matter, version=1)
    answer = _step(signed_in(CLERK), matter, "received", reason="再次")
    assert answer.status_code == 409
    assert "该事项目前不能进行此操作" in answer.content.decode()


@pytest.mark.parametrize("kind", ["opened", "amended", "nonsense"])
def test_a_step_that_no_page_offers_is_not_there(signed_in: SignedIn, matter: Matter, kind: str) -> None:
    assert _step(signed_in(OFFICER), matter, kind, reason="x").status_code == 404


def test_the_last_step_is_taken_back_by_who_took_it(signed_in: SignedIn, world: World, matter: Matter) -> None:
    matter = services.receive(person=world.people[CLERK], matter=matter, version=1)
    assert "/steps/undone/" in _page(signed_in(CLERK), matter)
    assert "/steps/undone/" not in _page(signed_in(OFFICER), matter)
    assert _step(signed_in(CLERK), matter, "undone", reason="误点").status_code == 302
    matter.refresh_from_db()
    assert matter.state == MatterState.OPENED


def test_a_withdrawal_is_not_taken_back_once_its_leaf_is_open_again(
    signed_in: SignedIn, world: World, matter: Matter
) -> None:
    assert matter.leaf is not None
    texts.reopen(person=world.people[OFFICER], leaf=matter.leaf, reason="另定牵头单位")
    matter.refresh_from_db()
    answer = _step(signed_in(OFFICER), matter, "undone", reason="误撤")
    assert answer.status_code == 409
    matter.refresh_from_db()
    assert matter.state == MatterState.WITHDRAWN


def test_new_terms_are_named_by_code_or_name_and_told_in_the_history(
    signed_in: SignedIn, world: World, matter: Matter
) -> None:
    client = signed_in(OFFICER)
    where = reverse("ledger:amend", args=[matter.pk])
    assert f"{world.county.code} {world.county.name}" in client.get(where).content.decode()
    data = {"version": 1, "lead": world.city.code, "measure": "按周报送", "due": "2031-03-01", "reason": "市里牵头"}
    assert client.post(where, data).status_code == 302
    matter.refresh_from_db()
    assert (matter.lead, matter.measure, str(matter.due)) == (world.city, "按周报送", "2031-03-01")
    body = _page(client, matter)
    assert f"{world.county.name} → {world.city.name}" in body
    assert "按月报送 → 按周报送" in body


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"lead": "没有这个单位"}, 422),
        ({"lead": "云岭"}, 422),
        ({"due": "昨天"}, 422),
        ({"reason": ""}, 422),
        ({"version": 7}, 409),
        ({}, 422),
    ],
)
def test_terms_that_cannot_be_taken_are_told_and_nothing_changes(
    signed_in: SignedIn, world: World, matter: Matter, change: dict[str, Any], status: int
) -> None:
    same = {"lead": world.county.code, "assisting": world.enterprise.code, "measure": "按月报送", "reason": "改"}
    data = {"version": 1, **same, **change}
    answer = signed_in(OFFICER).post(reverse("ledger:amend", args=[matter.pk]), data)
    assert answer.status_code == status
    assert 'role="alert"' in answer.content.decode()
    matter.refresh_from_db()
    assert matter.version == 1


def test_one_step_for_many_takes_all_or_none(signed_in: SignedIn, matters: list[Matter]) -> None:
    client, where = signed_in(CLERK), reverse("ledger:many") + "?state=opened"
    stale = [*(matter.held for matter in matters[:-1]), f"{matters[-1].pk}-9"]
    answer = client.post(where, {"step": "receive", "chosen": stale})
    assert answer.status_code == 409
    assert matters[-1].number in answer.content.decode()
    assert Matter.objects.filter(state=MatterState.OPENED).count() == len(matters)
    answer = client.post(where, {"step": "receive", "chosen": [matter.held for matter in matters]})
    assert answer["Location"] == reverse("ledger:matters") + "?state=opened"
    assert Matter.objects.filter(state=MatterState.RECEIVED).count() == len(matters)


def test_one_date_for_many_needs_the_date_and_a_word(signed_in: SignedIn, matters: list[Matter]) -> None:
    client, where = signed_in(OFFICER), reverse("ledger:many")
    chosen = [matter.held for matter in matters]
    assert client.post(where, {"step": "due", "chosen": chosen}).status_code == 422
    assert client.post(where, {"step": "due", "due": "2031-01-31", "reason": "年内", "chosen": []}).status_code == 409
    data = {"step": "due", "due": "2031-01-31", "reason": "年内", "chosen": chosen}
    assert client.post(where, data).status_code == 302
    assert {str(due) for due in Matter.objects.values_list("due", flat=True)} == {"2031-01-31"}


@pytest.mark.parametrize("held", ["1", "x-y", "987654321-1", "-", "1-99999999999999999999"])
def test_a_box_that_no_list_showed_is_refused(signed_in: SignedIn, matters: list[Matter], held: str) -> None:
    answer = signed_in(CLERK).post(reverse("ledger:many"), {"step": "receive", "chosen": [matters[0].held, held]})
    assert answer.status_code == 409
    assert not Matter.objects.exclude(state=MatterState.OPENED).exists()


def test_somebody_elses_matters_cannot_be_chosen(signed_in: SignedIn, matters: list[Matter]) -> None:
    chosen = [matter.held for matter in matters]
    assert (
        signed_in("clerk@other").post(reverse("ledger:many"), {"step": "receive", "chosen": chosen}).status_code == 409
    )
    assert not Matter.objects.exclude(state=MatterState.OPENED).exists()


def test_the_list_is_filtered_by_state_date_lead_programme_and_words(
    signed_in: SignedIn, world: World, matters: list[Matter]
) -> None:
    late = _due(world, matters[0], -3)
    services.receive(person=world.people[CLERK], matter=matters[1], version=1)
    client, where = signed_in(OFFICER), reverse("ledger:matters")
    asked: list[tuple[dict[str, Any], Matter]] = [
        ({"overdue": "on"}, late),
        ({"state": "received"}, matters[1]),
        ({"q": matters[0].number}, late),
        ({"q": "按周"}, late),
        ({"q": "按周報送"}, late),
    ]
    for query, only in asked:
        body = client.get(where, query).content.decode()
        shown = [matter for matter in matters if f"/matters/{matter.pk}/" in body]
        assert shown == [only], query
    assert "已逾期3天" in client.get(where).content.decode()


def test_an_unreceived_matter_is_late_after_five_working_days(signed_in: SignedIn, matters: list[Matter]) -> None:
    Matter.objects.filter(pk=matters[0].pk).update(opened_at=timezone.now() - timedelta(days=20))
    body = signed_in(OFFICER).get(reverse("ledger:matters"), {"unreceived": "on"}).content.decode()
    assert [matter.pk for matter in matters if f"/matters/{matter.pk}/" in body] == [matters[0].pk]


def test_the_export_holds_words_and_days_and_nothing_that_runs(
    signed_in: SignedIn, world: World, matters: list[Matter]
) -> None:
    _due(world, matters[0], 5)
    Matter.objects.filter(pk=matters[0].pk).update(title="=1+1")
    answer: Any = signed_in(OFFICER).get(reverse("ledger:matters"), {"export": "csv", "rows": "all", "sort": "number"})
    rows = list(csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))
    head = next(i for i, row in enumerate(rows) if row and row[0] == "编号")
    first = dict(zip(rows[head], rows[head + 1], strict=True))
    assert (first["交办事项"], first["状态"]) == ("'=1+1", "已交办")
    assert first["时限"] == (timezone.localdate() + timedelta(days=5)).isoformat()
    assert len(rows) - head - 1 == len(matters)


def test_words_that_look_like_markup_stay_words(signed_in: SignedIn, world: World, matter: Matter) -> None:
    Matter.objects.filter(pk=matter.pk).update(title=EVIL, measure=EVIL, quote=EVIL)
    matter = Matter.objects.get(pk=matter.pk)
    services.receive(person=world.people[CLERK], matter=matter, version=1, reason=EVIL)
    client = signed_in(OFFICER)
    pages = [_page(client, matter), client.get(reverse("ledger:matters")).content.decode()]
    pages.append(client.get(reverse("ledger:amend", args=[matter.pk])).content.decode())
    assert all("<script>alert" not in page and "<img src=x" not in page for page in pages)


def test_the_pages_are_english_where_english_is_asked(signed_in: SignedIn, world: World, matter: Matter) -> None:
    person = world.people[OFFICER]
    person.language = "en"
    person.save()
    client = signed_in(OFFICER)
    body = _page(client, matter)
    assert "What was ordered" in body
    assert "No evidence" in body
    assert "Overdue only" in client.get(reverse("ledger:matters")).content.decode()
