"""A page open in the browser of the tests, and all that it asked for or complained of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page


@dataclass
class Visit:
    """One page open in a browser, and all that it asked for or complained of."""

    page: Page
    address: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def heard(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)


@pytest.fixture
def visit(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Visit]]:
    """Open a page from a file, in a browser of its own with the options given. At the end it must have been quiet."""
    contexts: list[BrowserContext] = []
    visits: list[Visit] = []

    def opened(source: str, *, width: int = 1440, anchor: str = "", **options: Any) -> Visit:
        path = tmp_path / f"page{len(visits)}.html"
        path.write_text(source, "utf-8", newline="")
        settings = {"locale": "zh-CN", "timezone_id": "Asia/Shanghai", "viewport": {"width": width, "height": 900}}
        contexts.append(browser.new_context(**{**settings, **options}))
        seen = Visit(contexts[-1].new_page(), path.as_uri())
        seen.page.on("console", seen.heard)
        seen.page.on("pageerror", lambda error: seen.complaints.append(str(error)))
        seen.page.on("request", lambda request: seen.requests.append(request.url))
        seen.page.goto(f"{seen.address}{anchor}")
        visits.append(seen)
        return seen

    yield opened
    for context in contexts:
        context.close()
    for seen in visits:
        assert seen.complaints == []
        assert {url.partition("#")[0] for url in seen.requests} - {"data:,"} == {seen.address}
