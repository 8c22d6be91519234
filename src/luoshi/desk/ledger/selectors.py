"""Every read of matters. All of them begin with ``visible_to``: a unit in reach has a part in the matter."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q
from django.utils import timezone

from luoshi.core.calendar import prc_calendar
from luoshi.core.errors import NotAnnounced
from luoshi.desk.accounts.models import Unit
from luoshi.desk.accounts.permissions import Action, reach
from luoshi.desk.accounts.scope import within
from luoshi.desk.ground.script import folded_query
from luoshi.desk.ledger.models import Matter, MatterEvent, MatterState, Party

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from luoshi.desk.accounts.models import Person

__all__ = [
    "OPEN",
    "facets",
    "history_of",
    "listed",
    "names_of",
    "overdue",
    "parties_of",
    "searched",
    "unreceived",
    "visible_to",
]

OPEN = (MatterState.OPENED, MatterState.RECEIVED, MatterState.RETURNED, MatterState.REPORTED)
"""States in which somebody still has something to do."""

_RECEIPT_DAYS = 5
_LEADS = 200


def visible_to(person: Person | AnonymousUser) -> QuerySet[Matter]:
    """The matters in which a unit that the person reaches orders, leads or assists; each once."""
    reached = reach(person, Action.MATTER_READ)
    if reached.everywhere:
        return Matter.objects.all()
    return Matter.objects.filter(pk__in=Party.objects.filter(within("unit", reached)).values("matter_id"))


def listed(person: Person | AnonymousUser) -> QuerySet[Matter]:
    """Visible matters with what a row of the list shows."""
    return visible_to(person).select_related("lead", "ordered_by").defer("quote")


def overdue(today: date | None = None) -> Q:
    """Matters past their date that nobody has closed or withdrawn."""
    return Q(state__in=OPEN, due__lt=today or timezone.localdate())


def unreceived(today: date | None = None) -> Q:
    """Matters that their lead unit did not receive within five working days after they were ordered."""
    day = today or timezone.localdate()
    try:
        limit = prc_calendar().add(day, -_RECEIPT_DAYS)
    except NotAnnounced:  # past the announced years: a week of calendar days, which holds five working days
        limit = day - timedelta(days=7)
    end = timezone.make_aware(datetime.combine(limit, time.min))
    return Q(state=MatterState.OPENED, opened_at__lt=end)


def history_of(matter: Matter) -> QuerySet[MatterEvent]:
    """The events of a matter that the person was already shown, in their order."""
    return matter.events.select_related("actor", "unit")


def parties_of(matter: Matter) -> QuerySet[Party]:
    """The units that have a part in it, lead first."""
    return matter.parties.select_related("unit").order_by("-role", "unit__code")


def names_of(units: Collection[int]) -> dict[int, str]:
    """The names of units that stand in the terms of a matter the person was already shown."""
    return dict(Unit.objects.filter(pk__in=units).values_list("pk", "name"))


def searched(matters: QuerySet[Matter], text: str) -> QuerySet[Matter]:
    """Those whose number, title, quotation or measure holds every word, as typed or in simplified script."""
    for word in text.replace("\0", "").split():
        about = Q()
        for form in {word, folded_query(word)} - {""}:
            about |= Q(number__icontains=form) | Q(title__icontains=form)
            about |= Q(quote__icontains=form) | Q(measure__icontains=form)
        matters = matters.filter(about)
    return matters


def facets(matters: QuerySet[Matter]) -> dict[str, list[Any]]:
    """Value and number of matters for each facet, over these matters only; how many there are under ``count``.

    One question for all: the read gate costs more than counting finely and adding up here.
    """
    states, programmes, leads = Counter[str](), Counter[str](), Counter[int]()
    fine = matters.order_by().values_list("state", "programme", "lead_id").annotate(n=Count("pk"))
    for state, programme, lead, n in fine:
        states[state] += n
        programmes[programme] += n
        leads[lead] += n
    most = dict(leads.most_common(_LEADS))
    named = Unit.objects.filter(pk__in=most).order_by("code").values_list("pk", "name")
    return {
        "state": [(code, states[code]) for code in MatterState.values if code in states],
        "programme": sorted((code, n) for code, n in programmes.items() if code),
        "lead": sorted(((pk, name, most[pk]) for pk, name in named), key=lambda one: -one[2]),
        "count": [states.total()],
    }
