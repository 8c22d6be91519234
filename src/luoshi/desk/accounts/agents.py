"""What a browser says of itself, in words that a person recognises: name, version, system."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["BROWSERS", "SYSTEMS", "browser_name"]

_UNKNOWN = 40

BROWSERS: Sequence[tuple[str, str]] = (
    (r"MicroMessenger/(\d+)", "WeChat"),
    (r"(?:Edg|EdgA|EdgiOS)/(\d+)", "Edge"),
    (r"(?:OPR|Opera)/(\d+)", "Opera"),
    (r"QQBrowser/(\d+)", "QQ Browser"),
    (r"UCBrowser/(\d+)", "UC Browser"),
    (r"(?:HuaweiBrowser)/(\d+)", "Huawei Browser"),
    (r"(?:360SE|QIHU 360EE|QHBrowser)(?:/(\d+))?", "360 Browser"),
    (r"(?:Firefox|FxiOS)/(\d+)", "Firefox"),
    (r"HeadlessChrome/(\d+)", "Chrome (headless)"),
    (r"(?:Chrome|CriOS)/(\d+)", "Chrome"),
    (r"Version/(\d+)[\d.]* (?:Mobile/\w+ )?Safari/", "Safari"),
    (r"(?:MSIE |Trident/.*rv:)(\d+)", "Internet Explorer"),
    (r"curl/(\d+)", "curl"),
    (r"python-requests/(\d+)", "python-requests"),
)
"""Pattern with the version, name. In this order: most browsers also claim to be another one."""

SYSTEMS: Sequence[tuple[str, str]] = (
    (r"HarmonyOS|OpenHarmony", "HarmonyOS"),
    (r"Android", "Android"),
    (r"iPhone|iPod", "iPhone"),
    (r"iPad", "iPad"),
    (r"Windows", "Windows"),
    (r"Mac OS X|Macintosh", "macOS"),
    (r"CrOS", "ChromeOS"),
    (r"UOS|Deepin", "UOS"),
    (r"Kylin", "Kylin"),
    (r"Linux", "Linux"),
)
"""Pattern, name."""


def browser_name(agent: str) -> str:
    """``Chrome 156 · Linux``; of what the tables do not know, its first characters."""
    browser = next((f"{name} {hit[1] or ''}".strip() for hit, name in _hits(agent, BROWSERS)), "")
    system = next((name for _hit, name in _hits(agent, SYSTEMS)), "")
    if not browser:
        return agent if len(agent) <= _UNKNOWN else f"{agent[:_UNKNOWN]}…"
    return f"{browser} · {system}" if system else browser


def _hits(agent: str, table: Sequence[tuple[str, str]]) -> list[tuple[re.Match[str], str]]:
    return [(hit, name) for pattern, name in table if (hit := re.search(pattern, agent))]
