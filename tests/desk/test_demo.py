"""The demonstration: loaded once, invented throughout, and good to work with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse

from luoshi.core.errors import UsageError
from luoshi.desk.accounts.divisions import divisions
from luoshi.desk.accounts.models import Person, Post, Unit
from luoshi.desk.accounts.roles import Role
from luoshi.desk.audit.models import Change
from luoshi.desk.demo.accounts import FILE, account_lines
from luoshi.desk.demo.loader import load
from luoshi.desk.ledger import selectors as ledger
from luoshi.desk.ledger.models import Matter, MatterEvent, MatterState
from luoshi.desk.texts import selectors as texts
from luoshi.desk.texts.models import Document

if TYPE_CHECKING:
    from pathlib import Path

    from tests.desk.world import World

pytestmark = pytest.mark.django_db


def test_loading_twice_changes_nothing(tmp_path: Path) -> None:
    first = load(tmp_path)
    kept = (tmp_path / FILE).read_bytes()
    counts = [model._default_manager.count() for model in (Unit, Person, Post, Document, Matter, MatterEvent, Change)]
    second = load(tmp_path)
    assert (second.units, second.documents, second.matters) == (first.units, 4, 24)
    assert counts == [m._default_manager.count() for m in (Unit, Person, Post, Document, Matter, MatterEvent, Change)]
    assert (first.password != "", second.password) == (True, "")
    assert (tmp_path / FILE).read_bytes() == kept


def test_all_is_synthetic_and_real_divisions_carry_nothing(tmp_path: Path) -> None:
    load(tmp_path)
    real = {division.code for division in divisions()}
    assert set(Unit.objects.filter(synthetic=False).values_list("code", flat=True)) == real
    assert not Document.objects.filter(synthetic=False).exists()
    assert not Matter.objects.filter(synthetic=False).exists()
    assert not Post.objects.filter(unit__synthetic=False).exists()
    assert not Document.objects.filter(unit__synthetic=False).exists()
    assert not Matter.objects.filter(parties__unit__synthetic=False).exists()


def test_every_role_has_its_person_and_every_state_its_matter(tmp_path: Path) -> None:
    load(tmp_path)
    assert set(Post.objects.values_list("role", flat=True)) == set(Role.values)
    assert set(Matter.objects.values_list("state", flat=True)) == set(MatterState.values)
    assert all(re.search(r"[\u4e00-\u9fff]", line) for line in account_lines("en"))


def test_an_officer_signs_in_with_the_kept_password_and_sees_documents_and_matters(tmp_path: Path) -> None:
    password = load(tmp_path).password
    assert password in (tmp_path / FILE).read_text("utf-8")
    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600
    client = Client()
    answer = client.post(reverse("accounts:sign-in"), {"username": "supervision", "password": password})
    assert answer.status_code == 302
    officer = Person.objects.get(pk=client.session["_auth_user_id"])
    assert officer.username == "supervision"
    assert texts.visible_to(officer).count() == 3
    assert ledger.visible_to(officer).count() == 20


def test_every_account_that_is_printed_opens_with_the_printed_password(tmp_path: Path) -> None:
    load(tmp_path)
    first, _blank, *lines = (tmp_path / FILE).read_text("utf-8").splitlines()
    password = first.removeprefix("password ")
    people = {person.username: person for person in Person.objects.all()}
    assert {line.split()[0] for line in lines} == set(people)
    assert [name for name, person in people.items() if not person.check_password(password)] == []
    assert {person.is_active for person in people.values()} == {True}
    assert {person.must_change_password for person in people.values()} == {False}


def test_a_database_with_data_of_its_own_is_refused(world: World, tmp_path: Path) -> None:
    before = Unit.objects.count()
    with pytest.raises(UsageError, match="data of its own"):
        load(tmp_path)
    assert (Unit.objects.count(), list(tmp_path.iterdir())) == (before, [])
    assert world.ministry.code
