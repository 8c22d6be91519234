"""Tasks for the tests: each leaves one unit a run as its effect, under a code that does not hide a second run."""

from __future__ import annotations

import time
import uuid
from typing import TYPE_CHECKING, Any

from luoshi.desk.accounts.models import Level, Unit
from luoshi.desk.jobs.tasks import task

if TYPE_CHECKING:
    from luoshi.desk.jobs.tasks import JobContext

__all__ = ["broken", "effect", "effects", "plain", "slow"]


def effect(name: str) -> None:
    """Leave a trace."""
    Unit.objects.create(code=uuid.uuid4().hex, name=name, level=Level.OFFICE)


def effects(name: str) -> int:
    """How often it happened."""
    return Unit.objects.filter(name=name).count()


@task("test.plain")
def plain(context: JobContext, *, name: str) -> None:
    """One effect, and a result."""
    with context.completing():
        effect(name)
        context.result = {"name": name}


@task("test.slow")
def slow(context: JobContext, *, name: str, steps: int, seconds: float) -> None:
    """Many steps, each kept as a checkpoint; the effect at the end, after a pause inside its transaction."""
    for step in range(context.saved or 0, steps):
        time.sleep(seconds)
        context.checkpoint(step + 1)
        context.progress(step + 1, steps)
    with context.completing():
        effect(name)
        context.result = {"first": context.job.checkpoint}


@task("test.broken")
def broken(context: JobContext, **_: Any) -> None:
    """Effects, then a fault."""
    with context.completing():
        effect("broken")
        raise ValueError("secret words")
