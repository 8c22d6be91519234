"""Whoever signs in comes to a room that is open to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from luoshi.desk.accounts.models import Post

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from tests.desk.world import World

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("role", "room"),
    [
        ("supervision_officer", "texts:documents"),
        ("enterprise_filler", "texts:documents"),
        ("auditor", "texts:documents"),
        ("administrator", "accounts:units"),
    ],
)
def test_the_first_page_is_a_room_that_opens(signed_in: Callable[[str], Client], role: str, room: str) -> None:
    answer = signed_in(role).get("/", follow=True)
    assert (answer.redirect_chain[-1][0], answer.status_code) == (reverse(room), 200)


def test_without_a_post_the_first_page_is_the_own_profile(world: World, signed_in: Callable[[str], Client]) -> None:
    Post.objects.filter(person=world.people["clerk"]).delete()
    assert signed_in("clerk").get("/").headers["Location"] == reverse("accounts:profile")
