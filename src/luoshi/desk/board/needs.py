"""What needs the leader, each in one sentence: whose it is, what it is, what is wrong, since when, what to decide."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING, Any, Final

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from luoshi.desk.ledger.models import MatterState
from luoshi.desk.ledger.showing import evidence_age

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from django.utils.functional import Promise
    from django.utils.safestring import SafeString

    from luoshi.desk.ledger.models import Matter

__all__ = ["KINDS", "Need", "ago", "needs"]

KINDS: Final[Mapping[str, tuple[str, str | Promise, str]]] = {
    "returned": ("bad", gettext_lazy("Returned"), "state=returned"),
    "overdue": ("bad", gettext_lazy("Overdue"), "overdue=1"),
    "unreceived": ("warn", gettext_lazy("Not received"), "unreceived=1"),
    "reported": ("info", gettext_lazy("To be closed"), "state=reported"),
}
"""Kind of tag, name and filter of the list, the most pressing first."""

_TITLE: Final = 44


@dataclass(frozen=True, slots=True)
class Need:
    """One item: its tag, its sentence with the link, why it was returned, how old the evidence is."""

    kind: str
    name: str
    sentence: SafeString
    cause: str
    evidence: tuple[str, str]


def needs(rows: Iterable[Matter], today: date) -> list[Need]:
    """Items for the rows of ``selectors.waiting``."""
    return [_need(row, today) for row in rows]


def ago(days: int) -> str:
    """How long since."""
    return ngettext("%d day ago", "%d days ago", days) % days if days else _("today")


def _need(row: Any, today: date) -> Need:
    kind, name, _filter = KINDS[row.need]
    cause = Truncator(row.cause or "").chars(90, truncate="…") if row.need == "returned" else ""
    return Need(kind, str(name), _sentence(row, today), cause, evidence_age(row, _evening(today)))


def _evening(day: date) -> datetime:
    """The last moment of a day, so that ages count whole days as dates do."""
    return timezone.make_aware(datetime.combine(day, time.max))


def _sentence(row: Any, today: date) -> SafeString:
    title = Truncator(row.title).chars(_TITLE, truncate="…")
    link = format_html('<a href="{}">{}</a>', reverse("ledger:matter", args=[row.pk]), title)
    day = _day_of(row)
    days = (today - day).days
    overdue = ngettext("%d day", "%d days", days) % days
    reported = f"{timezone.localdate(row.evidence_at):%Y-%m-%d}" if row.evidence_at else ""
    return format_html(
        _pattern(row), lead=row.lead.name, title=link, day=f"{day:%Y-%m-%d}", ago=ago(days), days=overdue, on=reported
    )


def _day_of(row: Any) -> date:
    """Since when it has been wrong."""
    if row.need == "overdue":
        return row.due  # type: ignore[no-any-return]
    moments = {"returned": row.since, "unreceived": row.opened_at, "reported": row.evidence_at}
    return timezone.localdate(moments[row.need] or row.opened_at)


def _pattern(row: Any) -> str:
    if row.need == "returned":
        return _("{lead} returned {title} on {day} ({ago}): name another lead unit or change the terms.")
    if row.need == "overdue" and row.state == MatterState.REPORTED:
        return _("{lead} reported on {title} on {on}; it was due on {day}, is {days} late and is not closed.")
    if row.need == "overdue":
        return _("{lead} has not finished {title}: due on {day}, overdue by {days}.")
    if row.need == "unreceived":
        return _("{lead} has not received {title}: assigned on {day} ({ago}), five working days are allowed.")
    return _("{lead} reported on {title} on {day} ({ago}): close it or send it back.")
