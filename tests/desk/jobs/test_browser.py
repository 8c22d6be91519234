"""The pages of jobs in a real browser: they fit, are accessible, and follow a job to its end by themselves."""

from __future__ import annotations

import os
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from django.utils import timezone

from luoshi.desk.jobs.models import Job, State

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client
    from playwright.sync_api import Page

    from tests.desk.world import World

pytestmark = pytest.mark.django_db(transaction=True)
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def _job(world: World, **columns: Any) -> Job:
    told = {"task": "texts.read-intake", "run_at": timezone.now(), "unit": world.province, **columns}
    return Job.objects.create(person=world.people["supervision_officer"], **told)


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
def test_the_pages_fit_the_screen_and_break_no_rule_of_accessibility(
    language: str, world: World, page: Page, live_server: Any, faults: list[str]
) -> None:
    made = [_job(world, state=state, done=3, total=7, note="会议纪要（一）.docx") for state in State.values]
    page.context.add_cookies([{"name": "luoshi_language", "value": language, "url": live_server.url}])
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        for address in [reverse("jobs:list"), *(reverse("jobs:job", args=[job.pk]) for job in made[1:4])]:
            page.goto(f"{live_server.url}{address}")
            assert page.evaluate("document.documentElement.scrollWidth") <= width, address
            if shots := os.environ.get("LUOSHI_SHOTS"):
                page.screenshot(path=f"{shots}/jobs-{language}-{width}-{address.strip('/').replace('/', '-')}.png")
            page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8"))
            found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
            told = [(rule["id"], [node["html"][:160] for node in rule["nodes"]]) for rule in found["violations"]]
            assert told == [], address
    assert faults == []


def test_the_page_follows_its_job_to_the_end(world: World, page: Page, live_server: Any, faults: list[str]) -> None:
    job = _job(world, state=State.RUNNING, done=1, total=9)
    page.goto(f"{live_server.url}{reverse('jobs:job', args=[job.pk])}")
    page.get_by_text("1 / 9").wait_for()
    Job.objects.filter(pk=job.pk).update(state=State.DONE, done=9, finished_at=timezone.now())
    page.get_by_text("9 / 9").wait_for()
    page.get_by_text("已完成").wait_for()
    assert page.locator("#job[hx-get]").count() == 0
    assert faults == []
