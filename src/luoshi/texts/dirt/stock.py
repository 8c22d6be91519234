"""The stock phrases of official language, and every way in which a rewriting program would bend them.

Official language repeats itself word for word, and that is what gives a reworded copy away: a program that swaps
synonyms does not know that 规模以上 is followed by 工业 and not by 实业. So the lexicon (``stock.yaml``) holds phrases
in parts, and each phrase brings its distortions: one part swapped, two parts exchanged, one part left out, and an
inner part replaced by whatever it may be. All are looked for in one pass (Aho and Corasick 1975).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from luoshi.core.entries import Entry
from luoshi.data import data_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from ahocorasick import Automaton

__all__ = ["Frame", "Known", "Stock", "load_stock", "made", "stock"]

_INNER_LEFT_OUT = 4
"""From so many parts on a phrase is still recognised with an inner part left out."""
_LEFT, _BOTH = 4, 7
"""Characters before an open place of a phrase, and on both sides together, that say for certain which is meant."""


class Frame(NamedTuple):
    """An open place of a phrase: what belongs there, and what stands behind it."""

    inner: str
    right: str
    meant: str


class Known(NamedTuple):
    """What a string tells: it is a phrase, it is meant to be one (``meant``), or it begins one.

    ``followers`` are the only words that may stand behind it; empty where anything may.
    """

    text: str
    phrase: bool
    meant: str
    followers: tuple[str, ...]
    frames: tuple[Frame, ...]


class Stock(NamedTuple):
    """The phrases in their parts, and an automaton that finds them and their distortions.

    It gives None for a phrase that only has to be counted, which most are, and a ``Known`` for all else.
    """

    phrases: tuple[tuple[str, ...], ...]
    swaps: Mapping[str, tuple[str, ...]]
    slots: Mapping[str, tuple[str, ...]]
    right: frozenset[str]
    automaton: Automaton


@cache
def stock() -> Stock:
    """The stock phrases that ship. Raises ``RegisterError`` where the file breaks its schema."""
    return load_stock(data_path("texts", "lexicon", "stock.yaml"))


def load_stock(path: Path) -> Stock:
    """Stock phrases from a file. Raises ``RegisterError`` naming file, line and field."""
    entry = Entry.read(path).only("phrases", "swaps", "slots", "right")
    phrases = tuple(tuple(one.split("|")) for one in entry.text("phrases").split())
    swaps, slots = _words(entry.entry("swaps")), _words(entry.entry("slots"))
    return made(phrases, swaps, slots, frozenset(entry.text("right").split()))


def made(
    phrases: tuple[tuple[str, ...], ...],
    swaps: Mapping[str, tuple[str, ...]],
    slots: Mapping[str, tuple[str, ...]],
    right: frozenset[str],
) -> Stock:
    """Stock phrases from their parts, with what replaces a part, what follows a beginning, and what is right."""
    known: dict[str, Known] = {}
    whole = {"".join(parts) for parts in phrases}
    for parts in phrases:
        for said in _bent(parts, swaps):
            if said not in whole and said not in right:
                known[said] = Known(said, phrase=False, meant="".join(parts), followers=(), frames=())
    for text in whole:
        known[text] = Known(text, phrase=True, meant="", followers=(), frames=())
    _open(known, phrases)
    for head, followers in slots.items():
        known[head] = known.get(head, _plain(head))._replace(followers=followers)
    return Stock(phrases, swaps, slots, right, _automaton(known))


def _words(entry: Entry) -> dict[str, tuple[str, ...]]:
    return {key: tuple(entry.text(key).split()) for key in entry.values}


def _plain(text: str) -> Known:
    return Known(text, phrase=False, meant="", followers=(), frames=())


def _bent(parts: tuple[str, ...], swaps: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """The distortions of a phrase that can be listed."""
    for at, part in enumerate(parts):
        for word in swaps.get(part, ()):
            yield "".join((*parts[:at], word, *parts[at + 1 :]))
    for at in range(len(parts) - 1):
        if len(parts) > 2:
            yield "".join((*parts[:at], parts[at + 1], parts[at], *parts[at + 2 :]))
    if len(parts) >= _INNER_LEFT_OUT:
        for at in range(1, len(parts) - 1):
            yield "".join((*parts[:at], *parts[at + 1 :]))


def _open(known: dict[str, Known], phrases: tuple[tuple[str, ...], ...]) -> None:
    """Add the beginnings of phrases whose next part may have been replaced by anything."""
    for parts in phrases:
        for at in range(1, len(parts) - 1):
            left, right = "".join(parts[:at]), "".join(parts[at + 1 :])
            if len(left) >= _LEFT and len(left) + len(right) >= _BOTH:
                one = known.get(left, _plain(left))
                frame = Frame(parts[at], right, "".join(parts))
                known[left] = one._replace(frames=(*one.frames, frame))


def _automaton(known: Mapping[str, Known]) -> Automaton:
    from ahocorasick import Automaton

    automaton = Automaton()
    for text, one in known.items():
        plain = one.phrase and not one.followers and not one.frames
        automaton.add_word(text, None if plain else one)
    automaton.make_automaton()
    return automaton
