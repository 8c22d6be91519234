"""The job that reads the files of one upload, one after another, each in its child process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from luoshi.desk.ground.errors import Refused
from luoshi.desk.jobs.tasks import task
from luoshi.desk.texts import child, services
from luoshi.desk.texts.editions import tasks as _editions  # noqa: F401  # registers its tasks
from luoshi.desk.texts.models import Audience, Intake, IntakeState

if TYPE_CHECKING:
    from luoshi.desk.jobs.tasks import JobContext

__all__ = ["read_intake"]


@task("texts.read-intake")
def read_intake(context: JobContext, batch: str, audience: str = Audience.PARTIES) -> None:
    """Read every file of the batch that waits. Each is settled by itself, so that a second run goes on after it."""
    total = Intake.objects.filter(batch=batch).count()
    waiting = list(
        Intake.objects.filter(batch=batch, state=IntakeState.WAITING).order_by("id").values_list("pk", flat=True)
    )
    for number, pk in enumerate(waiting):
        intake = Intake.objects.get(pk=pk)
        context.progress(total - len(waiting) + number, total, intake.name)
        _read(intake, audience)
        context.checkpoint({"last": pk})
    context.progress(total, total)
    states = list(Intake.objects.filter(batch=batch).values_list("state", flat=True))
    context.finish({state: states.count(state) for state in IntakeState.values})


def _read(intake: Intake, audience: str) -> None:
    try:
        reading = child.read_bytes(bytes(intake.data or b""), intake.name)
    except Refused as fault:
        services.settle_intake(intake=intake, audience=audience, reading=None, fault=fault)
    else:
        services.settle_intake(intake=intake, audience=audience, reading=reading)
