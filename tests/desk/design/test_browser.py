"""The living page in a real browser: accessible in both modes and languages, quiet, small, usable by keyboard."""

from __future__ import annotations

import gzip
import os
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
from django.conf import settings

from luoshi.desk.accounts.models import Person

if TYPE_CHECKING:
    from django.test import Client
    from playwright.sync_api import Browser, Page
    from pytest_django.live_server_helper import LiveServer

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
pytestmark = pytest.mark.django_db(transaction=True)


def opened(browser: Browser, server: LiveServer, client: Client, lang: str = "zh-hans", **options: object) -> Page:
    person, _ = Person.objects.get_or_create(username="reader", defaults={"name": "读者", "language": lang})
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    page = browser.new_context(locale="zh-CN" if lang == "zh-hans" else "en-US", **options).new_page()  # type: ignore[arg-type]
    cookies = {settings.SESSION_COOKIE_NAME: client.cookies["sessionid"].value, settings.LANGUAGE_COOKIE_NAME: lang}
    page.context.add_cookies([{"name": key, "value": value, "url": server.url} for key, value in cookies.items()])
    return page


@pytest.mark.parametrize("lang", ["zh-hans", "en"])
@pytest.mark.parametrize(("scheme", "width"), [("light", 360), ("light", 1280), ("dark", 360), ("dark", 1280)])
def test_the_living_page_is_accessible_quiet_and_fits(  # noqa: PLR0917
    browser: Browser, live_server: LiveServer, client: Client, lang: str, scheme: str, width: int
) -> None:
    page = opened(browser, live_server, client, lang, color_scheme=scheme, viewport={"width": width, "height": 800})
    heard: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{live_server.url}/design/")
    if folder := os.environ.get("LUOSHI_SHOTS"):
        page.screenshot(path=f"{folder}/{lang}-{scheme}-{width}.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    assert [(rule["id"], [node["html"][:160] for node in rule["nodes"]][:4]) for rule in found["violations"]] == []
    assert heard == []
    assert [url for url in asked if not url.startswith((live_server.url, "data:"))] == []
    page.context.close()


def test_the_keyboard_moves_opens_and_helps(browser: Browser, live_server: LiveServer, client: Client) -> None:
    page = opened(browser, live_server, client)
    page.goto(f"{live_server.url}/design/")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") == "2026-00002"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#2026-00002"
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#help").is_visible()
    page.locator("[role=tab]").first.focus()
    page.keyboard.press("ArrowRight")
    assert page.locator("#view-records").is_visible()
    assert not page.locator("#view-text").is_visible()
    page.context.close()


def test_a_chart_is_saved_as_a_picture_and_the_theme_is_kept(
    browser: Browser, live_server: LiveServer, client: Client
) -> None:
    page = opened(browser, live_server, client, color_scheme="light")
    page.goto(f"{live_server.url}/design/")
    with page.expect_download() as saved:
        page.locator("[data-png]").first.click()
    assert saved.value.suggested_filename.endswith(".png")
    page.locator("[data-theme-switch]").click()
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.context.close()


def test_the_first_page_is_small(browser: Browser, live_server: LiveServer, client: Client) -> None:
    page = opened(browser, live_server, client)
    sizes: list[int] = []
    page.on("response", lambda response: sizes.append(len(gzip.compress(response.body()))))
    page.goto(f"{live_server.url}/design/", wait_until="networkidle")
    assert sum(sizes) <= 120_000
    page.context.close()
