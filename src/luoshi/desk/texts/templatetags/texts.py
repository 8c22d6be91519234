"""What was typed beside one leaf, so that a form that comes back has it still."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["given", "register"]

register = template.Library()


@register.simple_tag
def given(data: Mapping[str, Any], prefix: str, pk: int) -> str:
    """The value of the field ``prefix`` + ``pk``, escaped by the template."""
    return str(data.get(f"{prefix}{pk}", ""))
