"""The list of jobs, and the page of one that follows it while it runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from luoshi.desk.ground.errors import Refused
from luoshi.desk.jobs import selectors
from luoshi.desk.jobs.models import State

if TYPE_CHECKING:
    from collections.abc import Callable

    from luoshi.desk.jobs.models import Job

__all__ = ["cancel", "job", "jobs", "part", "retry"]

_PAGE = 50


@require_GET
def jobs(request: HttpRequest) -> HttpResponse:
    """The jobs that the person may see, newest first; ``?state=`` keeps those of one state."""
    found = selectors.visible_to(request.user)
    state = request.GET.get("state", "")
    if state in State.values:
        found = found.filter(state=state)
    page = Paginator(found, _PAGE).get_page(request.GET.get("page"))
    told = {"title": _("Jobs"), "page": page, "states": State.choices, "state": state}
    return render(request, "jobs/list.html", told)


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
        "active": selectors.is_active(found),
        "may_cancel": selectors.may_cancel(request.user, found),  # type: ignore[arg-type]
        "may_retry": found.state in {State.FAILED, State.CANCELLED},
        "share": round(100 * found.done / found.total) if found.total else 0,
    }
