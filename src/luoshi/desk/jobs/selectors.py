"""Which jobs a person sees: their own, and those of the units that their posts reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from luoshi.desk.accounts.permissions import Action, reach
from luoshi.desk.accounts.scope import within
from luoshi.desk.jobs.models import Job, State

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from luoshi.desk.accounts.models import Person

__all__ = ["is_active", "may_cancel", "names", "visible_to"]


def visible_to(person: Person | AnonymousUser) -> QuerySet[Job]:
    """The jobs that this person may see."""
    own = Q(person_id=person.pk) if person.pk else Q(pk__in=[])
    return Job.objects.filter(own | within("unit", reach(person, Action.JOB_READ))).select_related("person", "unit")


def may_cancel(person: Person, job: Job) -> bool:
    """One's own jobs, and those of units where a post allows it."""
    if job.person_id == person.pk:
        return True
    reached = reach(person, Action.JOB_CANCEL)
    return Job.objects.filter(within("unit", reached), pk=job.pk).exists()


def is_active(job: Job) -> bool:
    """Waiting or running."""
    return job.state in {State.QUEUED, State.RUNNING}


def names(jobs: QuerySet[Job]) -> list[str]:
    """The tasks that stand in these jobs."""
    return list(jobs.order_by("task").values_list("task", flat=True).distinct())
