"""Actions and relations in words, for the pages that explain them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from luoshi.desk.accounts.permissions import Action, Relation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.functional import Promise

__all__ = ["ACTIONS", "RELATIONS"]

ACTIONS: Mapping[Action, Promise] = {
    Action.DOCUMENT_READ: _("Read documents"),
    Action.DOCUMENT_ADD: _("Add documents"),
    Action.RECORD_CORRECT: _("Correct records"),
    Action.LEAF_CONFIRM: _("Confirm leaves"),
    Action.DRAFT_READ: _("Read drafts"),
    Action.DRAFT_WRITE: _("Write drafts"),
    Action.MATTER_READ: _("See matters"),
    Action.MATTER_OPEN: _("Open matters"),
    Action.MATTER_AMEND: _("Amend matters"),
    Action.MATTER_RECEIVE: _("Receive matters"),
    Action.MATTER_REPORT: _("Report on matters"),
    Action.MATTER_CLOSE: _("Close matters"),
    Action.BOARD_READ: _("Read the board"),
    Action.UNIT_READ: _("Read units"),
    Action.UNIT_MANAGE: _("Manage units"),
    Action.PERSON_READ: _("Read people"),
    Action.PERSON_MANAGE: _("Manage people and posts"),
    Action.AUDIT_READ: _("Read the audit log"),
    Action.SESSION_MANAGE: _("End sessions of others"),
    Action.FACTOR_RESET: _("Take off a lost second factor"),
    Action.PERMISSION_EXPLAIN: _("Have permissions explained"),
    Action.JOB_READ: _("See jobs"),
    Action.JOB_CANCEL: _("Cancel jobs"),
    Action.TOKEN_MANAGE: _("Manage tokens"),
}

RELATIONS: Mapping[Relation | None, Promise] = {
    Relation.OWN: _("at the unit of the post only"),
    Relation.BELOW: _("at the unit of the post and everything below it"),
    Relation.ALL: _("at every unit"),
    None: _("nowhere: the role does not give it"),
}
