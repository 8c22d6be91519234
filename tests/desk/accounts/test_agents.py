"""What a browser says of itself is shown in words, with the whole string behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from luoshi.desk.accounts.agents import browser_name
from luoshi.desk.accounts.models import SignIn

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from tests.desk.world import World

_WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
_LINUX = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"
_PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
_ANDROID = "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("agent", "shown"),
    [
        (f"{_LINUX} Chrome/156.0.0.0 Safari/537.36", "Chrome 156 · Linux"),
        (f"{_LINUX} HeadlessChrome/156.0.0.0 Safari/537.36", "Chrome (headless) 156 · Linux"),
        (f"{_WINDOWS} Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0", "Edge 140 · Windows"),
        (f"{_WINDOWS} Chrome/95.0.4638.69 Safari/537.36 QIHU 360EE", "360 Browser · Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox 128 · Linux"),
        (f"{_PHONE} Version/17.5 Mobile/15E148 Safari/604.1", "Safari 17 · iPhone"),
        (f"{_PHONE} Mobile/15E148 MicroMessenger/8.0.49", "WeChat 8 · iPhone"),
        (f"{_ANDROID} Chrome/126.0.0.0 Mobile Safari/537.36", "Chrome 126 · Android"),
        ("Mozilla/5.0 (Windows NT 6.1; Trident/7.0; rv:11.0) like Gecko", "Internet Explorer 11 · Windows"),
        ("curl/8.5.0", "curl 8"),
        ("", ""),
        ("内部程序", "内部程序"),
        ("x" * 200, "x" * 40 + "…"),
    ],
)
def test_a_browser_is_named_with_its_version_and_system(agent: str, shown: str) -> None:
    assert browser_name(agent) == shown


@pytest.mark.django_db
def test_the_lists_of_sessions_show_the_name_and_keep_the_string(
    signed_in: Callable[[str], Client], world: World
) -> None:
    agent = f"{_LINUX} Chrome/156.0.0.0 Safari/537.36"
    for key in ("clerk", "security_officer"):
        client = signed_in(key)
        SignIn.objects.filter(person=world.people["clerk"]).update(browser=agent)
        where = "/accounts/sessions/" if key == "clerk" else f"/accounts/people/{world.people['clerk'].pk}/"
        body = client.get(where).content.decode()
        assert f'<span title="{agent}">Chrome 156 · Linux</span>' in body
