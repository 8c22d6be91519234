"""The pages around a draft: the list, a new one, the findings as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from luoshi.desk.accounts.gates import needs
from luoshi.desk.accounts.permissions import Action, may
from luoshi.desk.design.exports import Sheet, csv_response, xlsx_response
from luoshi.desk.design.tables import table_response
from luoshi.desk.ground.errors import Refused
from luoshi.desk.texts.drafts import selectors, services
from luoshi.desk.texts.drafts.forms import NewForm
from luoshi.desk.texts.drafts.proving import prove
from luoshi.desk.texts.drafts.tables import DraftTable
from luoshi.desk.texts.told import told
from luoshi.texts.importing.limits import LIMITS

if TYPE_CHECKING:
    from luoshi.desk.texts.drafts.proving import Found
    from luoshi.desk.texts.models import Draft

__all__ = ["drafts", "find", "findings", "new", "text_given"]


@require_GET
@needs(Action.DRAFT_READ)
def drafts(request: HttpRequest) -> HttpResponseBase:
    """The list and its exports."""
    return table_response(
        request,
        table_class=DraftTable,
        queryset=selectors.listed(request.user),
        template="drafts/list.html",
        context={
            "title": _("Drafts"),
            "lead": _("Texts that are being written, with what their own numbers say about them."),
            "may_write": may(request.user, Action.DRAFT_WRITE),
        },
        export_name=_("Drafts"),
        source=_("Drafts kept in Luoshi"),
    )


@require_http_methods(["GET", "POST"])
@needs(Action.DRAFT_WRITE)
def new(request: HttpRequest) -> HttpResponse:
    """A title and a text, typed, pasted or out of a file."""
    form = NewForm(request.POST or None, request.FILES or None, units=selectors.units_writing(request.user))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        person: Any = request.user
        try:
            body = text_given(given["upload"]) if given["upload"] else given["body"]
            done = services.begin(person=person, unit=given["unit"], title=given["title"], body=body)
        except Refused as fault:
            form.add_error("upload" if given["upload"] else "body", f"{told(fault.what)} {told(fault.remedy)}")
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            return HttpResponseRedirect(reverse("drafts:draft", args=[done.pk]))
    status = 422 if form.errors else 200
    return render(request, "drafts/new.html", {"title": _("New draft"), "form": form}, status=status)


def text_given(upload: Any) -> str:
    """The text of an uploaded file."""
    return services.text_of_file(upload.read(LIMITS.file_bytes + 1), str(upload.name or "?"))


def find(request: HttpRequest, pk: int) -> Draft:
    """The draft, if the person may see it."""
    return get_object_or_404(selectors.visible_to(request.user).select_related("unit", "owner"), pk=pk)


@require_GET
@needs(Action.DRAFT_READ)
def findings(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Every finding with its computation, as a file for a spreadsheet."""
    found = find(request, pk)
    proved = prove(found.body, found.value_table, selectors.dismissals_of(found), anyway=True)
    heads = [_("Number"), _("Severity"), _("Kind"), _("Printed"), _("Computed"), _("From"), _("To"), _("Why"),
             _("Suggestion"), _("State"), _("Reason")]  # fmt: skip
    rows = sorted((*proved.open, *proved.dismissed), key=lambda one: one.number)
    notes: list[list[object]] = [[found.title], [_("Version"), found.version], [_("As of"), timezone.localdate()]]
    sheet = Sheet(_("Findings"), notes, heads, (_row(one) for one in rows))
    return xlsx_response(sheet) if request.GET.get("export") == "xlsx" else csv_response(sheet)


def _row(one: Found) -> list[object]:
    state = _("Set aside") if one.dismissal else _("Open")
    reason = one.dismissal.reason if one.dismissal else ""
    return [one.number, one.grade, one.name, one.quote, one.computed, one.start, one.end, one.why, one.suggestion,
            state, reason]  # fmt: skip
