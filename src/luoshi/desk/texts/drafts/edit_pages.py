"""The editor: the text, its findings in the margin, one button for each thing that can be done about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from luoshi.desk.accounts.gates import needs
from luoshi.desk.accounts.permissions import Action
from luoshi.desk.ground.errors import Refused, Stale
from luoshi.desk.texts.drafts import selectors, services
from luoshi.desk.texts.drafts.forms import DraftForm, FileForm
from luoshi.desk.texts.drafts.pages import find, text_given
from luoshi.desk.texts.drafts.proving import LIVE, Proved, mended, prove
from luoshi.desk.texts.spun import Spun
from luoshi.desk.texts.told import told

if TYPE_CHECKING:
    from collections.abc import Mapping

    from luoshi.desk.texts.models import Dismissal, Draft

__all__ = ["draft", "file", "proof", "restore"]


@require_http_methods(["GET", "POST"])
@needs(Action.DRAFT_READ)
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """The editor; a POST saves, proves what was typed, puts a value in, or sets a finding aside."""
    found = find(request, pk)
    if request.method != "POST":
        return _page(request, found, DraftForm(initial=_initial(found)))
    _allow(request, found)
    form = DraftForm(_plain(request.POST))
    if not form.is_valid():
        return _page(request, found, form, status=422)
    try:
        return _done(request, found, form)
    except Stale as fault:
        return _conflict(request, fault.current)
    except Refused as fault:
        form.add_error(None, f"{told(fault.what)} {told(fault.remedy)}")
    except ValidationError as fault:
        form.add_error(None, fault)
    return _page(request, found, form, status=422)


@require_POST
@needs(Action.DRAFT_READ)
def proof(request: HttpRequest, pk: int) -> HttpResponse:
    """The margin for what is typed just now; nothing is stored."""
    found = find(request, pk)
    given = _plain(request.POST)
    body, table = given.get("body", ""), given.get("value_table", "")
    if len(body) > LIVE:
        return HttpResponse(status=204)
    context = _proved(found, body, table, anyway=given.get("anyway") == "1")
    return render(
        request,
        "drafts/margin.html",
        {**context, "draft": found, "part": True, "may_write": selectors.may_write(request.user, found)},
    )


@require_POST
@needs(Action.DRAFT_READ)
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """The text of a file in the place of the draft's; what was there before can be gone back to."""
    found = find(request, pk)
    _allow(request, found)
    form = FileForm(request.POST, request.FILES)
    person: Any = request.user
    if form.is_valid():
        name = str(form.cleaned_data["upload"].name or "?")
        try:
            body = text_given(form.cleaned_data["upload"])
            services.edit(
                person=person,
                draft=found,
                version=form.cleaned_data["version"],
                title=found.title,
                body=body,
                value_table=found.value_table,
                what=_("The text of %(file)s") % {"file": name},
            )
        except Stale:
            form.add_error(None, _("Somebody edited this draft while you were working; look at it first."))
        except Refused as fault:
            form.add_error("upload", f"{told(fault.what)} {told(fault.remedy)}")
        else:
            messages.success(request, _undoable(_("The text of the file is in."), found.pk))
            return HttpResponseRedirect(reverse("drafts:draft", args=[pk]))
    now = find(request, pk)
    return _page(request, now, DraftForm(initial=_initial(now)), file_form=form, status=422)


@require_POST
@needs(Action.DRAFT_READ)
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Back to a version that is kept."""
    found = find(request, pk)
    _allow(request, found)
    person: Any = request.user
    to = request.POST.get("to", "")
    try:
        services.restore(
            person=person, draft=found, version=found.version, to=int(to) if to.isdecimal() and len(to) < 10 else 0
        )
    except Refused as fault:
        messages.error(request, f"{fault.what} {fault.remedy}")
    else:
        messages.success(request, _("The draft is again as it was at version %(number)s.") % {"number": to})
    return HttpResponseRedirect(reverse("drafts:draft", args=[pk]))


def _allow(request: HttpRequest, found: Draft) -> None:
    if not selectors.may_write(request.user, found):
        raise PermissionDenied


def _plain(given: Any) -> Any:
    """What was sent, with line ends of one character: offsets count them."""
    told_by = given.copy()
    for name in ("body", "value_table"):
        told_by[name] = given.get(name, "").replace("\r\n", "\n").replace("\r", "\n")
    return told_by


def _done(request: HttpRequest, found: Draft, form: DraftForm) -> HttpResponse:
    """Do what the button says."""
    given, sent = form.cleaned_data, request.POST
    anyway = sent.get("anyway") == "1"
    if sent.get("step") == "proof":
        return _page(request, found, form, anyway=anyway)
    dismissals = selectors.dismissals_of(found)
    if key := sent.get("apply"):
        return _apply(request, found, given, key, dismissals)
    saved = _save(request, found, given)
    if key := sent.get("dismiss"):
        _dismiss(request, saved, key, sent.get(f"reason-{key}", ""), dismissals)
    elif pk := sent.get("take_back"):
        person: Any = request.user
        row = get_object_or_404(saved.dismissals, pk=int(pk) if pk.isdecimal() and len(pk) < 19 else 0)
        services.take_back(person=person, dismissal=row)
        messages.success(request, _("The finding stands again."))
    else:
        messages.success(request, _("Saved as version %(number)s.") % {"number": saved.version})
    return HttpResponseRedirect(reverse("drafts:draft", args=[found.pk]))


def _save(request: HttpRequest, found: Draft, given: Mapping[str, Any], **changed: Any) -> Draft:
    person: Any = request.user
    names = ("version", "title", "body", "value_table")
    return services.edit(person=person, draft=found, **{**{name: given[name] for name in names}, **changed})


def _apply(
    request: HttpRequest, found: Draft, given: Mapping[str, Any], key: str, dismissals: list[Dismissal]
) -> HttpResponse:
    """Put the right value in, with whatever else was typed; one step back undoes it."""
    proved = prove(given["body"], given["value_table"], dismissals, anyway=True)
    one = next((one for one in proved.open if one.key == key and one.suggestion), None)
    if one is None:
        raise Refused(_("The text has changed; this finding is not there any more."), _("Prove it again."))
    what = _("%(new)s put in for %(old)s") % {"new": one.suggestion, "old": one.quote}
    _save(request, found, given, body=mended(given["body"], one), what=what)
    messages.success(request, _undoable(what, found.pk))
    return HttpResponseRedirect(f"{reverse('drafts:draft', args=[found.pk])}#margin")


def _dismiss(request: HttpRequest, saved: Draft, key: str, reason: str, dismissals: list[Dismissal]) -> None:
    proved = prove(saved.body, saved.value_table, dismissals, anyway=True)
    one = next((one for one in proved.open if one.key == key), None)
    if one is None:
        raise Refused(_("The text has changed; this finding is not there any more."), _("Prove it again."))
    person: Any = request.user
    services.dismiss(person=person, draft=saved, found=one, reason=reason)
    messages.success(request, _("The finding is set aside; your reason stays beside it."))


def _undoable(what: str, pk: int) -> str:
    address = f"{reverse('drafts:draft', args=[pk])}#versions"
    return format_html('{} <a href="{}">{}</a>', what, address, _("Undo"))


def _initial(found: Draft) -> dict[str, Any]:
    return {name: getattr(found, name) for name in ("version", "title", "body", "value_table")}


def _proved(found: Draft, body: str, table: str, *, anyway: bool) -> dict[str, Any]:
    """The proof, or why there is none."""
    try:
        proved: Proved | None = prove(body, table, selectors.dismissals_of(found), anyway=anyway)
    except Refused as fault:
        return {"proved": None, "fault": fault, "spun": isinstance(fault, Spun)}
    return {"proved": proved}


def _conflict(request: HttpRequest, now: Draft) -> HttpResponse:
    """409: what is now, and the form with what was sent, at the present version."""
    given = _plain(request.POST)
    given["version"] = str(now.version)
    return _page(request, now, DraftForm(given), current=now, status=409)


def _page(
    request: HttpRequest,
    found: Draft,
    form: DraftForm,
    *,
    status: int = 200,
    current: Draft | None = None,
    file_form: FileForm | None = None,
    anyway: bool = False,
) -> HttpResponse:
    shown = form.data if form.is_bound else form.initial
    context = {
        "title": found.title,
        "wide": True,
        "draft": found,
        "form": form,
        "file_form": file_form or FileForm(initial={"version": found.version}, auto_id="id_file_%s"),
        "current": current,
        "live": len(str(shown.get("body") or "")) <= LIVE,
        "may_write": selectors.may_write(request.user, found),
        "versions": selectors.versions_of(found),
        "facts": _facts(found),
        **_proved(found, str(shown.get("body") or ""), str(shown.get("value_table") or ""), anyway=anyway),
    }
    return render(request, "drafts/draft.html", context, status=status)


def _facts(found: Draft) -> list[tuple[str, Any]]:
    return [
        (_("Unit"), found.unit.name),
        (_("Begun by"), found.owner.name),
        (_("Begun"), found.created_at),
        (_("Last changed"), found.changed_at),
        (_("Version"), found.version),
        (_("Characters"), len(found.body)),
    ]
