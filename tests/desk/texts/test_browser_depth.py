"""Comparison, themes, terms and drafts in a real browser: they fit, are accessible, and do what they promise."""

from __future__ import annotations

import os
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from luoshi.desk.texts.drafts import services as drafts
from luoshi.desk.texts.editions import services as editions
from tests.desk.texts.drafts.test_drafts import BODY
from tests.desk.texts.editions.conftest import stored
from tests.desk.texts.editions.test_compare import opened

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client
    from playwright.sync_api import Page

    from luoshi.desk.texts.models import Document, Draft
    from tests.desk.world import World

expect = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed").expect
pytestmark = pytest.mark.django_db(transaction=True)
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture
def three(world: World) -> tuple[Document, ...]:
    """Three editions, one of them with an open matter, kept as a series."""
    found = stored(world, "old"), stored(world, "new"), stored(world, "last")
    opened(world, found[0], "全力稳住")
    editions.save_series(person=world.people["analyst"], unit=world.province, name="年会", documents=found)
    return found


@pytest.fixture
def draft(world: World) -> Draft:
    """A draft with findings, edited once."""
    found = drafts.begin(person=world.people["analyst"], unit=world.province, title="上半年情况", body="空")
    return drafts.edit(
        person=world.people["analyst"], draft=found, version=1, title="上半年情况", body=BODY, value_table=""
    )


@pytest.fixture
def faults(page: Page, live_server: Any, signed_in: Callable[[str], Client]) -> list[str]:
    """Signed in as the supervision officer; what the browser complains about."""
    heard: list[str] = []
    page.on("console", lambda said: heard.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda fault: heard.append(str(fault)))
    session = signed_in("supervision_officer").cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    return heard


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_pages_fit_the_screen_and_break_no_rule_of_accessibility(  # noqa: PLR0917
    language: str, three: tuple[Document, ...], draft: Draft, page: Page, live_server: Any, faults: list[str]
) -> None:
    page.context.add_cookies([{"name": "luoshi_language", "value": language, "url": live_server.url}])
    chosen = ",".join(str(one.pk) for one in three)
    pair = f"old={three[0].pk}&new={three[1].pk}"
    addresses = [
        reverse("texts:documents"),
        reverse("texts:compare"),
        f"{reverse('texts:compare')}?{pair}",
        f"{reverse('texts:series')}?doc={chosen}&shown=all",
        f"{reverse('texts:terms')}?term=节能诊断",
        f"{reverse('texts:terms')}?view=new&{pair}",
        reverse("drafts:list"),
        reverse("drafts:new"),
        reverse("drafts:draft", args=[draft.pk]),
    ]
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        for number, address in enumerate(addresses):
            page.goto(f"{live_server.url}{address}")
            assert page.evaluate("document.documentElement.scrollWidth") <= width, address
            if shots := os.environ.get("LUOSHI_SHOTS"):
                page.screenshot(path=f"{shots}/depth-{language}-{width}-{number}.png")
            page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8"))
            found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
            told = [(rule["id"], [node["html"][:160] for node in rule["nodes"]]) for rule in found["violations"]]
            assert told == [], address
    assert faults == []


def test_keys_walk_the_changes_and_ticks_open_a_comparison(
    three: tuple[Document, ...], page: Page, live_server: Any, faults: list[str]
) -> None:
    page.goto(f"{live_server.url}{reverse('texts:documents')}")
    for document in three[:2]:
        page.locator(f"input[name=doc][value='{document.pk}']").check()
    page.locator("#chosen button").first.click()
    page.wait_for_url(f"**old={three[0].pk}&new={three[1].pk}")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.matches('[data-step]')")
    first, second = page.locator("[data-step]").nth(0), page.locator("[data-step]").nth(1)
    assert page.evaluate("document.activeElement.id") == second.get_attribute("id") != first.get_attribute("id")
    assert faults == []


def test_findings_follow_what_is_typed_and_a_value_goes_in_and_comes_out(
    draft: Draft, page: Page, live_server: Any, faults: list[str]
) -> None:
    page.goto(f"{live_server.url}{reverse('drafts:draft', args=[draft.pk])}")
    assert page.locator("#margin article").count() == 2
    page.locator("#id_body").fill("规模企业由400家增加到420家，增长7%。")
    expect(page.locator("#margin article")).to_have_count(1)
    assert page.locator("#marked .m").count() == 1
    page.locator("[data-select]").first.click()
    selected = "(b => b.value.slice(b.selectionStart, b.selectionEnd))(document.querySelector('#id_body'))"
    assert page.evaluate(selected) == "7%"
    page.locator("button[name=apply]").click()
    page.wait_for_url("**#margin")
    assert "增长5" in page.locator("#id_body").input_value()
    page.locator("#versions").locator("xpath=..").locator("button").first.click()
    page.wait_for_load_state()
    assert page.locator("#id_body").input_value().replace("\r\n", "\n") == BODY
    assert faults == []


def test_without_scripts_the_editor_still_proves_and_saves(
    draft: Draft, live_server: Any, signed_in: Callable[[str], Client], browser: Any
) -> None:
    context = browser.new_context(java_script_enabled=False)
    session = signed_in("analyst").cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"{live_server.url}{reverse('drafts:draft', args=[draft.pk])}")
    page.locator("#id_body").fill("规模企业由400家增加到420家，增长7%。")
    page.locator("button[value=proof]").click()
    assert page.locator("#margin article").count() == 1
    page.locator("button[name=apply]").click()
    assert "增长5" in page.locator("#id_body").input_value()
    context.close()
