"""The matters of the demonstration: leaves of the specimens, with histories that reach every state."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from django.utils import timezone

from luoshi.desk.ledger import services as ledger
from luoshi.desk.texts.leaves import matter_title
from luoshi.desk.texts.models import Leaf
from luoshi.desk.texts.storing import count_again

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from luoshi.desk.accounts.models import Person, Unit
    from luoshi.desk.ledger.models import Matter
    from luoshi.desk.texts.models import Document

__all__ = ["open_demo_matters"]


@dataclass(frozen=True, slots=True)
class _Story:
    """``opened`` and ``due`` in days from today; each step with the days after the opening."""

    opened: int
    due: int
    lead: str
    assisting: tuple[str, ...] = ()
    steps: tuple[tuple[str, int], ...] = ()
    yunling: bool = field(default=False)


_DONE = (("receive", 2), ("report", 30), ("close", 36))
_STORIES = (
    _Story(-210, -120, "wangxi", ("liutan",), _DONE),
    _Story(-204, -100, "lanchuan", (), _DONE),
    _Story(-190, -90, "wangxi-park", ("wangxi",), _DONE),
    _Story(-182, -60, "liutan", (), (("receive", 1), ("report", 20), ("send_back", 25), ("report", 60), ("close", 66))),
    _Story(-160, -70, "wangxi", (), (("withdraw", 9),)),
    _Story(-150, -30, "wangxi", ("wangxi-park", "lanchuan"), (("receive", 3), ("report", 80))),
    _Story(-141, -21, "liutan", (), (("receive", 4),)),
    _Story(-133, -10, "lanchuan", (), (("receive", 2), ("report", 40), ("send_back", 47))),
    _Story(-120, 20, "wangxi-park", (), (("receive", 2), ("report", 100))),
    _Story(-110, 35, "wangxi", ("liutan",), (("receive", 1), ("report", 30), ("send_back", 33), ("report", 95))),
    _Story(-96, 60, "lanchuan", ("chaosheng",), (("receive", 3),)),
    _Story(-90, 45, "liutan", (), (("return", 3), ("reassign", 8), ("receive", 11))),
    _Story(-75, 90, "wangxi", (), (("receive", 2), ("extend", 30))),
    _Story(-60, 14, "wangxi-park", ("chaosheng",), (("receive", 2), ("report", 51))),
    _Story(-45, 30, "chaosheng"),
    _Story(-30, 75, "liutan", (), (("return", 4),)),
    _Story(-24, 120, "wangxi", (), (("receive", 2),)),
    _Story(-14, 150, "lanchuan", (), (("receive", 3),)),
    _Story(-3, 90, "wangxi-park"),
    _Story(-2, 180, "liutan", ("wangxi",)),
    _Story(-130, -40, "jichuan", ("songping",), _DONE, yunling=True),
    _Story(-80, -5, "songping", (), (("receive", 3),), yunling=True),
    _Story(-40, 60, "jichuan", ("yunji",), (("receive", 2), ("report", 33)), yunling=True),
    _Story(-9, 100, "lingxiu", yunling=True),
)
_MEASURES = ("印发方案并按月报送进展", "完成现场核查并形成清单", "项目开工率达到计划要求", "服务企业数量较上季增加")
_REASONS: Final[Mapping[str, str]] = {
    "receive": "",
    "return": "职责不在本单位，建议由市局牵头。",
    "report": "已印发实施方案，召开调度会两次，进展情况见附表。",
    "send_back": "所报材料只有安排，没有完成情况，请补充。",
    "close": "经核查，衡量标准已经达到，同意办结。",
    "withdraw": "与另一事项重复，合并办理。",
    "reassign": "同意改由市局牵头，县局配合。",
    "extend": "设备到货推迟，时限顺延三十天。",
}


def open_demo_matters(
    units: Mapping[str, Unit], people: Mapping[str, Person], documents: Sequence[Document]
) -> list[Matter]:
    """Open each matter on its day and take its steps on theirs, through the services."""
    made = []
    waiting = {flag: _leaves(units["yunling" if flag else "lanjiang"], documents) for flag in (False, True)}
    for number, story in enumerate(_STORIES):
        orderer = units["yunling" if story.yunling else "lanjiang"]
        officer = people["yunling-supervision" if story.yunling else "supervision"]
        item = _item(story, waiting[story.yunling].pop(0), units, _MEASURES[number % len(_MEASURES)])
        (matter,) = ledger.open_matters(person=officer, unit=orderer, items=[item], at=_at(story.opened))
        for step, days in story.steps:
            matter = _take(step, matter, units, people, story, _at(story.opened + days))
        made.append(matter)
    for document in documents:
        count_again(document.pk)
    return made


def _leaves(unit: Unit, documents: Sequence[Document]) -> list[Leaf]:
    """The leaves that become matters, spread over the documents of a unit."""
    own = [document.pk for document in documents if document.unit_id == unit.pk]
    rows = Leaf.objects.filter(record__document__in=own).select_related("record__document")
    found = list(rows.order_by("record__document_id", "record__number", "index"))
    wanted = sum(story.yunling == (unit.code == "DYL0000") for story in _STORIES)
    return [found[place * len(found) // wanted] for place in range(wanted)]


def _at(days: int) -> datetime:
    """Half past nine of a day, in the time of the desk."""
    day = timezone.localdate() + timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, time(9, 30)))


def _item(story: _Story, leaf: Leaf, units: Mapping[str, Unit], measure: str) -> ledger.NewMatter:
    return ledger.NewMatter(
        leaf=leaf,
        title=matter_title(leaf),
        quote=leaf.text,
        lead=units[story.lead],
        assisting=tuple(units[key] for key in story.assisting),
        measure=measure,
        due=timezone.localdate() + timedelta(days=story.due),
        programme=leaf.record.programme,
        document=leaf.record.document,
        synthetic=True,
    )


def _take(  # noqa: PLR0917
    step: str, matter: Matter, units: Mapping[str, Unit], people: Mapping[str, Person], story: _Story, at: datetime
) -> Matter:
    officer = people["yunling-supervision" if story.yunling else "supervision"]
    reason, version = _REASONS[step], matter.version
    if step in {"reassign", "extend"}:
        moved = step == "reassign"
        terms = ledger.Terms(
            lead=units["wangxi"] if moved else matter.lead,
            assisting=(units[story.lead],) if moved else tuple(units[key] for key in story.assisting),
            measure=matter.measure,
            due=matter.due if moved or matter.due is None else matter.due + timedelta(days=30),
        )
        return ledger.amend(person=officer, matter=matter, version=version, terms=terms, reason=reason, at=at)
    taken = {
        "receive": ledger.receive,
        "return": ledger.return_matter,
        "report": ledger.report,
        "send_back": ledger.send_back,
        "close": ledger.close,
        "withdraw": ledger.withdraw,
    }[step]
    by_lead = step in {"receive", "return", "report"}
    person = _of_lead(step, matter, people, story) if by_lead else officer
    return taken(person=person, matter=matter, version=version, reason=reason, at=at)


def _of_lead(step: str, matter: Matter, people: Mapping[str, Person], story: _Story) -> Person:
    """Who acts for the lead unit: in an enterprise one receives and another one reports."""
    if story.yunling:
        return people["yunling-clerk"]
    if matter.lead.level == "enterprise":
        return people["filler" if step == "report" else "approver"]
    return people["clerk"]
