"""The views of documents beside each other, as tabs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import Promise

__all__ = ["VIEWS", "document_tabs"]

VIEWS: dict[str, str | Promise] = {
    "documents": _("List"),
    "compare": _("Comparison"),
    "series": _("Themes through editions"),
    "terms": _("Terms"),
}
"""URL name → what the tab says."""


def document_tabs() -> list[tuple[str, str, str]]:
    """Key, text and address of each."""
    return [(name, str(text), reverse(f"texts:{name}")) for name, text in VIEWS.items()]
