"""The log as people read it: the list, one change with before and after, an object as of a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from luoshi.desk.accounts.gates import needs
from luoshi.desk.accounts.permissions import Action
from luoshi.desk.audit import selectors
from luoshi.desk.audit.forms import AsOfForm
from luoshi.desk.audit.tables import ChangeFilter, ChangeTable
from luoshi.desk.audit.words import name_of, named
from luoshi.desk.design.tables import table_response

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

    from luoshi.desk.audit.models import Change

__all__ = ["as_of", "change", "changes"]


@needs(Action.AUDIT_READ)
@require_GET
def changes(request: HttpRequest) -> HttpResponseBase:
    """Every change that the person may read."""
    return table_response(
        request,
        table_class=ChangeTable,
        queryset=selectors.visible_to(request.user),
        filterset_class=ChangeFilter,
        template="audit/changes.html",
        context={"title": _("Audit log")},
        export_name=_("Audit log"),
    )


@needs(Action.AUDIT_READ)
@require_GET
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """One change: what it was and what it became, field by field."""
    found: Change = get_object_or_404(selectors.visible_to(request.user), pk=pk)
    facts = [
        (_("Action"), named(found.action)),
        (_("Moment"), timezone.localtime(found.at).strftime("%Y-%m-%d %H:%M:%S")),
        (_("By whom"), found.actor.name if found.actor else _("The system")),
        (_("Unit"), found.unit.name if found.unit else None),
        (_("Kind of object"), named(found.object_type)),
        (_("Number of the object"), found.object_id),
        (_("Reason"), found.reason or None),
        (_("Request number"), found.request_id or None),
        (_("Hash"), found.hash),
    ]
    context = {"title": name_of(found.action), "change": found, "facts": facts, "rows": _rows(found)}
    return render(request, "audit/change.html", context)


def _rows(change: Change) -> list[tuple[str, Any, Any, bool]]:
    before, after = change.before or {}, change.after or {}
    names = [*before, *(name for name in after if name not in before)]
    return [(name, before.get(name), after.get(name), before.get(name) != after.get(name)) for name in names]


@needs(Action.AUDIT_READ)
@require_GET
def as_of(request: HttpRequest) -> HttpResponse:
    """The fields of an object at a moment, as its last change until then left them."""
    form = AsOfForm(request.GET if "object_id" in request.GET else None, initial={"when": timezone.localtime()})
    context: dict[str, Any] = {"form": form, "log": reverse("audit:changes")}
    if form.is_valid():
        asked = form.cleaned_data
        last = selectors.last_visible(request.user, asked["object_type"], asked["object_id"].strip(), asked["when"])
        context |= {
            "asked": asked,
            "kind": name_of(asked["object_type"]),
            "last": last,
            "done": name_of(last.action) if last else "",
            "rows": list((last.after or {}).items()) if last else [],
        }
    return render(request, "audit/as_of.html", context, status=422 if form.errors else 200)
