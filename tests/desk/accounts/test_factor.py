"""The second factor: set up, asked for, recovered, switched off, reset; guessing and replaying get nobody in."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.utils import timezone
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from luoshi.desk.accounts import selectors, services
from luoshi.desk.accounts.models import RecoveryCode, SignIn, Tries
from luoshi.desk.accounts.qr import qr_svg
from luoshi.desk.api.scopes import Scope
from luoshi.desk.api.services import create_token
from luoshi.desk.audit.models import Change
from tests.desk.scene import address, build, route_names
from tests.desk.test_access import OPEN
from tests.desk.world import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_django.fixtures import Settings

    from luoshi.desk.accounts.models import Person
    from tests.desk.world import World

pytestmark = pytest.mark.django_db
SET_UP, ASKED, OFF = "/accounts/second-factor/set-up/", "/accounts/second-factor/", "/accounts/second-factor/off/"
CODES, PROFILE, OWN = "/accounts/second-factor/recovery-codes/", "/accounts/profile/", "/accounts/password/"
WRONG = "000000"


def code_of(device: TOTPDevice, later: int = 0) -> str:
    """The code that the device shows now, or some steps of thirty seconds later."""
    found = totp(device.bin_key, device.step, device.t0 - 30 * later, device.digits)
    return f"{found:06d}"


def with_factor(person: Person) -> tuple[TOTPDevice, list[str]]:
    """A person whose device is set up, and their recovery codes."""
    device = TOTPDevice.objects.create(user=person, confirmed=True, name="totp")
    return device, services.make_codes(person=person)


def at_the_code(username: str = "clerk") -> Client:
    """Somebody who gave the right password."""
    client = Client()
    client.post("/accounts/sign-in/", {"username": username, "password": PASSWORD})
    return client


def actions() -> list[str]:
    return list(Change.objects.order_by("id").values_list("action", flat=True))


def test_the_set_up_page_shows_the_key_as_picture_and_text(signed_in: Callable[[str], Client], world: World) -> None:
    page = signed_in("clerk").get(SET_UP)
    device = TOTPDevice.objects.get(user=world.people["clerk"])
    body = page.content.decode()
    assert '<svg viewBox="' in body
    assert str(page.context["picture"]) in body
    assert page.context["key"] in body
    assert page.context["picture"] == qr_svg(device.config_url)


def test_the_picture_holds_squares_only_and_needs_no_style() -> None:
    drawn = qr_svg("otpauth://totp/x?secret=<script>alert(1)</script>")
    assert re.sub(r"<(svg|path)[^<>]*/?>|</svg>", "", drawn).strip() == ""
    assert "style=" not in drawn
    assert drawn != qr_svg("otpauth://totp/y?secret=A")


def test_after_set_up_ten_codes_are_shown_once_and_kept_hashed(
    signed_in: Callable[[str], Client], world: World
) -> None:
    client, there = signed_in("clerk"), signed_in("clerk")
    client.get(SET_UP)
    device = TOTPDevice.objects.get(user=world.people["clerk"], confirmed=False)
    assert client.post(SET_UP, {"code": "123"}).status_code == 422
    shown = client.post(SET_UP, {"code": code_of(device), "next": "https://evil.example/"})
    codes = shown.context["codes"]
    assert (shown.status_code, shown["Cache-Control"], len(set(codes))) == (200, "no-store", 10)
    assert "evil.example" not in shown.content.decode()
    stored = " ".join(RecoveryCode.objects.values_list("code_hash", flat=True))
    assert not any(code in stored or code.replace("-", "") in stored for code in codes)
    assert not any(
        code in client.get(where, follow=True).content.decode() for code in codes for where in (CODES, PROFILE)
    )
    assert client.get(SET_UP)["Location"] == PROFILE
    assert there.get(PROFILE)["Location"].startswith("/accounts/sign-in/")
    assert {"factor.confirmed", "factor.codes-made"} <= set(actions())
    assert not any(code in str(change.after) for code in codes for change in Change.objects.all())


def test_a_code_that_was_used_is_refused_the_second_time(world: World) -> None:
    device, _codes = with_factor(world.people["clerk"])
    code = code_of(device)
    assert at_the_code().post(ASKED, {"code": code}).status_code == 302
    again = at_the_code()
    assert again.post(ASKED, {"code": code}).status_code == 422
    assert again.get(PROFILE)["Location"].startswith(ASKED)
    assert again.post(ASKED, {"code": code_of(device, later=1)}).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_one_code_sent_twice_at_the_same_moment_lets_one_in(world: World) -> None:
    person = world.people["clerk"]
    device, codes = with_factor(person)
    for code in (code_of(device), codes[0]):
        with ThreadPoolExecutor(4) as pool:
            proofs = list(pool.map(lambda _n, code=code: _in_thread(person, code), range(4)))
        assert sorted(proofs) == ["right", "wrong", "wrong", "wrong"]


def _in_thread(person: Person, code: str) -> str:
    try:
        return str(services.prove_code(person=person, code=code))
    finally:
        connection.close()


def test_the_code_of_set_up_does_not_sign_in_as_well(world: World) -> None:
    person = world.people["clerk"]
    device = services.waiting_device(person=person)
    code = code_of(device)
    assert services.confirm_device(person=person, device=device, code=code)
    assert at_the_code().post(ASKED, {"code": code}).status_code == 422


def test_a_second_device_is_not_confirmed_beside_the_first(world: World) -> None:
    person = world.people["clerk"]
    with_factor(person)
    waiting = services.waiting_device(person=person)
    assert services.confirm_device(person=person, device=waiting, code=code_of(waiting)) == []
    assert TOTPDevice.objects.filter(user=person, confirmed=True).count() == 1


def test_a_recovery_code_lets_in_once_and_is_audited(world: World) -> None:
    _device, codes = with_factor(world.people["clerk"])
    client = at_the_code()
    assert client.post(ASKED, {"code": f" {codes[0].upper().replace('-', ' ')} "}).status_code == 302
    page = client.get(PROFILE)
    assert (page.status_code, page.context["codes_left"]) == (200, 9)
    assert "9个" in page.content.decode()
    used = Change.objects.get(action="factor.code-used")
    assert (used.actor, used.after) == (world.people["clerk"], {"left": 9})
    assert at_the_code().post(ASKED, {"code": codes[0]}).status_code == 422
    assert at_the_code().post(ASKED, {"code": codes[1]}).status_code == 302


def test_a_recovery_code_of_somebody_else_is_wrong(world: World) -> None:
    with_factor(world.people["clerk"])
    _device, codes = with_factor(world.people["analyst"])
    assert at_the_code().post(ASKED, {"code": codes[0]}).status_code == 422


def test_new_codes_need_the_password_and_void_the_earlier_ones(world: World) -> None:
    device, codes = with_factor(world.people["clerk"])
    client = at_the_code()
    client.post(ASKED, {"code": code_of(device)})
    assert client.post(CODES, {"password": "wrong"}).status_code == 422
    fresh = client.post(CODES, {"password": PASSWORD}).context["codes"]
    assert selectors.codes_left(world.people["clerk"]) == 10
    assert at_the_code().post(ASKED, {"code": codes[0]}).status_code == 422
    assert at_the_code().post(ASKED, {"code": fresh[0]}).status_code == 302


def test_five_wrong_codes_lock_and_then_the_right_one_does_not_help(world: World) -> None:
    person = world.people["clerk"]
    device, codes = with_factor(person)
    assert [at_the_code().post(ASKED, {"code": WRONG}).status_code for _ in range(5)] == [422] * 4 + [429]
    for right in (code_of(device), codes[0]):
        assert at_the_code().post(ASKED, {"code": right}).status_code == 429
    assert actions().count("code.wrong") == 5
    assert actions().count("code.locked") == 1
    assert at_the_code().post("/accounts/sign-out/").status_code == 302
    Tries.objects.update(locked_until=timezone.now() - timedelta(seconds=1))
    assert at_the_code().post(ASKED, {"code": codes[0]}).status_code == 302
    assert Tries.objects.get(person=person, kind="code").wrong == 0


def test_the_lock_lasts_longer_each_time(world: World) -> None:
    person = world.people["clerk"]
    with_factor(person)
    lasted = []
    for _ in range(2):
        Tries.objects.update(locked_until=None)
        for _ in range(5):
            services.prove_code(person=person, code=WRONG)
        until = selectors.locked_until(person, "code")
        assert until is not None
        lasted.append(round((until - timezone.now()).total_seconds() / 60))
    assert lasted == [15, 30]


def test_an_open_desk_is_not_enough_to_guess_the_password(signed_in: Callable[[str], Client]) -> None:
    client, new = signed_in("clerk"), "zhu-feng-8848-xi"
    for _ in range(5):
        client.post(OWN, {"present": "wrong", "new": new, "again": new})
    assert client.post(OWN, {"present": PASSWORD, "new": new, "again": new}).status_code == 422
    assert actions()[-2:] == ["password.wrong", "password.locked"]
    assert "wrong" not in [str(change.after) for change in Change.objects.filter(action="password.wrong")]


@pytest.mark.parametrize(("password", "right"), [(PASSWORD, False), ("wrong", True)])
def test_switching_off_needs_the_password_and_a_code(world: World, password: str, right: bool) -> None:
    device, codes = with_factor(world.people["clerk"])
    client = at_the_code()
    client.post(ASKED, {"code": codes[0]})
    sent = {"password": password, "code": code_of(device) if right else WRONG}
    assert client.post(OFF, sent).status_code == 422
    assert selectors.has_factor(world.people["clerk"])


def test_switched_off_the_desk_goes_on_and_other_sessions_end(world: World) -> None:
    device, codes = with_factor(world.people["clerk"])
    client, there = at_the_code(), at_the_code()
    for one, code in ((client, codes[0]), (there, codes[1])):
        one.post(ASKED, {"code": code})
    assert client.post(OFF, {"password": PASSWORD, "code": code_of(device)})["Location"] == PROFILE
    assert client.get(PROFILE).status_code == 200
    assert there.get(PROFILE).status_code == 302
    assert not RecoveryCode.objects.exists()
    assert "factor.switched-off" in actions()
    assert at_the_code().get(PROFILE).status_code == 200


def _forced(settings: Settings) -> None:
    settings.SECOND_FACTOR_ROLES = frozenset({"auditor", "security_officer", "administrator"})


@pytest.mark.parametrize("role", ["auditor", "security_officer", "administrator"])
def test_no_address_leads_round_the_forced_set_up(
    signed_in: Callable[[str], Client], world: World, settings: Settings, role: str
) -> None:
    side = build(world)["own"]
    _forced(settings)
    client = signed_in(role)
    given: dict[str, dict[str, Any]] = {"ledger:step": {"kind": "received"}}
    for name in [name for name in route_names() if name not in {*OPEN, "accounts:second-factor-set-up"}]:
        where = address(name, side, **given.get(name, {}))
        for method in (client.get, client.post):
            if name == "accounts:sign-out":
                continue
            answer = method(where)
            led = answer.status_code == 302 and answer["Location"].startswith(SET_UP)
            assert led or answer.status_code in {401, 405}, (name, answer.status_code)
            assert answer.status_code != 405 or name.startswith("api:"), name
    assert client.get(SET_UP).status_code == 200
    assert client.get(PROFILE, headers={"HX-Request": "true"})["HX-Redirect"].startswith(SET_UP)
    assert client.post("/accounts/sign-out/")["Location"] == "/accounts/sign-in/"


def test_once_set_up_the_way_is_free_and_others_are_never_asked(
    signed_in: Callable[[str], Client], world: World, settings: Settings
) -> None:
    _forced(settings)
    assert signed_in("clerk").get(PROFILE).status_code == 200
    client = signed_in("auditor")
    page = client.get(PROFILE)
    assert page["Location"] == f"{SET_UP}?next=%2Faccounts%2Fprofile%2F"
    client.get(SET_UP)
    device = TOTPDevice.objects.get(user=world.people["auditor"])
    client.post(SET_UP, {"code": code_of(device)})
    assert client.get(PROFILE).status_code == 200


def test_the_forced_set_up_comes_after_the_password_change(
    signed_in: Callable[[str], Client], world: World, settings: Settings
) -> None:
    _forced(settings)
    person = world.people["auditor"]
    person.must_change_password = True
    person.save()
    client = signed_in("auditor")
    assert client.get(SET_UP)["Location"].startswith(OWN)
    assert client.get(OWN).status_code == 200


def test_a_token_is_not_asked_for_a_second_factor(world: World, settings: Settings) -> None:
    settings.SECOND_FACTOR_ROLES = frozenset({"supervision_officer"})
    person = world.people["supervision_officer"]
    until = timezone.now() + timedelta(days=1)
    _token, secret = create_token(person=person, name="程序", scopes=list(Scope), expires_at=until)
    answer = Client().get("/api/documents", headers={"Authorization": f"Bearer {secret}"})
    assert answer.status_code == 200


def test_an_installation_asks_the_three_officers_for_it() -> None:
    from pathlib import Path

    from luoshi.desk.accounts.roles import APART
    from luoshi.desk.settings import base

    said = Path(base.__file__).with_name("production.py").read_text("utf-8")
    assert all(f'"{role}"' in said.partition("SECOND_FACTOR_ROLES")[2] for role in APART)
    assert not base.SECOND_FACTOR_ROLES


@pytest.mark.parametrize("key", ["administrator", "security_officer"])
def test_a_lost_factor_is_taken_off_and_must_be_set_up_again(
    signed_in: Callable[[str], Client], world: World, key: str
) -> None:
    person = world.people["clerk"]
    _device, codes = with_factor(person)
    open_desk = at_the_code()
    open_desk.post(ASKED, {"code": codes[0]})
    where = f"/accounts/people/{person.pk}/factor/"
    client = signed_in(key)
    assert where in client.get(f"/accounts/people/{person.pk}/").content.decode()
    assert client.post(where, {"reason": ""}).status_code == 422
    assert client.post(where, {"reason": "手机遗失"}).status_code == 302
    change = Change.objects.get(action="factor.reset")
    assert (change.actor, change.reason) == (world.people[key], "手机遗失")
    assert open_desk.get(PROFILE)["Location"].startswith("/accounts/sign-in/")
    again = at_the_code()
    assert again.get(PROFILE)["Location"].startswith(SET_UP)
    again.get(SET_UP)
    again.post(SET_UP, {"code": code_of(TOTPDevice.objects.get(user=person))})
    assert again.get(PROFILE).status_code == 200


def test_nobody_else_takes_a_factor_off(signed_in: Callable[[str], Client], world: World) -> None:
    person = world.people["clerk"]
    with_factor(person)
    where, said = f"/accounts/people/{person.pk}/factor/", {"reason": "x"}
    statuses = {key: signed_in(key).post(where, said).status_code for key in ("auditor", "leader", "analyst")}
    assert statuses == {"auditor": 403, "leader": 403, "analyst": 403}
    assert signed_in("administrator@other").post(where, said).status_code == 404
    assert signed_in("security_officer@other").post(where, said).status_code == 404
    with pytest.raises(PermissionDenied):
        services.reset_factor(actor=world.people["administrator"], person=world.people["administrator"], reason="x")
    with pytest.raises(ValidationError):
        services.reset_factor(actor=world.people["administrator"], person=person, reason=" ")
    assert selectors.has_factor(person)


def test_the_pages_of_a_factor_lead_to_set_up_while_there_is_none(signed_in: Callable[[str], Client]) -> None:
    client = signed_in("clerk")
    assert {client.get(where)["Location"] for where in (OFF, CODES)} == {SET_UP}
    assert SignIn.objects.exists()
