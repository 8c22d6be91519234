"""The words that the grammar knows, loaded once from ``data/texts/lexicon``.

Lexicons are data: a policy officer adds a verb in a YAML file, not in a program. Sets of words are matched
by length, longest first, at a position; nothing is segmented.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from luoshi.core.errors import RegisterError
from luoshi.core.yamlfile import load_yaml
from luoshi.data import data_path

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ahocorasick import Automaton

__all__ = ["Finder", "Lexicon", "WordFile", "Words", "lexicon"]


class Words(frozenset[str]):
    """A set of words, also by their first two characters: ``at(text, i, end)`` gives the longest that stands there."""

    __slots__ = ("heads", "pairs", "singles", "tails")

    pairs: dict[str, tuple[str, ...]]
    singles: frozenset[str]
    heads: frozenset[str]
    tails: frozenset[str]

    @classmethod
    def of(cls, words: Iterable[str]) -> Words:
        """From any words."""
        made = cls(words)
        pairs: dict[str, list[str]] = {}
        for word in sorted(made, key=len, reverse=True):
            pairs.setdefault(word[:2], []).append(word)
        made.pairs = {pair: tuple(found) for pair, found in pairs.items()}
        made.singles = frozenset(word for word in made if len(word) == 1)
        made.heads = frozenset(word[0] for word in made)
        made.tails = frozenset(word[-1] for word in made)
        return made

    def at(self, text: str, i: int, end: int) -> str:
        """The longest word at ``i`` that ends by ``end``, or an empty string."""
        candidates = self.pairs.get(text[i : i + 2])
        if candidates:
            for word in candidates:
                if text.startswith(word, i, end):
                    return word
        return text[i] if self.singles and i < end and text[i] in self.singles else ""


@dataclass(frozen=True, slots=True)
class Finder:
    """A set of words to be found anywhere in a text, in one pass (Aho and Corasick 1975)."""

    automaton: Automaton

    @classmethod
    def of(cls, words: Iterable[str]) -> Finder:
        """From words; the longer of two that start together does not hide the shorter."""
        from ahocorasick import Automaton

        automaton = Automaton()
        for word in words:
            automaton.add_word(word, word)
        automaton.make_automaton()
        return cls(automaton)

    def within(self, text: str) -> bool:
        """Whether any of the words stands in the text."""
        return next(self.automaton.iter(text), None) is not None


class WordFile(NamedTuple):
    """One lexicon file: word classes by name."""

    name: str
    classes: dict[str, str]

    @classmethod
    def load(cls, name: str) -> WordFile:
        """Read a file of word classes. Raises ``RegisterError`` where it is no mapping of texts."""
        path = data_path("texts", "lexicon", f"{name}.yaml")
        content = load_yaml(path)
        if not isinstance(content, dict) or not all(isinstance(v, str) and v.strip() for v in content.values()):
            raise RegisterError("a lexicon maps classes to their words", where=path.name, remedy="see the shipped file")
        return cls(path.name, content)

    def text(self, key: str) -> str:
        """What stands under a class. Raises ``RegisterError`` where the class is missing."""
        if key not in self.classes:
            raise RegisterError(f"the word class “{key}” is missing", where=self.name, remedy="write its words")
        return self.classes[key].strip()

    def words(self, *keys: str) -> Words:
        """The words of one or more classes, separated by white space in the file."""
        return Words.of(word for key in keys for word in self.text(key).split())

    def pattern(self, key: str) -> re.Pattern[str]:
        """The regular expression of a class. Raises ``RegisterError`` where it is none."""
        try:
            return re.compile(self.text(key))
        except re.error as error:
            raise RegisterError(f"“{key}” is no pattern: {error}", where=self.name, remedy="mend it") from error

    def alternation(self, key: str) -> str:
        """The words of a class as alternatives of a regular expression, longest first."""
        return "|".join(map(re.escape, sorted(self.text(key).split(), key=len, reverse=True)))

    def endings(self, key: str) -> tuple[str, ...]:
        """The words of a class for ``str.endswith``."""
        return tuple(self.text(key).split())


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lexicon:
    """All word classes and patterns of the grammar; the YAML files say what each holds."""

    verbs: Words
    plain: Words
    noun_verbs: Words
    clausal: Words
    first: Words
    second: Words
    complemented: Words
    raising: Words
    raised: Words
    compounds: Words
    complete: Words
    negative: Words
    direction: Words
    stance: Words
    outcome: Words
    degrees: Words
    adverb_before_verb: Words
    list_verbs: Words
    light: Words
    purpose: Words
    late: Words
    intransitive: Words
    causing: Words
    linking: Words
    closed: tuple[str, ...]
    about: Words
    norm_prepositions: Words
    norms: tuple[str, ...]
    in_force: Words
    toward: Words
    widening: Words
    bound: Words
    links: Words
    actors: Words
    prepositions: Words
    phrase_heads: frozenset[str]
    ba_verbs: Words
    phrase_ends: re.Pattern[str]
    speech: tuple[str, ...]
    assessment: Finder
    review_openers: re.Pattern[str]
    review_closers: re.Pattern[str]
    closing: re.Pattern[str]
    guiding: re.Pattern[str]
    meeting_acts: re.Pattern[str]
    formula: re.Pattern[str]
    nominal: re.Pattern[str]
    named: tuple[str, ...]
    generic: tuple[str, ...]
    founding: Words
    launching: Words
    bare_names: Words
    campaigns: tuple[str, ...]
    not_named: Words
    kinds: dict[str, str]
    describing: Words
    modifiers: Words
    measures: Words
    tails: frozenset[str]
    heads: tuple[str, ...]
    soft_heads: tuple[str, ...]
    actor_ends: tuple[str, ...]


_KINDS = ("quality", "body", "act", "norm", "thing")


@cache
def lexicon() -> Lexicon:
    """The lexicon that ships. Raises ``RegisterError`` where a file lacks a class of words."""
    verbs, grammar, phrases, names = map(WordFile.load, ("verbs", "grammar", "phrases", "instruments"))
    degrees, nouns = WordFile.load("degrees"), WordFile.load("nouns")
    return Lexicon(
        verbs=verbs.words("plain", "noun", "clausal"),
        plain=verbs.words("plain"),
        noun_verbs=verbs.words("noun"),
        clausal=verbs.words("clausal"),
        first=verbs.words("first"),
        second=verbs.words("second"),
        complemented=verbs.words("complemented"),
        raising=verbs.words("raising"),
        raised=verbs.words("raised"),
        compounds=verbs.words("compounds"),
        complete=verbs.words("complete"),
        negative=verbs.words("negative"),
        direction=verbs.words("direction"),
        stance=verbs.words("stance"),
        outcome=verbs.words("outcome"),
        degrees=degrees.words(*degrees.classes),
        adverb_before_verb=grammar.words("adverb_before_verb"),
        list_verbs=grammar.words("list_verbs"),
        light=grammar.words("light"),
        purpose=grammar.words("purpose"),
        late=grammar.words("late"),
        intransitive=grammar.words("intransitive"),
        causing=grammar.words("causing"),
        linking=grammar.words("linking"),
        closed=grammar.endings("closed"),
        about=grammar.words("about"),
        norm_prepositions=grammar.words("norm_prepositions"),
        norms=grammar.endings("norms"),
        in_force=grammar.words("in_force"),
        toward=grammar.words("toward"),
        widening=grammar.words("widening"),
        bound=grammar.words("bound"),
        links=phrases.words("links"),
        actors=phrases.words("actors"),
        prepositions=phrases.words("prepositions"),
        phrase_heads=phrases.words("prepositions").heads | frozenset("今明自0123456789"),
        ba_verbs=phrases.words("ba_verbs"),
        phrase_ends=phrases.pattern("phrase_ends"),
        speech=phrases.endings("speech"),
        assessment=Finder.of(phrases.endings("assessment")),
        review_openers=phrases.pattern("review_openers"),
        review_closers=phrases.pattern("review_closers"),
        closing=phrases.pattern("closing"),
        guiding=phrases.pattern("guiding"),
        meeting_acts=phrases.pattern("meeting_acts"),
        formula=phrases.pattern("formula"),
        nominal=phrases.pattern("nominal"),
        named=names.endings("named"),
        generic=names.endings("generic"),
        founding=names.words("founding"),
        launching=names.words("launching"),
        bare_names=names.words("bare_names"),
        campaigns=names.endings("campaigns"),
        not_named=names.words("not_named"),
        kinds={word: kind for kind in reversed(_KINDS) for word in nouns.endings(kind)},
        describing=nouns.words("describing"),
        modifiers=nouns.words("modifiers"),
        measures=nouns.words("measures"),
        tails=frozenset(nouns.endings("tails")),
        heads=nouns.endings("heads"),
        soft_heads=nouns.endings("soft_heads"),
        actor_ends=nouns.endings("actor_ends"),
    )
