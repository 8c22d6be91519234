"""Which fields of a record a person may correct, of what kind each is, and what a correction must hold to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from luoshi.texts.pages.labels import table
from luoshi.texts.records import Role

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["FIELDS", "PROGRAMMES", "Field", "checked", "quantity_of", "values_of"]


@dataclass(frozen=True, slots=True)
class Field:
    """One correctable field: ``text``, ``list`` (of texts), ``choice`` (of ``among``) or ``number``."""

    name: str
    kind: str = "text"
    among: tuple[str, ...] = ()
    needed: bool = False


PROGRAMMES: tuple[str, ...] = tuple(
    key.removeprefix("programme.") for key in table() if key.startswith("programme.") and key != "programme.none"
)
"""The lines of work that a commitment can belong to."""

_COMMITMENT = (
    Field("verb", needed=True),
    Field("degree"),
    Field("object"),
    Field("items", "list"),
    Field("programme", "choice", PROGRAMMES),
    Field("role", "choice", tuple(Role), needed=True),
    Field("actors", "list"),
    Field("instruments", "list"),
    Field("deadline"),
    Field("period"),
    Field("polarity", "choice", ("positive", "negative"), needed=True),
)
FIELDS: Mapping[str, tuple[Field, ...]] = {
    "commitment": _COMMITMENT,
    "achievement": (Field("topic"), Field("instruments", "list")),
    "figure": (
        Field("subject"),
        Field("measure"),
        Field("value", "number", needed=True),
        Field("unit", needed=True),
        Field("period"),
        Field("comparison"),
        Field("topic"),
    ),
    "person": (Field("name", needed=True), Field("title"), Field("org"), Field("role", needed=True)),
    "actor": (Field("org", needed=True), Field("role", needed=True)),
    "decision": (Field("action", needed=True), Field("object", needed=True)),
    "event": (Field("name", needed=True), Field("date_text"), Field("place")),
}
"""By kind of record. ``start`` and ``end`` can be corrected in every kind."""

_QUANTITY = frozenset({"subject", "measure", "value", "unit", "period", "comparison"})
_LONGEST, _MOST = 1_000, 100


def quantity_of(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The one quantity of a figure."""
    return dict((fields.get("figures") or [{}])[0])


def values_of(kind: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    """What the correctable fields say, with the span: what a form starts from, and what a correction compares."""
    quantity = quantity_of(fields) if kind == "figure" else {}
    told = {field.name: quantity.get(field.name, fields.get(field.name)) for field in FIELDS.get(kind, ())}
    return {**told, "start": fields["start"], "end": fields["end"]}


def checked(kind: str, fields: Mapping[str, Any], changes: Mapping[str, Any], text: str) -> dict[str, Any]:
    """The fields after the changes. Raises ``ValidationError`` by field for what may not be, or cannot be true."""
    known = {field.name: field for field in FIELDS.get(kind, ())}
    faults: dict[str, str] = {}
    after = dict(fields)
    quantity = quantity_of(fields) if kind == "figure" else {}
    for name, value in changes.items():
        try:
            if name in {"start", "end"}:
                after[name] = _offset(value, text)
            elif name not in known:
                raise ValidationError(_("This field cannot be corrected."))
            elif kind == "figure" and name in _QUANTITY:
                quantity[name] = _value(known[name], value)
            else:
                after[name] = _value(known[name], value)
        except ValidationError as fault:
            faults[name] = fault.messages[0]
    if faults:
        raise ValidationError(faults)
    if quantity:
        after["figures"] = [quantity]
    return _whole(after, fields, text)


def _offset(value: Any, text: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= len(text):
        raise ValidationError(_("The place is outside the text (0 to %(end)s).") % {"end": len(text)})
    return value


def _value(field: Field, value: Any) -> Any:
    if field.kind == "list":
        return _texts(value)
    if field.kind == "number":
        return _number(value)
    if value is not None and not isinstance(value, str):
        raise ValidationError(_("A text is needed."))
    said = _line(value or "")
    if field.needed and not said:
        raise ValidationError(_("This field cannot be empty."))
    if field.kind == "choice" and said and said not in field.among:
        raise ValidationError(_("Choose one of the values offered."))
    return said or None


def _texts(value: Any) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(part, str) for part in value) or len(value) > _MOST:
        raise ValidationError(_("A list of texts is needed."))
    return [said for part in value if (said := _line(part))]


def _line(value: str) -> str:
    if len(value) > _LONGEST or any(ord(char) < 32 or 0xD800 <= ord(char) <= 0xDFFF for char in value):
        raise ValidationError(_("The text is too long, or holds characters that cannot be stored."))
    return value.strip()


def _number(value: Any) -> int | float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not abs(value) <= 1e18:
        raise ValidationError(_("A number is needed."))
    return value


def _whole(after: dict[str, Any], before: Mapping[str, Any], text: str) -> dict[str, Any]:
    """The span must have characters; every item must stand in it, in order."""
    if after["start"] >= after["end"]:
        raise ValidationError({"end": _("The end must come after the start.")})
    after["text"] = text[after["start"] : after["end"]]
    if all(after.get(name) == before.get(name) for name in ("start", "end", "items")):
        return after
    cursor = 0
    for item in after.get("items") or ():
        at = after["text"].find(item, cursor)
        if at < 0:
            raise ValidationError(
                {"items": _("“%(item)s” does not stand in the clause, in this order.") % {"item": item}}
            )
        cursor = at + len(item)
    return after
