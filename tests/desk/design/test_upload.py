"""An upload over a slow line: the bar moves, how far it is is said, and so is how it ended."""

from __future__ import annotations

import os
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from luoshi.desk.texts.models import Intake

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from django.test import Client
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

    from tests.desk.world import World

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
pytestmark = pytest.mark.django_db(transaction=True)
FAST, SLOW = -1, 200_000
WATCH = """() => {
  const panel = document.querySelector("[data-progress]"), bar = panel.querySelector("progress");
  window.seen = { bar: [], shown: [], heard: [] };
  const note = () => {
    window.seen.bar.push(bar.value);
    window.seen.shown.push(panel.querySelector("[data-percent]").textContent);
    window.seen.heard.push(panel.querySelector("[role=status]").textContent);
  };
  new MutationObserver(note).observe(panel, { subtree: true, childList: true, characterData: true, attributes: true });
}"""


def until(page: Page, holds: str) -> None:
    """Wait for something that only a script of the page can tell; the policies forbid the browser's own way."""
    for _ in range(200):
        if page.evaluate(holds):
            return
        page.wait_for_timeout(50)
    pytest.fail(holds)


@pytest.fixture
def uploading(
    page: Page, live_server: LiveServer, signed_in: Callable[[str], Client], tmp_path: Path
) -> Callable[..., Any]:
    """The page of uploads over a line of so many bytes a second, a file of 600 KB chosen."""
    session = signed_in("supervision_officer").cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    file = tmp_path / "会议.txt"
    file.write_bytes("会议要求，要加强工业运行监测调度。\n".encode() * 12_000)

    def begin(speed: int, **more: Any) -> Any:
        page.goto(f"{live_server.url}/documents/add/")
        page.set_input_files("input[type=file]", file)
        page.evaluate(WATCH)
        line = page.context.new_cdp_session(page)
        line.send("Network.enable")
        told = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": speed, **more}
        line.send("Network.emulateNetworkConditions", told)
        page.locator("form.panel button[type=submit]").first.click()
        return line

    return begin


def test_the_bar_moves_and_what_it_says_is_heard(uploading: Callable[..., Any], page: Page, world: World) -> None:
    asked: list[dict[str, Any]] = []
    page.on("request", lambda request: asked.append({"method": request.method}))
    uploading(SLOW)
    button = page.locator("form.panel button[type=submit]").first
    until(page, "window.seen.bar.some((value) => value > 0 && value < 100)")
    button.click()
    until(page, "document.querySelector('[data-progress] progress').value > 40")
    seen = page.evaluate("window.seen")
    assert page.locator("[data-progress] progress").get_attribute("aria-label")
    page.wait_for_url("**/batches/**")
    between = sorted({value for value in seen["bar"] if 0 < value < 100})
    assert len(between) >= 3
    assert seen["bar"] == sorted(seen["bar"])
    steps = [int(text.removesuffix(" %")) for text in dict.fromkeys(seen["heard"]) if text.endswith("%")]
    assert len(steps) >= 3
    assert all(later - first >= 10 for first, later in pairwise(steps))
    assert len([one for one in asked if one["method"] == "POST"]) == 1
    assert Intake.objects.get(unit=world.province).name == "会议.txt"


def test_an_upload_is_cancelled_and_can_be_begun_again(uploading: Callable[..., Any], page: Page) -> None:
    line = uploading(SLOW)
    until(page, "window.seen.bar.some((value) => value > 0 && value < 100)")
    page.get_by_role("button", name="取消上传").click()
    page.get_by_role("status").get_by_text("上传已取消，未保存任何内容。").wait_for()
    assert not page.locator("[data-progress] progress").is_visible()
    assert not page.get_by_role("button", name="取消上传").is_visible()
    assert not Intake.objects.exists()
    line.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": 0, "downloadThroughput": FAST, "uploadThroughput": FAST},
    )
    page.locator("form.panel button[type=submit]").first.click()
    page.wait_for_url("**/batches/**")
    assert Intake.objects.count() == 1


def test_an_upload_that_breaks_off_is_told(uploading: Callable[..., Any], page: Page) -> None:
    uploading(FAST, offline=True)
    page.get_by_role("status").get_by_text("上传失败，未保存任何内容。").wait_for()
    assert page.locator("[data-percent]").inner_text() == "上传失败，未保存任何内容。"
    assert not Intake.objects.exists()
