"""Writes to jobs by people: ask one to end, let one try again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from luoshi.desk.audit.services import record
from luoshi.desk.ground.errors import Refused
from luoshi.desk.jobs.models import Job, State
from luoshi.desk.jobs.selectors import is_active, may_cancel

if TYPE_CHECKING:
    from luoshi.desk.accounts.models import Person

__all__ = ["cancel", "retry"]


@transaction.atomic
def cancel(*, person: Person, job: Job) -> Job:
    """A waiting job ends at once; a running one at its next step."""
    current = _locked(person, job)
    if not is_active(current):
        raise Refused(_("This job has already ended"))
    before = current.state
    current.cancel_requested = True
    if current.state == State.QUEUED:
        current.state, current.finished_at = State.CANCELLED, timezone.now()
    current.save(update_fields=["cancel_requested", "state", "finished_at"])
    _tell(person, current, "job.cancelled", before)
    return current


@transaction.atomic
def retry(*, person: Person, job: Job) -> Job:
    """A failed or cancelled job goes back into the queue and goes on from its checkpoint."""
    current = _locked(person, job)
    if current.state not in {State.FAILED, State.CANCELLED}:
        raise Refused(_("Only a failed or cancelled job can be tried again"))
    before = current.state
    current.state, current.attempts, current.cancel_requested = State.QUEUED, 0, False
    current.run_at, current.error, current.finished_at = timezone.now(), "", None
    current.save(update_fields=["state", "attempts", "cancel_requested", "run_at", "error", "finished_at"])
    _tell(person, current, "job.retried", before)
    return current


def _locked(person: Person, job: Job) -> Job:
    if not may_cancel(person, job):
        raise PermissionDenied
    return Job.objects.select_for_update().get(pk=job.pk)


def _tell(person: Person, job: Job, action: str, before: str) -> None:
    after = {"state": job.state, "cancel_requested": job.cancel_requested}
    record(actor=person, action=action, obj=job, unit=job.unit, before={"state": before}, after=after)
