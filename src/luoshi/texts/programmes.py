"""The programme of a commitment: which line of a deployment it belongs to, by weighted keywords.

Most clauses of a directive sentence carry no keyword of their own; they keep the programme of their head. The
keywords are data (``programmes.yaml``), matched in one pass.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from luoshi.core.yamlfile import load_yaml
from luoshi.data import data_path
from luoshi.texts.records import Section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ahocorasick import Automaton

__all__ = ["Default", "Programme", "programmes", "programmes_of"]


@dataclass(frozen=True, slots=True)
class Programme:
    """One line of a deployment with its names in Chinese and English."""

    id: str
    zh: str
    en: str


@cache
def programmes() -> dict[str, Programme]:
    """The programmes in their order."""
    return {key: Programme(key, entry["label"]["zh"], entry["label"]["en"]) for key, entry in _content().items()}


@dataclass(slots=True)
class Default:
    """What a clause belongs to where its sentence says nothing: its paragraph, the heading, the whole text.

    Orders of the closing are about conduct unless they say otherwise; those of the study belong to no programme.
    ``heading`` and ``subject`` are folded text.
    """

    section: Section
    heading: str
    subject: str
    paragraph: str | None = None

    def programme(self) -> str | None:
        """The nearest default."""
        if self.section is Section.CLOSING:
            return "conduct"
        if self.paragraph is None:
            nearest = _best(self.heading) or _best(self.subject)
            self.paragraph = nearest[0] if nearest else ""
        return self.paragraph or None


def programmes_of(sentence: Sequence[tuple[str, bool, str]], default: Default) -> list[str | None]:
    """The programme of each clause ``(text, opens, trigger)`` of a sentence: that of its head, unless only its own
    words tell one. A numbered subheading (（一）) speaks for the rest of its paragraph.
    """
    if default.section is Section.CONTEXT:
        return [None] * len(sentence)
    head: tuple[str, int] | None = None
    told: list[str | None] = []
    for text, opens, trigger in sentence:
        chosen = head
        if opens or head is None or head[1] <= _WEAK:
            own = _best(text)
            head = own if opens else head
            chosen = own if head is None or (own and own[1] >= _STRONG) else head
            if own and opens and trigger.startswith("（"):
                default.paragraph = own[0]
        told.append(chosen[0] if chosen else default.programme())
    return told


_WEAK, _STRONG = 2, 4


def _best(text: str) -> tuple[str, int] | None:
    told = [vote for _, vote in _matcher().iter_long(text)]
    if len(told) < 2:
        return told[0] if told else None
    votes: dict[str, int] = {}
    for programme, weight in told:
        votes[programme] = votes.get(programme, 0) + weight
    if len(votes) == 1:
        return told[0][0], votes[told[0][0]]
    order = list(programmes())
    return min(votes.items(), key=lambda vote: (-vote[1], order.index(vote[0])))


@cache
def _matcher() -> Automaton:

    from ahocorasick import Automaton

    automaton = Automaton()
    for programme, entry in _content().items():
        for word, weight in entry["words"].items():
            automaton.add_word(word, (programme, int(weight)))
    automaton.make_automaton()
    return automaton


@cache
def _content() -> dict[str, Any]:
    content = load_yaml(data_path("texts", "lexicon", "programmes.yaml"))
    return content if isinstance(content, dict) else {}
