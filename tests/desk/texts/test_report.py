"""What became of an upload, as a file: every refusal with its reason; and a job that stopped is told and found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from luoshi.desk.jobs.models import Job, State
from luoshi.desk.jobs.worker import run_pending
from luoshi.desk.texts import services
from luoshi.desk.texts.models import Intake

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from tests.desk.world import World

    SignIn = Callable[[str], Client]

pytestmark = pytest.mark.django_db


def handed_in(world: World) -> str:
    files = [("好.txt", "会议强调，要推进技术改造。\n".encode()), ("=坏.pdf", b"%PDF-1.4 nothing"), ("空.txt", b"")]
    return services.add_files(person=world.people["analyst"], unit=world.province, files=files, audience="unit")


def test_refusals_are_a_file_with_reason_and_remedy(world: World, signed_in: SignIn) -> None:
    batch = handed_in(world)
    run_pending()
    client, where = signed_in("analyst"), reverse("texts:batch", args=[batch])
    page = client.get(where).content.decode()
    assert "2 个文件未接受" in page
    answer: Any = client.get(where, {"export": "csv", "rows": "refused"})
    rows = [row for row in b"".join(answer.streaming_content).decode("utf-8-sig").splitlines() if "未接受" in row]
    assert len(rows) == 2
    assert any("文件为空" in row or "空" in row for row in rows)
    assert any(row.startswith("'=坏.pdf") for row in rows)
    everything: Any = client.get(where, {"export": "csv"})
    assert "好.txt" in b"".join(everything.streaming_content).decode("utf-8-sig")
    assert signed_in("leader").get(where, {"export": "csv"}).status_code == 404


def test_a_batch_whose_job_ended_before_its_time_leads_to_the_job_and_goes_on(world: World, signed_in: SignIn) -> None:
    batch = handed_in(world)
    job = Job.objects.get()
    Job.objects.update(state=State.FAILED)
    page = signed_in("analyst").get(reverse("texts:batch", args=[batch])).content.decode()
    assert reverse("jobs:job", args=[job.pk]) in page
    assert "可从中断处继续" in page
    Job.objects.update(state=State.QUEUED)
    run_pending()
    assert not Intake.objects.filter(state="waiting").exists()
