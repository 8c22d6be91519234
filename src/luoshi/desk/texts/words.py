"""The names of kinds, fields, rules and warnings in the language of the page: those of the reading pages."""

from __future__ import annotations

from functools import cache

from django.utils.translation import get_language

from luoshi.texts.pages.labels import Labels, labels

__all__ = ["words"]


def words() -> Labels:
    """The words of the language that is active now."""
    return _of("en" if (get_language() or "").startswith("en") else "zh")


@cache
def _of(lang: str) -> Labels:
    return labels(lang)
