"""Widgets that templates would draw too slowly: a list of hundreds of choices, each of them a template of Django's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

__all__ = ["QuickSelect"]


class QuickSelect(forms.Select):
    """A list of choices without groups."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:  # noqa: ARG002
        """The element with its options; the one that stands for the value is chosen."""
        chosen = {str(one) for one in self.format_value(value)}
        rows = ((str(key), mark_safe(" selected") if str(key) in chosen else "", text) for key, text in self.choices)
        options = format_html_join("", '<option value="{}"{}>{}</option>', rows)
        given = self.build_attrs(self.attrs, {"name": name, **(attrs or {})})
        return format_html("<select{}>{}</select>", flatatt(given), options)
