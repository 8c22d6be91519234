"""Findings in words, Chinese and English, from one table (``messages.yaml``): which operands gave what."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from luoshi.core.errors import RegisterError, UsageError
from luoshi.texts.proofing.records import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from luoshi.texts.proofing.records import Dangling, Finding, Proof

__all__ = ["LANGUAGES", "Messages", "messages", "table"]

LANGUAGES: Final = ("zh", "en")
"""The languages that findings are told in."""


@dataclass(frozen=True, slots=True)
class Messages:
    """The words of one language."""

    lang: str
    words: Mapping[str, str] = field(repr=False)

    def __call__(self, key: str, **values: object) -> str:
        """The phrase of ``key`` with its places filled. Raises ``RegisterError`` for an unknown key."""
        if key not in self.words:
            raise RegisterError(
                f"there is no message “{key}”", where="messages.yaml", remedy="add it in every language"
            )
        return self.words[key].format(**values) if values else self.words[key]

    def why(self, finding: Finding) -> str:
        """Which operands were used, and what follows from them."""
        shown = [f"“{one.span.quote}”" for one in finding.operands[:8]]
        operands = self("joint").join(shown) + ("…" if len(finding.operands) > 8 else "")
        note = self.words.get(f"note.{finding.note}", "")
        if finding.note.startswith("line "):
            note = f"（{finding.note}）" if self.lang == "zh" else f" ({finding.note})"
        if finding.reach:
            note += self("reach", reach=finding.reach)
        general = "finding" if operands else "finding.bare"
        keys = (f"why.{finding.code}", f"why.{finding.relation}", general)
        return self(
            next(key for key in keys if key in self.words),
            stated=finding.stated,
            computed=finding.computed or "?",
            operands=operands,
            relation=self.words.get(f"relation.{finding.relation}", finding.relation),
            note=note,
        )

    def suggestion(self, finding: Finding) -> str:
        """What to print instead; where only a person can tell, that."""
        return self("suggestion", text=finding.suggestion) if finding.suggestion else self("suggestion.none")

    def open_part(self, part: Dangling) -> str:
        """Why a share or rate was not computed."""
        key = f"dangling.{part.code}"
        return self(key if key in self.words else "dangling", quote=part.span.quote)

    def summary(self, proof: Proof) -> str:
        """Figures, relations that hold, findings by severity, in one sentence."""
        counts = {grade.value: sum(one.severity is grade for one in proof.findings) for grade in Severity}
        return self(
            "summary",
            figures=proof.figures,
            confirmed=len(proof.confirmed),
            findings=len(proof.findings),
            dangling=len(proof.dangling),
            **counts,
        )


def messages(lang: str) -> Messages:
    """The words of ``lang``. Raises ``UsageError`` for a language that findings are not told in."""
    if lang not in LANGUAGES:
        raise UsageError(f"findings are not told in “{lang}”", remedy=f"choose one of: {', '.join(LANGUAGES)}")
    return Messages(lang, {key: words[lang] for key, words in table().items()})


@cache
def table() -> Mapping[str, Mapping[str, str]]:
    """Key → language → phrase. Raises ``RegisterError`` where a phrase lacks a language."""
    import yaml

    text = files("luoshi.texts.proofing").joinpath("messages.yaml").read_text("utf-8")
    read: dict[str, dict[str, str]] = yaml.safe_load(text)
    for key, words in read.items():
        if set(words) != set(LANGUAGES) or not all(isinstance(word, str) for word in words.values()):
            raise RegisterError(f"“{key}” is not written in each of {', '.join(LANGUAGES)}", where="messages.yaml")
    return read
