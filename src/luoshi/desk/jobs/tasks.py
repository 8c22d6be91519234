"""What can be done as a job: tasks register under a name, ``enqueue`` puts a call of one into the table.

A task may run more than once (a worker may die); what it writes inside ``completing()`` happens exactly once.
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules

from luoshi.desk.ground.context import request_id
from luoshi.desk.jobs.models import Job, State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from threading import Event

    from luoshi.desk.accounts.models import Person, Unit

    _Task = Callable[..., Any]

__all__ = ["LEASE", "Cancelled", "JobContext", "LostLease", "Stopped", "enqueue", "find_task", "task"]

LEASE = timedelta(seconds=30)
_TASKS: dict[str, _Task] = {}


class Cancelled(Exception):  # noqa: N818 - not an error
    """Somebody asked the job to end."""


class LostLease(Exception):  # noqa: N818 - not an error of the task
    """Another worker has the job: nothing of this run may be written any more."""


class Stopped(Exception):  # noqa: N818 - not an error
    """The worker is going down; the job goes back into the queue with its checkpoint."""


def task(name: str) -> Callable[[_Task], _Task]:
    """Register ``fn(context, **arguments)`` as a task; it lives in the ``tasks`` module of its app."""

    def register(function: _Task) -> _Task:
        _TASKS[name] = function
        return function

    return register


def find_task(name: str) -> _Task | None:
    """The task of this name, if any app has it."""
    if name not in _TASKS:
        autodiscover_modules("tasks")
    return _TASKS.get(name)


def enqueue(name: str, /, *, person: Person | None = None, unit: Unit | None = None, **arguments: Any) -> Job:
    """Put a call into the table, in the caller's transaction: it starts only if that commits."""
    if find_task(name) is None:
        raise LookupError(name)
    return Job.objects.create(
        task=name, arguments=arguments, person=person, unit=unit, request_id=request_id(), run_at=timezone.now()
    )


class JobContext:
    """What a task knows of its own job. Every write asks first whether the job still belongs to this run."""

    def __init__(self, job: Job, *, lease: timedelta = LEASE, stop: Event | None = None) -> None:
        self.job, self.lease, self.stop = job, lease, stop
        self.result: Any = None
        self.completed = False
        self.saved: Any = job.checkpoint

    def progress(self, done: int, total: int, note: str = "") -> None:
        """Tell how far it is, renew the lease; raises ``Cancelled``, ``Stopped`` or ``LostLease``."""
        self.keep(done=done, total=total, note=note[:200])
        if Job.objects.filter(pk=self.job.pk, cancel_requested=True).exists():
            raise Cancelled
        if self.stop is not None and self.stop.is_set():
            raise Stopped

    def checkpoint(self, value: Any) -> None:
        """Where another run goes on (JSON); it reads it as ``saved``."""
        self.keep(checkpoint=value)
        self.saved = value

    @contextmanager
    def completing(self) -> Iterator[JobContext]:
        """What is written inside and the end of the job are one transaction: both happen, once, or neither."""
        with transaction.atomic():
            if Job.objects.filter(pk=self.job.pk, cancel_requested=True).exists():
                raise Cancelled
            self.keep()
            yield self
            self._end(State.DONE, result=self.result)
        self.completed = True

    def finish(self, result: Any = None) -> None:
        """End the job without effects of its own."""
        with self.completing():
            self.result = result

    def renew(self) -> bool:
        """Extend the lease; false where the job is no longer ours."""
        return bool(self._ours().update(lease_until=timezone.now() + self.lease))

    def keep(self, **values: Any) -> None:
        """Write to the row of the job, or raise ``LostLease``."""
        if not self._ours().update(lease_until=timezone.now() + self.lease, **values):
            raise LostLease

    def give_back(self, *, after: timedelta = timedelta(), attempts: int | None = None, error: str = "") -> None:
        """Put the job back into the queue."""
        values = {"state": State.QUEUED, "run_at": timezone.now() + after, "worker": "", "error": error[:500]}
        values["attempts"] = self.job.attempts if attempts is None else attempts
        self._ours().update(lease_until=None, **values)

    def end(self, state: State, error: str = "") -> None:
        """End the job without success."""
        self._end(state, error=error[:500])

    def _end(self, state: State, **values: Any) -> None:
        if not self._ours().update(state=state, finished_at=timezone.now(), lease_until=None, **values):
            raise LostLease

    def _ours(self) -> Any:
        """The row, as long as this very run has it: the number of the attempt is the fence."""
        return Job.objects.filter(
            pk=self.job.pk, state=State.RUNNING, worker=self.job.worker, attempts=self.job.attempts
        )
