"""What the words before and behind a number say: whose number it is, what is measured, and against what.

The parts of official style, each a small rule over characters: a subject with an attribute at its end (制造业 | 投资),
a verb that counts its object (新增 | 企业), a share (X占Y的比重), a comparison (比上年提高), a condition (投资3000万元
以上的 | 项目), a noun that the number counts (3家 | 创新中心). All offsets are those of the text given.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from luoshi.texts.lexicon import WordFile, Words, lexicon

__all__ = [
    "PERIOD",
    "WINDOW",
    "Comparison",
    "Counting",
    "Pair",
    "Pieces",
    "Split",
    "adjacent_verb",
    "behind",
    "compared",
    "counting",
    "counts",
    "entity",
    "from_word",
    "lent",
    "limited",
    "members",
    "relative",
    "share_of",
    "split",
    "trimmed",
    "without_lead",
]

Pair = tuple[int, int]
Pieces = tuple[Pair, ...]

WINDOW = 160
"""Characters before a number that can belong to it; what is farther away is not looked at."""

PERIOD = (
    r"去年(?:以来|底|末)?|今年(?:以来|上半年)?|明年|上半年|下半年|前三季度|[一二三四]季度|前\d{1,2}个月|\d{1,2}[-—－至]\d{1,2}月(?:份)?|\d{1,2}月份|"
    r"(?:到)?20\d\d年(?:底|末)?|全年|“十[一二三四五]五”(?:时期|期间|以来|末)?|截[至止](?:目前|[^，]{0,10}?(?:年底|年末|月底|月末|季度末|底|末|日|月|止))"
)
_LEADS = re.compile(
    rf"(?:{PERIOD}|其中|特别是|尤其是|同时|此外|另外|并且|并(?!购)|也|而且|而|但|目前|当前|近年来|[一二三四五十]年来|截至目前|预计|力争|确保|争取|努力|保证|"
    r"要(?!素)|将|把(?!关)|使(?!用)|再(?!生|制造|贷款|贴现|担保|就业|融资)|已(?:经)?|共(?!享|同|性|建)|均(?!衡)|进一步|推动|对(?!外|口|[^，]{2,20}贡献率)|由(?!于)|\d{1,2}月(?:份|末|底)?|年内|年底前|月底前|季度末前|"
    r"(?:\d{1,2}月)?(?:年|月)?底前|[、和与及，]|以及|了|的|还|则|又|如今|拉动|这|约(?![束定])|近(?![岸海郊期年])|超过|超(?![算高级低大市])|可(?!再生|支配|持续|控|靠|行)|应(?![用急])|须|按|给予|首批|年均|就(?!业)|仅|只|每年|当年|期间|五年|十年|\d{1,2}年(?:来|间)?)+"
)
_FROM = re.compile(
    rf"(?:从|由|自)(?:(?:{PERIOD}|\d{{4}}年|上年|当年|过去|原来|现行|原|目前)(?:的)?|[^，、从由]{{1,8}}的|(?:生均|户均|人均)?(?:每[^，、从由]{{1,2}})*)?(?:平均|约|近)?$"
)
_ENTITY = re.compile(r".*(?:企业|个人|人员|职工|居民|机构|家庭|毕业生|用户|农户|个体工商户)(?=[^，、和与]{2,})")
_VERBAL_END = re.compile(r"(?:新?购置|新?购进|购买|缴纳|取得|发放|拥有|生产|销售|从事)$")


_PRICES = r"按[^，按]{2,10}计算|扣除[^，]{2,10}因素"


class Comparison(NamedTuple):
    """The printed comparison, its verb, and what it compares with."""

    said: Pair
    verb: str
    base: Pair | None
    reaches: bool


class Split(NamedTuple):
    """A noun phrase as subject and attribute; either may be missing."""

    subject: Pieces
    measure: Pieces


class Counting(NamedTuple):
    """A verb with its object before the number, and who acts."""

    agent: Pair
    verb: Pair
    object: Pair


class _Words(NamedTuple):
    compared: re.Pattern[str]
    changing: frozenset[str]
    against: re.Pattern[str]
    trailing: re.Pattern[str]
    trails: frozenset[str]
    attributes: Words
    parts: tuple[str, ...]
    bare: Words
    classifiers: tuple[str, ...]
    counted: Words
    strong: Words
    verbs: Words
    agents: tuple[str, ...]
    nominal: Words
    doing: tuple[str, ...]


@cache
def _words() -> _Words:
    words = WordFile.load("figures")
    how, to = words.alternation("how"), words.alternation("compared_to")
    base = r"(?:(?<![占同环之对可])比(?![重例值拟如])|较(?![大好高多强低为少重])|与)(?P<base>[^，]{1,28}?)(?:相比)?"
    verbs = f"(?P<verb>{words.alternation('changed')})|(?P<short>{words.alternation('changed_short')})"
    pre = rf"(?P<pre>(?:{_PRICES})?(?:{how})*(?:{to}|{base})?(?:{_PRICES})?(?:{how})*)"
    said = rf"(?P<said>{pre}(?:{verbs})(?:了)?(?P<to>到|至|为)?)(?:(?:\d{{4}}年|上年|目前|现在)(?:底|末)?的?)?$"
    attributes = words.words("attributes")
    return _Words(
        compared=re.compile(said),
        changing=frozenset({w[-1] for w in words.words("changed", "changed_short")} | set("了到至为年底末的前在")),
        against=re.compile(rf"(?P<said>(?P<verb>{words.alternation('against')})(?P<base>[^，]{{2,28}}?))$"),
        trails=frozenset(word[-1] for word in words.words("trailing")),
        trailing=re.compile(rf"(?:{words.alternation('trailing')})+$"),
        attributes=attributes,
        parts=tuple(sorted(words.endings("attribute_parts"), key=len, reverse=True)),
        bare=words.words("bare"),
        classifiers=tuple(sorted(words.endings("classifiers"), key=len, reverse=True)),
        counted=words.words("counted", "strong"),
        strong=words.words("strong"),
        verbs=Words.of({word for word in lexicon().verbs if len(word) > 1} - attributes - words.words("no_verbs")),
        agents=words.endings("agents"),
        nominal=words.words("nominal"),
        doing=words.endings("doing"),
    )


def without_lead(text: str, begin: int, end: int) -> int:
    """Where the words of a number begin, behind links, time words and adverbs (其中，今年1—6月预计…)."""
    found = _LEADS.match(text, begin, end)
    return found.end() if found else begin


def trimmed(text: str, begin: int, end: int) -> int:
    """Where the words before a number end: without 达到, 分别, 超过 and the like."""
    if end <= begin or text[end - 1] not in _words().trails:
        return end
    found = _words().trailing.search(text, max(begin, end - 24), end)
    return found.start() if found else end


def from_word(text: str, begin: int, end: int) -> int | None:
    """Where 从 or 由 opens the first of two values (从100万元提高到500万元); None without it."""
    found = _FROM.search(text, max(begin, end - 14), end)
    return found.start() if found else None


def compared(text: str, begin: int, end: int, *, rate: bool) -> Comparison | None:
    """The comparison that ends before a number: 同比增长, 比2021年提高; for a ``rate``, 高出固定资产投资增幅."""
    if text[end - 1 : end] in _NEAR_ENDS and (near := _NEAR.search(text, max(begin, end - 8), end)):
        end = near.start()
    if end <= begin:
        return None
    at = max(begin, end - 48)
    found = _words().compared.search(text, at, end) if text[end - 1] in _words().changing else None
    if found and (found["verb"] or found["pre"] or found.start() == begin):
        verb = found["verb"] or found["short"]
        base = found.span("base") if found["base"] else None
        idle = _IDLE.match(text, found.start(), end)
        start = idle.end() if idle else found.start()
        return Comparison((start, found.end()), verb, base, bool(found["to"]) or verb.endswith("至"))
    found = _words().against.search(text, at, end) if rate else None
    return Comparison(found.span("said"), found["verb"], found.span("base"), False) if found else None


_NEAR_ENDS = frozenset("约近过超破逾于少大接至争均都别到达")
_NEAR = re.compile(r"(?:约|近|超过|超|突破|逾|不低于|不少于|不超过|大约|接近|至少|不到|力争|均|都|分别|达到|达)+$")
_IDLE = re.compile(r"(?:分别|均|都|再|又|则|仍|也|还|已|将|就|可|要|各|只|仅|略|进一步|预计)+(?=.)")
_SHARE = re.compile(r"(?P<of>(?:[^占]|占比|占地)*?)(?P<said>占(?!比|地|用|领)[^，]*)$")


def share_of(text: str, begin: int, end: int) -> tuple[Pair, Pair] | None:
    """X占Y的比重: X, and what is said of it; None where the words tell no share."""
    found = _SHARE.match(text, begin, end) if text.find("占", begin, end) >= 0 else None
    return (found.span("of"), found.span("said")) if found else None


def split(text: str, begin: int, end: int) -> Split:
    """A noun phrase as whose and what: 制造业 | 投资, 小微企业 | 年应纳税所得额上限, 企业 | 的利润, 案例 | 数."""
    start = _attribute(text, begin, end)
    if start == end:
        return Split(_piece(text, begin, end), ())
    of = _towards(text, begin, start)
    return Split(_piece(text, begin, of), ((of + (text[of] == "的"), end),))


def _attribute(text: str, begin: int, end: int) -> int:
    """Where the attribute at the end of a noun phrase starts; ``end`` without one."""
    words = _words()
    if text.endswith("生产总值", begin, end):
        return end
    start = next((i for i in range(max(begin, end - 8), end - 1) if text[i:end] in words.attributes), end)
    if start > begin and text[start:end] in words.bare:
        start = next((i for i in range(start + 1, end - 1) if text[i:end] in words.attributes), end)
    if start == end:
        return _common(text, begin, end)
    longer = start
    while part := next((p for p in words.parts if text.endswith(p, begin, longer)), ""):
        longer -= len(part)
    return start if longer > begin and text[start:end] in _SHARES else longer


def _common(text: str, begin: int, end: int) -> int:
    """An attribute by its last character: 申请量, 案例数; ``end`` where nothing stands before it."""
    found = _COMMON.search(text, max(begin, end - 3), end)
    if found:
        return found.start() if found.start() > begin else end
    counted = text[end - 1 : end] == "数" and end - begin > 3 and text[end - 2] not in "指系多半倍小位基"
    return end - 1 if counted else end


_SHARES = frozenset({"占比", "比重", "比例", "份额"})
_COMMON = re.compile(r"[\u4e00-\u9fff]{2}(?:率|(?<![质力能重分数含产])量)$")
_TOWARDS = re.compile(r"对[^，、对]{2,24}的?$")


def _towards(text: str, begin: int, start: int) -> int:
    """An attribute takes its 对…的 along (对增长的贡献率); its 的 stays outside the subject."""
    found = _TOWARDS.search(text, max(begin, start - 28), start)
    if found and (text[start - 1] == "的" or text.startswith("贡献", start)):
        return found.start()
    return start - 1 if start > begin and text[start - 1] == "的" else start


_RELATED = re.compile(r"同比|环比")
_HANGING = re.compile(
    r"(?:[的，、已也均都则还仍可由从要应]|在(?!建)|首次|(?<!主)将|户均|人均|平均|每户|逐步|逐年|能够|持续|连续|可以|(?<=[^其])中)+$"
)


def _piece(text: str, begin: int, end: int) -> Pieces:
    begin = without_lead(text, begin, end)
    begin = found.end() if (found := _RELATED.match(text, begin, end)) else begin
    if found := _HANGING.search(text, max(begin, end - 12), end):
        end = found.start()
    return ((begin, end),) if end > begin else ()


_CUTS = re.compile(r"、|和|与|以及|及(?!其)")
_MARKS = re.compile(r"、")
_LAST = re.compile(r"和|与|以及|及(?!其)")


def members(text: str, begin: int, end: int, count: int) -> list[Pair]:
    """The members of a list, if there are ``count`` of them; else an empty list."""
    cuts = [m.span() for m in _CUTS.finditer(text, begin, end)]
    if len(cuts) != count - 1:
        cuts = [m.span() for m in _MARKS.finditer(text, begin, end)]
        tail = _LAST.search(text, cuts[-1][1] if cuts else begin, end)
        cuts += [tail.span()] if tail and len(cuts) == count - 2 else []
    if len(cuts) != count - 1:
        return []
    pairs = list(zip([begin, *(b for _, b in cuts)], [*(a for a, _ in cuts), end], strict=True))
    return pairs if all(b > a for a, b in pairs) else []


_HEADS = frozenset("业品区门构场目域机车船人员民户者站家店师生校院省市县")
"""Last characters of nouns that need no word of kind behind them."""


def lent(text: str, subjects: list[Pieces]) -> list[Pieces]:
    """Subjects in full form: the word of kind that the last one prints for all (装备制造、电子信息行业)."""
    last = subjects[-1]
    word = next((w for w in _words().classifiers if last and text.endswith(w, *last[-1])), "")
    if not word or last[-1][1] - last[-1][0] - len(word) < 2:
        return subjects
    if any(one and text[one[-1][1] - 1] in _HEADS for one in subjects[:-1]):
        return subjects
    piece = (last[-1][1] - len(word), last[-1][1])
    return [(*one, piece) if one else one for one in subjects[:-1]] + [last]


def counting(text: str, begin: int, end: int) -> Counting | None:
    """The verb that counts its object: (国有银行) 新增 | 普惠贷款; None where no verb of counting opens the words."""
    words = _words()
    i = begin
    heads = words.counted.heads
    while i < end - 2:
        verb = words.counted.at(text, i, end) if text[i] in heads else ""
        named = words.attributes.at(text, i, end) if verb else ""
        named_whole = len(named) > len(verb) and (i + len(named) == end or verb in words.nominal)
        if verb and not named_whole and _opens(text, begin, i, verb):
            stop = _verbs_end(text, i, end)
            if end - stop >= 2 or (end - stop == 1 and text[stop:end] not in "的了"):
                start = i - 2 if text.startswith("累计", i - 2, i) else i - 1 if text[i - 1 : i] == "新" else i
                return Counting((begin, max(begin, start)), (max(begin, start), stop), (stop, end))
        i += 1
    return None


def _opens(text: str, begin: int, i: int, verb: str) -> bool:
    if len(verb) == 1:
        return text[i - 1] in "新共已现再" or text.startswith("累计", i - 2)
    if text.rfind("的", max(begin, i - 12), i) >= 0 and verb not in _words().strong:
        return False
    if i == begin or verb in _words().strong:
        return True
    return text.endswith(_words().doing if verb in _words().nominal else _words().agents, begin, i)


def _verbs_end(text: str, i: int, end: int) -> int:
    """Where a row of verbs ends (累计建成开通), as long as an object is left."""
    words = _words()
    while (verb := words.counted.at(text, i, end)) and i + len(verb) <= end - 2 and len(verb) > 0:
        i += len(verb)
        following = words.counted.at(text, i, end)
        left = i + len(following)
        if len(following) < 2 or end - left < 2 or words.counted.at(text, left, end) == text[left:end]:
            break
    return i + (text[i : i + 1] in {"了", "的"} or (text[i : i + 1] == "出" and text[i + 1 : i + 2] != "口"))


def adjacent_verb(text: str, begin: int, end: int) -> Pair | None:
    """The verb, or row of two verbs, that ends where a number begins (组织实施 | 30项); None without one."""
    words = _words()
    stop = _verb_at_end(text, begin, end, words)
    if stop is None:
        return None
    stop = begin if stop > begin and _verb_at_end(text, begin, stop, words) == begin else stop
    if text.startswith("累计", stop - 2) and stop - 2 >= begin:
        stop -= 2
    elif text[stop - 1 : stop] == "新" and stop > begin:
        stop -= 1
    return stop, end


def _verb_at_end(text: str, begin: int, end: int, words: _Words) -> int | None:
    for k in (6, 5, 4, 3, 2):
        word = text[end - k : end]
        if end - k >= begin and (word in words.counted or word in words.verbs) and word not in words.attributes:
            return end - k
    return end - 1 if end - begin == 1 and text[end - 1] in "建设有" else None


def counts(verb: str) -> bool:
    """Whether a word is a verb of counting."""
    return any(verb.endswith(word) for word in _words().counted)


_NOUN = re.compile(r"(?:以上|以下|以内|左右|上下|多)?(?P<of>的)?(?P<noun>[\u4e00-\u9fff“”A-Za-z0-9]{2,24})")
_NO_NOUN = re.compile(
    r"用于|目标|任务|拟|支持|左右|以上|以下|以内|同比|环比|增长|下降|比(?!亚)|较|占|是|为|在(?![建岗校线册])|并(?![购网])|可(?![再控])|应(?!用|急)|须|免|减(?:免|按|征|半|少)|再(?![生制])|按|给予|由|与|和(?![美谐])|及|达|的|"
    r"等(?![级离])|通过|入|已|将|均|都|后(?!备)|内(?![资陆地])|时(?!代)|前(?!沿)|中(?:的|有|，|$)|之|抵扣|提[高至升]|扩大|延长|升|降|上升|增加|减少|改为|调整|推广到|推进|实现|保持|获|被|"
    r"高[于出]|低于|其中|来(?!料)|至|到|从(?!业)|进行|开展|实施|建成|投入|每|有(?!机|色)|左|下(?!岗|一)|上(?!市|云|规)|发展|覆盖"
)
_PREDICATE = re.compile(
    r"已|要(?!素)|确保|位居|逐一|改为|推向|一次|向|予以|进行|除险|将(?!军)|均|全部|全面|正(?!常)|得到|达到|达|实现|有序|稳步|成功|被|超过|由|建立|就读|入选|获|落地|投产|投用|建成|竣工|开工|完工|交付|上线|启动|增长|下降|保持|提档|提质|入驻|跻身|"
    r"纳入|用于|覆盖|处于|位于|列入|进入|居|占|转化|参与|开展|完成|投入|恢复|运行|退出|共|率先|改造$|建设$|改革$|开放$|培训$|培育$|评价$|治理$|整治$|的"
)


def behind(text: str, at: int, end: int) -> tuple[Pair, Pair | None] | None:
    """The noun behind a number, and what is said of it: (近六成) 规上企业 | 建立研发机构; None without one."""
    found = _NOUN.match(text, at, end)
    if found is None or _NO_NOUN.match(text, found.start("noun"), end):
        return None
    start, stop = found.span("noun")
    stop -= text[stop - 1] in "和与及中" and stop - start > 3
    cut = _PREDICATE.search(text, start + 2, stop)
    if cut is None or cut.group() == "的":
        return ((start, stop), None) if cut is None else ((start, cut.start()), None)
    return (start, cut.start()), (cut.start(), stop)


_CONDITION = re.compile(
    r"及?(?:以上|以下|以内|左右)?的?(?P<noun>(?![可应须再按给由免])[\u4e00-\u9fff“”]{2,12}?(?:企业|项目|个人|人员|家庭|地区|单位|机构|贷款|产品|车辆|车型|农户|设备器具)(?=贷款|[可应须按免减给享由，、的]|$)|[^，、的。]{2,12})"
)


def limited(text: str, at: int, end: int) -> Pair | None:
    """The noun that a condition limits: (投资3000万元以上的) 技改项目."""
    found = _CONDITION.match(text, at, end)
    if found is None or _NO_NOUN.match(text, found.start("noun"), end):
        return None
    return found.span("noun")


def relative(text: str, begin: int, end: int) -> bool:
    """Whether words end in a verb whose object follows behind a condition (新购置 | 价值500万元以上设备)."""
    return _VERBAL_END.search(text, begin, end) is not None


def entity(text: str, begin: int, end: int) -> int:
    """Where the last person or body of a noun phrase ends, with an attribute behind it; ``end`` without one."""
    found = _ENTITY.match(text, begin, end)
    return found.end() if found else end
