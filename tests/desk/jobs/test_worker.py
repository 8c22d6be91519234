"""The worker: exactly once, whoever dies; cancelled, resumed, fenced; alone, and as processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.utils import timezone

from luoshi.desk.ground.errors import Refused
from luoshi.desk.jobs.models import Job, State
from luoshi.desk.jobs.tasks import JobContext, LostLease, enqueue, task
from luoshi.desk.jobs.worker import claim, run_job, run_pending
from tests.desk.jobs.deeds import effect, effects

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

WORKER = "import django; django.setup(); import tests.desk.jobs.deeds; from luoshi.desk.jobs.worker import main; main()"
alone = pytest.mark.django_db
processes = pytest.mark.django_db(transaction=True)


def _past() -> timedelta:
    return timedelta(seconds=-1)


@alone
def test_a_job_is_done_once_with_its_result() -> None:
    job = enqueue("test.plain", name="a")
    assert (run_pending(), run_pending()) == (1, 0)
    job.refresh_from_db()
    assert (job.state, job.result, effects("a")) == (State.DONE, {"name": "a"}, 1)


@alone
def test_a_task_that_nobody_registered_is_refused_at_once() -> None:
    with pytest.raises(LookupError):
        enqueue("test.unknown")


@alone
def test_a_failing_job_leaves_nothing_is_tried_again_later_and_given_up_after_its_last_attempt() -> None:
    job = enqueue("test.broken")
    for _ in range(3):
        assert run_pending() == 1
        job.refresh_from_db()
        assert job.error == "ValueError"
        assert job.state == State.FAILED or job.run_at > timezone.now()
        Job.objects.update(run_at=timezone.now())
    assert (job.state, job.attempts, effects("broken"), run_pending()) == (State.FAILED, 3, 0, 0)


@alone
def test_a_refusal_is_told_and_not_tried_again() -> None:
    @task("test.refused")
    def refused(_context: JobContext) -> None:
        raise Refused("no text", "paste it")

    job = enqueue("test.refused")
    run_pending()
    job.refresh_from_db()
    assert (job.state, job.attempts, job.error) == (State.FAILED, 1, "no text paste it")


@alone
def test_a_running_job_that_is_cancelled_ends_at_its_next_step_without_effect() -> None:
    job = enqueue("test.slow", name="c", steps=3, seconds=0)
    taken = claim("one")
    assert taken
    Job.objects.filter(pk=job.pk).update(cancel_requested=True)
    run_job(JobContext(taken))
    job.refresh_from_db()
    assert (job.state, job.done, effects("c")) == (State.CANCELLED, 1, 0)


@alone
def test_a_worker_that_lost_its_lease_cannot_commit_nor_report() -> None:
    enqueue("test.plain", name="x")
    first = claim("one", _past())
    second = claim("two")
    assert first
    assert second
    assert first.pk == second.pk
    late = JobContext(first)
    with pytest.raises(LostLease), late.completing():
        effect("x")
    with pytest.raises(LostLease):
        late.progress(1, 2)
    assert late.renew() is False
    run_job(JobContext(second))
    run_job(JobContext(first))
    assert effects("x") == 1


@alone
def test_the_same_worker_that_takes_a_job_twice_is_fenced_by_the_attempt() -> None:
    enqueue("test.plain", name="x")
    first, second = claim("one", _past()), claim("one")
    assert first
    assert second
    with pytest.raises(LostLease):
        JobContext(first).keep()
    JobContext(second).keep()


@alone
def test_a_job_whose_workers_all_died_is_failed() -> None:
    job = enqueue("test.plain", name="x")
    for _ in range(3):
        assert claim("w", _past())
    assert claim("w") is None
    job.refresh_from_db()
    assert (job.state, job.finished_at is not None) == (State.FAILED, True)


@alone
def test_another_run_goes_on_from_the_checkpoint() -> None:
    job = enqueue("test.slow", name="r", steps=5, seconds=0)
    dead = claim("one", _past())
    assert dead
    JobContext(dead, lease=_past()).checkpoint(4)
    run_pending()
    job.refresh_from_db()
    assert (job.state, job.result, effects("r")) == (State.DONE, {"first": 4}, 1)


@pytest.fixture
def start() -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    """Start worker processes on the database of the test; all are ended."""
    settings = connection.settings_dict
    place = f"{settings['USER']}:{settings['PASSWORD']}@{settings['HOST']}:{settings['PORT']}"
    url = f"postgres://{place}/{settings['NAME']}" if connection.vendor == "postgresql" else f"sqlite:///{_file()}"
    env = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "luoshi.desk.settings.test"}
    running: list[subprocess.Popen[bytes]] = []

    def begin() -> subprocess.Popen[bytes]:
        running.append(subprocess.Popen([sys.executable, "-c", WORKER], env={**env, "LUOSHI_LEASE_SECONDS": "1.5"}))
        return running[-1]

    yield begin
    for process in running:
        process.kill()
        process.wait()


def _file() -> str:
    return str(connection.settings_dict["NAME"])


def _wait(done: Callable[[], bool], seconds: float = 60) -> None:
    limit = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < limit, list(Job.objects.values("state", "attempts", "error", "done"))
        time.sleep(0.05)


def _count(state: State) -> int:
    return Job.objects.filter(state=state).count()


@processes
def test_two_workers_do_each_of_many_jobs_exactly_once(start: Callable[[], subprocess.Popen[bytes]]) -> None:
    for number in range(60):
        enqueue("test.plain", name=f"job {number}")
    begun = [start(), start()]
    _wait(lambda: _count(State.DONE) == 60)
    assert [number for number in range(60) if effects(f"job {number}") != 1] == []
    assert set(Job.objects.values_list("attempts", flat=True)) == {1}
    for process in begun:
        process.send_signal(signal.SIGTERM)
    assert [process.wait(timeout=20) for process in begun] == [0, 0]


@processes
def test_a_killed_worker_is_replaced_and_the_effect_happens_once(start: Callable[[], subprocess.Popen[bytes]]) -> None:
    job = enqueue("test.slow", name="k", steps=8, seconds=0.2)
    first = start()
    _wait(lambda: Job.objects.get(pk=job.pk).done >= 2)
    first.kill()
    first.wait()
    assert effects("k") == 0
    start()
    _wait(lambda: _count(State.DONE) == 1)
    job.refresh_from_db()
    assert (job.attempts, effects("k")) == (2, 1)
    assert job.result
    assert job.result["first"] >= 2


@processes
def test_a_worker_told_to_end_gives_its_job_back_and_loses_no_attempt(
    start: Callable[[], subprocess.Popen[bytes]],
) -> None:
    job = enqueue("test.slow", name="t", steps=400, seconds=0.1)
    first = start()
    _wait(lambda: Job.objects.get(pk=job.pk).done >= 1)
    first.send_signal(signal.SIGTERM)
    assert first.wait(timeout=20) == 0
    job.refresh_from_db()
    assert (job.state, job.attempts, job.worker) == (State.QUEUED, 0, "")


@processes
def test_the_heartbeat_keeps_a_long_step_longer_than_its_lease(start: Callable[[], subprocess.Popen[bytes]]) -> None:
    job = enqueue("test.slow", name="h", steps=1, seconds=4)
    start()
    start()
    _wait(lambda: _count(State.DONE) == 1)
    job.refresh_from_db()
    assert (job.attempts, effects("h")) == (1, 1)
