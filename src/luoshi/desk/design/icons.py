"""A small own set of line icons, drawn on a grid of 24: no font, no outside file, the colour of the text around."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from django.utils.html import format_html
from django.utils.safestring import mark_safe

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.safestring import SafeString

__all__ = ["ICONS", "draw"]

ICONS: Mapping[str, str] = {
    "alert": '<path d="M12 4 2.8 20h18.4z"/><path d="M12 10v4.5M12 17.2v.3"/>',
    "arrow-left": '<path d="M19 12H5M11 6l-6 6 6 6"/>',
    "arrow-right": '<path d="M5 12h14M13 6l6 6-6 6"/>',
    "board": '<path d="M4 4h7v9H4zM13 4h7v5h-7zM13 11h7v9h-7zM4 15h7v5H4z"/>',
    "calendar": '<path d="M4 6h16v14H4zM4 10h16M8 3.5V7M16 3.5V7"/>',
    "check": '<path d="m4.5 12.5 5 5 10-11"/>',
    "chevron": '<path d="m6 9 6 6 6-6"/>',
    "clock": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5l3.5 2"/>',
    "close": '<path d="M5.5 5.5l13 13M18.5 5.5l-13 13"/>',
    "columns": '<path d="M4 5h16v14H4zM9.3 5v14M14.7 5v14"/>',
    "document": '<path d="M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6"/>',
    "download": '<path d="M12 4v11M7 10.5l5 5 5-5M4.5 20h15"/>',
    "dot": '<circle cx="12" cy="12" r="4"/>',
    "draft": '<path d="M5 20.5h14M6 16l1-4 9-9 3 3-9 9z"/>',
    "error": '<path d="M8.2 3.5h7.6l4.7 4.7v7.6l-4.7 4.7H8.2l-4.7-4.7V8.2z"/><path d="M12 7.5V13M12 16.2v.3"/>',
    "external": '<path d="M13 4h7v7M20 4l-9 9M18 14v6H4V6h6"/>',
    "filter": '<path d="M4 5h16l-6.2 7.5V19l-3.6-2v-4.5z"/>',
    "help": '<circle cx="12" cy="12" r="8.5"/><path d="M9.6 9.5a2.5 2.5 0 1 1 3.6 2.2c-.9.5-1.2 1-1.2 2M12 16.6v.3"/>',
    "info": '<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5.5M12 7.5v.3"/>',
    "jobs": '<path d="M4 6h10M4 12h7M4 18h5M15 15.5l2.5 2.5L21 13"/>',
    "language": '<circle cx="12" cy="12" r="8.5"/><path d="M3.5 12h17M12 3.5c-5 5-5 12 0 17M12 3.5c5 5 5 12 0 17"/>',
    "lock": '<path d="M5.5 10.5h13V20h-13zM8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5"/>',
    "log": '<path d="M5 4h14v16H5zM8.5 8.5h7M8.5 12h7M8.5 15.5h4"/>',
    "matter": '<path d="M4 6.5l1.5 1.5L8.5 5M4 16.5 5.5 18l3-3M12 6.5h8M12 16.5h8M12 11.5h8"/>',
    "menu": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "minus": '<path d="M5 12h14"/>',
    "people": (
        '<circle cx="9" cy="8.5" r="3.5"/>'
        '<path d="M2.8 19.5c.5-4 3-6 6.2-6s5.7 2 6.2 6M15.5 5.4a3.5 3.5 0 0 1 0 6.2M18 14c2 .8 3 2.6 3.3 5.5"/>'
    ),
    "person": ('<circle cx="12" cy="8.5" r="4"/><path d="M4.5 20c.600-4.3 3.5-6.5 7.5-6.5s6.9 2.2 7.5 6.5"/>'),
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "print": '<path d="M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z"/>',
    "quote": '<path d="M10 7H5v6h4c0 2-1 3.2-3 4M19 7h-5v6h4c0 2-1 3.2-3 4"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6"/><path d="m15 15 5.5 5.5"/>',
    "sign-out": '<path d="M14 4H5v16h9M10 12h11M17 8l4 4-4 4"/>',
    "sort": '<path d="M8 10l4-4 4 4M8 14l4 4 4-4"/>',
    "sort-down": '<path d="M8 14l4 4 4-4M12 6v11"/>',
    "sort-up": '<path d="M8 10l4-4 4 4M12 7v11"/>',
    "sun": ('<circle cx="12" cy="12" r="8.5"/><path d="M12 3.5v17M12 7.5l5.5-3M12 12l8-4M12 16.5l8-4M13 20l5-2.5"/>'),
    "table": '<path d="M4 5h16v14H4zM4 10h16M4 14.5h16M10 10v9"/>',
    "token": '<circle cx="8" cy="14.5" r="4.5"/><path d="m11.5 11.5 8-8M16 7l3 3"/>',
    "unit": '<path d="M3.5 20.5h17M5 20V10l7-5.5 7 5.5v10M9.5 20v-6h5v6"/>',
    "upload": '<path d="M12 16V5M7 9.5l5-5 5 5M4.5 20h15"/>',
}


@lru_cache(maxsize=512)
def draw(name: str, label: str = "") -> SafeString:
    """An icon; hidden from screen readers unless it has a label. An unknown name is a dot."""
    paths = mark_safe(ICONS.get(name, ICONS["dot"]))  # noqa: S308 (a constant of this file)
    said = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html('<svg class="icon icon-{}" viewBox="0 0 24 24" {}>{}</svg>', name, said, paths)
