"""The list of jobs, and the page of one that follows it while it runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from luoshi.desk.design.tables import table_response
from luoshi.desk.ground.errors import Refused
from luoshi.desk.jobs import selectors
from luoshi.desk.jobs.models import State
from luoshi.desk.jobs.tables import STATE_KINDS, TITLES, JobFilter, JobTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http.response import HttpResponseBase

    from luoshi.desk.jobs.models import Job

__all__ = ["cancel", "job", "jobs", "part", "retry"]


@require_GET
def jobs(request: HttpRequest) -> HttpResponseBase:
    """The jobs that the person may see, newest first, with filter and exports."""
    return table_response(
        request,
        table_class=JobTable,
        queryset=selectors.visible_to(request.user),
        filterset_class=JobFilter,
        template="jobs/list.html",
        context={"title": _("Jobs"), "wide": True},
        export_name=_("Jobs"),
        source=_("Jobs kept in Luoshi"),
    )


@require_GET
def job(request: HttpRequest, pk: int) -> HttpResponse:
    """One job: where it stands, how far it is, what came out."""
    return render(request, "jobs/job.html", {"title": _("Job"), **_told(request, _visible(request, pk))})


@require_GET
def part(request: HttpRequest, pk: int) -> HttpResponse:
    """The part of the page that changes while the job runs."""
    return render(request, "jobs/part.html", _told(request, _visible(request, pk)))


@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the job to end."""
    from luoshi.desk.jobs import services

    return _do(request, pk, services.cancel, _("The job is asked to end"))


@require_POST
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the job try again."""
    from luoshi.desk.jobs import services

    return _do(request, pk, services.retry, _("The job is in the queue again"))


def _do(request: HttpRequest, pk: int, service: Callable[..., Job], said: str) -> HttpResponse:
    found = _visible(request, pk)
    try:
        service(person=request.user, job=found)
        messages.success(request, said)
    except Refused as fault:
        messages.error(request, fault.what)
    return HttpResponseRedirect(reverse("jobs:job", args=[pk]))


def _visible(request: HttpRequest, pk: int) -> Job:
    return get_object_or_404(selectors.visible_to(request.user), pk=pk)


def _told(request: HttpRequest, found: Job) -> dict[str, Any]:
    return {
        "job": found,
        "kind": STATE_KINDS[found.state],
        "task": TITLES.get(found.task, found.task),
        "active": selectors.is_active(found),
        "may_cancel": selectors.may_cancel(request.user, found),  # type: ignore[arg-type]
        "may_retry": found.state in {State.FAILED, State.CANCELLED},
        "share": round(100 * found.done / found.total) if found.total else 0,
    }
