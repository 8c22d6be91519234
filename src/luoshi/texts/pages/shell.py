"""From values to one HTML file: templates with everything escaped, style and script inside, and a policy that
lets nothing else run (Content Security Policy Level 3: hashes of inline elements)."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from luoshi import __version__

if TYPE_CHECKING:
    from jinja2 import Environment

    from luoshi.texts.pages.labels import Labels

__all__ = ["policy", "render"]


def render(template: str, words: Labels, *, rules: str, script: bool, **values: object) -> str:
    """Fill ``template``. ``rules`` are added to the style sheet; they must come from the program, never from a text."""
    style = f"{_asset('style.css')}{rules}"
    code = _asset("script.js") if script else ""
    return (
        _environment()
        .get_template(template)
        .render(
            t=words,
            lang=words.html_lang,
            style=style,
            script=code,
            policy=policy(style, code),
            version=__version__,
            **values,
        )
    )


def policy(style: str, script: str) -> str:
    """The content security policy of a page that holds exactly this style and this script."""
    rules = [
        "default-src 'none'",
        f"style-src '{_hash(style)}'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    if script:
        rules.append(f"script-src '{_hash(script)}'")
    return "; ".join(rules)


def _hash(content: str) -> str:
    return f"sha256-{b64encode(sha256(content.encode()).digest()).decode()}"


@cache
def _asset(name: str) -> str:
    return files("luoshi.texts.pages").joinpath(name).read_text("utf-8")


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("luoshi.texts.pages", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
