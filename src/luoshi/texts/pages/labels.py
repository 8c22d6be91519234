"""The words of the pages, in Simplified Chinese and English, from one table (``labels.yaml``)."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from luoshi.core.errors import RegisterError, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["LANGUAGES", "Labels", "explained", "labels", "table"]

LANGUAGES: Final = {"zh": "zh-Hans", "en": "en"}
"""The languages of the pages, and how HTML names them."""


@dataclass(frozen=True, slots=True)
class Labels:
    """The words of one language: ``words("summary.title")`` is a phrase, ``words.name("role", "act")`` a name."""

    lang: str
    words: Mapping[str, str] = field(repr=False)

    @property
    def html_lang(self) -> str:
        """The language as the ``lang`` attribute wants it (BCP 47)."""
        return LANGUAGES[self.lang]

    def __call__(self, key: str, **values: object) -> str:
        """The phrase of ``key`` with its ``{places}`` filled. Raises ``RegisterError`` for an unknown key."""
        if key not in self.words:
            raise RegisterError(f"there is no label “{key}”", where="labels.yaml", remedy="add it in every language")
        return self.words[key].format(**values) if values else self.words[key]

    def name(self, group: str, code: str) -> str:
        """The name of a code; the code itself where the table does not know it, so that nothing is lost."""
        return self.words.get(f"{group}.{code}", code)


def explained(why: str, words: Labels) -> str:
    """The rule that made a record in the language of the page; a part without a name stays as it is."""
    return words("why.joint").join(_part(part, words) for part in why.split("; "))


def _part(part: str, words: Labels) -> str:
    if part.startswith("opened by "):
        return words("why.opened", by=part.removeprefix("opened by "))
    if part.endswith(" frame") and f"why.{part}" not in words.words:
        return words("why.frame", word=part.removesuffix(" frame"))
    return words.name("why", part)


def labels(lang: str) -> Labels:
    """The words of ``lang``. Raises ``UsageError`` for a language the pages do not speak."""
    if lang not in LANGUAGES:
        raise UsageError(f"pages are not written in “{lang}”", remedy=f"choose one of: {', '.join(LANGUAGES)}")
    return Labels(lang, {key: words[lang] for key, words in table().items()})


@cache
def table() -> Mapping[str, Mapping[str, str]]:
    """Key → language → phrase. Raises ``RegisterError`` where a phrase lacks a language."""
    import yaml

    read: dict[str, dict[str, str]] = yaml.safe_load(
        files("luoshi.texts.pages").joinpath("labels.yaml").read_text("utf-8")
    )
    for key, words in read.items():
        if set(words) != set(LANGUAGES) or not all(isinstance(word, str) and word for word in words.values()):
            raise RegisterError(f"“{key}” is not written in each of {', '.join(LANGUAGES)}", where="labels.yaml")
    return read
