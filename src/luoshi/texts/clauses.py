"""The clause grammar: [phrase] [adverbials] verb object, parsed over characters.

A parsed clause is offsets into the folded clause; nothing is copied, so that fields can be quoted from the
original in its own script. The grammar never invents: where no verb of the lexicon stands, it says so in
``rule`` and offers the first two characters.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from luoshi.texts.lexicon import Lexicon

__all__ = ["Pair", "Parsed", "is_phrase", "parse", "starts_with_verb"]

Pair = tuple[int, int]
"""Where something starts and ends in its clause."""


class Parsed(NamedTuple):
    """Offsets into one clause: verb, adverbials, object, prepositional phrase. ``rule`` names what found the verb."""

    verb: Pair
    degree: Pair | None
    object: Pair | None
    frame: Pair | None
    modality: str | None
    rule: str


_TIME = re.compile(
    r"(?:(?:到|在)?20\d\d年(?:底)?(?:前|起)?|今年(?:底)?(?:前)?|明年|近期|年底前|年内|下半年|上半年|下一步|"
    r"(?:今年|明年)?\d{1,2}月(?:底|份)?前?|[一二三四]季度(?:前|末)?|今后[^，]{0,4}年|未来[^，]{0,3}年)(?=[^，]{2})"
)
_TIME_HEADS = frozenset("到在今明近年下上一二三四未0123456789")
_MODAL = re.compile(r"(?:可以|应当|必须|可|应|须)(?=[^一能靠持以当对用])")
_PERMITTED = re.compile(r"的(可以|可|应|须)(?=[^能持靠以])")
_HOW = re.compile(r"一次性|减半|按规定|按[^，]{2,10}?(?=给予|予以)|同等|全额|部分|优先|再|适当")
_COMPLEMENT = re.compile(r"(?:[\u4e00-\u9fff][好实牢住稳强优准细透严深清齐活足紧]){1,3}")
_COMPLEMENTS = frozenset("好实牢住稳强优准细透严深清齐活足紧")
_AFTER_VERB = re.compile(r"(?:好|实|牢|住)(?=[^的]{2})")
_SINGLE = re.compile(r"[稳保促扩拓抓强优增提补防控惠降减调转兴育引聚建护治守创破立改去推管重讲办用学]")
_PAIRED_LIST = re.compile(r"([\u4e00-\u9fff])[^、]{2}(?:、[\u4e00-\u9fff][^、]{2})+等?$")
_LIGHT_END = re.compile(r"(?:发力|用力|施策|攻坚|突破|攻关)$")
_TOGETHER = re.compile(r"(?:有机|紧密|有效|更好|深度|相)?(结合起来|结合|衔接|融合|匹配|适应|协调)$")
_SECOND_ACT = re.compile(r"并[^、的]{2,6}$")
_IDIOMS = re.compile(r"[\u4e00-\u9fff]{3,4}(?:、[\u4e00-\u9fff]{3,4})*")
_JOINS = "和与及、"
_NOUN_TAIL = "的和与及、等"
_PLACED = "在当从于随"
_FOCUS = frozenset({"聚焦", "围绕"})
_WITH = frozenset("同与和")


def starts_with_verb(text: str, at: int, lex: Lexicon) -> bool:
    """Whether an adverbial or a verb of the lexicon, or a 把/将 frame, stands at ``at``."""
    end = len(text)
    if at >= end:
        return False
    return text[at] in "把将" or bool(lex.verbs.at(text, at, end) or lex.degrees.at(text, at, end))


def parse(text: str, lex: Lexicon) -> Parsed | None:
    """Parse one folded clause that is meant as a task; None where it holds nothing to do."""
    if (comma := text.rfind("，")) > 0 and (proper := parse(text[comma + 1 :], lex)):
        return _shifted(proper, comma)
    if "的" in text and (permitted := _PERMITTED.search(text)):
        return _Clause(text, lex).permission(permitted)
    return _Clause(text, lex).parse()


def is_phrase(text: str, lex: Lexicon) -> bool:
    """Whether a clause is only a prepositional phrase (根据…, 对…), which belongs to the clause after it."""
    end = len(text)
    preposition = lex.prepositions.at(text, 0, end)
    if not preposition or lex.verbs.at(text, 0, end) not in {"", preposition}:
        return False
    if text.endswith(lex.closed) or (text[-1] == "的" and preposition in lex.about):
        return True
    framed = _Clause(text, lex).framed()
    if preposition in lex.bound:
        return preposition in {"以", "与", "和"} and framed is None
    return framed is None or (preposition in lex.about and _in_relative_clause(text, framed, lex))


def _in_relative_clause(text: str, framed: Parsed, lex: Lexicon) -> bool:
    """Whether the verb found only describes the noun that the phrase ends in (對按期完成改造的小微企業)."""
    end = len(text)
    at = text.rfind("的", framed.verb[1], end - 1)
    return at > framed.verb[0] and not lex.light.at(text, framed.verb[0], end) and end - at <= 14


def _shifted(parsed: Parsed, by: int) -> Parsed:
    """The clause proper behind a phrase and its comma, with offsets into the whole."""

    def shift(span: Pair | None) -> Pair | None:
        return (span[0] + by + 1, span[1] + by + 1) if span else None

    verb = (parsed.verb[0] + by + 1, parsed.verb[1] + by + 1)
    return parsed._replace(verb=verb, degree=shift(parsed.degree), object=shift(parsed.object), frame=(0, by))


class _Clause:
    """One clause under parse: what stands before the verb is consumed, then one rule after the other tries."""

    __slots__ = ("at", "degree", "end", "lex", "modality", "preposition", "text", "verb", "verb_at")

    def __init__(self, text: str, lex: Lexicon) -> None:
        self.text, self.end, self.lex = text, len(text), lex
        self.at = 0
        self.degree: Pair | None = None
        self.modality: str | None = None
        self.verb = self.preposition = ""
        self.verb_at = -1

    def parse(self) -> Parsed | None:
        """Adverbials and modality first, then the first rule that recognises the verb."""
        self._skip_time_and_actor()
        self._modal()
        self._adverbials()
        if self.modality is None:
            self._modal()
            if self.modality:
                self._adverbials()
        if self.at >= self.end:
            return None
        self._look_here()
        return (
            self._before_verb()
            or self._verbal_preposition()
            or self._verb_here()
            or self.framed()
            or self._after_subject()
            or self._guessed()
        )

    def _look_here(self) -> None:
        """The longest verb and the longest preposition that stand where the parse has come to."""
        lex = self.lex
        if self.verb_at != self.at:
            self.verb = lex.verbs.at(self.text, self.at, self.end)
        if self.text[self.at] in lex.prepositions.heads:
            self.preposition = lex.prepositions.at(self.text, self.at, self.end)

    def permission(self, found: re.Match[str]) -> Parsed:
        """A condition and what it permits: …的可一次性稅前扣除, …的可再上浮2個百分點."""
        self.modality, self.at = found.group(1), found.end()
        if how := _HOW.match(self.text, self.at):
            self.degree, self.at = how.span(), how.end()
        if verb := self.lex.plain.at(self.text, self.at, self.end):
            stop = self.at + len(verb)
            return self._parsed((self.at, stop), _pair(stop, self.end), "permission")
        return self._parsed((max(self.at, self.end - 2), self.end), None, "permission")

    def framed(self) -> Parsed | None:
        """A prepositional phrase, then adverbials and the verb: 以…办好…, 为…提供…, 通过…听取…."""
        preposition = self.preposition or self.lex.prepositions.at(self.text, self.at, self.end)
        if not preposition:
            return None
        after = self.at + len(preposition)
        if preposition in _WITH and (tail := _TOGETHER.search(self.text, after, self.end)):
            adverb = (tail.start(), tail.start(1)) if tail.start() < tail.start(1) else None
            return self._parsed(tail.span(1), (after, tail.start()), "with-frame", degree=adverb)
        verb = self._purpose_verb(after) if preposition == "为" else None
        verb = verb or self._verb_after_phrase(after)
        if verb is None:
            return None
        inner, first = self._degree_before(verb[0], after)
        stop = self._verb_end(*verb)
        frame = (self.at, first)
        return self._parsed((verb[0], stop), self._object(stop), f"{preposition} frame", degree=inner, frame=frame)

    def _parsed(
        self, verb: Pair, governed: Pair | None, rule: str, *, degree: Pair | None = None, frame: Pair | None = None
    ) -> Parsed:
        return Parsed(verb, self.degree or degree, governed, frame, self.modality, rule)

    def _skip_time_and_actor(self) -> None:
        text, end = self.text, self.end
        moved = True
        while moved and self.at < end:
            moved = False
            if text[self.at] in _TIME_HEADS and (found := _TIME.match(text, self.at)):
                self.at, moved = found.end(), True
            if self.at >= end or text[self.at] not in self.lex.actors.heads:
                return
            after = self.at + len(self.lex.actors.at(text, self.at, end))
            if self.at < after < end and (text[after] in "要应可须都对" or starts_with_verb(text, after, self.lex)):
                self.at, moved = after, True

    def _modal(self) -> None:
        if self.at < self.end and self.text[self.at] in "可应必须" and (found := _MODAL.match(self.text, self.at)):
            self.modality, self.at = found.group(), found.end()

    def _adverbials(self) -> None:
        """The stacked adverbials before the verb; none where a word is itself the verb or a noun."""
        start = i = self.at
        while i < self.end:
            if self.text[i] == "地" and i > start:
                i += 1
                continue
            word = self.lex.degrees.at(self.text, i, self.end)
            after = i + len(word)
            if (
                not word
                or after >= self.end
                or self.text[after] in "、和"
                or (word in self.lex.adverb_before_verb and not self._verb_follows(after))
            ):
                break
            i = after
        if i == start:
            i = self._manner()
        if i > start:
            self.degree, self.at = self.degree or (start, i), i

    def _verb_follows(self, i: int) -> bool:
        text, end, lex = self.text, self.end, self.lex
        if i < end and text[i] == "地":
            i += 1
        if i >= end:
            return False
        if verb := lex.verbs.at(text, i, end):
            after = i + len(verb)
            return after == end or text[after] != "的"
        return text[i] in "把将" or bool(lex.degrees.at(text, i, end)) or bool(_COMPLEMENT.match(text, i, end))

    def _manner(self) -> int:
        """Four characters before a strong verb are an adverbial of manner (扩围提质实施…), unless a noun phrase."""
        text, at, end, lex = self.text, self.at, self.end, self.lex
        self.verb, self.verb_at = lex.verbs.at(text, at, end), at
        if self.verb or end - at <= 6 or lex.prepositions.at(text, at, end):
            return at
        if any(char in "的和与及、" for char in text[at : at + 4]):
            return at
        verb = lex.plain.at(text, at + 4, end)
        return at + 4 if len(verb) >= 2 and end - at - 4 - len(verb) >= 2 else at

    def _before_verb(self) -> Parsed | None:
        """把 A V…, 将 A V…: the object stands before the verb."""
        text, at, end = self.text, self.at, self.end
        if text[at] not in "把将":
            return None
        for i in range(at + 2, end - 1):
            word = self.lex.ba_verbs.at(text, i, end)
            if word and text[i - 1] != "的" and text[i + len(word) : i + len(word) + 1] != "的":
                bare = len(word.rstrip("到为至于在")) or len(word)
                return self._held((i, i + bare))
        strong = self._strong_verb(at + 3)
        return self._held(strong) if strong else None

    def _held(self, verb: Pair) -> Parsed:
        inner, first = self._degree_before(verb[0], self.at + 1)
        return self._parsed(verb, (self.at + 1, first), f"{self.text[self.at]} frame", degree=inner)

    def _verbal_preposition(self) -> Parsed | None:
        """面對…高度重視…: a verb that serves as a preposition, where an adverbial and a verb follow."""
        if self.degree or len(self.preposition) < 2 or self.preposition not in self.lex.verbs:
            return None
        found = self.framed()
        return found if found and found.degree else None

    def _verb_here(self) -> Parsed | None:
        """A verb of the lexicon, a set of three-character verb-object pairs, or a verb with its complement."""
        word = self.verb
        if not word or len(self.preposition) > len(word):
            return self._short_verb()
        stop = self._verb_end(self.at, self.at + len(word))
        if word in _FOCUS and (light := _LIGHT_END.search(self.text, stop, self.end)):
            inner, first = self._degree_before(light.start(), stop)
            return Parsed((self.at, stop), inner or self.degree, _pair(stop, first), None, self.modality, "focus frame")
        return self._parsed((self.at, stop), self._object(stop), "task verb")

    def _short_verb(self) -> Parsed | None:
        text, at, end = self.text, self.at, self.end
        complement = _COMPLEMENT.match(text, at, end)
        if _PAIRED_LIST.match(text, at, end) and _SINGLE.match(text, at):
            return self._parsed((at, at + 1), (at + 1, end), "verb-object set")
        if complement is None and _SINGLE.match(text, at, end) and 1 < end - at <= 4:
            return self._parsed((at, at + 1), (at + 1, end), "one-character verb")
        if complement:
            return self._parsed(complement.span(), _pair(complement.end(), end), "verb with complement")
        return None

    def _verb_end(self, start: int, stop: int) -> int:
        """Where the verb ends: its complement and the verbs that share its object belong to it."""
        while (grown := self._grow(start, stop)) > stop:
            stop = grown
        return stop

    def _grow(self, start: int, stop: int) -> int:
        text, end, lex = self.text, self.end, self.lex
        last = text[max(start, stop - 2) : stop]
        if stop >= end:
            return stop
        after_verb = text[stop] in "好实牢住" and text[stop - 1] not in "好牢住" and last not in lex.clausal
        if after_verb and (m := _AFTER_VERB.match(text, stop, end)):
            return m.end()
        if last[-1] in _COMPLEMENTS and (m := _COMPLEMENT.match(text, stop, end)) and m.end() < end - 1:
            return stop + 2
        if last in lex.first and (second := lex.second.at(text, stop, end)):
            after = stop + len(second)
            if end - after >= 2 and text[after] not in _NOUN_TAIL:
                return after
        return stop + 3 if self._joined_verb(stop, last) else stop

    def _joined_verb(self, stop: int, last: str) -> bool:
        """稳定和活跃…: a second verb behind 和 or 、 that shares the object."""
        text, lex = self.text, self.lex
        if stop >= self.end - 4 or text[stop] not in _JOINS or text[stop + 3] in _NOUN_TAIL or last in lex.list_verbs:
            return False
        second = text[stop + 1 : stop + 3]
        return second in lex.verbs and (last == "坚持" or second not in lex.noun_verbs or last in lex.first)

    def _degree_before(self, verb: int, start: int) -> tuple[Pair | None, int]:
        """The adverbial right before a verb inside a frame, and where the frame ends."""
        for size in range(6, 1, -1):
            if verb - size > start and self.text[verb - size : verb] in self.lex.degrees:
                return (verb - size, verb), verb - size
        return None, verb

    def _purpose_verb(self, after: int) -> Pair | None:
        """为 A 提供 B: the few verbs that answer 为, whatever verbs A holds."""
        for i in range(after + 2, self.end):
            if word := self.lex.purpose.at(self.text, i, self.end):
                return i, i + len(word)
        return None

    def _verb_after_phrase(self, after: int) -> Pair | None:
        """The verb that follows a phrase: after its closing word, after an adverbial, or the first strong one."""
        placed = self.text[self.at] in _PLACED
        for found in self.lex.phrase_ends.finditer(self.text, after + 1, self.end):
            if not placed and len(found.group()) == 1:
                continue
            inner = _Clause(self.text, self.lex)
            inner.at = found.end()
            inner._adverbials()
            word = self.lex.verbs.at(self.text, inner.at, self.end)
            if word and (len(found.group()) > 1 or inner.degree or word in self.lex.plain):
                return inner.at, inner.at + len(word)
        return self._strong_verb(after + 2) or self._late_verb(after + 3)

    def _strong_verb(self, start: int) -> Pair | None:
        """The first verb that is no noun, has an object and describes nothing."""
        text, end, lex = self.text, self.end, self.lex
        for i in range(start, end - 1):
            word = lex.plain.at(text, i, end)
            if len(word) < 2 or text[i - 1] in "的、和与及":
                continue
            stop = i + len(word)
            closes = stop == end and (word in lex.light or word in lex.intransitive)
            if closes or (
                stop < end and text[stop] not in "的、和与及" and (end - stop > 1 or word in lex.intransitive)
            ):
                return i, stop
        return None

    def _late_verb(self, start: int) -> Pair | None:
        """A verb that is as often a noun, where no other verb stands: 以過硬作風保障…落地."""
        for i in range(start, self.end - 5):
            if self.text[i : i + 2] in self.lex.late and self.text[i - 1] != "的":
                return i, i + 2
        return None

    def _after_subject(self) -> Parsed | None:
        """A clause that names its subject first (其他地區減免3個月)."""
        strong = None if self.degree else self._strong_verb(self.at + 2)
        if strong is None:
            return None
        inner, _ = self._degree_before(strong[0], self.at)
        stop = self._verb_end(*strong)
        return self._parsed((strong[0], stop), _pair(stop, self.end), "verb after its subject", degree=inner)

    def _guessed(self) -> Parsed | None:
        at, end = self.at, self.end
        if end - at < 2:
            return None
        if _IDIOMS.fullmatch(self.text, at, end):
            return self._parsed((at, end), None, "idiom")
        return self._parsed((at, at + 2), _pair(at + 2, end), "unknown verb: first two characters")

    def _object(self, start: int) -> Pair | None:
        """What the verb governs: up to 并 + a verb without an object of its own."""
        found = _SECOND_ACT.search(self.text, start + 2, self.end)
        return _pair(start, found.start() if found else self.end)


def _pair(start: int, end: int) -> Pair | None:
    return (start, end) if end > start else None
