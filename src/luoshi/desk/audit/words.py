"""What the codes of the log are called: each action that is recorded, each kind of object that it is recorded of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.safestring import SafeString

__all__ = ["ACTIONS", "KINDS", "name_of", "named"]

ACTIONS: Mapping[str, Any] = {
    "document.added": _("Document added"),
    "document.handed-in": _("File handed in"),
    "record.corrected": _("Record corrected"),
    "leaf.confirmed": _("Leaf confirmed"),
    "leaf.set-aside": _("Leaf set aside"),
    "leaf.reopened": _("Leaf reopened"),
    "series.saved": _("Series of editions saved"),
    "series.changed": _("Series of editions changed"),
    "series.removed": _("Series of editions removed"),
    "draft.begun": _("Draft begun"),
    "draft.edited": _("Draft edited"),
    "draft.finding-set-aside": _("Finding in a draft set aside"),
    "draft.finding-stands": _("Finding in a draft stands again"),
    "matter.opened": _("Matter opened"),
    "matter.received": _("Matter received"),
    "matter.returned": _("Matter returned"),
    "matter.reassigned": _("Matter given to another lead unit"),
    "matter.reported": _("Matter reported on"),
    "matter.sent_back": _("Report on a matter sent back"),
    "matter.closed": _("Matter closed"),
    "matter.withdrawn": _("Matter withdrawn"),
    "matter.amended": _("Terms of a matter changed"),
    "matter.undone": _("Last step of a matter taken back"),
    "matter.leaf-released": _("Leaf of a matter released"),
    "unit.loaded": _("Divisions loaded as units"),
    "unit.added": _("Unit added"),
    "unit.renamed": _("Unit renamed"),
    "unit.moved": _("Unit moved"),
    "unit.deactivated": _("Unit deactivated"),
    "unit.reactivated": _("Unit reactivated"),
    "person.added": _("Person added"),
    "person.renamed": _("Name of a person changed"),
    "person.language": _("Language of a person changed"),
    "person.deactivated": _("Account deactivated"),
    "person.reactivated": _("Account reactivated"),
    "person.password_set": _("Password set from the command line"),
    "post.given": _("Post given"),
    "post.ended": _("Post ended"),
    "post.struck": _("Post struck out before it began"),
    "sign-in.failed": _("Sign-in failed"),
    "sign-in.locked": _("Sign-in locked after wrong tries"),
    "session.ended": _("Session ended"),
    "session.others-ended": _("Other sessions ended"),
    "password.changed": _("Own password changed"),
    "password.reset": _("Password reset by an administrator"),
    "password.wrong": _("Own password given wrongly"),
    "password.locked": _("Password locked after wrong tries"),
    "code.wrong": _("One-time code given wrongly"),
    "code.locked": _("One-time codes locked after wrong tries"),
    "factor.confirmed": _("Second factor set up"),
    "factor.codes-made": _("Recovery codes made"),
    "factor.code-used": _("Recovery code used"),
    "factor.switched-off": _("Second factor switched off"),
    "factor.reset": _("Lost second factor taken off"),
    "token.created": _("Token created"),
    "token.revoked": _("Token revoked"),
    "job.cancelled": _("Job cancelled"),
    "job.retried": _("Job tried again"),
}
"""In the order of the work: documents, matters, units, people, sign-in, programs."""

KINDS: Mapping[str, Any] = {
    "texts.document": _("Document"),
    "texts.intake": _("File handed in to be read"),
    "texts.record": _("Record"),
    "texts.leaf": _("Leaf"),
    "texts.series": _("Series of editions"),
    "texts.draft": _("Draft"),
    "ledger.matter": _("Matter"),
    "accounts.unit": _("Unit"),
    "accounts.person": _("Person"),
    "accounts.post": _("Post of a person"),
    "accounts.signin": _("Session"),
    "api.token": _("Token"),
    "jobs.job": _("Job"),
}


def name_of(code: str) -> Any:
    """What an action or a kind of object is called; a code without a name stands for itself."""
    return ACTIONS.get(code) or KINDS.get(code) or code


def named(code: str) -> SafeString:
    """The name, with the code small beside it."""
    name = name_of(code)
    return format_html('<span>{} <span class="code">{}</span></span>', name, code if name != code else "")
