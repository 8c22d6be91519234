"""Widgets beyond Django's: long lists that its templates draw too slowly, and text that is suggested while typed.

What suggests is an address that answers with options, under the same gates as everything else. Where no script runs
the fields are plain ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.utils import flatatt
from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

__all__ = ["OpenSelect", "QuickSelect", "SuggestInput", "SuggestLines"]


class QuickSelect(forms.Select):
    """A list of choices without groups."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:  # noqa: ARG002
        """The element with its options; the one that stands for the value is chosen."""
        chosen = {str(one) for one in self.format_value(value)}
        rows = ((str(key), mark_safe(" selected") if str(key) in chosen else "", text) for key, text in self.choices)
        options = format_html_join("", '<option value="{}"{}>{}</option>', rows)
        given = self.build_attrs(self.attrs, {"name": name, **(attrs or {})})
        return format_html("<select{}>{}</select>", flatatt(given), options)


class OpenSelect(QuickSelect):
    """A list of names for what may also be typed into the address: a value beyond the list stays chosen as it is."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """The element; where the value is none of the choices it is one more."""
        choices = list(self.choices)
        if value and str(value) not in {str(key) for key, _text in choices}:
            choices.append((value, value))
        drawn = QuickSelect(self.attrs, choices)
        return drawn.render(name, value, attrs, renderer)


class _Suggesting:
    """Where suggestions come from: the name of an address and what is always asked there."""

    def _asks(self, url_name: str, asked: dict[str, Any]) -> None:
        self.url_name, self.asked = url_name, asked

    @property
    def address(self) -> str:
        query = QueryDict(mutable=True)
        query.update(self.asked)
        return f"{reverse(self.url_name)}?{query.urlencode()}"


class SuggestInput(_Suggesting, forms.TextInput):
    """A line of text with suggestions: what was typed goes to the address as ``q``, options come back."""

    def __init__(self, url_name: str, attrs: dict[str, Any] | None = None, **asked: Any) -> None:
        super().__init__(attrs)
        self._asks(url_name, asked)

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """The field and its list, which is empty until something is typed."""
        key = f"{(attrs or {}).get('id') or name}-options"
        given = {**(attrs or {}), "list": key, "autocomplete": "off", "data-suggest": self.address}
        drawn = super().render(name, value, given, renderer)
        return format_html('{}<datalist id="{}"></datalist>', drawn, key)


class SuggestLines(_Suggesting, forms.Textarea):
    """One a line. Where scripts run, a line with suggestions stands below and adds to them."""

    def __init__(self, url_name: str, attrs: dict[str, Any] | None = None, **asked: Any) -> None:
        super().__init__(attrs)
        self._asks(url_name, asked)

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """The lines, then the field that adds one."""
        drawn = super().render(name, value, attrs, renderer)
        key = f"{(attrs or {}).get('id') or name}-options"
        line = (
            '{}<div class="adding" data-add-line hidden><input list="{}" autocomplete="off" data-suggest="{}"'
            ' aria-label="{}" placeholder="{}"><button class="button" type="button">{}</button>'
            '<datalist id="{}"></datalist></div>'
        )
        said = _("One more: name or code")
        return format_html(line, drawn, key, self.address, said, said, _("Add the line"), key)
