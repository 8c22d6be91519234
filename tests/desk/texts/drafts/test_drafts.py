"""Drafts: what their numbers say, putting values in and taking that back, findings set aside, two people at once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from luoshi.desk.accounts.roles import Role
from luoshi.desk.audit.models import Change
from luoshi.desk.ground.errors import Refused, Stale
from luoshi.desk.texts.drafts import services
from luoshi.desk.texts.drafts.proving import MOST, prove
from luoshi.desk.texts.models import Dismissal, Draft

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from tests.desk.world import World

    SignIn = Callable[[str], Client]

pytestmark = pytest.mark.django_db

BODY = (
    "全省新增专精特新中小企业100家，其中省级60家、市级30家、县级20家。\n"
    "新建智能工厂45家，完成年度目标60家的75%。\n"
    "上半年技改投资由400亿元增加到420亿元，增长7%。\n"
)
WRITERS = {Role.SUPERVISION, Role.PROGRAMME, Role.ANALYST, Role.STATISTICS}


@pytest.fixture
def draft(world: World) -> Draft:
    return services.begin(person=world.people["analyst"], unit=world.province, title="上半年情况", body=BODY)


def sent(draft: Draft, **more: Any) -> dict[str, Any]:
    draft.refresh_from_db()
    given = {"version": draft.version, "title": draft.title, "body": draft.body, "value_table": draft.value_table}
    return {**given, **more}


def key_of(draft: Draft, quote: str) -> str:
    return next(one.key for one in prove(draft.body, draft.value_table).open if one.quote == quote)


@pytest.mark.parametrize("role", list(Role))
def test_drafts_are_their_units_own(role: Role, draft: Draft, signed_in: SignIn) -> None:
    where = reverse("drafts:draft", args=[draft.pk])
    answer = signed_in(role).get(where)
    assert (answer.status_code == 200) == (role in WRITERS | {Role.LEADER})
    assert ("<textarea" in answer.content.decode()) == (role in WRITERS)
    assert signed_in(role).post(where, sent(draft)).status_code in ({302} if role in WRITERS else {403, 404})
    assert signed_in(f"{role}@other").get(where).status_code in {403, 404}


def test_findings_stand_in_the_margin_with_their_operands_and_the_right_value(draft: Draft, signed_in: SignIn) -> None:
    page = signed_in("analyst").get(reverse("drafts:draft", args=[draft.pk])).content.decode()
    assert "<del>100家</del> <ins>110家</ins>" in page
    assert "“60家”" in page
    assert "写入 110家" in page
    assert "算得通的关系" in page
    assert draft.findings_open == 2


def test_the_right_value_is_put_in_with_what_was_typed_and_one_step_takes_it_back(
    draft: Draft, signed_in: SignIn
) -> None:
    client, where = signed_in("analyst"), reverse("drafts:draft", args=[draft.pk])
    typed = draft.body.replace("上半年技改", "今年上半年技改").replace("\n", "\r\n")
    client.post(where, sent(draft, body=typed, apply=key_of(draft, "100家")))
    draft.refresh_from_db()
    assert draft.body.startswith("全省新增专精特新中小企业110家，")
    assert "今年上半年技改" in draft.body
    assert "\r" not in draft.body
    assert (draft.version, draft.findings_open) == (2, 1)
    client.post(reverse("drafts:restore", args=[draft.pk]), {"to": "1"})
    draft.refresh_from_db()
    assert (draft.body, draft.version) == (BODY, 3)
    said = list(Change.objects.filter(action="draft.edited").values_list("reason", flat=True))
    assert "110家" in said[0] + said[1]


def test_a_finding_that_went_away_is_not_put_in(draft: Draft, signed_in: SignIn) -> None:
    key = key_of(draft, "100家")
    where = reverse("drafts:draft", args=[draft.pk])
    answer = signed_in("analyst").post(where, sent(draft, body="没有数字。", apply=key))
    assert answer.status_code == 422
    draft.refresh_from_db()
    assert draft.body == BODY


def test_a_finding_is_set_aside_with_a_reason_and_stands_again(draft: Draft, signed_in: SignIn) -> None:
    client, where, key = signed_in("analyst"), reverse("drafts:draft", args=[draft.pk]), key_of(draft, "100家")
    assert client.post(where, sent(draft, dismiss=key)).status_code == 422
    assert not Dismissal.objects.exists()
    client.post(where, sent(draft, dismiss=key, **{f"reason-{key}": "另有 10 家为试点"}))
    draft.refresh_from_db()
    assert draft.findings_open == 1
    page = client.get(where).content.decode()
    assert "另有 10 家为试点" in page
    assert f'name="apply" value="{key}"' not in page
    moved = sent(draft, body="开头加一段。\n" + draft.body)
    client.post(where, moved)
    draft.refresh_from_db()
    assert draft.findings_open == 1, "it stays set aside where its sentence moves"
    client.post(where, sent(draft, take_back=str(Dismissal.objects.get().pk)))
    draft.refresh_from_db()
    assert draft.findings_open == 2
    assert set(Change.objects.filter(action__startswith="draft.finding").values_list("action", flat=True)) == {
        "draft.finding-set-aside",
        "draft.finding-stands",
    }


def test_the_second_of_two_is_told_and_keeps_their_words(draft: Draft, world: World, signed_in: SignIn) -> None:
    mine = sent(draft, body="我的话。")
    services.edit(person=world.people["statistics_officer"], draft=draft, version=1, title="新题", body="别人的话。")
    answer = signed_in("analyst").post(reverse("drafts:draft", args=[draft.pk]), mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "别人的话。" in page
    editor = re.search(r"<textarea[^>]*id=\"id_body\"[^>]*>(.*?)</textarea>", page, re.DOTALL)
    assert editor
    assert editor[1].strip() == "我的话。"
    assert re.search(r'name="version" value="2"', page)
    draft.refresh_from_db()
    assert draft.body == "别人的话。"
    with pytest.raises(Stale):
        services.edit(person=world.people["analyst"], draft=draft, version=1, title="x", body="y")


def test_what_is_typed_is_proved_without_being_stored(draft: Draft, signed_in: SignIn) -> None:
    client = signed_in("analyst")
    typed = "规模企业由400家增加到420家，增长7%。"
    part = client.post(reverse("drafts:proof", args=[draft.pk]), sent(draft, body=typed)).content.decode()
    assert 'hx-swap-oob="true"' in part
    assert "<html" not in part
    assert "<ins>5" in part
    whole = client.post(reverse("drafts:draft", args=[draft.pk]), sent(draft, body=typed, step="proof"))
    assert "<html" in whole.content.decode()
    assert "<ins>5" in whole.content.decode()
    draft.refresh_from_db()
    assert (draft.body, draft.version) == (BODY, 1)


def test_a_value_table_is_checked_against_and_a_wrong_one_is_told(draft: Draft, signed_in: SignIn) -> None:
    client, where = signed_in("analyst"), reverse("drafts:draft", args=[draft.pk])
    table = "period,subject,measure,value,unit\n,新建智能工厂,level,46,家\n"
    client.post(where, sent(draft, value_table=table))
    draft.refresh_from_db()
    assert draft.findings_open == 3
    answer = client.post(where, sent(draft, value_table="subject\n智能工厂"))
    assert answer.status_code == 422
    draft.refresh_from_db()
    assert draft.value_table == table.strip()


def test_a_draft_begins_with_a_file_and_takes_the_text_of_another(world: World, signed_in: SignIn) -> None:
    client = signed_in("analyst")
    given = {"title": "文件稿", "unit": world.province.pk, "body": ""}
    upload = SimpleUploadedFile("a.txt", BODY.encode())
    answer: Any = client.post(reverse("drafts:new"), {**given, "upload": upload})
    draft = Draft.objects.get()
    assert answer.url == reverse("drafts:draft", args=[draft.pk])
    assert draft.body == BODY
    other = SimpleUploadedFile("b.txt", "另一稿，共3项。".encode())
    where = reverse("drafts:file", args=[draft.pk])
    client.post(where, {"version": draft.version, "upload": other})
    draft.refresh_from_db()
    assert draft.body.strip() == "另一稿，共3项。"
    broken = SimpleUploadedFile("c.pdf", b"%PDF-1.4 nothing")
    assert client.post(where, {"version": draft.version, "upload": broken}).status_code == 422
    again = SimpleUploadedFile("b.txt", "再一稿。".encode())
    assert client.post(where, {"version": 1, "upload": again}).status_code == 422
    draft.refresh_from_db()
    assert draft.body.strip() == "另一稿，共3项。"


def test_findings_are_exported_with_their_state(draft: Draft, world: World, signed_in: SignIn) -> None:
    one = prove(draft.body, "").open[0]
    services.dismiss(person=world.people["analyst"], draft=draft, found=one, reason="=1+1")
    where = reverse("drafts:findings", args=[draft.pk])
    answer: Any = signed_in("leader").get(where)
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert "110家" in text
    assert "'=1+1" in text
    book: Any = signed_in("leader").get(f"{where}?export=xlsx")
    assert b"".join(book.streaming_content)[:2] == b"PK"


def test_words_that_look_like_markup_stay_words(world: World, signed_in: SignIn) -> None:
    evil = "<script>alert(1)</script></textarea><img src=x>共100家，其中甲60家、乙30家、丙20家。"
    draft = services.begin(person=world.people["analyst"], unit=world.province, title=evil[:40], body=evil)
    page = signed_in("analyst").get(reverse("drafts:draft", args=[draft.pk])).content.decode()
    assert "<script>alert" not in page
    assert "<img" not in page


@pytest.mark.parametrize("body", ["\ud800", "字" * (MOST + 1)])
def test_what_cannot_be_kept_is_refused(body: str, draft: Draft, world: World) -> None:
    with pytest.raises(Refused):
        services.edit(person=world.people["analyst"], draft=draft, version=1, title="x", body=body)


def test_a_hand_that_may_not_write_is_stopped_in_the_service(draft: Draft, world: World) -> None:
    for key in ("leader", "analyst@other", "clerk"):
        with pytest.raises(PermissionDenied):
            services.edit(person=world.people[key], draft=draft, version=1, title="x", body="y")
        with pytest.raises(PermissionDenied):
            services.begin(person=world.people[key], unit=world.province, title="x")


def test_an_unchanged_draft_makes_no_version(draft: Draft, signed_in: SignIn) -> None:
    signed_in("analyst").post(reverse("drafts:draft", args=[draft.pk]), sent(draft))
    draft.refresh_from_db()
    assert draft.version == 1
    assert not draft.versions.exists()


def test_drafts_and_proofs_are_there_for_programs(draft: Draft, world: World, signed_in: SignIn) -> None:
    client = signed_in("analyst")
    told = client.post("/api/proof", {"text": BODY}, content_type="application/json").json()
    assert told["schema"] == "luoshi/proof@1"
    assert [one["stated"] for one in told["findings"]] == ["100家", "7%"]
    proved = client.get(f"/api/drafts/{draft.pk}/proof").json()
    assert proved["findings"] == told["findings"]
    begun = client.post(
        "/api/drafts", {"unit": world.province.pk, "title": "程序稿", "body": BODY}, content_type="application/json"
    )
    assert begun.status_code == 201
    where = f"/api/drafts/{begun.json()['id']}"
    assert client.patch(where, {"version": 1, "title": "改题"}, content_type="application/json").status_code == 200
    assert client.patch(where, {"version": 1, "title": "又改"}, content_type="application/json").status_code == 409
    assert client.patch(where, {"version": 2, "owner": 3}, content_type="application/json").status_code == 422
    long = {"text": "字" * (MOST + 1)}
    assert client.post("/api/proof", long, content_type="application/json").status_code == 422
    assert signed_in("auditor").post("/api/proof", {"text": "x"}, content_type="application/json").status_code == 403
