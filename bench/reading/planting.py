"""Editions with planted changes, whose answers are known because the generator made them.

Two sources: whole editions built of invented clauses (any size), and the specimens that ship. A plant draws for some
clauses one edit each (drop, add, reword, adverb, axis, number, deadline, move, split, merge, promote, retarget) and
writes down what a comparison has to say of every clause. A style plant changes numbering, punctuation and script
alone: everything has to be kept. The words are the planter's own; the comparison knows nothing of them.
"""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

__all__ = ["EDITS", "Answer", "Clause", "Plant", "edition", "grown", "plant", "render"]

_FIELDS = """
    船用电机 茶叶加工 陶瓷釉料 竹木家具 盐湖化工 渔业冷链 高原牧场 粉末冶金 丝绸印染 玻璃容器
    轴承滚子 阀门铸件 钟表机芯 乐器制作 食用菌 中药饮片 藻类培植 特种纸张 园林机具 矿山索道
    光学镜片 印制线路 纺机配件 磁性材料 橡胶密封 制冷机组 农用薄膜 民用灯具 涂装设备 包装印刷
    石材雕刻 游艇修造 温泉康养 冰雪器材 蜂蜜酿造 果品分选 木工刀具 风机叶片 锅炉部件 起重吊具
    """
FIELDS = tuple(_FIELDS.split())
_THINGS = """
    检测中心 用工台账 专利池 样品库 物流通道 计量基准 技能教室 信用档案 会诊小组 供需清单
    采购目录 仓储网点 互助基金 排放台账 装卸码头 数据字典 维修驿站 验证车间 人才公寓 投诉热线
    风险图谱 专家名册 票据平台 展销场馆 培训大纲 标识编码 值守班组 统计口径
    """
THINGS = tuple(_THINGS.split())
PLACES = ("县域", "园区", "港口", "乡镇")
HEADS = ("推动{}行业提质升级", "抓好{}行业稳定运行", "提升{}行业竞争能力", "促进{}行业集聚壮大", "加强{}行业安全管理")
PLAIN_VERBS = ("建设", "优化", "用好", "管好", "扩充", "整合", "梳理", "更新")
REWORDED = {
    "优化": "改进",
    "建设": "打造",
    "扩充": "充实",
    "整合": "归并",
    "梳理": "摸清",
    "更新": "升级改造",
    "用好": "盘活",
    "管好": "看好",
}
ADVERBS = ("", "", "", "", "积极", "着力", "加快", "深入", "进一步", "持续", "切实", "扎实")
SWAPS = (
    ("", "大力"),
    ("大力", ""),
    ("积极", "扎实"),
    ("着力", "大力"),
    ("", "进一步"),
    ("持续", ""),
    ("", "加快"),
    ("加快", "抓紧"),
    ("切实", "认真"),
)
STEPS = (
    ("adverb", "抓紧", "稳步", "tempo"),
    ("adverb", "稳步", "加快", "tempo"),
    ("adverb", "尽快", "逐步", "tempo"),
    ("adverb", "深入", "全面", "scope"),
    ("adverb", "全面", "重点", "scope"),
    ("adverb", "", "全力", "effort"),
    ("adverb", "全力", "", "effort"),
    ("adverb", "大力", "全力", "effort"),
    ("adverb", "", "坚决", "obligation"),
    ("adverb", "坚决", "", "obligation"),
    ("verb", "建立", "健全", "stage"),
    ("verb", "研究制定", "出台", "stage"),
    ("verb", "实施", "研究", "stage"),
    ("verb", "探索建立", "建立", "stage"),
    ("verb", "鼓励企业建设", "推动企业建设", "obligation"),
    ("verb", "支持企业建设", "鼓励企业建设", "obligation"),
    ("verb", "建设", "鼓励企业建设", "obligation"),
)
RISING = {
    ("抓紧", "稳步"): False,
    ("尽快", "逐步"): False,
    ("全面", "重点"): False,
    ("全力", ""): False,
    ("坚决", ""): False,
}
RISING |= {("实施", "研究"): False, ("支持企业建设", "鼓励企业建设"): False, ("建设", "鼓励企业建设"): False}
DEADLINES = ("年底前", "6月底前", "9月底前", "三季度前")
NUMERALS = "一二三四五六七八九十"
EDITS = (
    "drop", "add", "reword", "adverb", "axis", "number", "deadline", "move", "split", "merge", "promote", "retarget",
)  # fmt: skip
STYLES = ("numbered", "ascii", "traditional")


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause in its parts; ``things`` has more than one member in a list."""

    verb: str
    things: tuple[str, ...]
    adverb: str = ""
    number: int = 0
    deadline: str = ""
    tail: str = ""

    @property
    def text(self) -> str:
        """The clause as printed."""
        counted = f"{self.number}个" if self.number else ""
        return f"{self.deadline}{self.adverb}{self.verb}{counted}{'、'.join(self.things)}{self.tail}"


class Answer(NamedTuple):
    """What a comparison has to say of some clauses: the edit that was made, the status, the axis, the sides."""

    edit: str
    status: str
    axis: str | None
    old: tuple[str, ...]
    new: tuple[str, ...]


class Plant(NamedTuple):
    """Two texts and what has to be said of every planted or unchanged clause."""

    old: str
    new: str
    answers: tuple[Answer, ...]


Sentences = list[list[Clause]]


def grown(rng: random.Random, clauses: int) -> Sentences:
    """An edition of invented clauses in sentences of a head and some that carry it out; no theme comes twice."""
    themes = [field + thing for field, thing in product(FIELDS, THINGS)]
    stems = [*themes, *(f"{place}{theme}" for place in PLACES for theme in themes)]
    rng.shuffle(stems)
    made: Sentences = []
    left, number = clauses, 0
    while left > 0:
        field = FIELDS[number % len(FIELDS)]
        head = Clause(HEADS[number // len(FIELDS) % len(HEADS)].format(_ranked(number, field)), ())
        size = min(left, rng.randint(5, 7))
        made.append([head, *(_drawn(rng, stems) for _ in range(size - 1))])
        left, number = left - size, number + 1
    return made


def _ranked(number: int, field: str) -> str:
    """Fields come again in a large edition: the later ones are told apart by a place name."""
    places = ("", "东部", "西部", "沿江", "山区", "城郊")
    return places[number // (len(FIELDS) * len(HEADS)) % len(places)] + field


def _drawn(rng: random.Random, stems: list[str]) -> Clause:
    clause = Clause(rng.choice(PLAIN_VERBS), (stems.pop(),), rng.choice(ADVERBS))
    if rng.random() < 0.15:
        return replace(clause, number=rng.randint(3, 40))
    return replace(clause, deadline=rng.choice(DEADLINES)) if rng.random() < 0.1 else clause


def render(sentences: Sentences, style: str = "") -> str:
    """The text of an edition: 要 sentences; numbered, with ASCII commas, or in traditional script by ``style``."""
    lines = [
        "澜江省召开工业和信息化工作座谈会",
        "1月16日，澜江省工业和信息化工作座谈会在望汐市召开。会议研究今年工作安排。",
    ]
    for at in range(0, len(sentences), 8):
        some = sentences[at : at + 8]
        told = ["，".join(clause.text for clause in sentence) for sentence in some]
        if style == "numbered":
            lines.append("会议要求，" + "".join(f"{NUMERALS[n]}是{one}。" for n, one in enumerate(told)))
        else:
            lines.append("会议强调，" + "".join(f"要{one}。" for one in told))
    text = "\n\n".join(lines) + "\n"
    if style == "ascii":
        return text.replace("，", ",")
    return _traditional(text) if style == "traditional" else text


def _traditional(text: str) -> str:
    from opencc import OpenCC

    done: str = OpenCC("s2t").convert(text)
    return done


def edition(seed: int, clauses: int) -> Sentences:
    """An edition by seed."""
    return grown(random.Random(seed), clauses)  # noqa: S311


def plant(seed: int, clauses: int, *, share: float = 0.4, style: str = "", edits: Sequence[str] = EDITS) -> Plant:
    """An edition and its successor: ``share`` of the clauses below heads are edited, the rest is kept."""
    rng = random.Random(seed)  # noqa: S311
    work = _Work(rng, [[_Slot([clause], [clause]) for clause in sentence] for sentence in grown(rng, clauses)])
    for s, sentence in enumerate(work.slots):
        places = list(range(1, len(sentence)))
        rng.shuffle(places)
        for c in sorted(places[: round(share * len(places))]):
            _MAKERS[rng.choice(edits)](work, sentence[c], s)
    return Plant(render(work.side(new=False)), render(work.side(new=True), style), tuple(work.answers()))


@dataclass
class _Slot:
    """What stands at one place of either side, and what has to be said of it."""

    old: list[Clause]
    new: list[Clause]
    answer: Answer | None = None

    @property
    def clause(self) -> Clause:
        """The clause that was drawn here."""
        return self.old[0]

    def turn(self, edit: str, verdict: tuple[str, str | None], old: list[Clause], new: list[Clause]) -> None:
        """Put these clauses in place; ``verdict`` is the status and the axis."""
        self.old, self.new = old, new
        self.answer = Answer(edit, *verdict, tuple(one.text for one in old), tuple(one.text for one in new))


class _Work:
    """Both sides while edits are made; what comes at the end of a sentence, or after it, is kept apart."""

    def __init__(self, rng: random.Random, slots: list[list[_Slot]]) -> None:
        self.rng, self.slots = rng, slots
        self.ends: defaultdict[int, list[Clause]] = defaultdict(list)
        self.heads: defaultdict[int, list[Clause]] = defaultdict(list)
        self.more: list[Answer] = []
        self.spare = [f"{place}{thing}{field}" for place in ("", *PLACES) for field, thing in product(FIELDS, THINGS)]
        rng.shuffle(self.spare)

    def side(self, *, new: bool) -> Sentences:
        """The sentences of one side."""
        made: Sentences = []
        for s, sentence in enumerate(self.slots):
            told = [clause for slot in sentence for clause in (slot.new if new else slot.old)]
            made.append([*told, *(self.ends[s] if new else ())])
            made += [[head] for head in self.heads[s]] if new else []
        return made

    def answers(self) -> list[Answer]:
        """What has to be said of every clause."""
        kept = [
            slot.answer or Answer("none", "kept", None, (slot.clause.text,), (slot.clause.text,))
            for sentence in self.slots
            for slot in sentence
        ]
        return [*kept, *self.more]


def _drop(_: _Work, slot: _Slot, __: int) -> None:
    slot.turn("drop", ("dropped", None), slot.old, [])


def _add(work: _Work, slot: _Slot, _: int) -> None:
    clause = Clause(work.rng.choice(PLAIN_VERBS), (work.spare.pop(),), work.rng.choice(ADVERBS))
    slot.new = [*slot.old, clause]
    work.more.append(Answer("add", "added", None, (), (clause.text,)))


def _reword(work: _Work, slot: _Slot, _: int) -> None:
    clause = slot.clause
    new = replace(clause, tail="工作") if work.rng.random() < 0.3 else replace(clause, verb=REWORDED[clause.verb])
    slot.turn("reword", ("reworded", None), [clause], [new])


def _adverb(work: _Work, slot: _Slot, _: int) -> None:
    one, other = (replace(slot.clause, adverb=word) for word in work.rng.choice(SWAPS))
    slot.turn("adverb", ("reworded", None), [one], [other])


def _axis(work: _Work, slot: _Slot, _: int) -> None:
    where, old, new, axis = work.rng.choice(STEPS)
    clause = replace(slot.clause, adverb="", deadline="", number=0)
    status = "strengthened" if RISING.get((old, new), True) else "weakened"
    turned = [replace(clause, adverb=word) if where == "adverb" else replace(clause, verb=word) for word in (old, new)]
    slot.turn("axis", (status, axis), turned[:1], turned[1:])


def _number(work: _Work, slot: _Slot, _: int) -> None:
    clause = replace(slot.clause, number=work.rng.randint(3, 40), deadline="")
    more = replace(clause, number=clause.number + work.rng.randint(1, 9))
    slot.turn("number", ("number-changed", "number"), [clause], [more])


def _deadline(work: _Work, slot: _Slot, _: int) -> None:
    one, other = (replace(slot.clause, deadline=limit) for limit in work.rng.sample(DEADLINES, 2))
    slot.turn("deadline", ("deadline-changed", "deadline"), [one], [other])


def _move(work: _Work, slot: _Slot, s: int) -> None:
    """To the end of another sentence, with at least two between."""
    if far := [t for t in range(len(work.slots)) if abs(t - s) > 2]:
        clause = slot.clause
        work.ends[work.rng.choice(far)].append(clause)
        slot.turn("move", ("moved", "place"), [clause], [clause])
        slot.new = []


def _listed(work: _Work, slot: _Slot) -> tuple[list[Clause], list[Clause]]:
    """A clause of two members, and the two clauses that say the same."""
    clause = replace(slot.clause, number=0, deadline="", adverb="")
    more = work.spare.pop()
    part = replace(clause, things=(more,), verb=work.rng.choice([clause.verb, "落实"]))
    return [replace(clause, things=(*clause.things, more))], [clause, part]


def _split(work: _Work, slot: _Slot, _: int) -> None:
    whole, parts = _listed(work, slot)
    slot.turn("split", ("split", None), whole, parts)


def _merge(work: _Work, slot: _Slot, _: int) -> None:
    whole, parts = _listed(work, slot)
    slot.turn("merge", ("merged", None), parts, whole)


def _promote(work: _Work, slot: _Slot, s: int) -> None:
    things = tuple(work.spare.pop() for _ in range(4))
    whole, item = Clause("发展", things), Clause("发展", (things[1],), "大力")
    left = replace(whole, things=things[:1] + things[2:])
    work.heads[s].append(item)
    slot.turn("promote", ("moved", "place"), [whole], [left, item])
    slot.new = [left]


def _retarget(work: _Work, slot: _Slot, _: int) -> None:
    clause = replace(slot.clause, number=0, deadline="", adverb="")
    thing = next(thing for thing in THINGS if clause.things[0].endswith(thing))
    field = work.rng.choice([field for field in FIELDS if field not in clause.things[0]])
    slot.turn("retarget", ("retargeted", None), [clause], [replace(clause, things=(field + thing,))])


_MAKERS: Mapping[str, Callable[[_Work, _Slot, int], None]] = {
    "drop": _drop,
    "add": _add,
    "reword": _reword,
    "adverb": _adverb,
    "axis": _axis,
    "number": _number,
    "deadline": _deadline,
    "move": _move,
    "split": _split,
    "merge": _merge,
    "promote": _promote,
    "retarget": _retarget,
}
