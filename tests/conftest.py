"""One browser for all tests of pages: the system's Chromium, which never talks to the outside.

A machine without Chromium skips these tests. Where ``CI`` is set a skipped browser test is a failure: a clean run that
looked at no page would be a false green.
"""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Generator

CHROMIUM = os.environ.get("LUOSHI_CHROMIUM") or next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
BROWSER_FIXTURES = frozenset({"browser", "context", "page"})


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Chromium without a window; as root it cannot have its sandbox."""
    if not CHROMIUM:
        pytest.skip("no Chromium: scripts/test-needs names what is missing")
    args = [*QUIET, "--no-sandbox"] if os.geteuid() == 0 else [*QUIET]
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "headless": True, "args": args}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A Chinese office computer."""
    size = {"width": 1280, "height": 800}
    return {**browser_context_args, "locale": "zh-CN", "timezone_id": "Asia/Shanghai", "viewport": size}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skipped browser test into a failed one where ``CI`` is set."""
    report = yield
    if report.skipped and os.environ.get("CI") and BROWSER_FIXTURES & set(getattr(item, "fixturenames", ())):
        report.outcome, report.longrepr = "failed", f"skipped where CI is set: {report.longrepr}"
    return report
