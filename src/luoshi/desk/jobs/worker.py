"""The worker: takes due jobs one by one under a lease, renews it, and survives the death of its fellows."""

from __future__ import annotations

import logging
import os
import secrets
import signal
import threading
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import DatabaseError, close_old_connections, connection, transaction
from django.db.models import Q
from django.utils import timezone

from luoshi.desk.ground.context import within
from luoshi.desk.ground.errors import Refused
from luoshi.desk.jobs.models import Job, State
from luoshi.desk.jobs.tasks import LEASE, Cancelled, JobContext, LostLease, Stopped, find_task

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["claim", "main", "run_job", "run_pending", "run_worker"]

_LOG = logging.getLogger("luoshi.jobs")
_IDLE, _AFTER_FAULT = 0.5, 2.0
_DIED = "every attempt ended without an answer"


def claim(worker: str, lease: timedelta = LEASE) -> Job | None:
    """Take the oldest job that is due, or whose worker has not been heard of since its lease ended."""
    while True:
        with transaction.atomic():
            job = _due()
            if job is None:
                return None
            if _take(job, worker, lease):
                return job


def _due() -> Job | None:
    now = timezone.now()
    waiting = Q(state=State.QUEUED, run_at__lte=now) | Q(state=State.RUNNING, lease_until__lt=now)
    jobs = Job.objects.filter(waiting).order_by("id")
    if connection.features.has_select_for_update_skip_locked:
        jobs = jobs.select_for_update(skip_locked=True)
    return jobs.first()


def _take(job: Job, worker: str, lease: timedelta) -> bool:
    """Make the job ours; or end it, where nobody wants it any more or every attempt died."""
    now = timezone.now()
    if job.cancel_requested or job.attempts >= job.max_attempts:
        job.state = State.CANCELLED if job.cancel_requested else State.FAILED
        job.error = "" if job.cancel_requested else (job.error or _DIED)
        job.finished_at, job.lease_until = now, None
        job.save(update_fields=["state", "error", "finished_at", "lease_until"])
        return False
    job.state, job.worker, job.lease_until, job.attempts = State.RUNNING, worker, now + lease, job.attempts + 1
    job.started_at = job.started_at or now
    job.save(update_fields=["state", "worker", "lease_until", "attempts", "started_at"])
    return True


def run_pending(limit: int | None = None) -> int:
    """Run everything that is due in this process, without a heartbeat; how many jobs were run."""
    count = 0
    while limit is None or count < limit:
        job = claim(_name())
        if job is None:
            break
        run_job(JobContext(job))
        count += 1
    return count


def run_worker(stop: threading.Event, *, lease: timedelta = LEASE) -> None:
    """Take jobs until ``stop`` is set; a fault of the database is waited out."""
    name = _name()
    while not stop.is_set():
        close_old_connections()
        try:
            job = claim(name, lease)
            if job is not None:
                context = JobContext(job, lease=lease, stop=stop)
                with _heartbeat(context):
                    run_job(context)
        except DatabaseError:
            _LOG.exception("database fault")
            stop.wait(_AFTER_FAULT)
            continue
        if job is None:
            stop.wait(_IDLE)


def run_job(context: JobContext) -> None:
    """One run of one job, to its end or back into the queue; a run that lost its lease leaves no trace."""
    job = context.job
    with within(job.request_id):
        try:
            _call(context)
        except LostLease:
            _LOG.warning("lease lost", extra=_told(job, "lost"))
        except Cancelled:
            _settle(context, State.CANCELLED)
        except Stopped:
            context.give_back(attempts=job.attempts - 1)
        except Refused as fault:
            _settle(context, State.FAILED, " ".join(filter(None, (fault.what, fault.remedy))))
        except Exception as fault:  # noqa: BLE001 - whatever a task raises, the worker lives on
            _LOG.exception("job failed", extra=_told(job, "failed"))
            _failed(context, type(fault).__name__)


def _call(context: JobContext) -> None:
    job = context.job
    function = find_task(job.task)
    if function is None:
        _settle(context, State.FAILED, f"no task {job.task}")
        return
    answer = function(context, **job.arguments)
    if not context.completed:
        context.finish(answer)
    _LOG.info("job done", extra=_told(job, "done"))


def _failed(context: JobContext, error: str) -> None:
    """Try again, each time later; or give up."""
    job = context.job
    if job.attempts >= job.max_attempts:
        _settle(context, State.FAILED, error)
    else:
        context.give_back(after=timedelta(seconds=5 * 2**job.attempts), error=error)


def _settle(context: JobContext, state: State, error: str = "") -> None:
    with suppress(LostLease):
        context.end(state, error)


@contextmanager
def _heartbeat(context: JobContext) -> Iterator[None]:
    """Renew the lease from a thread with a connection of its own, while a task computes."""
    over = threading.Event()

    def beat() -> None:
        while not over.wait(context.lease.total_seconds() / 3):
            with suppress(DatabaseError):
                context.renew()
        connection.close()

    thread = threading.Thread(target=beat, name="heartbeat", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _name() -> str:
    return f"{os.uname().nodename[:30]}-{os.getpid()}-{secrets.token_hex(4)}"


def _told(job: Job, state: str) -> dict[str, object]:
    return {"job": job.pk, "task": job.task, "state": state, "attempt": job.attempts}


def main() -> None:
    """A worker process: ends its job's run and itself on SIGTERM or SIGINT."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    lease = timedelta(seconds=float(os.environ.get("LUOSHI_LEASE_SECONDS", LEASE.total_seconds())))
    run_worker(stop, lease=lease)
