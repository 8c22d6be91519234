"""What the health page knows."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import DatabaseError, connection
from django.utils import timezone

from luoshi import __version__

__all__ = ["state_of_health"]

_PATIENCE = timedelta(minutes=5)


def state_of_health() -> dict[str, Any]:
    """Whether the database answers and a worker takes up jobs: none has been due for five minutes and waits."""
    from luoshi.desk.jobs.models import Job, State

    found: dict[str, Any] = {"status": "ok", "database": True, "worker": True, "waiting": 0, "version": __version__}
    try:
        connection.ensure_connection()
        due = Job.objects.filter(state=State.QUEUED, run_at__lte=timezone.now())
        found["waiting"] = due.count()
        found["worker"] = not due.filter(run_at__lt=timezone.now() - _PATIENCE).exists()
    except DatabaseError:
        found |= {"database": False, "worker": False}
    if not (found["database"] and found["worker"]):
        found["status"] = "failing"
    return found
