"""Writes of editions: keeping a series, asking for a large comparison, noting what an edition did to a sentence."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from luoshi.desk.accounts.permissions import Action, may
from luoshi.desk.audit import services as audit
from luoshi.desk.ground.errors import Refused
from luoshi.desk.jobs.tasks import enqueue
from luoshi.desk.texts.editions import selectors
from luoshi.desk.texts.editions.computing import MOST, MOST_EDITIONS
from luoshi.desk.texts.models import Comparison, Fate, Series

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from luoshi.desk.accounts.models import Person, Unit
    from luoshi.desk.jobs.models import Job
    from luoshi.desk.texts.models import Document

__all__ = ["ask_comparison", "keep_comparison", "note_fates", "remove_series", "save_series"]

_KEPT_DAYS = 90


@transaction.atomic
def ask_comparison(*, person: Person, documents: Sequence[Document], anyway: bool = False) -> Job:
    """Let a job compare two documents; the page shows the answer once it is there."""
    if not may(person, Action.DOCUMENT_READ):
        raise PermissionDenied
    if selectors.weight(documents) > MOST:
        raise Refused(_("These documents are too large to be compared."), _("Compare parts of them."))
    keys = [document.pk for document in documents]
    return enqueue("texts.compare", person=person, unit=documents[0].unit, documents=keys, anyway=anyway)


@transaction.atomic
def keep_comparison(*, key: str, body: Mapping[str, Any]) -> Comparison:
    """Keep what a job computed; what nobody can have asked for lately goes."""
    Comparison.objects.filter(made_at__lt=timezone.now() - timedelta(days=_KEPT_DAYS)).delete()
    return Comparison.objects.update_or_create(key=key, defaults={"body": dict(body)})[0]


@transaction.atomic
def save_series(
    *, person: Person, unit: Unit, name: str, documents: Sequence[Document], series: Series | None = None
) -> Series:
    """Keep documents as the editions of a series, a new one or ``series``; a job then follows their sentences."""
    now = Series.objects.select_for_update(of=("self",)).select_related("unit").get(pk=series.pk) if series else None
    for at in {unit, *([now.unit] if now else [])}:
        _allow(person, at)
    if len(documents) < 2:
        raise Refused(_("A series needs two documents or more."), _("Choose its editions."))
    if len(documents) > MOST_EDITIONS:
        raise Refused(
            _("These are more than %(most)s editions.") % {"most": MOST_EDITIONS}, _("Choose fewer documents.")
        )
    before = _told(now) if now else None
    kept = now or Series(by=person)
    kept.unit, kept.name = unit, " ".join(name.replace("\0", "").split())
    kept.full_clean()
    kept.save()
    kept.documents.set(documents)
    enqueue("texts.follow", person=person, unit=unit, series=kept.pk)
    audit.record(
        actor=person,
        action="series.changed" if now else "series.saved",
        obj=kept,
        unit=unit,
        before=before,
        after=_told(kept),
    )
    return kept


@transaction.atomic
def remove_series(*, person: Person, series: Series) -> None:
    """Take a series apart; its documents stay, and what its editions did to sentences is told no more."""
    now = Series.objects.select_for_update(of=("self",)).select_related("unit").get(pk=series.pk)
    _allow(person, now.unit)
    audit.record(actor=person, action="series.removed", obj=now, unit=now.unit, before=_told(now))
    members = list(now.documents.order_by().values_list("pk", flat=True))
    now.delete()
    for fate in Fate.objects.filter(document__in=members, edition__in=members).select_related("document"):
        if not Series.objects.filter(documents=fate.document_id).filter(documents=fate.edition_id).exists():
            fate.delete()


@transaction.atomic
def note_fates(*, old: Document, new: Document, comparison: Mapping[str, Any]) -> int:
    """Write down what the next edition did to each commitment that it did not keep as it was."""
    Fate.objects.filter(document=old, edition=new).delete()
    rows = [
        Fate(
            document=old,
            edition=new,
            number=side["record"],
            status=change["status"],
            axis=change["axis"] or "",
            start=change["new"][0]["start"] if change["new"] else None,
            end=change["new"][0]["end"] if change["new"] else None,
        )
        for change in comparison["changes"]
        if change["status"] != "kept"
        for side in change["old"]
    ]
    return len(Fate.objects.bulk_create(rows, batch_size=500))


def _told(series: Series) -> dict[str, Any]:
    keys = sorted(series.documents.order_by().values_list("pk", flat=True))
    return {"name": series.name, "unit_id": series.unit_id, "documents": keys}


def _allow(person: Person, unit: Unit) -> None:
    if not may(person, Action.DOCUMENT_ADD, unit):
        raise PermissionDenied
