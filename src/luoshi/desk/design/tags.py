"""A state as it stands in a table or a sentence: a sign, a word, a colour; never the colour alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.html import format_html

from luoshi.desk.design import icons

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.safestring import SafeString

__all__ = ["KINDS", "tag"]

KINDS: Mapping[str, str] = {
    "neutral": "minus",
    "info": "info",
    "good": "check",
    "warn": "clock",
    "bad": "alert",
    "grey": "dot",
}
"""Kinds of status, each with the icon that tells it from the others without colour."""


def tag(kind: str, text: object) -> SafeString:
    """A tag; an unknown kind is neutral."""
    known = kind if kind in KINDS else "neutral"
    return format_html('<span class="tag tag-{}">{}{}</span>', known, icons.draw(KINDS[known]), text)
