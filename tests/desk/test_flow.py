"""From a communiqué to a matter in a real browser, in both languages, with the pictures of every page kept."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from luoshi.data import data_path
from luoshi.desk.jobs.worker import run_pending
from luoshi.desk.ledger.models import Matter
from tests.desk.world import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.desk.world import World

pytestmark = pytest.mark.django_db(transaction=True)
pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "test-results" / "desk"
SPECIMEN = data_path("specimens", "cangyu-work-conference-2030.txt")
REAL = ROOT.parent / "shared" / "data" / "texts" / "miit-symposium"
WORDS = {
    "documents": ("文件", "Documents"),
    "matters": ("事项", "Matters"),
    "add": ("添加文件", "Add documents"),
    "read": ("读入", "Read them in"),
    "out": ("退出登录", "Sign out"),
    "confirm": ("确认任务项", "Confirm leaves"),
    "preview": ("预览", "Preview"),
    "open": ("确认立项", "Open the matters"),
    "receive": ("签收", "Receive the matter"),
    "gone": ("未找到页面", "Page not found"),
}


@dataclass
class Walk:
    """A browser of its own with what it asked for and complained of; ``see`` keeps a picture of the page."""

    page: Page
    root: str
    lang: str
    name: str
    words: dict[str, str]
    faults: list[str] = field(default_factory=list)
    pictures: int = 0

    def listen(self) -> None:
        """Whatever leaves the host, and whatever the console reports, is a fault."""
        self.page.on("console", lambda said: self.faults.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda fault: self.faults.append(str(fault)))
        self.page.on("request", self._asked)

    def _asked(self, request: Any) -> None:
        if not request.url.startswith((self.root, "data:", "blob:")):
            self.faults.append(request.url)

    def see(self, what: str) -> None:
        """Keep the picture, and look that nothing runs over the edge and that the page is in its language."""
        self.pictures += 1
        folder = KEPT / self.lang / self.name
        folder.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=folder / f"{self.pictures:02d}-{what}.png", full_page=True)
        assert self.page.locator("html").get_attribute("lang") == {"zh": "zh-Hans", "en": "en"}[self.lang]
        assert not self.page.evaluate("document.documentElement.scrollWidth > innerWidth")

    def sign_in(self, username: str) -> None:
        """Through the form, as a person does."""
        self.page.goto(self.root)
        if self.page.locator("html").get_attribute("lang") != {"zh": "zh-Hans", "en": "en"}[self.lang]:
            self.page.locator("button[name=language]").click()
        self.page.fill("input[name=username]", username)
        self.page.fill("input[name=password]", PASSWORD)
        self.page.keyboard.press("Enter")
        self.page.wait_for_selector("nav.navigation")

    def sign_out(self) -> None:
        """Through the menu."""
        self.page.locator("details.account > summary").click()
        self.page.get_by_role("button", name=self.words["out"]).click()
        self.page.wait_for_selector("input[name=username]")

    def go(self, room: str) -> None:
        """By the navigation."""
        self.page.locator("nav.navigation").get_by_role("link", name=self.words[room]).click()
        self.page.wait_for_load_state()


@pytest.fixture
def walk(page: Page, live_server: Any, world: World) -> Callable[..., Walk]:
    """Start in a language and a width."""

    def start(lang: str, name: str, width: int) -> Walk:
        for person in world.people.values():
            person.language = "en" if lang == "en" else "zh-hans"
            person.save()
        page.set_viewport_size({"width": width, "height": 900})
        walked = Walk(page, live_server.url, lang, name, {key: both[lang == "en"] for key, both in WORDS.items()})
        walked.listen()
        return walked

    return start


def _upload(walked: Walk, source: Path) -> None:
    page = walked.page
    walked.go("documents")
    walked.see("documents-empty")
    page.get_by_role("link", name=walked.words["add"]).first.click()
    page.set_input_files("input[type=file]", source)
    walked.see("upload")
    page.get_by_role("button", name=walked.words["read"], exact=True).click()
    page.wait_for_url("**/batches/**")
    run_pending()
    page.wait_for_selector("[data-reading]")
    walked.see("reading")


def _confirm(walked: Walk, lead: str) -> None:
    page = walked.page
    page.get_by_role("link", name=walked.words["confirm"]).click()
    for box in page.locator("input[name=leaf]").all()[:2]:
        box.check()
    page.fill("input[name=lead]", lead)
    page.fill("input[name=measure]", "按月报送进展")
    page.fill("input[name=due]", "2031-06-30")
    walked.see("confirm")
    page.get_by_role("button", name=walked.words["preview"]).click()
    walked.see("preview")
    page.get_by_role("button", name=walked.words["open"]).click()
    page.wait_for_selector(".toast")
    walked.see("opened")


def _received(walked: Walk) -> str:
    """The lead unit sees both, opens one, receives it; Back, Forward and reload show whole pages."""
    page = walked.page
    walked.go("matters")
    assert page.locator("table tbody tr").count() == 2
    walked.see("matters")
    page.locator("table tbody tr a").first.click()
    page.wait_for_selector("blockquote mark")
    walked.see("matter")
    page.get_by_role("button", name=walked.words["receive"]).click()
    page.wait_for_selector(".toast")
    where = page.url
    page.go_back()
    page.wait_for_selector("h1")
    page.go_forward()
    page.reload()
    page.wait_for_selector("nav.navigation")
    assert page.locator("h1").count() == 1
    walked.see("received")
    return where


def _printed(walked: Walk) -> None:
    """What the printer gets: no menus, no buttons, the sheet's own lines; a file that is a PDF."""
    page = walked.page
    page.emulate_media(media="print")
    assert not page.locator("nav.navigation").is_visible()
    assert page.locator(".sheet-signs").is_visible()
    assert not page.locator(".steps").is_visible()
    walked.see("printed")
    assert page.pdf(format="A4").startswith(b"%PDF")
    page.emulate_media(media="screen")


def _whole(walked: Walk, world: World, source: Path) -> None:
    walked.sign_in(world.people["supervision_officer"].username)
    _upload(walked, source)
    _confirm(walked, world.county.code)
    assert set(Matter.objects.values_list("lead_id", flat=True)) == {world.county.pk}
    walked.sign_out()
    walked.sign_in(world.people["clerk"].username)
    where = _received(walked)
    _printed(walked)
    walked.sign_out()
    walked.sign_in(world.people["leader"].username)
    walked.page.goto(f"{walked.root}{reverse('board:home')}")
    walked.see("board")
    walked.sign_out()
    assert walked.faults == []
    walked.sign_in(world.people["supervision_officer@other"].username)
    answer = walked.page.goto(where)
    assert answer is not None
    assert answer.status == 404
    assert walked.words["gone"] in walked.page.locator("h1").inner_text()
    walked.see("not-for-an-outsider")
    assert [fault for fault in walked.faults if "404" not in fault] == []


@pytest.mark.parametrize(("lang", "width"), [("zh", 1280), ("en", 1280), ("zh", 360), ("en", 360)])
def test_an_officer_turns_a_communique_into_owned_work(
    walk: Callable[..., Walk], world: World, lang: str, width: int
) -> None:
    _whole(walk(lang, f"specimen-{width}", width), world, SPECIMEN)


def test_the_same_with_the_text_of_a_real_meeting(walk: Callable[..., Walk], world: World) -> None:
    texts = sorted(REAL.glob("*.txt"))
    if not texts:
        pytest.skip("the real texts (../shared) are not beside this checkout")
    _whole(walk("zh", "real", 1280), world, texts[0])
