"""What a person types, as a tree: phrases, AND, OR, NOT. What cannot be understood is told with its place.

数字化 转型              both                 "数字化转型"   the exact words
数字化 OR 智能化         either (also 或)     NOT 意见       without (also 非)
(数字化 或 智能化) 非 "征求意见"
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from luoshi.desk.ground.errors import Refused
from luoshi.desk.texts.search.normal import sought

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["LENGTH", "TERMS", "And", "Malformed", "Node", "Not", "Or", "Phrase", "parse", "phrases"]

LENGTH: Final = 400
TERMS: Final = 32
_DEPTH: Final = 20
_OPERATORS: Final = {"AND": "and", "且": "and", "OR": "or", "或": "or", "NOT": "not", "非": "not"}
_OPENS, _CLOSES = "(（", ")）"
_QUOTES: Final = {'"': '"＂“”', "＂": '"＂“”', "“": '"＂“”', "”": '"＂“”', "「": "」", "『": "』", "﹁": "﹂"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand together; ``text`` is their indexed form, ``shown`` what was typed."""

    text: str
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Not:
    """Where the other does not hold."""

    part: Node


@dataclass(frozen=True, slots=True)
class And:
    """Where all hold."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Where one of them holds."""

    parts: tuple[Node, ...]


Node = Phrase | Not | And | Or


class Malformed(Refused):
    """A query that cannot be understood: ``place`` is the character, from 1, where it goes wrong."""

    def __init__(self, what: str, remedy: str, place: int) -> None:
        super().__init__(_("Character %(place)s: %(what)s") % {"place": place, "what": what}, remedy)
        self.place = place


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    place: int
    shown: str = ""


def parse(text: str) -> Node | None:
    """The tree of a query; ``None`` where nothing was typed. Raises ``Malformed``."""
    if len(text) > LENGTH:
        raise Malformed(_("The query is too long."), _("Use at most %(n)s characters.") % {"n": LENGTH}, LENGTH + 1)
    tokens = list(_tokens(text))
    terms = [token for token in tokens if token.kind == "term"]
    if len(terms) > TERMS:
        remedy = _("Use at most %(n)s words.") % {"n": TERMS}
        raise Malformed(_("There are too many words."), remedy, terms[TERMS].place + 1)
    if not tokens:
        return None
    parser = _Parser([*tokens, _Token("end", "", len(text))])
    return parser.whole()


def phrases(node: Node) -> Iterator[str]:
    """The words to mark: those that are looked for, not those that are kept out. Each once, as written."""
    yield from dict.fromkeys(_wanted(node))


def _wanted(node: Node) -> Iterator[str]:
    if isinstance(node, Phrase):
        yield node.text
    elif isinstance(node, And | Or):
        for part in node.parts:
            yield from _wanted(part)


def _tokens(text: str) -> Iterator[_Token]:
    place = 0
    while place < len(text):
        char = text[place]
        if char.isspace() or char == "\0":
            place += 1
        elif char in _OPENS or char in _CLOSES:
            yield _Token("(" if char in _OPENS else ")", char, place)
            place += 1
        elif char in _QUOTES:
            end = _end_of_quote(text, place)
            yield _term(text[place + 1 : end], place)
            place = end + 1
        else:
            end = _end_of_word(text, place)
            word = text[place:end]
            yield _Token(_OPERATORS[word], word, place) if word in _OPERATORS else _term(word, place)
            place = end


def _end_of_quote(text: str, place: int) -> int:
    for end in range(place + 1, len(text)):
        if text[end] in _QUOTES[text[place]]:
            return end
    raise Malformed(
        _("This quotation mark is not closed."), _("Close it, or leave it out."), place + 1
    )  # fmt: skip


def _end_of_word(text: str, place: int) -> int:
    end = place
    while end < len(text) and not text[end].isspace() and text[end] not in f"{_OPENS}{_CLOSES}\0" + "".join(_QUOTES):
        end += 1
    return end


def _term(words: str, place: int) -> _Token:
    form = sought(words)
    if not form:
        raise Malformed(_("Nothing to look for stands here."), _("Type the words that are meant."), place + 1)
    return _Token("term", form, place, words.strip())


class _Parser:
    """One look ahead; OR binds least, NOT most."""

    def __init__(self, tokens: Sequence[_Token]) -> None:
        self.tokens, self.at, self.depth = tokens, 0, 0

    @property
    def next(self) -> _Token:
        return self.tokens[self.at]

    def whole(self) -> Node:
        node = self.either()
        if self.next.kind == ")":
            remedy = _("Leave it out, or open a bracket before it.")
            raise Malformed(_("This bracket closes nothing."), remedy, self.next.place + 1)
        return node

    def either(self) -> Node:
        parts = [self.both()]
        while self.next.kind == "or":
            self.at += 1
            parts.append(self.both())
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def both(self) -> Node:
        parts = [self.one()]
        while self.next.kind in {"and", "not", "(", "term"}:
            self.at += self.next.kind == "and"
            parts.append(self.one())
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def one(self) -> Node:
        negated = False
        while self.next.kind == "not":
            self.at, negated = self.at + 1, not negated
        node = self.atom()
        return Not(node) if negated else node

    def atom(self) -> Node:
        token = self.next
        self.at += 1
        if token.kind == "term":
            return Phrase(token.text, token.shown)
        if token.kind != "(":
            raise self.missing(token)
        self.depth += 1
        if self.depth > _DEPTH:
            raise Malformed(_("There are too many brackets."), _("Make the query simpler."), token.place + 1)
        node = self.either()
        if self.next.kind != ")":
            raise Malformed(_("This bracket is not closed."), _("Close it, or leave it out."), token.place + 1)
        self.at, self.depth = self.at + 1, self.depth - 1
        return node

    def missing(self, token: _Token) -> Malformed:
        before = self.tokens[self.at - 2] if self.at > 1 else None
        if before is not None and before.kind in {"and", "or", "not"}:
            said = {"what": before.text}
            remedy = _("Type a word after it; put “%(what)s” in quotation marks where the word itself is meant.") % said
            return Malformed(_("After “%(what)s” a word is missing.") % said, remedy, before.place + 1)
        if token.kind in {"and", "or"}:
            said = {"what": token.text}
            remedy = (
                _("Type a word before it; put “%(what)s” in quotation marks where the word itself is meant.") % said
            )
            return Malformed(_("Before “%(what)s” a word is missing.") % said, remedy, token.place + 1)
        return Malformed(_("A word is missing here."), _("Type the words that are meant."), token.place + 1)
