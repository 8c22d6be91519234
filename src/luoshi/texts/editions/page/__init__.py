"""The pages of editions: a comparison in two columns, a series, terms. Each is one HTML file with nothing that runs.

They have the shell, the style and the rules of the other pages (``luoshi.texts.pages``): a content security policy that
lets in one style sheet by its hash, everything escaped, filters that are style rules, a print style.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment

    from luoshi.texts.editions.changes import Comparison
    from luoshi.texts.pages.labels import Labels

__all__ = ["comparison_page", "rendered"]


def comparison_page(comparison: Comparison, *, lang: str = "zh") -> str:
    """A comparison as one HTML page in ``lang`` ("zh" or "en"); change n stands at ``#c<n>``, counted from 1.

    Where a document is an invented specimen, the page says so. Raises ``UsageError`` for another language.
    """
    from luoshi.texts.editions.page.views import view_of
    from luoshi.texts.editions.page.words import words

    told = words(lang)
    view = view_of(comparison, told)
    return rendered(
        "comparison.html.j2",
        told,
        view.rules,
        view=view,
        sides=(("old", comparison.old), ("new", comparison.new)),
        synthetic=comparison.old.info.synthetic or comparison.new.info.synthetic,
    )


def rendered(template: str, words: Labels, rules: str, **values: object) -> str:
    """Fill a template of this package. ``rules`` are added to the style sheet: never anything from a text."""
    from luoshi import __version__
    from luoshi.texts.pages.shell import policy

    style = _style() + rules
    return (
        _environment()
        .get_template(template)
        .render(
            t=words,
            lang=words.html_lang,
            style=style,
            policy=policy(style, ""),
            version=__version__,
            text_lang={"Hans": "zh-Hans", "Hant": "zh-Hant"},
            **values,
        )
    )


@cache
def _style() -> str:
    shared = files("luoshi.texts.pages").joinpath("style.css").read_text("utf-8")
    return shared + files("luoshi.texts.editions.page").joinpath("style.css").read_text("utf-8")


@cache
def _environment() -> Environment:
    from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=ChoiceLoader([PackageLoader("luoshi.texts.editions.page", ""), PackageLoader("luoshi.texts.pages", "")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
