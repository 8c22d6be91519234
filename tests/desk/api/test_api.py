"""Who may call, with what, and how a refusal looks."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone

from luoshi.desk.api.models import Token
from luoshi.desk.api.scopes import Scope
from luoshi.desk.api.services import create_token, revoke_token
from luoshi.desk.audit.models import Change
from luoshi.desk.ledger import services as ledger

if TYPE_CHECKING:
    from tests.desk.world import World

pytestmark = pytest.mark.django_db


def _token(world: World, *scopes: str, key: str = "supervision_officer") -> tuple[Token, str]:
    end = timezone.now() + timedelta(days=30)
    return create_token(person=world.people[key], name="测试", scopes=scopes, expires_at=end)


def _status(secret: str, address: str = "/api/matters") -> int:
    return Client().get(address, headers={"authorization": f"Bearer {secret}"}).status_code


def test_a_token_opens_what_its_scope_names_and_nothing_else(world: World) -> None:
    _held, secret = _token(world, Scope.MATTERS_READ)
    assert _status(secret) == 200
    assert _status(secret, "/api/documents") == 403


def test_only_the_hash_is_kept_and_the_log_never_has_it(world: World) -> None:
    token, secret = _token(world, Scope.MATTERS_READ)
    assert secret not in str(Token.objects.filter(pk=token.pk).values())
    change = Change.objects.get(action="token.created")
    assert token.hash not in str(change.after)
    assert secret not in str(change.after)


def test_a_revoked_token_and_an_expired_one_open_nothing(world: World) -> None:
    token, secret = _token(world, Scope.MATTERS_READ)
    revoke_token(person=world.people["supervision_officer"], token=token)
    assert _status(secret) == 401
    late, other = _token(world, Scope.MATTERS_READ)
    Token.objects.filter(pk=late.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    assert _status(other) == 401


def test_a_token_of_a_person_who_left_opens_nothing(world: World) -> None:
    _held, secret = _token(world, Scope.MATTERS_READ)
    person = world.people["supervision_officer"]
    person.is_active = False
    person.save()
    assert _status(secret) == 401


def test_nobody_makes_a_token_for_longer_than_a_year_or_without_the_right(world: World) -> None:
    clerk, auditor = world.people["clerk"], world.people["auditor"]
    far = timezone.now() + timedelta(days=400)
    with pytest.raises(ValidationError):
        create_token(person=clerk, name="a", scopes=[Scope.MATTERS_READ], expires_at=far)
    soon = timezone.now() + timedelta(days=4)
    with pytest.raises(PermissionDenied):
        create_token(person=auditor, name="a", scopes=[Scope.MATTERS_READ], expires_at=soon)


def test_nobody_revokes_the_token_of_somebody_else(world: World) -> None:
    token, _secret = _token(world, Scope.MATTERS_READ)
    with pytest.raises(PermissionDenied):
        revoke_token(person=world.people["clerk"], token=token)


def test_a_refusal_says_what_is_wrong_and_how_to_mend_it(world: World) -> None:
    _held, secret = _token(world, Scope.MATTERS_READ)
    answer = Client().get("/api/matters/999999", headers={"authorization": f"Bearer {secret}"})
    assert answer.status_code == 404
    assert set(answer.json()) >= {"what", "remedy", "request_id"}
    assert Client().get("/api/matters").status_code == 401


def test_a_body_is_an_object_without_fields_that_nobody_asked_for(world: World) -> None:
    _held, secret = _token(world, Scope.MATTERS_WRITE)
    for body in ('"AAA"', "[]", '{"version": 1, "colour": "red"}'):
        answer = Client().post(
            "/api/matters/1/receive", body, "application/json", headers={"authorization": f"Bearer {secret}"}
        )
        assert answer.status_code == 422, body
        assert answer.json()["faults"]


def test_a_report_is_sent_back_and_the_last_step_taken_back(world: World) -> None:
    (matter,) = ledger.open_matters(
        person=world.people["supervision_officer"],
        unit=world.province,
        items=[ledger.NewMatter(None, "监测调度", "加强监测调度", world.county)],
    )
    ledger.receive(person=world.people["clerk"], matter=matter, version=1)
    ledger.report(person=world.people["clerk"], matter=matter, version=2, reason="已办")
    _made, secret = _token(world, "matters:read", "matters:write")

    def post(step: str, version: int) -> tuple[int, str]:
        data = {"version": version, "reason": "缺附件"}
        head = {"authorization": f"Bearer {secret}"}
        answer = Client().post(f"/api/matters/{matter.pk}/{step}", data, content_type="application/json", headers=head)
        return answer.status_code, answer.json().get("state", "")

    assert post("send-back", 3) == (200, "received")
    assert post("undo", 3)[0] == 409
    assert post("undo", 4) == (200, "reported")
