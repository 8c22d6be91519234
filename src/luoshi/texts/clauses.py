"""The clause grammar: [phrase] [adverbials] verb object, parsed over characters.

A parsed clause is offsets into the folded clause; nothing is copied, so that fields can be quoted from the
original in its own script. The grammar never invents: where no verb of the lexicon stands, it says so in
``rule`` and offers the first two characters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from luoshi.texts import clause_marks as marks

if TYPE_CHECKING:
    import re

    from luoshi.texts.lexicon import Lexicon

__all__ = ["Pair", "Parsed", "awaits_verb", "is_phrase", "parse", "starts_with_verb"]

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


_tuple = tuple.__new__  # builds a NamedTuple without its Python-level __new__: 0.13 µs, not 0.32
_MODAL_HEADS = "可应必须"
_NOMINAL = frozenset("的和与及、")


def starts_with_verb(text: str, at: int, lex: Lexicon) -> bool:
    """Whether an adverbial or a verb of the lexicon, or a 把/将 frame, stands at ``at``."""
    end = len(text)
    if at >= end:
        return False
    return text[at] in "把将" or bool(lex.verbs.at(text, at, end) or lex.degrees.at(text, at, end))


def parse(text: str, lex: Lexicon) -> Parsed | None:
    """Parse one folded clause that is meant as a task; None where it holds nothing to do."""
    if (comma := text.rfind("，")) > 0 and (proper := parse(text[comma + 1 :], lex)):
        told = _shifted(proper, comma)
        return told._replace(object=(1, comma)) if text[0] in "把将" else told
    if "起" in text and (found := marks.IN_FORCE.match(text)) and text[-2:] in lex.in_force:
        return Parsed((len(text) - 2, len(text)), None, found.span(1), None, None, "verb after what it holds for")
    if ("的" in text or "均" in text) and (permitted := marks.PERMITTED.search(text)):
        return _Clause(text, lex).permission(permitted)
    return _Clause(text, lex).parse()


def is_phrase(text: str, lex: Lexicon) -> bool:
    """Whether a clause is only a prepositional phrase (根据…, 对…), which belongs to the clause after it."""
    end = len(text)
    if (text[0] in marks.TIME_HEADS or text[0] == "自") and marks.TIME_ALONE.match(text):
        return True
    preposition = lex.prepositions.at(text, 0, end)
    if not preposition or lex.verbs.at(text, 0, end) not in {"", preposition}:
        return False
    if text.endswith(lex.closed) or (text[-1] == "的" and preposition in lex.about):
        return True
    if preposition in lex.norm_prepositions and text.endswith(lex.norms):
        return True
    framed = _Clause(text, lex).framed()
    if preposition in lex.bound:
        return preposition in {"以", "与", "和"} and framed is None
    return framed is None or (preposition in lex.about and _in_relative_clause(text, framed))


def awaits_verb(text: str, lex: Lexicon) -> bool:
    """Whether a clause is a 把 or 将 frame whose verb stands behind the comma (将…上限，从100万元提高到500万元)."""
    clause = _Clause(text, lex)
    return text[0] in "把将" and not clause.joined() and not clause.ba_verb(2)


def _in_relative_clause(text: str, framed: Parsed) -> bool:
    """Whether the verb found only describes the noun that the phrase ends in (對按期完成改造的小微企業)."""
    end = len(text)
    at = text.rfind("的", framed.verb[1], end - 1)
    return at > framed.verb[0] and text[slice(*framed.verb)] not in marks.LIGHT and end - at <= 14


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
        text, end = self.text, self.end
        if text[:1] in marks.TIME_HEADS or text[:1] in self.lex.actors.heads or "中" in text:
            self._skip_time_and_actor()
        if self.at < end and text[self.at] in self.lex.linking.heads:
            self._skip_link()
        if text[self.at : self.at + 1] in _MODAL_HEADS:
            self._modal()
        self._adverbials()
        if self.modality is None and self.at < end and text[self.at] in _MODAL_HEADS:
            self._modal()
            if self.modality:
                self._adverbials()
        if self.at >= end:
            return None
        if self.at and text[self.at] == "将" and self._will():
            self.at += 1
            self._adverbials()
        self._look_here()
        return (
            (self._before_verb() if text[self.at] in "把将" else None)
            or (self._verbal_preposition() if len(self.preposition) > 1 else None)
            or self._verb_here()
            or self.framed()
            or self._behind_subject()
            or self._after_subject()
            or self._guessed()
        )

    def _skip_link(self) -> None:
        """并, 又, 既 before the verb are no part of it."""
        text, lex = self.text, self.lex
        if self.at < self.end and text[self.at] in lex.linking.heads:
            link = lex.linking.at(text, self.at, self.end)
            after = self.at + len(link)
            if (
                link
                and len(lex.degrees.at(text, self.at, self.end)) <= len(link)
                and starts_with_verb(text, after, lex)
            ):
                self.at = after

    def _will(self) -> bool:
        """Whether 将 behind a time word tells the future (下一步将推动…) and holds no object."""
        text, at = self.text, self.at
        return starts_with_verb(text, at + 1, self.lex) and not self.ba_verb(at + 2)

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
        if how := marks.HOW.match(self.text, self.at):
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
        if preposition in marks.FROM and (change := marks.CHANGE.match(self.text, self.at, self.end)):
            return self._parsed(change.span(1), None, "change frame")
        if preposition in marks.WITH and (tail := marks.TOGETHER.search(self.text, after, self.end)):
            adverb = (tail.start(), tail.start(1)) if tail.start() < tail.start(1) else None
            return self._parsed(tail.span(1), (after, tail.start()), "with-frame", degree=adverb)
        verb = self._purpose_verb(after) if preposition == "为" else None
        if preposition == "以" and "为" not in self.text[after:]:
            verb = self._by_means(after)
        if preposition == "向" and self.text[self.end - 2 : self.end] in self.lex.toward:
            verb = (self.end - 2, self.end)
        if verb is None and preposition in marks.PURPOSES:
            verb = self._for_what(after)
        verb = verb or self._verb_after_phrase(after) or self._closing_verb(after)
        if preposition == "对" and (given := marks.GIVEN.search(self.text, after + 1, self.end)):
            verb = given.span(1)
        elif verb and preposition in self.lex.about:
            verb = self._lighter(verb) or verb
        if verb is None:
            return None
        inner, first = self._degree_before(verb[0], after - (preposition in marks.PURPOSES))
        stop = self._verb_end(*verb)
        if inner and preposition == "以" and inner[0] - after <= 1:
            inner = None
        frame = (self.at, first)
        return self._parsed((verb[0], stop), self._object(stop), f"{preposition} frame", degree=inner, frame=frame)

    def _by_means(self, after: int) -> Pair | None:
        """以加快改革带动消费: what the act behind 以 brings about is the verb, else that act."""
        if found := marks.DRIVES.search(self.text, after + 3, self.end):
            return found.span()
        size = len(self.lex.plain.at(self.text, after, self.end)) or bool(marks.ONE.match(self.text, after))
        return (after, after + size) if size else None

    def _for_what(self, after: int) -> Pair | None:
        """为更好服务实体经济: an adverbial and a verb right behind 为."""
        inner = _Clause(self.text, self.lex)
        inner.at = after
        inner._adverbials()
        word = self.lex.verbs.at(self.text, inner.at, self.end) if inner.degree else ""
        return (inner.at, inner.at + len(word)) if len(word) > 1 else None

    def _parsed(
        self, verb: Pair, governed: Pair | None, rule: str, *, degree: Pair | None = None, frame: Pair | None = None
    ) -> Parsed:
        return _tuple(Parsed, (verb, self.degree or degree, governed, frame, self.modality, rule))

    def _skip_time_and_actor(self) -> None:
        text, end = self.text, self.end
        moved = True
        while moved and self.at < end:
            moved = False
            if text[self.at] in marks.TIME_HEADS and (found := marks.TIME.match(text, self.at)):
                self.at, moved = found.end(), True
            if not moved and "中" in text and (behind := self._in_course()):
                self.at, moved = behind, True
            if self.at >= end or text[self.at] not in self.lex.actors.heads:
                return
            after = self.at + len(self.lex.actors.at(text, self.at, end))
            told = text[after : after + 1] in marks.TOLD or starts_with_verb(text, after, self.lex)
            if self.at < after < end and (told or marks.TIME.match(text, after)):
                self.at, moved = after, True

    def _in_course(self) -> int:
        """Behind 中 of the time in which something is to be done (复工复产中优先使用…); 0 for none."""
        found = marks.IN_COURSE.match(self.text, self.at)
        if found is None:
            return 0
        at, lex = found.end(), self.lex
        told = lex.degrees.at(self.text, at, self.end) or not starts_with_verb(self.text, self.at, lex)
        return at if told and starts_with_verb(self.text, at, lex) else 0

    def _modal(self) -> None:
        text, at = self.text, self.at
        if at < self.end and text[at] in _MODAL_HEADS and (found := marks.MODAL.match(text, at)):
            self.modality, self.at = found.group(), found.end()

    def _adverbials(self) -> None:
        """The stacked adverbials before the verb; none where a word is itself the verb or a noun."""
        text, end, lex = self.text, self.end, self.lex
        start = i = self.at
        while i < end:
            if text[i] == "地" and i > start:
                i += 1
                continue
            word = lex.degrees.at(text, i, end)
            if not word:
                break
            after = i + len(word)
            if text.startswith("、", after) and self._more_adverbials(after + 1):
                i = after + 1
                continue
            if (
                after >= end
                or text[after] in "、和"
                or (word in lex.adverb_before_verb and not self._verb_follows(after, word))
            ):
                break
            i = after
        if i == start:
            i = self._manner()
        if i > start:
            self.degree, self.at = self.degree or (start, i), i

    def _more_adverbials(self, i: int) -> bool:
        """Whether an adverbial and a verb stand behind 、 (更加精准、及时、有效做好…)."""
        word = self.lex.degrees.at(self.text, i, self.end)
        after = i + len(word)
        after += word != "" and self.text.startswith("地", after)
        if word and self.text[after : after + 1] == "、":
            return self._more_adverbials(after + 1)
        return bool(word) and bool(self.lex.verbs.at(self.text, after, self.end))

    def _verb_follows(self, i: int, adverb: str) -> bool:
        """Whether a verb stands behind an adverbial that may itself be the verb (統籌發展和安全)."""
        text, end, lex = self.text, self.end, self.lex
        while (word := lex.degrees.at(text, i, end)) and not lex.verbs.at(text, i, end):
            i += len(word)
        if i < end and text[i] == "地":
            i += 1
        if i >= end:
            return False
        if adverb in marks.GOVERNS_NOUNS and marks.NOUN_ACT.match(text, i, end):
            return False
        if adverb == "严格" and lex.prepositions.at(text, i, end):
            return True
        if verb := lex.verbs.at(text, i, end):
            after = i + len(verb)
            if after == end:
                return True
            if adverb == "规范" and (more := lex.noun_verbs.at(text, after, end)):
                after += len(more)
            noun = lex.kinds.get(verb) in marks.NAMES_THINGS or (
                verb in lex.noun_verbs and text[after] in marks.GOVERNS_NOUNS.get(adverb, "")
            )
            noun = noun or (adverb in marks.GOVERNS_NOUNS and marks.NAMES.match(text, after) is not None)
            return not noun and text[after] != "的" and not marks.COMPOUND.match(text, after)
        return text[i] in "把将" or bool(marks.COMPLEMENT.match(text, i, end)) or bool(marks.ONE.match(text, i, end))

    def _manner(self) -> int:
        """Four characters before a strong verb are an adverbial of manner (扩围提质实施…), unless a noun phrase."""
        text, at, end, lex = self.text, self.at, self.end, self.lex
        self.verb, self.verb_at = lex.verbs.at(text, at, end), at
        if self.verb or end - at <= 6 or lex.prepositions.at(text, at, end):
            return at
        verb = lex.plain.at(text, at + 4, end)
        after = at + 4 + len(verb)
        if len(verb) < 2 or end - after < 2 or text[after] in marks.AMOUNTS:
            return at
        four = text[at : at + 4]
        noun = four[2:] in lex.kinds and four[2:] not in lex.degrees
        return at if noun or not _NOMINAL.isdisjoint(four) or marks.SUBJECTS.match(text, at) else at + 4

    def _before_verb(self) -> Parsed | None:
        """把 A V…, 将 A V…: the object stands before the verb."""
        text, at, end = self.text, self.at, self.end
        if len(self.verb) > 1:
            return None
        if both := self.joined():
            return self._held(both.span(1))
        if (as_ := text.find("作为", at + 2, end)) > 0:
            return self._held((as_, as_ + 2))
        i = self.ba_verb(at + 2)
        if i and (of := text.rfind("的", i, end)) > 0 and (later := self.ba_verb(of + 2)):
            i = later
        if i:
            word = self.lex.ba_verbs.at(text, i, end)
            bare = len(word) if word in marks.WHOLE else len(word.rstrip("到为至于在")) or len(word)
            return self._held((i, i + bare))
        if by := marks.BY.search(text, at + 3, end):
            adverb = by.span(1) if by[1] else None
            return self._parsed(by.span(2), (at + 1, by.start()), f"{text[at]} frame", degree=adverb)
        strong = self._strong_verb(at + 3)
        if strong is None and self.text[end - 2 :] in self.lex.verbs and end - at > 5:
            strong = (end - 2, end)
        if strong is None and (directed := marks.DIRECTED.search(self.text, at + 3, end)):
            strong = directed.span()
        return self._held(strong) if strong else None

    def joined(self) -> re.Match[str] | None:
        """What ends a frame that joins two things: 把 A 与 B 结合起来."""
        both = marks.WITH_EACH_OTHER.search(self.text, self.at + 2, self.end)
        return both if both and marks.AND.search(self.text, self.at + 2, both.start()) else None

    def ba_verb(self, start: int) -> int:
        """Where the next verb of a 把 frame stands that describes no noun; 0 for none."""
        text, end, verbs = self.text, self.end, self.lex.ba_verbs
        for i in range(start, end - 1):
            if text[i] not in verbs.heads:
                continue
            word = verbs.at(text, i, end)
            if word and text[i - 1] not in "的以" and text[i + len(word) : i + len(word) + 1] != "的":
                return i
        return 0

    def _held(self, verb: Pair) -> Parsed:
        inner, first = self._degree_before(verb[0], self.at + 1)
        if changed := marks.CHANGED.search(self.text, self.at + 2, first):
            first = changed.start()
        first -= self.text[first - 1] in "相均都"
        return self._parsed(verb, (self.at + 1, first), f"{self.text[self.at]} frame", degree=inner)

    def _verbal_preposition(self) -> Parsed | None:
        """面對…高度重視…: a verb that serves as a preposition, where an adverbial and a verb follow."""
        if self.degree or self.preposition not in self.lex.verbs:
            return None
        found = self.framed()
        return found if found and found.degree else None

    def _verb_here(self) -> Parsed | None:
        """A verb of the lexicon, a set of three-character verb-object pairs, or a verb with its complement."""
        word = self.verb
        if not word and self.preposition:
            return None
        if not word or len(self.preposition) > len(word):
            return self._short_verb()
        stop = self._verb_end(self.at, self.at + len(word))
        if word in marks.FOCUS and (light := marks.LIGHT_END.search(self.text, stop, self.end)):
            inner, first = self._degree_before(light.start(), stop)
            return Parsed((self.at, stop), inner or self.degree, _pair(stop, first), None, self.modality, "focus frame")
        return self._parsed((self.at, stop), self._object(stop, widened=word in self.lex.widening), "task verb")

    def _short_verb(self) -> Parsed | None:
        text, at, end = self.text, self.at, self.end
        complement = marks.COMPLEMENT.match(text, at, end)
        if marks.PAIRED_LIST.match(text, at, end) and marks.SINGLE.match(text, at):
            return self._parsed((at, at + 1), (at + 1, end), "verb-object set")
        if complement is None and marks.SINGLE.match(text, at, end) and 1 < end - at <= 4:
            return self._parsed((at, at + 1), (at + 1, end), "one-character verb")
        if (self.degree or text[at] in "走举") and marks.ONE.match(text, at, end):
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
        if stop >= end:
            return stop
        last = text[max(start, stop - 2) : stop]
        after_verb = text[stop] in "好实牢住" and text[stop - 1] not in "好牢住" and last not in lex.clausal
        if after_verb and (m := marks.AFTER_VERB.match(text, stop, end)):
            return m.end()
        again = text[stop] == text[start] or text[stop : stop + 2] in lex.complemented
        if again and last[-1] in marks.COMPLEMENTS and (m := marks.COMPLEMENT.match(text, stop, end)):
            return stop + 2 if m.end() < end - 1 else stop
        if last in lex.first and text[stop : stop + 4] not in lex.compounds and (after := self._second(stop, last)):
            return after
        if last in lex.list_verbs and text[stop] not in "和与并":
            return stop
        return self._joined_verb(stop, last) if text[stop] in marks.JOINS else stop

    def _second(self, stop: int, last: str) -> int:
        """Where the second of two verbs ends that share their object (培育壮大…); 0 where what follows is a noun."""
        text, end, lex = self.text, self.end, self.lex
        second = lex.second.at(text, stop, end)
        after = stop + len(second)
        if not second or end - after < 2 or text[after] in marks.NOUN_TAIL or (last, second) == ("查处", "利用"):
            return 0
        noun = second in lex.noun_verbs and (marks.COMPOUND.match(text, after) or marks.NAMES.match(text, after))
        founded = last in lex.founding and second not in lex.founding and text.endswith(lex.generic)
        return 0 if noun or founded or (last in lex.raising and second in lex.raised) else after

    def _joined_verb(self, stop: int, last: str) -> int:
        """Where the verbs end that share the object (稳定和活跃…, 减少、整合和规范…); ``stop`` where there are none."""
        text, lex, at, strong = self.text, self.lex, stop, 0
        if last in marks.ALONE:
            return stop
        while at < self.end - 4 and text[at] in marks.JOINS and (word := lex.verbs.at(text, at + 1, self.end)):
            strong += 1 if word in lex.noun_verbs else 2
            at += 1 + len(word)
        joined = strong > 1 or last == "坚持" or last in lex.first
        return at if joined and at < self.end - 1 and text[at] not in marks.NOUN_TAIL else stop

    def _degree_before(self, verb: int, start: int) -> tuple[Pair | None, int]:
        """The adverbial right before a verb inside a frame, and where the frame ends."""
        text, degrees = self.text, self.lex.degrees
        if text[self.at] == "在" and text[start:verb] in degrees:
            return None, verb
        for size in range(6, 1, -1) if text[verb - 1] in degrees.tails else ():
            word = text[verb - size : verb]
            if verb - size > start and word in degrees:
                if word in marks.NOUNLIKE and text[verb - size - 2 : verb - size] in self.lex.kinds:
                    return None, verb
                return (verb - size, verb), verb - size
        return None, verb

    def _purpose_verb(self, after: int) -> Pair | None:
        """为 A 提供 B: the few verbs that answer 为, whatever verbs A holds; 送 is none in 配送."""
        text, purpose = self.text, self.lex.purpose
        for i in range(after + 2, self.end):
            word = purpose.at(text, i, self.end) if text[i] in purpose.heads else ""
            if word and (len(word) > 1 or text[i - 1] not in "配运输护派"):
                return i, i + len(word)
        return None

    def _verb_after_phrase(self, after: int) -> Pair | None:
        """The verb that follows a phrase: after its closing word, after an adverbial, or the first strong one."""
        placed = self.text[self.at] in marks.PLACED
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

    def _lighter(self, verb: Pair) -> Pair | None:
        """The light verb behind a verb that only describes what is spoken of (对失信主体实行…)."""
        text, light = self.text, self.lex.light
        if text[slice(*verb)] in light:
            return None
        for i in range(verb[1] + 1, self.end - 2):
            word = light.at(text, i, self.end) if text[i] in light.heads else ""
            if word and text[i - 1] not in "的、和与及" and text[i + len(word)] not in "的、和与及":
                return i, i + len(word)
        return None

    def _closing_verb(self, after: int) -> Pair | None:
        """A verb that ends the clause, behind an adverbial or what is spoken of (对…的严肃处理, 向社会公开)."""
        start = self.end - 2
        known = self.lex.verbs if self.text[self.at] == "按" else self.lex.plain
        if start <= after or self.text[start:] not in known:
            return None
        if known is self.lex.verbs:
            return start, self.end
        inner, _ = self._degree_before(start, after)
        return (start, self.end) if inner or self.text[start - 1] == "的" else None

    def _strong_verb(self, start: int) -> Pair | None:
        """The first verb that is no noun, has an object and describes nothing."""
        text, end, lex = self.text, self.end, self.lex
        plain, pairs = lex.plain, lex.plain.pairs
        for i in range(start, end - 1):
            if text[i : i + 2] not in pairs:  # no verb of two characters or more stands here
                continue
            word = plain.at(text, i, end)
            if len(word) < 2 or text[i - 1] in "的、和与及" or text[i : i + 3] in marks.FALSE_VERBS:
                continue
            if "“" in text and text.rfind("“", 0, i) > text.rfind("”", 0, i):
                continue
            stop = i + len(word)
            if text[stop : stop + 1] == "、" and self._degree_before(i, start)[0]:
                return i, stop
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

    def _behind_subject(self) -> Parsed | None:
        """What stands behind a subject without being a verb of the lexicon, where a character hints at it."""
        if not marks.HINTS.search(self.text, self.at + 2):
            return None
        return self._early() or self._forbidden() or self._changed() or self._numbered()

    def _numbered(self) -> Parsed | None:
        verb = None if self.degree else self._verb_of_number()
        return self._parsed(verb, _pair(verb[1], self.end), "verb after its subject") if verb else None

    def _verb_of_number(self) -> Pair | None:
        """A verb right before a number, be it a noun as often: 其他地區減免3個月."""
        number = marks.NUMBER.search(self.text, self.at + 4, self.end)
        if number is None:
            return None
        start = number.start() - 2
        word = self.text[start : start + 2]
        return (start, start + 2) if word in self.lex.light or word in self.lex.plain else None

    def _early(self) -> Parsed | None:
        """既定政策早出臺早見效: what a set phrase of doing says, behind what it is done to."""
        found = marks.EARLY.search(self.text, self.at + 2, self.end)
        return self._parsed(found.span(), (self.at, found.start()), "set phrase after its subject") if found else None

    def _forbidden(self) -> Parsed | None:
        """清单外的一律不得收费: what is forbidden, behind whom or what it is forbidden for."""
        found = marks.FORBIDDEN.search(self.text, self.at + 2, self.end)
        if found is None:
            return None
        adverb = found.span(1) if found[1] else None
        return self._parsed(found.span(2), (found.end(), self.end), "forbidden behind its subject", degree=adverb)

    def _changed(self) -> Parsed | None:
        """平均税率由11.5%降至8.4%: what changes stands first."""
        found = marks.CHANGE.search(self.text, self.at + 2, self.end)
        return self._parsed(found.span(1), (self.at, found.start()), "change behind its subject") if found else None

    def _guessed(self) -> Parsed | None:
        at, end = self.at, self.end
        if end - at < 2:
            return None
        if marks.IDIOMS.fullmatch(self.text, at, end):
            return self._parsed((at, end), None, "idiom")
        return self._parsed((at, at + 2), _pair(at + 2, end), "unknown verb: first two characters")

    def _object(self, start: int, *, widened: bool = False) -> Pair | None:
        """What the verb governs: up to 并 + a verb without an object of its own, or to 至 and how far (扩大…至…)."""
        if widened and (reach := marks.REACH.search(self.text, start + 2, self.end)):
            return _pair(start, reach.start())
        text, end = self.text, self.end
        if text[start : start + 1] == "、":
            return None
        if ("并" in text or "予" in text) and (found := marks.SECOND_ACT.search(text, start + 2, end)):
            end = found.start()
        return (start, end) if end > start else None


def _pair(start: int, end: int) -> Pair | None:
    return (start, end) if end > start else None
