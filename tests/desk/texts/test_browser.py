"""The pages of documents in a real browser."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client
    from playwright.sync_api import Page

    from luoshi.desk.texts.models import Document
    from tests.desk.world import World

pytestmark = pytest.mark.django_db(transaction=True)
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture
def open_page(page: Page, live_server: Any, signed_in: Callable[[str], Client]) -> Callable[[str], list[str]]:
    """Opens an address as the supervision officer; the list collects what the browser complains about."""
    faults: list[str] = []
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on(
        "request", lambda sent: None if sent.url.startswith((live_server.url, "data:")) else faults.append(sent.url)
    )
    session = signed_in("supervision_officer").cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])

    def go(address: str) -> list[str]:
        page.goto(f"{live_server.url}{address}")
        return faults

    return go


def test_click_and_keys_show_the_other_side(
    document: Document, page: Page, open_page: Callable[[str], list[str]]
) -> None:
    faults = open_page(reverse("texts:document", args=[document.pk]))
    number = document.records.filter(kind="figure")[0].number
    page.locator(f"#t{number} > a.tag").click()
    assert page.locator("article.on").get_attribute("data-record") == str(number)
    page.keyboard.press("j")
    after = page.locator("article.on").get_attribute("data-record")
    assert after == str(number + 1)
    assert page.locator(f"#t{after}.on").is_visible()
    assert faults == []


@pytest.mark.parametrize("width", [360, 1280])
def test_pages_fit_the_screen(
    width: int, document: Document, page: Page, open_page: Callable[[str], list[str]]
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    faults: list[str] = []
    for name, arguments in (
        ("documents", []), ("upload", []), ("document", [document.pk]), ("confirm", [document.pk]),
        ("correct", [document.pk, 23]),
    ):  # fmt: skip
        faults = open_page(reverse(f"texts:{name}", args=arguments))
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        if shots := os.environ.get("LUOSHI_SHOTS"):
            page.screenshot(path=f"{shots}/texts-{name}-{width}.png")
    assert faults == []


def test_choose_all_then_preview(
    document: Document, world: World, page: Page, open_page: Callable[[str], list[str]]
) -> None:
    faults = open_page(reverse("texts:confirm", args=[document.pk]))
    page.locator("[data-choose-leaves]").check()
    page.fill("#id_lead", world.city.code)
    page.locator("button[value=preview]").click()
    assert page.locator("tbody tr").count() == document.leaves_open
    page.locator("button[value=confirm]").click()
    page.wait_for_url(f"**{reverse('texts:confirm', args=[document.pk])}")
    document.refresh_from_db()
    assert document.leaves_open == 0
    assert faults == []
