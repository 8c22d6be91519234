"""Every permission of the desk: role × action → relation to the unit. Default deny; nothing is decided elsewhere.

``decide`` answers for one unit, and says on which grounds; ``reach`` answers for a whole query set.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils import timezone

from luoshi.desk.accounts.models import Lineage, Person, Post, Unit
from luoshi.desk.accounts.roles import Role

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from django.contrib.auth.models import AnonymousUser

__all__ = ["GRANTS", "Action", "Decision", "Ground", "Reach", "Relation", "current_posts", "decide", "may", "reach"]


class Action(StrEnum):
    """One thing that can be done. The name is what the audit log and the "why" page show."""

    DOCUMENT_READ = "document.read"
    DOCUMENT_ADD = "document.add"
    RECORD_CORRECT = "record.correct"
    LEAF_CONFIRM = "leaf.confirm"
    DRAFT_READ = "draft.read"
    DRAFT_WRITE = "draft.write"
    MATTER_READ = "matter.read"
    MATTER_OPEN = "matter.open"
    MATTER_AMEND = "matter.amend"
    MATTER_RECEIVE = "matter.receive"
    MATTER_REPORT = "matter.report"
    MATTER_CLOSE = "matter.close"
    BOARD_READ = "board.read"
    UNIT_READ = "unit.read"
    UNIT_MANAGE = "unit.manage"
    PERSON_READ = "person.read"
    PERSON_MANAGE = "person.manage"
    AUDIT_READ = "audit.read"
    SESSION_MANAGE = "session.manage"
    FACTOR_RESET = "factor.reset"
    PERMISSION_EXPLAIN = "permission.explain"
    JOB_READ = "job.read"
    JOB_CANCEL = "job.cancel"
    TOKEN_MANAGE = "token.manage"  # noqa: S105  # the name of an action, not a secret


class Relation(StrEnum):
    """How far from the unit of a post a grant reaches."""

    OWN = "own"  # the unit of the post
    BELOW = "below"  # the unit of the post and everything under it
    ALL = "all"


_READS = {
    Action.DOCUMENT_READ: Relation.BELOW,
    Action.MATTER_READ: Relation.BELOW,
    Action.BOARD_READ: Relation.BELOW,
    Action.UNIT_READ: Relation.ALL,
    Action.JOB_READ: Relation.OWN,
    Action.TOKEN_MANAGE: Relation.OWN,
}
_WORKS = {
    Action.DOCUMENT_ADD: Relation.OWN,
    Action.RECORD_CORRECT: Relation.BELOW,
    Action.LEAF_CONFIRM: Relation.BELOW,
    Action.MATTER_OPEN: Relation.OWN,
    Action.MATTER_AMEND: Relation.OWN,
    Action.MATTER_CLOSE: Relation.OWN,
    Action.JOB_CANCEL: Relation.OWN,
}
_CARRIES_OUT = {Action.MATTER_RECEIVE: Relation.OWN, Action.MATTER_REPORT: Relation.OWN}
_DRAFTS = {Action.DRAFT_READ: Relation.OWN, Action.DRAFT_WRITE: Relation.OWN}
_ENTERPRISE = {
    Action.DOCUMENT_READ: Relation.OWN,
    Action.MATTER_READ: Relation.OWN,
    Action.UNIT_READ: Relation.OWN,
    Action.JOB_READ: Relation.OWN,
}

GRANTS: Mapping[Role, Mapping[Action, Relation]] = {
    Role.LEADER: {**_READS, Action.PERSON_READ: Relation.BELOW, Action.DRAFT_READ: Relation.OWN},
    Role.SUPERVISION: {**_READS, **_WORKS, **_CARRIES_OUT, **_DRAFTS},
    Role.PROGRAMME: {**_READS, **_WORKS, **_CARRIES_OUT, **_DRAFTS},
    Role.ANALYST: {**_READS, **_DRAFTS, Action.DOCUMENT_ADD: Relation.OWN, Action.RECORD_CORRECT: Relation.OWN},
    Role.CLERK: {**_READS, **_CARRIES_OUT, **_DRAFTS},
    Role.STATISTICS: {**_READS, **_DRAFTS},
    Role.FILLER: {**_ENTERPRISE, Action.MATTER_REPORT: Relation.OWN},
    Role.APPROVER: {**_ENTERPRISE, **_CARRIES_OUT},
    Role.AUDITOR: {
        Action.AUDIT_READ: Relation.BELOW,
        Action.DOCUMENT_READ: Relation.BELOW,
        Action.MATTER_READ: Relation.BELOW,
        Action.UNIT_READ: Relation.ALL,
        Action.PERSON_READ: Relation.BELOW,
        Action.PERMISSION_EXPLAIN: Relation.BELOW,
    },
    Role.SECURITY: {
        Action.SESSION_MANAGE: Relation.BELOW,
        Action.FACTOR_RESET: Relation.BELOW,
        Action.PERSON_READ: Relation.BELOW,
        Action.UNIT_READ: Relation.ALL,
        Action.PERMISSION_EXPLAIN: Relation.BELOW,
    },
    Role.ADMINISTRATOR: {
        Action.UNIT_READ: Relation.ALL,
        Action.UNIT_MANAGE: Relation.BELOW,
        Action.PERSON_READ: Relation.BELOW,
        Action.PERSON_MANAGE: Relation.BELOW,
        Action.FACTOR_RESET: Relation.BELOW,
        Action.JOB_READ: Relation.BELOW,
        Action.JOB_CANCEL: Relation.BELOW,
        Action.PERMISSION_EXPLAIN: Relation.BELOW,
    },
}


@dataclass(frozen=True, slots=True)
class Reach:
    """The units that one action reaches for one person: themselves, whole subtrees, or everything."""

    own: frozenset[int] = frozenset()
    below: frozenset[int] = frozenset()
    everywhere: bool = False

    def __bool__(self) -> bool:
        return self.everywhere or bool(self.own or self.below)


@dataclass(frozen=True, slots=True)
class Ground:
    """One post and what it gives for the action asked: ``relation`` is None where the role grants nothing."""

    post: Post
    relation: Relation | None
    holds: bool


@dataclass(frozen=True, slots=True)
class Decision:
    """Allowed or not, with every post that was looked at."""

    allowed: bool
    grounds: tuple[Ground, ...]


def current_posts(person: Person | AnonymousUser, on: date | None = None) -> tuple[Post, ...]:
    """The posts that a person holds on a day (today unless said), with their units; read once a request."""
    if not isinstance(person, Person) or not person.is_active:
        return ()
    held: tuple[Post, ...] | None = getattr(person, "_held_posts", None)
    if held is None:
        held = tuple(person.posts.select_related("unit").filter(unit__is_active=True))
        person._held_posts = held  # type: ignore[attr-defined]
    day = on or timezone.localdate()
    return tuple(post for post in held if post.since <= day and (post.until is None or day <= post.until))


def _grant(post: Post, action: Action) -> Relation | None:
    return GRANTS[Role(post.role)].get(action)


def reach(person: Person | AnonymousUser, action: Action) -> Reach:
    """Every unit that ``action`` reaches for the person. A post at the root of the tree reaches everywhere below."""
    own: set[int] = set()
    below: set[int] = set()
    everywhere = False
    for post in current_posts(person):
        relation = _grant(post, action)
        if relation is Relation.ALL or (relation is Relation.BELOW and post.unit.parent_id is None):
            everywhere = True
        elif relation is Relation.BELOW:
            below.add(post.unit_id)
        elif relation is Relation.OWN:
            own.add(post.unit_id)
    return Reach(frozenset(own), frozenset(below), everywhere)


def may(person: Person | AnonymousUser, action: Action, unit: Unit | int | None = None) -> bool:
    """Whether the person may do it to this unit's things (``None``: at any unit at all)."""
    if unit is None:
        return bool(reach(person, action))
    return decide(person, action, unit).allowed


def decide(person: Person | AnonymousUser, action: Action, unit: Unit | int) -> Decision:
    """Whether, and by which of the person's posts."""
    unit_id = unit if isinstance(unit, int) else unit.pk
    above: set[int] | None = None
    grounds = []
    for post in current_posts(person):
        relation = _grant(post, action)
        if relation is Relation.BELOW and above is None and post.unit_id != unit_id:
            above = set(Lineage.objects.filter(unit_id=unit_id).values_list("ancestor_id", flat=True))
        holds = relation is Relation.ALL or (relation is not None and post.unit_id == unit_id)
        holds = holds or (relation is Relation.BELOW and post.unit_id in (above or ()))
        grounds.append(Ground(post, relation, holds))
    return Decision(any(ground.holds for ground in grounds), tuple(grounds))
