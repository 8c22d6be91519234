"""While a step is owed the page shows the way out and the language, and no way in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from luoshi.desk.accounts.models import Person

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from tests.desk.world import World

pytestmark = pytest.mark.django_db
IN = ('class="navigation"', 'class="masthead-search"', "/accounts/sessions/")
OUT = ("/accounts/sign-out/", 'name="language"')


@pytest.mark.parametrize(
    ("debt", "where"),
    [("must_change_password", "/accounts/password/"), ("must_set_up_factor", "/accounts/second-factor/set-up/")],
)
def test_a_page_under_a_debt_leads_nowhere_but_out(
    signed_in: Callable[[str], Client], world: World, debt: str, where: str
) -> None:
    client = signed_in("leader")
    before = client.get(where).content.decode()
    assert [mark for mark in (*IN, *OUT) if mark not in before] == []
    Person.objects.filter(pk=world.people["leader"].pk).update(**{debt: True})
    for address in (where, "/no-such-page/"):
        body = client.get(address).content.decode()
        assert [mark for mark in IN if mark in body] == []
        assert [mark for mark in OUT if mark not in body] == []


def test_the_page_of_a_code_shows_no_way_in(signed_in: Callable[[str], Client], world: World) -> None:
    from django_otp.plugins.otp_totp.models import TOTPDevice

    TOTPDevice.objects.create(user=world.people["leader"], name="x", confirmed=True)
    body = signed_in("leader").get("/accounts/second-factor/").content.decode()
    assert [mark for mark in IN if mark in body] == []
    assert [mark for mark in OUT if mark not in body] == []
