"""Who can be given a matter: the units under an ordering authority, found by what an officer types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _

from luoshi.desk.accounts.models import Level
from luoshi.desk.accounts.selectors import units_visible_to
from luoshi.desk.ground.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from luoshi.desk.accounts.models import Person, Unit

    _Who = Person | AnonymousUser

__all__ = ["lines", "meant", "top_of", "units_found", "units_named", "units_under"]


def top_of(ordering: Unit) -> int:
    """The authority that a unit orders for: an office orders for the authority it belongs to."""
    return ordering.parent_id if ordering.level == Level.OFFICE and ordering.parent_id else ordering.pk


def units_under(person: _Who, ordering: Unit) -> QuerySet[Unit]:
    """The units that the person sees and that the ordering unit can give a matter to."""
    return units_visible_to(person).filter(ancestor_rows__ancestor_id=top_of(ordering), is_active=True)


def units_found(person: _Who, ordering: Unit, text: str = "", limit: int = 50) -> list[Unit]:
    """Those whose name or code holds every word; the nearest first."""
    below = units_under(person, ordering)
    for word in text.replace("\0", "").split():
        below = below.filter(Q(name__icontains=word) | Q(code__istartswith=word) | Q(name_en__icontains=word))
    return list(below.order_by("ancestor_rows__distance", "code")[:limit])


def units_named(person: _Who, ordering: Unit, said: Iterable[str]) -> dict[str, list[Unit]]:
    """What was typed → the units that can be meant: by code, by name, by "code name", or by a part of the name."""
    wanted = {text: text.strip() for text in said if text.strip()}
    codes = {text: words.split()[0] for text, words in wanted.items()}
    exact = list(units_under(person, ordering).filter(Q(code__in=codes.values()) | Q(name__in=wanted.values())))
    found = {text: [u for u in exact if u.code == codes[text] or u.name == words] for text, words in wanted.items()}
    for text, words in wanted.items():
        coded = [unit for unit in found[text] if unit.code == codes[text]]
        found[text] = coded or found[text] or units_found(person, ordering, words, 10)
    return found


def meant(found: Mapping[str, Sequence[Unit]], text: str) -> Unit:
    """The one unit that a text can mean. Raises ``Refused`` where there is none, or more than one."""
    units = found.get(text) or []
    if len(units) == 1:
        return units[0]
    if not units:
        raise Refused(_("No unit is called “%(text)s”.") % {"text": text}, _("Give its code, or a part of its name."))
    names = "、".join(f"{unit.code} {unit.name}" for unit in units[:10])
    raise Refused(_("More than one unit can be meant by “%(text)s”.") % {"text": text}, names)


def lines(text: str) -> list[str]:
    """What was typed one a line."""
    return [line.strip() for line in text.splitlines() if line.strip()]
