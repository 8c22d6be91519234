"""A unit found by what a person types: its code, its name, "code name", or a part of the name that fits no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from luoshi.desk.ground.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from django.db.models import QuerySet

    from luoshi.desk.accounts.models import Unit

__all__ = ["MOST", "TYPED", "chosen", "found", "meant", "named"]

MOST = 20
"""How many units are suggested at once."""

TYPED = 240
"""How long a name with its code can be."""


def found(among: QuerySet[Unit], text: str) -> QuerySet[Unit]:
    """Those whose name or code holds every word."""
    for word in text.replace("\0", "").split():
        among = among.filter(Q(name__icontains=word) | Q(code__istartswith=word) | Q(name_en__icontains=word))
    return among


def named(among: QuerySet[Unit], said: Iterable[str]) -> dict[str, list[Unit]]:
    """What was typed → the units that can be meant, in the order of ``among``."""
    wanted = {text: text.replace("\0", "").strip() for text in said if text.strip()}
    codes = {text: (words.split() or [""])[0] for text, words in wanted.items()}
    full = Q(code__in=codes.values()) | Q(name__in=wanted.values()) | Q(name_en__in=wanted.values())
    exact = list(among.filter(full)) if wanted else []
    answer: dict[str, list[Unit]] = {}
    for text, words in wanted.items():
        coded = [unit for unit in exact if unit.code == codes[text]]
        called = [unit for unit in exact if words and words in {unit.name, unit.name_en}]
        answer[text] = coded or called or (list(found(among, words)[:10]) if words else [])
    return answer


def meant(units: Mapping[str, Sequence[Unit]], text: str) -> Unit:
    """The one unit that a text can mean. Raises ``Refused`` where there is none, or more than one."""
    fits = units.get(text) or []
    if len(fits) == 1:
        return fits[0]
    if not fits:
        raise Refused(_("No unit is called “%(text)s”.") % {"text": text}, _("Give its code, or a part of its name."))
    names = "、".join(f"{unit.code} {unit.name}" for unit in fits[:10])
    raise Refused(_("More than one unit can be meant by “%(text)s”.") % {"text": text}, names)


def chosen(among: QuerySet[Unit], text: str, nothing: str = "") -> Unit:
    """The same for the field of a form. ``nothing`` is said where none of these units fits."""
    units = named(among.order_by("code"), [text])
    if nothing and not units.get(text):
        raise ValidationError(nothing)
    try:
        return meant(units, text)
    except Refused as fault:
        raise ValidationError(f"{fault.what} {fault.remedy}") from fault
