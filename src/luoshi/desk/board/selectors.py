"""Every read of the board and of matters that are searched: what is visible, counted by the database, not loaded."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING, Any

from django.db.models import (
    Case,
    Count,
    F,
    IntegerField,
    Max,
    OuterRef,
    Q,
    Subquery,
    Sum,
    Value,
    When,
)
from django.utils import timezone

from luoshi.desk.accounts.permissions import Action, current_posts
from luoshi.desk.accounts.permissions import reach as reach_of
from luoshi.desk.ground.script import folded_query
from luoshi.desk.ledger import selectors as ledger
from luoshi.desk.ledger.models import Matter, MatterEvent, MatterState
from luoshi.desk.texts import selectors as texts
from luoshi.desk.texts.models import Record, Tally
from luoshi.desk.texts.search.query import And, Not, Phrase

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from luoshi.desk.accounts.models import Person
    from luoshi.desk.texts.search.query import Node

    _Who = Person | AnonymousUser

__all__ = [
    "COUNTED",
    "FIGURE_DOCUMENTS",
    "NEEDS",
    "WEEKS",
    "any_synthetic",
    "figures",
    "matters",
    "matters_found",
    "needing",
    "reports",
    "tallies",
    "units_of",
    "waiting",
]

COUNTED = (
    MatterState.OPENED,
    MatterState.RECEIVED,
    MatterState.REPORTED,
    MatterState.RETURNED,
    MatterState.CLOSED,
)
"""The states of the board. What was withdrawn is not carried out by anybody and is not counted."""

WEEKS = 12
NEEDS = 7
"""What a leader can look at in one sitting."""

FIGURE_DOCUMENTS = 20
"""How many of the newest documents the figures are taken from."""

_WORDS = ("number", "title", "quote", "measure")


def _kept(person: _Who) -> QuerySet[Matter]:
    return ledger.visible_to(person).filter(state__in=COUNTED).order_by()


def _documents(person: _Who) -> dict[str, Any]:
    """The condition on what belongs to visible documents; nothing to look up where everything is visible."""
    if reach_of(person, Action.DOCUMENT_READ).everywhere:
        return {}
    return {"document__in": texts.visible_to(person).order_by().values("pk")}


def needing(today: date) -> Mapping[str, Q]:
    """What a leader must look at, the most pressing first: each kind and its condition."""
    return {
        "returned": Q(state=MatterState.RETURNED),
        "overdue": ledger.overdue(today),
        "unreceived": ledger.unreceived(today),
        "reported": Q(state=MatterState.REPORTED),
    }


def matters(person: _Who, today: date) -> dict[str, dict[str, Any]]:
    """Programme → number of matters in each state and of each need, newest evidence, how many are invented."""
    wanted = needing(today)
    counts = {f"n_{state.value}": Count("pk", filter=Q(state=state)) for state in COUNTED}
    counts |= {f"is_{kind}": Count("pk", filter=condition) for kind, condition in wanted.items()}
    rows: Any = _kept(person).values("programme").annotate(
        total=Count("pk"),
        evidence=Max("evidence_at"),
        invented=Count("pk", filter=Q(synthetic=True)),
        needs=Count("pk", filter=_any(wanted)),
        **counts,
    )  # fmt: skip
    return {row.pop("programme"): row for row in rows}


def _any(wanted: Mapping[str, Q]) -> Q:
    return reduce(or_, wanted.values())


def tallies(person: _Who) -> dict[str, tuple[int, int]]:
    """Programme → commitments of visible documents, and leaves of theirs that nobody has decided."""
    rows = Tally.objects.filter(**_documents(person)).order_by().values("programme")
    counts: Any = rows.annotate(held=Sum("commitments"), waiting=Sum("leaves_open"))
    return {row["programme"]: (row["held"], row["waiting"]) for row in counts}


def any_synthetic(person: _Who) -> bool:
    """Whether a document behind the board is invented."""
    return texts.visible_to(person).filter(synthetic=True).exists()


def figures(person: _Who) -> list[dict[str, Any]]:
    """Records with figures in the newest visible documents, the newest document first, in the order of the text."""
    newest = texts.visible_to(person).order_by(F("date").desc(nulls_last=True), "-pk").values("pk")
    rows = Record.objects.filter(
        document__in=list(newest[:FIGURE_DOCUMENTS].values_list("pk", flat=True)),
        kind__in=("figure", "commitment"),
        fields__figures__0__isnull=False,
    )
    found = rows.annotate(title=F("document__title"), day=F("document__date"))
    names = ("kind", "programme", "quote", "start", "end", "fields", "document_id", "title", "day")
    ordered = found.order_by(F("day").desc(nulls_last=True), "-document_id", "number").values(*names)
    return list(ordered)


def reports(person: _Who, today: date) -> dict[str, list[int]]:
    """Programme → reports in each of the last weeks, the oldest first."""
    ends = [_midnight(today + timedelta(days=1 - 7 * back)) for back in range(WEEKS, -1, -1)]
    weeks = {f"w{n:02}": Count("pk", filter=Q(at__gte=ends[n], at__lt=ends[n + 1])) for n in range(WEEKS)}
    visible = ledger.visible_to(person).order_by().values("pk")
    events = MatterEvent.objects.filter(kind="reported", at__gte=ends[0], matter__state__in=COUNTED, matter__in=visible)
    rows: Any = events.order_by().values("matter__programme").annotate(**weeks)
    return {row["matter__programme"]: [row[name] for name in weeks] for row in rows}


def waiting(person: _Who, today: date) -> QuerySet[Matter]:
    """The matters that need the leader: by need, then by date. ``need since cause`` say which, and what was said."""
    wanted = needing(today)
    rank = Case(
        *(When(condition, then=Value(n)) for n, condition in enumerate(wanted.values())), output_field=IntegerField()
    )
    need = Case(*(When(condition, then=Value(kind)) for kind, condition in wanted.items()))
    back = MatterEvent.objects.filter(matter=OuterRef("pk"), kind="returned").order_by("-sequence")
    rows = _kept(person).annotate(
        rank=rank,
        need=need,
        since=Subquery(back.values("at")[:1]),
        cause=Subquery(back.values("reason")[:1]),
    )  # fmt: skip
    rows = rows.filter(_any(wanted)).select_related("lead").defer("quote")
    return rows.order_by("rank", F("due").asc(nulls_last=True), "opened_at", "pk")


def units_of(person: _Who) -> list[str]:
    """The names of the units whose board this is."""
    return list(dict.fromkeys(post.unit.name for post in current_posts(person)))


def matters_found(person: _Who, node: Node) -> QuerySet[Matter]:
    """Visible matters whose number, title, quotation or measure holds what the query says, the newest first."""
    return ledger.visible_to(person).filter(_holds(node)).select_related("lead").order_by("-pk")


def _holds(node: Node) -> Q:
    if isinstance(node, Phrase):
        forms = {node.shown, folded_query(node.shown), node.text} - {""}
        return _any({f"{name}:{form}": Q(**{f"{name}__icontains": form}) for name in _WORDS for form in forms})
    if isinstance(node, Not):
        return ~_holds(node.part)
    return reduce(and_ if isinstance(node, And) else or_, map(_holds, node.parts))


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
