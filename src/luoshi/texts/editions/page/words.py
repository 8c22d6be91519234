"""The words of a comparison in one language: its own table over the one of the pages."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from luoshi.core.errors import RegisterError
from luoshi.texts.pages.labels import LANGUAGES, Labels, labels

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["table", "words"]


def words(lang: str) -> Labels:
    """The words of ``lang``. Raises ``UsageError`` for a language that the pages do not speak."""
    shared = labels(lang)
    return Labels(lang, {**shared.words, **{key: told[lang] for key, told in table().items()}})


@cache
def table() -> Mapping[str, Mapping[str, str]]:
    """Key → language → phrase. Raises ``RegisterError`` where a phrase lacks a language."""
    import yaml

    text = files("luoshi.texts.editions.page").joinpath("labels.yaml").read_text("utf-8")
    read: dict[str, dict[str, str]] = yaml.safe_load(text)
    for key, told in read.items():
        if set(told) != set(LANGUAGES) or not all(isinstance(word, str) and word for word in told.values()):
            raise RegisterError(f"“{key}” is not written in each of {', '.join(LANGUAGES)}", where="labels.yaml")
    return read
