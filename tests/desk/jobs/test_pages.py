"""The pages of jobs: whose are shown, what a filter and an export hold, who may end one or let it try again."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from django.utils import timezone

from luoshi.desk.audit.models import Change
from luoshi.desk.jobs import selectors
from luoshi.desk.jobs.models import Job, State
from tests.desk.scene import client_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from tests.desk.world import World

pytestmark = pytest.mark.django_db


def _job(world: World, key: str, place: str, **columns: Any) -> Job:
    told = {"task": "texts.read-intake", "state": State.QUEUED, "run_at": timezone.now(), **columns}
    return Job.objects.create(person=world.people[key], unit=getattr(world, place), **told)


@pytest.fixture
def own(world: World) -> Job:
    return _job(world, "supervision_officer", "province")


@pytest.fixture
def other(world: World) -> Job:
    return _job(world, "supervision_officer@other", "other_province")


def test_the_list_shows_ones_own_jobs_and_those_that_a_post_reaches(
    world: World, own: Job, other: Job, signed_in: Callable[[str], Client]
) -> None:
    body = signed_in("supervision_officer").get("/jobs/").content.decode()
    assert f"/jobs/{own.pk}/" in body
    assert f"/jobs/{other.pk}/" not in body
    assert "读取上传的文件" in body
    assert set(selectors.visible_to(world.people["administrator"])) == {own}
    assert set(selectors.visible_to(world.people["clerk"])) == set()


def test_the_filter_keeps_a_state_and_a_task_and_offers_only_tasks_that_are_visible(
    world: World, own: Job, signed_in: Callable[[str], Client]
) -> None:
    failed = _job(world, "supervision_officer", "province", state=State.FAILED, task="audit.verify", error="x")
    _job(world, "supervision_officer@other", "other_province", task="only.elsewhere")
    client = signed_in("supervision_officer")
    for asked, shown, hidden in (
        ({"state": "failed"}, failed, own),
        ({"state": "queued"}, own, failed),
        ({"task": "audit.verify"}, failed, own),
        ({"task": "texts.read-intake", "state": "queued"}, own, failed),
    ):
        body = client.get("/jobs/", asked).content.decode()
        assert f'href="/jobs/{shown.pk}/"' in body, asked
        assert f'href="/jobs/{hidden.pk}/"' not in body, asked
    assert "only.elsewhere" not in client.get("/jobs/").content.decode()
    assert client.get("/jobs/", {"state": "nonsense", "page": "99"}).status_code == 200


@pytest.mark.parametrize("rows", ["shown", "all"])
def test_the_export_holds_what_is_visible_with_words_for_states(
    rows: str,
    world: World,
    own: Job,
    other: Job,
    signed_in: Callable[[str], Client],
) -> None:
    _job(world, "supervision_officer", "province", task="=HYPERLINK(1)", state=State.DONE)
    answer: Any = signed_in("supervision_officer").get("/jobs/", {"export": "csv", "rows": rows})
    table = list(csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))
    cells = {cell for row in table for cell in row}
    assert {str(own.pk), "排队中", "已完成", "'=HYPERLINK(1)"} <= cells
    assert str(other.pk) not in {row[0] for row in table if row}


def test_a_waiting_job_is_cancelled_at_once_and_a_running_one_is_asked(
    world: World, own: Job, signed_in: Callable[[str], Client]
) -> None:
    running = _job(world, "supervision_officer", "province", state=State.RUNNING)
    client = signed_in("supervision_officer")
    for job in (own, running):
        assert "取消该后台任务" in client.get(reverse("jobs:job", args=[job.pk])).content.decode()
        answer = client.post(reverse("jobs:cancel", args=[job.pk]), follow=True)
        assert "已要求该后台任务结束" in answer.content.decode()
        job.refresh_from_db()
    assert (own.state, running.state, running.cancel_requested) == (State.CANCELLED, State.RUNNING, True)
    assert Change.objects.filter(action="job.cancelled").count() == 2
    body = client.get(reverse("jobs:part", args=[running.pk])).content.decode()
    assert "取消该后台任务" not in body
    assert "已要求结束" in body


def test_a_job_that_ended_says_so_instead_of_being_cancelled(world: World, signed_in: Callable[[str], Client]) -> None:
    done = _job(world, "supervision_officer", "province", state=State.DONE)
    answer = signed_in("supervision_officer").post(reverse("jobs:cancel", args=[done.pk]), follow=True)
    assert "该后台任务已结束" in answer.content.decode()
    done.refresh_from_db()
    assert done.state == State.DONE


def test_a_failed_job_goes_back_into_the_queue_and_only_such_a_one(
    world: World, own: Job, signed_in: Callable[[str], Client]
) -> None:
    failed = _job(world, "supervision_officer", "province", state=State.FAILED, attempts=3, error="boom")
    client = signed_in("supervision_officer")
    body = client.get(reverse("jobs:job", args=[failed.pk])).content.decode()
    assert "boom" in body
    assert reverse("jobs:retry", args=[failed.pk]) in body
    assert reverse("jobs:retry", args=[own.pk]) not in client.get(reverse("jobs:job", args=[own.pk])).content.decode()
    client.post(reverse("jobs:retry", args=[failed.pk]))
    failed.refresh_from_db()
    assert (failed.state, failed.attempts, failed.error) == (State.QUEUED, 0, "")
    assert "只有失败或已取消" in client.post(reverse("jobs:retry", args=[own.pk]), follow=True).content.decode()


def test_jobs_of_other_people_are_not_there(world: World, other: Job, signed_in: Callable[[str], Client]) -> None:
    client = signed_in("supervision_officer")
    for name, method in (("job", "get"), ("part", "get"), ("cancel", "post"), ("retry", "post")):
        assert getattr(client, method)(reverse(f"jobs:{name}", args=[other.pk])).status_code == 404, name
    other.refresh_from_db()
    assert (other.state, other.cancel_requested) == (State.QUEUED, False)
    mine = _job(world, "clerk", "county")
    stranger = client_of(world.people["clerk@other"])
    assert client_of(world.people["clerk"]).get(reverse("jobs:job", args=[mine.pk])).status_code == 200
    assert stranger.get(reverse("jobs:job", args=[mine.pk])).status_code == 404


def test_who_may_see_a_job_without_ending_it_has_no_button_and_no_way(
    world: World, own: Job, signed_in: Callable[[str], Client]
) -> None:
    client = signed_in("leader")
    assert reverse("jobs:cancel", args=[own.pk]) not in client.get(reverse("jobs:job", args=[own.pk])).content.decode()
    assert client.post(reverse("jobs:cancel", args=[own.pk])).status_code == 403
    own.refresh_from_db()
    assert own.state == State.QUEUED
    assert world.people["leader"].pk != own.person_id


def test_the_page_asks_again_while_the_job_runs_and_no_longer(
    world: World, own: Job, signed_in: Callable[[str], Client]
) -> None:
    done = _job(world, "supervision_officer", "province", state=State.DONE, done=4, total=4, result={"read": 4})
    client = signed_in("supervision_officer")
    assert "hx-trigger" in client.get(reverse("jobs:part", args=[own.pk])).content.decode()
    body = client.get(reverse("jobs:part", args=[done.pk])).content.decode()
    assert "hx-trigger" not in body
    assert "4 / 4" in body
    assert "<html" not in body
