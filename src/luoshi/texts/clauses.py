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


_TIME = re.compile(
    r"(?:(?:到|在)?20\d\d年(?:底)?(?:前|起)?|今年(?:底)?(?:前)?|明年|近期|年底前|年内|下半年|上半年|下一步|"
    r"(?:从|自)?(?:今年|明年)?\d{1,2}月\d{1,2}日(?:零时)?(?:起|前)|(?:今年|明年)?\d{1,2}月(?:底|份)?前?|[一二三四]季度(?:前|末)?|今后[^，]{0,4}年|未来[^，]{0,3}年)(?=[^，]{2})"
)
_TIME_HEADS = frozenset("到在今明近年下上一二三四未0123456789")
_MODAL = re.compile(r"(?:可以|应当|必须|可|应|须)(?=[^一能靠持以当对用])")
_PERMITTED = re.compile(r"的(可以|可|应|须)(?=[^能持靠以])")
_HOW = re.compile(r"一次性|减半|按规定|按[^，]{2,10}?(?=给予|予以)|同等|全额|部分|优先|再|适当")
_COMPLEMENT = re.compile(r"(?:[\u4e00-\u9fff][好实牢住稳强优准细透严深清齐活足紧]){1,3}")
_COMPLEMENTS = frozenset("好实牢住稳强优准细透严深清齐活足紧")
_AFTER_VERB = re.compile(r"(?:好|实(?![施现行际体践验名物])|牢|住(?![房院宅所户]))(?=[^的]{2})")
_ONE = re.compile(
    r"[稳保促扩强增降减治抓补防兜](?=[\u4e00-\u9fff]{2})|走(?=[^，]{2,}(?:之路|道路|路子)$)|举(?=[^，]+之力$)"
)
_TIME_ALONE = re.compile(
    r"(?:从|自)?(?:今年|明年|20\d\d年)?(?:(?:\d{1,2}月)?(?:\d{1,2}日|底|末)?(?:零时)?(?:起|前|[到至][^，]{2,12})|第?[一二三四]季度)$"
)
_FORBIDDEN = re.compile(r"(一律)?(不得|不准|不许)(?=[^，]{2})")
_SINGLE = re.compile(r"[稳保促扩拓抓强优增提补防控惠降减调转兴育引聚建护治守创破立改去推管重讲办用学督察定走]")
_PAIRED_LIST = re.compile(r"([\u4e00-\u9fff])[^、]{2}(?:、[\u4e00-\u9fff][^、]{2})+等?$")
_LIGHT_END = re.compile(r"(?:发力|用力|施策|攻坚|突破|攻关)$")
_CHANGE = re.compile(
    r"(?:从|由)[^，]*?\d[^，]*?(提高|提升|延长|扩大|增加|降低|减少|下调|上调|放宽|缩短|[提降增减升调压])(?:到|至|为)"
)
_CHANGED = re.compile(r"(?:从|由)[^，的]{0,8}\d[^，]*$")
_IN_FORCE = re.compile(r"([^，]{2,60}?)(?:分别)?(?:自|从)[^，]{2,30}?起(?:正式|全面|统一)?[^，]{2}$")
_WITH_EACH_OTHER = re.compile(
    r"(?:有机|紧密|更好|深度)?(统一起来|结合起来|衔接起来|贯通起来|对应起来|统筹起来|统一|挂钩|合并|分开|区分开来)$"
)
_NUMBER = re.compile(r"\d")
_GIVEN = re.compile(r"的(给予|予以|实行|进行|免征|减免|免收)(?=[^，的])")
_BY = re.compile(r"(再|分别|统一|平均)?([降减增提涨升](?:低|少|加|高)?)(?=\d)")
_HINTS = re.compile(r"[早尽由从一\d]|不[得准许]")
_SUBJECTS = re.compile(r"其他|国家|中央|地方|全国|全省|政府|企业|我国|今年|这些|上述|各|有关|相关|机构|部门|个体")
_AMOUNTS = "率额量数款金费"
_COMPOUND = re.compile(
    r"(?:能力|水平|质量|效率|效能|力度|进度|步伐|节奏|速度|体系|机制|制度|标准|方式|办法|成本|规模|环境|条件|经验|队伍|资源|平台|结构|格局)(?:$|[和与及、])"
)
_EARLY = re.compile(
    r"(?:早[^，、]{2}早[^，、]{2}|[^，、]{2}一[起批项件][^，、]{2,4}一[起批项件]|[应能][^，、]{1,2}尽[^，、]{1,2})$"
)
_REACH = re.compile(r"(?<![乃甚直以冬截])至(?=[^，]{2})")
_AND = re.compile(r"[与同和]")
_WHOLE = frozenset({"作为", "改为"})
_TOGETHER = re.compile(r"(?:有机|紧密|有效|更好|深度|相)?(结合起来|结合|衔接|融合|匹配|适应|协调)$")
_SECOND_ACT = re.compile(r"并(?:[^、的]{2,6}|[对向以][^，]{4,})$|(?<=的)(?:给予|予以)[^，]{2,8}$")
_IDIOMS = re.compile(r"[\u4e00-\u9fff]{3,4}(?:、[\u4e00-\u9fff]{3,4})*")
_JOINS = "和与及、"
_NOUN_TAIL = "的和与及、等"
_PLACED = "在当从于随"
_FOCUS = frozenset({"聚焦", "围绕"})
_FROM = frozenset({"从", "由"})
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
        told = _shifted(proper, comma)
        return told._replace(object=(1, comma)) if text[0] in "把将" else told
    if "起" in text and (found := _IN_FORCE.match(text)) and text[-2:] in lex.in_force:
        return Parsed((len(text) - 2, len(text)), None, found.span(1), None, None, "verb after what it holds for")
    if "的" in text and (permitted := _PERMITTED.search(text)):
        return _Clause(text, lex).permission(permitted)
    return _Clause(text, lex).parse()


def is_phrase(text: str, lex: Lexicon) -> bool:
    """Whether a clause is only a prepositional phrase (根据…, 对…), which belongs to the clause after it."""
    end = len(text)
    if (text[0] in _TIME_HEADS or text[0] == "自") and _TIME_ALONE.match(text):
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
    return framed is None or (preposition in lex.about and _in_relative_clause(text, framed, lex))


def awaits_verb(text: str, lex: Lexicon) -> bool:
    """Whether a clause is a 把 or 将 frame whose verb stands behind the comma (将…上限，从100万元提高到500万元)."""
    clause = _Clause(text, lex)
    return text[0] in "把将" and not clause.joined() and not clause.ba_verb(2)


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
        if self.at < self.end and self.text[self.at] in self.lex.linking.heads:
            self._skip_link()
        self._modal()
        self._adverbials()
        if self.modality is None:
            self._modal()
            if self.modality:
                self._adverbials()
        if self.at >= self.end:
            return None
        if self.at and self._will():
            self.at += 1
            self._adverbials()
        self._look_here()
        return (
            self._before_verb()
            or self._verbal_preposition()
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
        return text[at] == "将" and starts_with_verb(text, at + 1, self.lex) and not self.ba_verb(at + 2)

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
        if preposition in _FROM and (change := _CHANGE.match(self.text, self.at, self.end)):
            return self._parsed(change.span(1), None, "change frame")
        if preposition in _WITH and (tail := _TOGETHER.search(self.text, after, self.end)):
            adverb = (tail.start(), tail.start(1)) if tail.start() < tail.start(1) else None
            return self._parsed(tail.span(1), (after, tail.start()), "with-frame", degree=adverb)
        verb = self._purpose_verb(after) if preposition == "为" else None
        if (
            preposition == "以"
            and "为" not in self.text[after:]
            and (word := self.lex.plain.at(self.text, after, self.end))
        ):
            verb = (after, after + len(word))
        elif preposition == "以" and _ONE.match(self.text, after) and "为" not in self.text[after:]:
            verb = (after, after + 1)
        if preposition == "向" and self.text[self.end - 2 : self.end] in self.lex.toward:
            verb = (self.end - 2, self.end)
        verb = verb or self._verb_after_phrase(after) or self._closing_verb(after)
        if preposition == "对" and (given := _GIVEN.search(self.text, after + 1, self.end)):
            verb = given.span(1)
        elif verb and preposition in self.lex.about:
            verb = self._lighter(verb) or verb
        if verb is None:
            return None
        inner, first = self._degree_before(verb[0], after)
        stop = self._verb_end(*verb)
        if inner and preposition == "以" and inner[0] - after <= 1:
            inner = None
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
            if word and self.text[after : after + 1] == "、" and self._more_adverbials(after + 1):
                i = after + 1
                continue
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

    def _more_adverbials(self, i: int) -> bool:
        """Whether an adverbial and a verb stand behind 、 (更加精准、及时、有效做好…)."""
        word = self.lex.degrees.at(self.text, i, self.end)
        after = i + len(word)
        after += word != "" and self.text.startswith("地", after)
        if word and self.text[after : after + 1] == "、":
            return self._more_adverbials(after + 1)
        return bool(word) and bool(self.lex.verbs.at(self.text, after, self.end))

    def _verb_follows(self, i: int) -> bool:
        text, end, lex = self.text, self.end, self.lex
        while (word := lex.degrees.at(text, i, end)) and not lex.verbs.at(text, i, end):
            i += len(word)
        if i < end and text[i] == "地":
            i += 1
        if i >= end:
            return False
        if verb := lex.verbs.at(text, i, end):
            after = i + len(verb)
            return after == end or (text[after] != "的" and not _COMPOUND.match(text, after))
        return text[i] in "把将" or bool(_COMPLEMENT.match(text, i, end)) or bool(_ONE.match(text, i, end))

    def _manner(self) -> int:
        """Four characters before a strong verb are an adverbial of manner (扩围提质实施…), unless a noun phrase."""
        text, at, end, lex = self.text, self.at, self.end, self.lex
        self.verb, self.verb_at = lex.verbs.at(text, at, end), at
        if self.verb or end - at <= 6 or lex.prepositions.at(text, at, end):
            return at
        if any(char in "的和与及、" for char in text[at : at + 4]) or _SUBJECTS.match(text, at):
            return at
        verb = lex.plain.at(text, at + 4, end)
        after = at + 4 + len(verb)
        return at + 4 if len(verb) >= 2 and end - after >= 2 and text[after] not in _AMOUNTS else at

    def _before_verb(self) -> Parsed | None:
        """把 A V…, 将 A V…: the object stands before the verb."""
        text, at, end = self.text, self.at, self.end
        if text[at] not in "把将" or len(self.verb) > 1:
            return None
        if both := self.joined():
            return self._held(both.span(1))
        i = self.ba_verb(at + 2)
        if i and (of := text.rfind("的", i, end)) > 0 and (later := self.ba_verb(of + 2)):
            i = later
        if i:
            word = self.lex.ba_verbs.at(text, i, end)
            bare = len(word) if word in _WHOLE else len(word.rstrip("到为至于在")) or len(word)
            return self._held((i, i + bare))
        if by := _BY.search(text, at + 3, end):
            adverb = by.span(1) if by[1] else None
            return self._parsed(by.span(2), (at + 1, by.start()), f"{text[at]} frame", degree=adverb)
        strong = self._strong_verb(at + 3)
        if strong is None and self.text[end - 2 :] in self.lex.verbs and end - at > 5:
            strong = (end - 2, end)
        return self._held(strong) if strong else None

    def joined(self) -> re.Match[str] | None:
        """What ends a frame that joins two things: 把 A 与 B 结合起来."""
        both = _WITH_EACH_OTHER.search(self.text, self.at + 2, self.end)
        return both if both and _AND.search(self.text, self.at + 2, both.start()) else None

    def ba_verb(self, start: int) -> int:
        """Where the next verb of a 把 frame stands that describes no noun; 0 for none."""
        text, end = self.text, self.end
        for i in range(start, end - 1):
            word = self.lex.ba_verbs.at(text, i, end)
            if word and text[i - 1] not in "的以" and text[i + len(word) : i + len(word) + 1] != "的":
                return i
        return 0

    def _held(self, verb: Pair) -> Parsed:
        inner, first = self._degree_before(verb[0], self.at + 1)
        if changed := _CHANGED.search(self.text, self.at + 2, first):
            first = changed.start()
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
        if not word and self.preposition:
            return None
        if not word or len(self.preposition) > len(word):
            return self._short_verb()
        stop = self._verb_end(self.at, self.at + len(word))
        if word in _FOCUS and (light := _LIGHT_END.search(self.text, stop, self.end)):
            inner, first = self._degree_before(light.start(), stop)
            return Parsed((self.at, stop), inner or self.degree, _pair(stop, first), None, self.modality, "focus frame")
        return self._parsed((self.at, stop), self._object(stop, widened=word in self.lex.widening), "task verb")

    def _short_verb(self) -> Parsed | None:
        text, at, end = self.text, self.at, self.end
        complement = _COMPLEMENT.match(text, at, end)
        if _PAIRED_LIST.match(text, at, end) and _SINGLE.match(text, at):
            return self._parsed((at, at + 1), (at + 1, end), "verb-object set")
        if complement is None and _SINGLE.match(text, at, end) and 1 < end - at <= 4:
            return self._parsed((at, at + 1), (at + 1, end), "one-character verb")
        if (self.degree or text[at] in "走举") and _ONE.match(text, at, end):
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
        if (
            last in lex.first
            and text[stop : stop + 4] not in lex.compounds
            and (second := lex.second.at(text, stop, end))
        ):
            after = stop + len(second)
            noun = second in lex.noun_verbs and _COMPOUND.match(text, after)
            if end - after >= 2 and text[after] not in _NOUN_TAIL and not noun:
                return after
        return self._joined_verb(stop, last) if text[stop] in _JOINS and last not in lex.list_verbs else stop

    def _joined_verb(self, stop: int, last: str) -> int:
        """Where the verbs end that share the object (稳定和活跃…, 减少、整合和规范…); ``stop`` where there are none."""
        text, lex, at, strong = self.text, self.lex, stop, 0
        while at < self.end - 4 and text[at] in _JOINS and (word := lex.verbs.at(text, at + 1, self.end)):
            strong += 1 if word in lex.noun_verbs else 2
            at += 1 + len(word)
        shares = (
            at < self.end - 1 and text[at] not in _NOUN_TAIL and (strong > 1 or last == "坚持" or last in lex.first)
        )
        return at if shares else stop

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

    def _lighter(self, verb: Pair) -> Pair | None:
        """The light verb behind a verb that only describes what is spoken of (对失信主体实行…)."""
        if self.text[slice(*verb)] in self.lex.light:
            return None
        for i in range(verb[1] + 1, self.end - 2):
            word = self.lex.light.at(self.text, i, self.end)
            if word and self.text[i - 1] not in "的、和与及" and self.text[i + len(word)] not in "的、和与及":
                return i, i + len(word)
        return None

    def _closing_verb(self, after: int) -> Pair | None:
        """A verb that ends the clause, behind an adverbial or what is spoken of (对…的严肃处理, 向社会公开)."""
        start = self.end - 2
        if start <= after or self.text[start:] not in self.lex.plain:
            return None
        inner, _ = self._degree_before(start, after)
        return (start, self.end) if inner or self.text[start - 1] == "的" else None

    def _strong_verb(self, start: int) -> Pair | None:
        """The first verb that is no noun, has an object and describes nothing."""
        text, end, lex = self.text, self.end, self.lex
        for i in range(start, end - 1):
            word = lex.plain.at(text, i, end)
            if len(word) < 2 or text[i - 1] in "的、和与及":
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
        if not _HINTS.search(self.text, self.at + 2):
            return None
        return self._early() or self._forbidden() or self._changed() or self._numbered()

    def _numbered(self) -> Parsed | None:
        verb = None if self.degree else self._verb_of_number()
        return self._parsed(verb, _pair(verb[1], self.end), "verb after its subject") if verb else None

    def _verb_of_number(self) -> Pair | None:
        """A verb right before a number, be it a noun as often: 其他地區減免3個月."""
        number = _NUMBER.search(self.text, self.at + 4, self.end)
        if number is None:
            return None
        start = number.start() - 2
        word = self.text[start : start + 2]
        return (start, start + 2) if word in self.lex.light or word in self.lex.plain else None

    def _early(self) -> Parsed | None:
        """既定政策早出臺早見效: what a set phrase of doing says, behind what it is done to."""
        found = _EARLY.search(self.text, self.at + 2, self.end)
        return self._parsed(found.span(), (self.at, found.start()), "set phrase after its subject") if found else None

    def _forbidden(self) -> Parsed | None:
        """清单外的一律不得收费: what is forbidden, behind whom or what it is forbidden for."""
        found = _FORBIDDEN.search(self.text, self.at + 2, self.end)
        if found is None:
            return None
        adverb = found.span(1) if found[1] else None
        return self._parsed(found.span(2), (found.end(), self.end), "forbidden behind its subject", degree=adverb)

    def _changed(self) -> Parsed | None:
        """平均税率由11.5%降至8.4%: what changes stands first."""
        found = _CHANGE.search(self.text, self.at + 2, self.end)
        return self._parsed(found.span(1), (self.at, found.start()), "change behind its subject") if found else None

    def _guessed(self) -> Parsed | None:
        at, end = self.at, self.end
        if end - at < 2:
            return None
        if _IDIOMS.fullmatch(self.text, at, end):
            return self._parsed((at, end), None, "idiom")
        return self._parsed((at, at + 2), _pair(at + 2, end), "unknown verb: first two characters")

    def _object(self, start: int, *, widened: bool = False) -> Pair | None:
        """What the verb governs: up to 并 + a verb without an object of its own, or to 至 and how far (扩大…至…)."""
        if widened and (reach := _REACH.search(self.text, start + 2, self.end)):
            return _pair(start, reach.start())
        found = _SECOND_ACT.search(self.text, start + 2, self.end)
        return _pair(start, found.start() if found else self.end)


def _pair(start: int, end: int) -> Pair | None:
    return (start, end) if end > start else None
