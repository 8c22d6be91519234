"""A proof as one page: the draft with its findings in the margin, complete in itself, without a script."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from luoshi import __version__
from luoshi.texts.folding import fold
from luoshi.texts.pages.labels import labels
from luoshi.texts.pages.marked import Tagged, paragraphs
from luoshi.texts.pages.nesting import Mark
from luoshi.texts.pages.shell import policy
from luoshi.texts.proofing.messages import messages
from luoshi.texts.specimens import is_specimen

if TYPE_CHECKING:
    from jinja2 import Environment

    from luoshi.texts.pages.marked import Thing
    from luoshi.texts.proofing.messages import Messages
    from luoshi.texts.proofing.records import Finding, Proof

__all__ = ["Card", "proof_page"]

_RULES = (
    ".f-wrong{--k:var(--alert);--kb:var(--alert-bg)}.f-doubtful{--k:var(--figure);--kb:var(--figure-bg)}"
    ".f-style{--k:var(--actor);--kb:var(--actor-bg)}"
)


@dataclass(frozen=True, slots=True)
class Card:
    """What the margin says of one finding."""

    number: int
    severity: str
    tag: str
    grade: str
    start: int
    end: int
    quote: str
    computed: str
    why: str
    suggestion: str


def proof_page(proof: Proof, *, lang: str = "zh") -> str:
    """The draft beside its findings as one HTML page in ``lang`` ("zh" or "en").

    Finding n stands at ``#f<n>`` and its characters at ``#t<n>``, counted from 1. Raises ``UsageError`` for another
    language.
    """
    words, told = labels(lang), messages(lang)
    style = _style() + _RULES
    cards = [_card(number, one, told) for number, one in enumerate(proof.findings, 1)]
    return (
        _environment()
        .get_template("proof.html.j2")
        .render(
            t=words,
            m=told,
            lang=words.html_lang,
            text_lang="zh-Hant" if fold(proof.document.text).script == "Hant" else "zh-Hans",
            style=style,
            policy=policy(style, ""),
            version=__version__,
            proof=proof,
            cards=cards,
            text=paragraphs(proof.document.text, _marks(proof, told, words.html_lang)),
            synthetic=is_specimen(proof.document.text),
        )
    )


def _card(number: int, one: Finding, told: Messages) -> Card:
    return Card(
        number=number,
        severity=one.severity.value,
        tag=f"{number} {told(f'code.{one.code}')}",
        grade=told(f"severity.{one.severity.value}"),
        start=one.span.start,
        end=one.span.end,
        quote=one.span.quote,
        computed=one.computed,
        why=told.why(one),
        suggestion=told.suggestion(one),
    )


def _marks(proof: Proof, told: Messages, lang: str) -> list[Mark[Thing]]:
    return [
        Mark(
            one.span.start,
            one.span.end,
            Tagged(f"f-{one.severity.value}", f"t{n}", f"f{n}", f"{n} {told(f'code.{one.code}')}", lang, str(n)),
        )
        for n, one in enumerate(proof.findings, 1)
    ]


@cache
def _style() -> str:
    return files("luoshi.texts.pages").joinpath("style.css").read_text("utf-8")


@cache
def _environment() -> Environment:
    """The templates of this package over those of the pages, escaped like them."""
    from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=ChoiceLoader([PackageLoader("luoshi.texts.proofing", ""), PackageLoader("luoshi.texts.pages", "")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
