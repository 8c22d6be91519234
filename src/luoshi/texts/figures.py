"""What a number speaks of, over a whole sentence: subject, measure, period and comparison.

Members pair by order (A、B 增长 7.8%、8.7%), with or without 分别. A subject is carried over the commas of its sentence
(…增加值增长6%，比全国高1个百分点); a semicolon ends it. What the sentence does not say stays unknown.
"""

from __future__ import annotations

import re
from collections import deque
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from luoshi.texts import subjects
from luoshi.texts.numbers import Found, find_numbers, has_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from luoshi.texts.subjects import Comparison, Pair, Pieces

__all__ = ["Told", "find_figures", "last_period", "period_of"]


class Told(NamedTuple):
    """A number with what its sentence says of it; words as pieces of the sentence, to be read together."""

    found: Found
    subject: Pieces = ()
    measure: Pieces = ()
    comparison: Pieces = ()
    order: int | None = None
    verb: str = ""
    base: Pair | None = None
    reaches: bool = False
    agent: Pieces = ()
    bound: str | None = None


class _Context(NamedTuple):
    """What holds for the next number: the last figure, who bears attributes, and the headless 的 of the clause."""

    last: Told | None = None
    bearer: Pieces = ()
    topic: Pieces = ()
    measure: Pieces = ()
    headless: Pieces = ()
    opened: int | None = None
    used: int = 0


class _Place(NamedTuple):
    """Where a group of numbers stands: its clause, the words before it, the words behind it."""

    text: str
    clause: int
    begin: int
    start: int
    behind: int
    end: int


_PERIODS = re.compile(rf"(?=[去今明上下前一二三四\d到全“截])(?<![比较])(?:{subjects.PERIOD})")
_STOPS = frozenset("；。！？\n")
_LIST = re.compile(r"[、和与及]|以及")
_RANGE = re.compile(r"至|到|—|-|~|～")
_CLAUSE = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[是要]|（[一二三四五六七八九十]{1,3}）|\d{1,2}[.．](?!\d))?(?P<words>[^，；：。！？\n]+)"
)
_BEHIND = re.compile(r"(?:及?(?:以上|以下)|左右|以内|上下)?")
_TIMES = frozenset({"个月", "年", "天", "%", "个百分点", "倍"})
_COUNTING = (
    "家",
    "个",
    "项",
    "条",
    "件",
    "座",
    "批",
    "种",
    "类",
    "所",
    "套",
    "名",
    "场",
    "台",
    "辆",
    "艘",
    "架",
    "户",
    "人",
    "支",
    "只",
    "部",
    "起",
    "例",
    "处",
    "位",
    "次",
    "列",
    "颗",
    "枚",
    "份",
    "宗",
    "头",
    "站",
    "亩",
    "公里",
)
_STATED = re.compile(
    r"(?:将|把)(?P<what>[^，]{2,60}?)(?:与[^，]*|和[^，]*统一|同[^，]*|扩大|提高|延长|统一|调整|由|从)?$"
)
_TOWARD = re.compile(r"对(?P<what>[^，]{2,60}?)(?:给予.*|实行.*|按.*|实施.*|免.*|减.*|可.*)?$")
_OBJECTS = {"将": _STATED, "把": _STATED, "对": _TOWARD}
_NAMED = re.compile(
    r"(?P<what>[^，]{2,32}?)(?:为(?=\d)|达到?(?=\d)|快速|持续|稳步|平稳|较快|加快|保持|实现|稳定|继续|进一步|不断|明显|大幅|总体|全面)"
)
_HEADLESS = re.compile(r"[以之]?[上下内]?的(?=可|应|须|再|按|给予|免|减|由|也|都|均|一律|不|予)")
_BASIS = re.compile(r"按(?:照)?(?P<of>[^，按]{2,20}?)(?:的)?$")
_LISTED = re.compile(r"[、和与]")
_HANDLED = re.compile(r"[可要应须]?(?:将|把)(?![军来关握])")
_FOR = re.compile(r"(?:^|[^认成作])(?:为|给|替)(?P<whom>[^，为]{2,16})$")
_IN = re.compile(r"(?P<of>[^，]{2,20}?)(?:中|里|内)(?:的|有)?$")
_TIMES_OF = re.compile(r"(?:是|为|相当于|达到?)(?P<base>[^，]{2,30})(?<!到)$")
_RANKED = re.compile(
    r"(?P<as>(?:位居|居|位列|列|排名?|名列|提升至|上升至|升至|保持|稳居|跃居|跃升至|进位至)[^，、第]{0,10})第$"
)
_RATES = frozenset({"%", "个百分点", "倍", "‰"})
_REACHED = re.compile(r"[^，、]{0,8}[到至为](?:\d{4}年的?)?(?:约|近|超过)?")
_RATE = re.compile(r"(?<=..)(?:增速|增幅|降幅|涨幅|占比|比重|比例|总额|余额)$")
_ACTS = frozenset({"改造", "建设", "治理", "整治", "培训", "改革"})
_LIGHT = frozenset({"完成", "实现", "达成", "开展", "推进", "启动", "实施"})
_CARRIERS = frozenset({"给予", "提供", "予以", "享受", "实行"})
_NOMINAL = re.compile(r"(?P<noun>.{2,}?)(?P<act>改造|建设|改革|升级|培训|整治|治理|提升|评价)$")
_ACT = re.compile(r"(?:给予|予以)?(?P<what>[\u4e00-\u9fff]{2,12})")


def find_figures(text: str) -> tuple[Told, ...]:
    """The figures of one folded sentence, paired with their subjects. Linear in its length."""
    return _told(text) if has_number(text) else ()


@lru_cache(maxsize=8)
def _told(text: str) -> tuple[Told, ...]:
    told: list[Told] = []
    context = _Context()
    unheard: list[Pair] = []
    numbers = deque(find_numbers(text))
    for clause in _CLAUSE.finditer(text):
        if not numbers:
            break
        start, end = clause.span("words")
        if text[clause.start() - 1 : clause.start()] in _STOPS:
            context, unheard = _Context(), []
        if numbers[0].start >= end:
            unheard.append((start, end))
            continue
        for pair in unheard:
            context = _listened(text, *pair, context)
        unheard = []
        for place, group in _groups(text, start, end, numbers):
            found, context = _tell(place, group, context)
            told += _ranged(text, found)
    return tuple(told)


def _ranged(text: str, told: list[Told]) -> list[Told]:
    """The two ends of a range (3%至5%) bound what they speak of."""
    for i in range(len(told) - 1):
        if _RANGE.fullmatch(text, told[i].found.end, told[i + 1].found.start):
            told[i], told[i + 1] = told[i]._replace(bound="at_least"), told[i + 1]._replace(bound="at_most")
    return told


def _listened(text: str, start: int, end: int, context: _Context) -> _Context:
    """What a clause without a number leaves to the numbers behind it: its 将 or 对 object, or else its subject."""
    spoken = context.last is not None or context.topic
    if spoken and text[start] not in "将把对":
        return context
    begin = subjects.without_lead(text, start, end) if text[start] not in "将把对" else start
    handled = _OBJECTS.get(text[start])
    if handled and (found := handled.match(text, start, min(end, start + subjects.WINDOW))):
        topic = _whose(text, *found.span("what"))
        return context._replace(topic=topic.subject, measure=topic.measure, last=None, bearer=topic.subject)
    named = None if spoken else _NAMED.match(text, begin, end)
    if named is None:
        return context
    topic = _whose(text, *named.span("what"))
    return context._replace(topic=topic.subject, measure=topic.measure)


def _whose(text: str, begin: int, end: int) -> subjects.Split:
    """Subject and attribute of a 将 object; a body before a bare attribute phrase takes the whole of it."""
    parts = subjects.split(text, begin, end)
    return parts if parts.subject else subjects.Split(parts.measure, ())


def _groups(text: str, start: int, end: int, numbers: deque[Found]) -> Iterator[tuple[_Place, list[Found]]]:
    """The next numbers that stand in one list or range, with their place, as long as they stand before ``end``."""
    begin = start
    while numbers and numbers[0].start < end:
        group = [numbers.popleft()]
        while numbers and numbers[0].start < end and _joined(text, group[-1].end, numbers[0].start):
            group.append(numbers.popleft())
        stop = min(numbers[0].start, end) if numbers else end
        after = _BEHIND.match(text, group[-1].end, stop)
        behind = after.end() if after else group[-1].end
        yield _Place(text, start, max(begin, group[0].start - subjects.WINDOW), group[0].start, behind, stop), group
        begin = behind


def _joined(text: str, end: int, start: int) -> bool:
    near = start - end <= 2
    return near and bool(_LIST.fullmatch(text, end, start) or _RANGE.fullmatch(text, end, start))


def _tell(place: _Place, group: list[Found], context: _Context) -> tuple[list[Told], _Context]:
    text, begin = place.text, max(place.begin, context.used)
    if headless := _headless(place):
        return _limited_headless(place, group, context, headless)
    if place.begin > place.clause and (cut := _HEADLESS.match(text, begin, place.start)):
        begin = cut.end()
    begin = subjects.without_lead(text, begin, place.start)
    end = place.start
    opened = subjects.from_word(text, begin, end)
    if opened is not None:
        end = opened
    rate = group[0].unit in _RATES
    compared = subjects.compared(text, begin, end, rate=rate) if opened is None and end > begin else None
    if compared is None and opened is None and context.opened is not None and _REACHED.fullmatch(text, begin, end):
        compared = subjects.Comparison((begin, end), text[begin:end], None, True)
    if text[end - 1] == "第" and (ranked := _RANKED.search(text, max(begin, end - 24), end)):
        rest = subjects.trimmed(text, begin, ranked.start())
        make = _Maker(place, group, context, None, True)
        told = [one._replace(measure=(ranked.span("as"),)) for one in _said(make, begin, rest)]
        return told, context._replace(last=context.last or told[-1], opened=None)
    if compared and compared.said[0] == begin and group[0].unit.endswith(_COUNTING) and context.opened is None:
        compared = None if not compared.reaches and subjects.behind(text, place.behind, place.end) else compared
    end = compared.said[0] if compared else end
    told = _said(_Maker(place, group, context, compared, opened is not None), begin, subjects.trimmed(text, begin, end))
    return told, _after(context, told, place, opened)


def _headless(place: _Place) -> Pieces:
    """A condition without a noun of its own (折旧为4年的可减半): the words up to its 的."""
    cut = _HEADLESS.match(place.text, place.behind, place.end)
    return ((place.clause, cut.end()),) if cut else ()


def _limited_headless(
    place: _Place, group: list[Found], context: _Context, headless: Pieces
) -> tuple[list[Told], _Context]:
    begin = subjects.without_lead(place.text, place.begin, place.start)
    measure = _bare(begin, subjects.trimmed(place.text, begin, place.start))
    subject = context.topic or context.bearer or (context.last.subject if context.last else ())
    told = [Told(one, subject, measure) for one in group]
    return told, context._replace(headless=headless)


def _bare(begin: int, end: int) -> Pieces:
    return ((begin, end),) if end > begin else ()


def _after(context: _Context, told: list[Told], place: _Place, opened: int | None) -> _Context:
    """What the next number may carry on."""
    last = told[-1]
    if last.subject and last.subject[-1][0] >= place.behind and place.behind > last.found.end - (last.measure == ()):
        context = context._replace(topic=last.subject[-1:], used=min(last.subject[-1][1], place.end))
    bearer = last.agent or (last.subject if last.measure and last.order is None else context.bearer or last.subject)
    return context._replace(last=last, bearer=bearer, opened=opened)


def _said(make: _Maker, begin: int, end: int) -> list[Told]:
    """Try what the words can be, the most telling first."""
    text = make.place.text
    single = len(make.group) == 1 and not make.first
    if single and (told := make.of_verb(begin, end) or make.condition(begin, end) or make.basis(end)):
        return [told]
    if (shared := subjects.share_of(text, begin, end)) and (make.compared or _share_like(make.group[0], text, shared)):
        return make.share(*shared)
    if end <= begin:
        return make.carried()
    return make.counted(begin, end) or make.phrase(begin, end)


def _share_like(number: Found, text: str, shared: tuple[Pair, Pair]) -> bool:
    return number.unit == "%" or text.endswith(("比重", "比例", "份额"), *shared[1])


class _Maker(NamedTuple):
    """Makes the figures of one group from what its words turned out to be."""

    place: _Place
    group: list[Found]
    context: _Context
    compared: Comparison | None
    first: bool
    """Whether 从 or 由 opens the first of two values."""

    def one(self, number: Found, subject: Pieces, measure: Pieces, order: int | None = None) -> Told:
        """A figure with the comparison of its group."""
        if self.compared is None:
            return Told(number, subject, measure, (), order, self._verb(measure))
        said, verb, base, reaches = self.compared
        if reaches and self.context.opened is not None and not _words_between(self.place, said[0]):
            said = (self.context.opened, said[1])
        return Told(number, subject, measure, (said,), order, verb, base, reaches)

    def _verb(self, measure: Pieces) -> str:
        return "".join(self.place.text[a:b] for a, b in measure)

    def all(self, subject: Pieces, measure: Pieces) -> list[Told]:
        """One subject for the whole group."""
        return [self.one(number, subject, measure) for number in self.group]

    def of_verb(self, begin: int, end: int) -> Told | None:
        """A verb right before the number, with what it counts behind: 组建 | 3家 | 创新中心, 减免 | 6个月 | 租金."""
        text, number = self.place.text, self.group[0]
        counts = number.unit.endswith(_COUNTING) and number.unit not in _TIMES
        noun = subjects.behind(text, self.place.behind, self.place.end)
        if text[self.place.behind : self.place.behind + 1] == "的":
            noun = subjects.behind(text, self.place.behind + 1, self.place.end)
        verb = subjects.adjacent_verb(text, begin, end) if self.compared is None else None
        if verb is None:
            return self._only_counted(begin, end, noun) if noun and self.compared is None else None
        if noun is None:
            counts_before = not subjects.counts(text[slice(*verb)]) or subjects.counting(text, begin, end)
            return None if counts_before else self._verb_alone(begin, verb)
        if counts or text[slice(*verb)] in _CARRIERS or number.unit not in _TIMES:
            return self._verb_noun(verb, noun)
        agent = self._agent(begin, verb[0]) or self.context.topic
        if number.unit == "%" and not agent:
            return self.one(number, (noun[0],), (verb,))
        return self.one(number, agent or (noun[0],), (noun[0], verb) if agent else (verb,))

    def _agent(self, begin: int, end: int) -> Pieces:
        text = self.place.text
        end = subjects.trimmed(text, begin, end) if text[end - 1 : end] != "的" else end
        if end - begin < 2:
            return self.context.headless
        whole = text[end - 1] == "的" and self.place.begin == self.place.clause
        return ((self.place.clause if whole else begin, end),)

    def _verb_noun(self, verb: Pair, noun: tuple[Pair, Pair | None]) -> Told:
        text, (start, end) = self.place.text, noun[0]
        if text[slice(*verb)] in _LIGHT:
            whole = (start, noun[1][1]) if noun[1] else noun[0]
            if act := _NOMINAL.fullmatch(text, *whole):
                return self.one(self.group[0], (act.span("noun"),), (act.span("act"),))
        if noun[1] and text[slice(*noun[1])] in _ACTS:
            end = noun[1][1]
        return self.one(self.group[0], ((start, end),), (verb,))

    def _verb_alone(self, begin: int, verb: Pair) -> Told | None:
        """减负 | 600亿元, 其他地区 | 减免 | 3个月: the verb measures whom it is for, who acts, or what came before."""
        text, last = self.place.text, self.context.last
        if whom := _FOR.search(text, max(begin - 1, self.place.clause), verb[0]):
            return self.one(self.group[0], (whom.span("whom"),), (verb,))
        measure: Pieces = (verb,)
        if last and last.measure and text[slice(*last.measure[-1])] == text[slice(*verb)]:
            measure = last.measure
        if agent := self._agent(begin, verb[0]):
            return self.one(self.group[0], agent, measure)
        carried = self.context.topic or (last.subject if last else ())
        return self.one(self.group[0], carried, measure)

    def _only_counted(self, begin: int, end: int, noun: tuple[Pair, Pair | None]) -> Told | None:
        """41个 | 行业, 近六成 | 规上企业 | 建立研发机构: the noun behind is what is counted."""
        text, number = self.place.text, self.group[0]
        counts = number.unit.endswith(_COUNTING) and number.unit not in _TIMES
        listed = counts and text[end - 1 : end] == "等"
        object_ = subjects.counting(text, begin, end) if counts and not listed and noun[1] is None else None
        if object_ and object_.verb[0] == begin:
            return self.one(number, (object_.object, noun[0]), (object_.verb,))
        if end - begin >= 2 and not listed and (not counts or subjects.counting(text, begin, end)):
            return None
        if not counts and number.unit != "%":
            return None
        if listed and (verb := subjects.counting(text, begin, end)):
            return self.one(number, (noun[0],), (verb.verb,))
        return self.one(number, (noun[0],), (noun[1],) if noun[1] else ())

    def condition(self, begin: int, end: int) -> Told | None:
        """投资3000万元以上的 | 技改项目: the noun behind is limited by the words before."""
        text, place = self.place.text, self.place
        marked = place.behind > self.group[0].end or text[place.behind : place.behind + 1] == "的"
        if not marked or end <= begin or self.compared:
            return None
        noun = subjects.limited(text, self.group[0].end, place.end)
        parts = subjects.split(text, begin, end)
        if noun is None or not (parts.measure or end - begin <= 6):
            return None
        whose = parts.subject if parts.subject and subjects.relative(text, *parts.subject[-1]) else ()
        return self.one(self.group[0], (*whose, noun), parts.measure or ((begin, end),))

    def basis(self, end: int) -> Told | None:
        """按投资额70% | 抵扣…: the basis, or whom the sentence speaks of, and the act behind."""
        text, place = self.place.text, self.place
        found = _BASIS.search(text, max(place.begin, end - 24), place.start) if self.compared is None else None
        act = _ACT.match(text, place.behind, place.end) if found else None
        if found is None or act is None:
            return None
        topic = self.context.topic or (self.context.last.subject if self.context.last else ())
        what = act.span("what")
        return self.one(self.group[0], topic or (found.span("of"),), (what,))

    def share(self, of: Pair, said: Pair) -> list[Told]:
        """X占Y的比重: of what, and how it is measured."""
        text, (begin, end) = self.place.text, of
        end = subjects.trimmed(text, begin, end)
        begin = subjects.without_lead(text, begin, end)
        if end <= begin:
            return self.all(self._whole(), (said,))
        pairs = subjects.members(text, begin, end, len(self.group)) if len(self.group) > 1 else []
        if not pairs:
            return self.all(((begin, end),), (said,))
        wholes = self._full(pairs)
        return [self.one(n, wholes[i], (said,), i + 1) for i, n in enumerate(self.group)]

    def _full(self, pairs: list[Pair]) -> list[Pieces]:
        parts = [subjects.split(self.place.text, *pair) for pair in pairs]
        tail = parts[-1].measure
        return [(*p.subject, *(p.measure or tail)) for p in parts]

    def _whole(self) -> Pieces:
        """What a share is of: the amount or the count that the last figure told (制造业 | 投资, 改造 | 企业)."""
        last, text = self.context.last, self.place.text
        if last is None or not last.subject or not last.measure:
            return last.subject if last else self.context.topic
        start, end = last.measure[0]
        if text[start:end] in _LIGHT or text[start : start + 2] in {"新增", "建成"}:
            return last.subject
        if end <= last.subject[0][0] + 2:
            start += 2 if text.startswith("累计", start) and end - start > 2 else 0
            return ((start, end), *last.subject)
        return (*last.subject, *last.measure)

    def carried(self) -> list[Told]:
        """No words of its own: the last figure's subject and measure, else what was spoken of."""
        context = self.context
        if context.headless:
            return self.all(context.headless, context.last.measure if context.last else ())
        if context.last is not None:
            return self.all(context.last.subject, context.last.measure)
        return self.all(context.topic, context.measure)

    def counted(self, begin: int, end: int) -> list[Told]:
        """新增 | 企业 | 36家; a bare attribute is what the verb brings about (重点项目 | 完成投资)."""
        text = self.place.text
        found = subjects.counting(text, begin, end)
        light = found is not None and text[slice(*found.verb)] in _LIGHT
        if found is None or (self.compared and found.verb[0] > begin and not light):
            return []
        parts = subjects.split(text, *found.object)
        if not parts.subject:
            acting = found.agent if len(self.group) > 1 else (0, 0)
            if pairs := subjects.members(text, *acting, len(self.group)) if acting[1] > acting[0] else []:
                measure = ((found.verb[0], found.object[1]),)
                return [self.one(n, (pairs[i],), measure, i + 1) for i, n in enumerate(self.group)]
            agent = self._agent(begin, found.agent[1]) or self.context.bearer or self.context.topic
            if agent:
                return self.all(agent, ((found.verb[0], found.object[1]),))
            return self.all(parts.measure, (found.verb,))
        if light and parts.measure:
            return self.all(parts.subject, parts.measure)
        told = self._paired(found.object[0], found.object[1], (found.verb,))
        agent = self._agent(begin, found.agent[1])
        return [one._replace(agent=agent) for one in told] if agent else told

    def _paired(self, begin: int, end: int, measure: Pieces) -> list[Told]:
        pairs = subjects.members(self.place.text, begin, end, len(self.group)) if len(self.group) > 1 else []
        if not pairs:
            return self.all(((subjects.without_lead(self.place.text, begin, end), end),), measure)
        return [self.one(n, (pairs[i],), measure, i + 1) for i, n in enumerate(self.group)]

    def phrase(self, begin: int, end: int) -> list[Told]:
        """A subject with its attribute, alone or as many as there are numbers."""
        text = self.place.text
        if len(self.group) > 1:
            verb = subjects.adjacent_verb(text, begin, end)
            stop = subjects.trimmed(text, begin, verb[0]) if verb and subjects.counts(text[slice(*verb)]) else end
            if stop > begin and (pairs := subjects.members(text, begin, stop, len(self.group))):
                told = self._pairs(pairs)
                return [one._replace(measure=(verb,)) for one in told] if verb and stop < end else told
            if self._respective(end) and _LISTED.search(text, begin, end):
                return self.all((), ())
        if inside := _IN.fullmatch(text, begin, end):
            begin, end = inside.span("of")
        if self.group[0].unit == "倍" and (multiple := _TIMES_OF.search(text, begin, end)):
            rest = self.phrase(begin, multiple.start()) if multiple.start() > begin else self.carried()
            return [told._replace(base=multiple.span("base")) for told in rest]
        parts, owner = self._handled(begin, end)
        if parts.subject:
            measure = parts.measure or self._row()
            return self.all(parts.subject, measure)
        if owner:
            return self.all(owner, parts.measure)
        bearer = self.context.headless or self.context.bearer or self.context.topic
        return self.all(bearer, parts.measure) if bearer else self.all(parts.measure, ())

    def _respective(self, end: int) -> bool:
        said = self.place.text[max(self.place.begin, end - 4) : self.place.start]
        return "分别" in said

    def _handled(self, begin: int, end: int) -> tuple[subjects.Split, Pieces]:
        """A phrase, or the object of its 将 with the one who handles it (统筹地区 | 可将 | 费率)."""
        handled = _HANDLED.search(self.place.text, begin, end)
        if handled is None or handled.start() <= begin:
            return subjects.split(self.place.text, begin, end), ()
        owner = subjects.split(self.place.text, begin, handled.start())
        return subjects.split(self.place.text, handled.end(), end), (*owner.subject, *owner.measure)

    def _row(self) -> Pieces:
        """The verb of a row of counts, for its members behind 、 (新增床位2万张、托位8万个)."""
        last, place = self.context.last, self.place
        row = last and last.order is None and place.begin > place.clause and place.text[place.begin] in "、和"
        return last.measure if row and last and not last.comparison and self.compared is None else ()

    def _pairs(self, pairs: list[Pair]) -> list[Told]:
        """甲业、乙业 | 增加值: each member with its own attribute, or with the one that the last prints for all."""
        parts = [subjects.split(self.place.text, *pair) for pair in pairs]
        shared = parts[-1].measure
        if not any(one.subject for one in parts) and (rate := _RATE.search(self.place.text, *pairs[-1])):
            ends = [*(b for _, b in pairs[:-1]), rate.start()]
            named: list[Pieces] = [((a, b),) for (a, _), b in zip(pairs, ends, strict=True)]
            measures: list[Pieces] = [(rate.span(),)] * len(pairs)
        elif not any(one.subject for one in parts):
            bearer = self.context.bearer or self.context.topic
            named = [bearer or one.measure for one in parts]
            measures = [one.measure if bearer else () for one in parts]
        else:
            named = self._named(parts)
            measures = [one.measure or shared for one in parts]
        return [self.one(n, named[i], measures[i], i + 1) for i, n in enumerate(self.group)]

    def _named(self, parts: list[subjects.Split]) -> list[Pieces]:
        if parts[0].subject and parts[0].measure:
            return [one.subject or parts[0].subject for one in parts]
        return subjects.lent(self.place.text, [one.subject or one.measure for one in parts])


def _words_between(place: _Place, at: int) -> bool:
    """Whether words stand between the first of two values and the verb of the second."""
    return at > place.begin


def last_period(text: str) -> str | None:
    """The last time span that a sentence names up to here: the one that holds for what follows."""
    periods = _PERIODS.findall(text)
    return periods[-1] if periods else None


def period_of(text: str) -> str | None:
    """The first time span that a clause or sentence names."""
    found = _PERIODS.search(text)
    return found.group() if found else None
