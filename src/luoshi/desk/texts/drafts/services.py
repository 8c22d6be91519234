"""Every write to drafts: begin, edit, go back to a version, set a finding aside. Each keeps what was before."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from luoshi.desk.accounts.permissions import Action, may
from luoshi.desk.audit import services as audit
from luoshi.desk.ground.errors import Refused, Stale
from luoshi.desk.texts import child
from luoshi.desk.texts.drafts.proving import MOST, MOST_VALUES, Found, prove, values_of
from luoshi.desk.texts.models import Dismissal, Draft, DraftVersion

if TYPE_CHECKING:
    from luoshi.desk.accounts.models import Person, Unit

__all__ = ["begin", "dismiss", "edit", "restore", "take_back", "text_of_file"]

_HEAVY = ("body", "value_table")
_VERSIONS = 100


@transaction.atomic
def begin(*, person: Person, unit: Unit, title: str, body: str = "", value_table: str = "") -> Draft:
    """A new draft, owned by the person."""
    _allow(person, unit)
    draft = Draft(unit=unit, owner=person)
    _hold(draft, title, body, value_table)
    audit.record(actor=person, action="draft.begun", obj=draft, unit=unit, after=_told(draft))
    return draft


@transaction.atomic
def edit(
    *, person: Person, draft: Draft, version: int, title: str, body: str, value_table: str = "", what: str = ""
) -> Draft:
    """Change a draft. Raises ``Stale`` where somebody was quicker. What it was before can be gone back to."""
    now = Draft.objects.select_for_update(of=("self",)).select_related("unit").get(pk=draft.pk)
    _allow(person, now.unit)
    if now.version != version:
        raise Stale(now)
    given = (_line(title), _lines(body), _lines(value_table))
    if (now.title, now.body, now.value_table) == given:
        return now
    before = _told(now)
    kept = DraftVersion(
        draft=now, version=now.version, by=person, what=what[:300],
        title=now.title, body=now.body, value_table=now.value_table,
    )  # fmt: skip
    kept.save(force_insert=True)
    now.versions.filter(version__lte=now.version - _VERSIONS).delete()
    now.version += 1
    _hold(now, *given)
    audit.record(
        actor=person, action="draft.edited", obj=now, unit=now.unit, before=before, after=_told(now), reason=what
    )
    return now


@transaction.atomic
def restore(*, person: Person, draft: Draft, version: int, to: int) -> Draft:
    """Go back to what the draft was at version ``to``, as an edit like any other."""
    kept = DraftVersion.objects.filter(draft=draft, version=to).first()
    if kept is None:
        raise Refused(_("This version is not kept."), _("Open the draft again."))
    what = _("Back to version %(number)s") % {"number": to}
    return edit(
        person=person, draft=draft, version=version, title=kept.title, body=kept.body, value_table=kept.value_table,
        what=what,
    )  # fmt: skip


@transaction.atomic
def dismiss(*, person: Person, draft: Draft, found: Found, reason: str) -> Dismissal:
    """Set a finding aside and say why; it stays beside the text, out of the count."""
    _allow(person, draft.unit)
    said = _lines(reason).strip()
    if not said:
        raise ValidationError(_("Say why the finding is set aside."))
    if draft.dismissals.filter(key=found.key).exists():
        raise Refused(_("This finding was set aside already."), _("Open the draft again."))
    row = Dismissal(draft=draft, key=found.key, code=found.code, quote=found.quote[:300], reason=said[:2000], by=person)
    row.save(force_insert=True)
    _count(draft)
    audit.record(
        actor=person, action="draft.finding-set-aside", obj=draft, unit=draft.unit,
        after={"code": row.code, "quote": row.quote}, reason=said[:2000],
    )  # fmt: skip
    return row


@transaction.atomic
def take_back(*, person: Person, dismissal: Dismissal) -> None:
    """Let a finding stand again."""
    draft = dismissal.draft
    _allow(person, draft.unit)
    told = {"code": dismissal.code, "quote": dismissal.quote, "reason": dismissal.reason}
    dismissal.delete()
    _count(draft)
    audit.record(actor=person, action="draft.finding-stands", obj=draft, unit=draft.unit, before=told)


def text_of_file(data: bytes, name: str) -> str:
    """The text of a file, read in a bounded child process. Raises ``Refused``."""
    return str(child.read_bytes(data, name)["text"])


def _hold(draft: Draft, title: str, body: str, value_table: str) -> None:
    draft.title, draft.body, draft.value_table = _line(title), _lines(body), _lines(value_table)
    if len(draft.body) > MOST:
        raise Refused(_("The text is too long."), _("Split the draft."))
    if len(draft.value_table) > MOST_VALUES:
        raise Refused(_("The value table is too long."), _("Keep what is needed."))
    values_of(draft.value_table)
    draft.full_clean(exclude=["body", "value_table"])
    draft.save()
    _count(draft)


def _count(draft: Draft) -> None:
    """What the list says; a text that is refused as spun counts nothing."""
    try:
        found = prove(draft.body, draft.value_table, draft.dismissals.all(), anyway=True)
    except Refused:
        return
    draft.figures, draft.findings_open = found.figures, len(found.open)
    Draft.objects.filter(pk=draft.pk).update(figures=draft.figures, findings_open=draft.findings_open)


def _line(text: str) -> str:
    return " ".join(text.replace("\0", "").split())


def _lines(text: str) -> str:
    """With the line ends of this system; a browser sends those of another."""
    told = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    try:
        told.encode("utf-8")
    except UnicodeEncodeError:
        raise Refused(_("The text holds half of a character."), _("Copy it again from the document.")) from None
    return told


def _told(draft: Draft) -> dict[str, Any]:
    """The draft for the log: its text by hash and length."""
    said = hashlib.sha256(draft.body.encode()).hexdigest()
    return {**audit.snapshot(draft, exclude=_HEAVY), "body_sha256": said, "body_characters": len(draft.body)}


def _allow(person: Person, unit: Unit) -> None:
    if not may(person, Action.DRAFT_WRITE, unit):
        raise PermissionDenied
