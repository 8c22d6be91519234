"""The one way into the log: ``record`` appends a change to the chain, inside the transaction of the write itself."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction
from django.utils import timezone

from luoshi.desk.audit.models import Change

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from luoshi.desk.accounts.models import Person, Unit

__all__ = ["GENESIS", "ChainReport", "Fault", "record", "snapshot", "verify_chain"]

GENESIS = "0" * 64
"""What stands in ``previous`` of the first row."""

_LOCK = 0x6C756F736869  # any fixed number: every writer of the chain asks PostgreSQL for the same one
_NEVER_KEPT = frozenset({"password", "last_login"})


@dataclass(frozen=True, slots=True)
class Fault:
    """A row whose contents or whose link to the row before it is not what was written."""

    change_id: int
    what: str  # "changed" or "broken link"


@dataclass(frozen=True, slots=True)
class ChainReport:
    """What ``verify_chain`` found. ``head`` may be noted elsewhere: it also proves that no last row was cut off."""

    rows: int
    head: str
    faults: tuple[Fault, ...]

    @property
    def ok(self) -> bool:
        """Whether every row is as it was written."""
        return not self.faults


def snapshot(obj: models.Model, exclude: Collection[str] = ()) -> dict[str, Any]:
    """The field values of an object as JSON knows them; secrets are never among them, files only by their hash."""
    left_out = _NEVER_KEPT | set(exclude)
    fields = [field for field in obj._meta.concrete_fields if not {field.name, field.attname} & left_out]
    found: dict[str, Any] = _plain({field.attname: _value(field.value_from_object(obj)) for field in fields})
    return found


def _value(value: Any) -> Any:
    if isinstance(value, (bytes, memoryview)):
        return hashlib.sha256(value).hexdigest()
    if isinstance(value, datetime) and timezone.is_aware(value):
        return value.astimezone(UTC).isoformat()
    return str(value) if isinstance(value, models.fields.files.FieldFile) else value


def _plain(value: Any) -> Any:
    """Through JSON and back. PostgreSQL cannot store NUL in a document, so it is shown by its sign instead."""
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False).replace("\\u0000", "␀"))


def _same_number(value: Any) -> Any:
    """1.0 and 1 are one number to PostgreSQL, which rewrites documents: the hash must not see a difference."""
    if isinstance(value, dict):
        return {key: _same_number(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_same_number(inner) for inner in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _digest(change: Change) -> str:
    said = {
        "at": change.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": change.actor_id,
        "unit": change.unit_id,
        "request": change.request_id,
        "action": change.action,
        "object": [change.object_type, change.object_id],
        "reason": change.reason,
        "before": _same_number(change.before),
        "after": _same_number(change.after),
        "previous": change.previous,
    }
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _one_writer() -> None:
    """Until the transaction ends nobody else appends. SQLite's IMMEDIATE transactions already see to that."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _request_id() -> str:
    try:
        from luoshi.desk.ground.context import request_id
    except ImportError:
        return ""
    return request_id()[:32]


@transaction.atomic(savepoint=False)
def record(
    *,
    actor: Person | None,
    action: str,
    obj: models.Model,
    unit: Unit | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
    at: datetime | None = None,
) -> Change:
    """Append one change. Call it in the transaction of the write, so that neither exists without the other."""
    _one_writer()
    last = Change.objects.order_by("-id").values_list("hash", flat=True).first()
    change = Change(
        at=at or timezone.now(),
        actor_id=actor.pk if actor is not None else None,
        unit_id=unit.pk if unit is not None else None,
        request_id=_request_id(),
        action=action,
        object_type=obj._meta.label_lower,
        object_id=str(obj.pk),
        reason=reason.replace("\0", "␀"),
        before=None if before is None else _plain(before),
        after=None if after is None else _plain(after),
        previous=last or GENESIS,
    )
    change.hash = _digest(change)
    change.save(force_insert=True)
    return change


def verify_chain() -> ChainReport:
    """Read the whole log in order and say which rows are not as they were written."""
    faults: list[Fault] = []
    head, rows = GENESIS, 0
    for change in Change.objects.order_by("id").iterator(chunk_size=1000):
        if change.previous != head:
            faults.append(Fault(change.pk, "broken link"))
        if _digest(change) != change.hash:
            faults.append(Fault(change.pk, "changed"))
        head, rows = change.hash, rows + 1
    return ChainReport(rows, head, tuple(faults))
