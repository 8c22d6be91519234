"""Blocks of a page never touch: what follows an empty state, and what follows a line of text, keeps its distance."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
pytestmark = pytest.mark.django_db(transaction=True)
GAPS = """() => {
  const boxes = "h2, h3, .panel, .filter, .empty, .table-box, .table-scroll, form, details, section, div, table, p";
  const found = [];
  for (const from of [document.querySelector("main"), ...document.querySelectorAll("main .panel")]) {
    const shown = [...from.children].filter((node) => node.matches(boxes) && node.getBoundingClientRect().height > 1);
    shown.slice(1).forEach((node, n) => {
      const above = shown[n];
      if (node !== above.nextElementSibling || (node.matches("p") && above.matches("p, h2, h3"))) return;
      const gap = Math.round(node.getBoundingClientRect().top - above.getBoundingClientRect().bottom);
      const name = (one) => one.tagName.toLowerCase() + (one.className ? "." + one.className.split(" ")[0] : "");
      found.push([name(above) + " + " + name(node), gap]);
    });
  }
  return found;
}"""
PAGES = [
    ("supervision_officer", "/api/tokens/", "div.empty + h2"),
    ("auditor", "/audit/", "p + details.filter"),
    ("auditor", "/audit/as-of/", "p + form"),
    ("administrator", "/accounts/people/", "p.buttons + details.filter"),
    ("supervision_officer", "/jobs/", ""),
    ("leader", "/accounts/sessions/", ""),
    ("leader", "/accounts/profile/", ""),
]


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize(("key", "where", "pair"), PAGES)
def test_no_two_blocks_of_a_page_touch(  # noqa: PLR0917
    page: Page, live_server: LiveServer, signed_in: Callable[[str], Client], key: str, where: str, pair: str, width: int
) -> None:
    session = signed_in(key).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page.set_viewport_size({"width": width, "height": 800})
    answer = page.goto(f"{live_server.url}{where}")
    assert answer is not None
    assert answer.status == 200
    gaps = page.evaluate(GAPS)
    assert pair in {"", *(name for name, _gap in gaps)}
    assert [(name, gap) for name, gap in gaps if gap < 8] == []
    assert [(name, gap) for name, gap in gaps if name == pair and gap < 16] == []
