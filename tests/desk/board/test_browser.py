"""The board and the search in a real browser: both widths, both languages, one sheet of paper."""

from __future__ import annotations

import os
import re
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client
    from playwright.sync_api import Page

    from tests.desk.board.conftest import Scene

pytestmark = pytest.mark.django_db(transaction=True)
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
PROGRAMMES = ("growth", "chains", "innovation", "digital", "tracks", "sme", "green", "ict", "universities",
              "emergency", "evaluation", "conduct", "")  # fmt: skip


@pytest.fixture
def full(scene: Scene) -> Scene:
    """A row for every programme, more needs than are named, two figures a row."""
    states = ("returned", "received", "opened", "reported", "closed")
    for n, programme in enumerate(PROGRAMMES):
        document = scene.document(f"年底前完成{n + 3}项以上重点改造任务", title=f"第{n}次会议")
        for number in (1, 2):
            figure = {"value": n + 3, "unit": "项", "approx": "以上"}
            scene.record(document, number, "commitment", programme, "ppc", figures=[figure])
        for turn in range(3):
            scene.matter(
                states[(n + turn) % 5], programme, due=-n, evidence=-9 * n if n % 3 else None, opened=-40,
                title=f"推进规模以上工业企业设备更新和数字化转型（第{n}批）",
            )  # fmt: skip
    return scene


@pytest.fixture
def open_page(page: Page, live_server: Any, signed_in: Callable[[str], Client]) -> Callable[[str], list[str]]:
    """Opens an address as the leader; the list collects what the browser complains about."""
    faults: list[str] = []
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    session = signed_in("leader").cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])

    def go(address: str) -> list[str]:
        page.goto(f"{live_server.url}{address}")
        return faults

    return go


def _violations(page: Page) -> list[Any]:
    page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [(rule["id"], [node["html"][:160] for node in rule["nodes"]][:4]) for rule in found["violations"]]


def _english(page: Page) -> None:
    page.locator("button[name=language][value=en]").click()
    page.wait_for_selector("html[lang=en]")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_pages_fit_the_screen_and_can_be_read_by_all(
    width: int,
    scheme: Any,
    full: Scene,  # noqa: ARG001
    page: Page,
    open_page: Callable[[str], list[str]],
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    faults: list[str] = []
    for address in (reverse("board:home"), f"{reverse('board:search')}?q=改造"):
        faults = open_page(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        assert _violations(page) == [], address
    assert page.locator("mark").count() > 0
    assert faults == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_board_is_one_sheet_of_paper(
    language: str,
    full: Scene,  # noqa: ARG001
    page: Page,
    open_page: Callable[[str], list[str]],
) -> None:
    faults = open_page(reverse("board:home"))
    if language == "en":
        _english(page)
    assert page.locator(".needs li").count() == 7
    assert page.locator(".board tbody tr").count() == len(PROGRAMMES) + 1
    printed = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page[^s]", printed)) == 1
    assert faults == []
