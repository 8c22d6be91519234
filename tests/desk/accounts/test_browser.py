"""Suggestions in a real browser: while one types, by keyboard, and none of it needed where no script runs."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from luoshi.desk.ledger.models import Matter
from tests.desk.scene import build

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client
    from playwright.sync_api import Browser, Page
    from pytest_django.live_server_helper import LiveServer

    from tests.desk.world import World

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
pytestmark = pytest.mark.django_db(transaction=True)


def until(page: Page, holds: str) -> None:
    """Wait for something that only a script of the page can tell; the policies forbid the browser's own way."""
    for _ in range(200):
        if page.evaluate(holds):
            return
        page.wait_for_timeout(50)
    pytest.fail(holds)


def enter(page: Page, server: LiveServer, client: Client) -> list[str]:
    """Signed in; what the browser complains about."""
    heard: list[str] = []
    page.on("console", lambda said: heard.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda fault: heard.append(str(fault)))
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": server.url}])
    return heard


def test_a_unit_is_suggested_while_its_name_is_typed(
    page: Page, live_server: LiveServer, signed_in: Callable[[str], Client], world: World
) -> None:
    heard = enter(page, live_server, signed_in("administrator"))
    page.goto(f"{live_server.url}/accounts/people/add/")
    field = page.get_by_role("combobox", name="单位")
    field.press_sequentially("望溪", delay=20)
    options = page.locator("#id_unit-options option")
    options.first.wait_for(state="attached")
    until(page, "document.querySelectorAll('#id_unit-options option').length === 1")
    assert options.get_attribute("value") == "T110100 望溪县工信局"
    field.fill(options.get_attribute("value") or "")
    page.get_by_label("用户名").fill("new.person")
    page.get_by_label("姓名").fill("新来者")
    page.get_by_label("角色").select_option("clerk")
    page.locator("form.panel button[type=submit]").click()
    page.locator(".secret").wait_for()
    assert world.county.posts.filter(person__username="new.person").exists()
    assert heard == []


def test_terms_are_changed_with_suggested_lead_and_assisting_units(
    page: Page, live_server: LiveServer, signed_in: Callable[[str], Client], world: World
) -> None:
    side = build(world)["own"]
    heard = enter(page, live_server, signed_in("supervision_officer"))
    page.goto(f"{live_server.url}/matters/{side.matter.pk}/terms/")
    lead, more = page.locator("#id_lead"), page.locator("[data-add-line] input")
    lead.fill("沧屿市")
    until(page, "document.querySelector('#id_lead-options option')?.value === 'T110000 沧屿市工信局'")
    page.locator("#id_assisting").fill("")
    for unit in ("T110900 沧屿高新区", "T91A0001 沧屿精工有限公司"):
        more.fill(unit)
        more.press("Enter")
    assert page.locator("#id_assisting").input_value() == "T110900 沧屿高新区\nT91A0001 沧屿精工有限公司"
    page.locator("#id_reason").fill("机构改革")
    page.locator("form.panel button[type=submit]").click()
    page.locator(".toast").wait_for()
    matter = Matter.objects.get(pk=side.matter.pk)
    assert matter.lead == world.city
    assert set(matter.parties.filter(role="assisting").values_list("unit__code", flat=True)) == {"T110900", "T91A0001"}
    assert heard == []


def test_without_scripts_the_code_is_enough(
    browser: Browser, live_server: LiveServer, signed_in: Callable[[str], Client], world: World
) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    enter(page, live_server, signed_in("leader"))
    page.goto(f"{live_server.url}/accounts/why/")
    page.locator("#id_unit").fill(world.county.code)
    page.locator("form.panel button[type=submit]").click()
    assert world.county.name in page.locator("#answer").inner_text()
    side = build(world)["own"]
    page.context.clear_cookies()
    enter(page, live_server, signed_in("supervision_officer"))
    page.goto(f"{live_server.url}/matters/{side.matter.pk}/terms/")
    assert not page.locator("[data-add-line]").is_visible()
    page.context.close()
