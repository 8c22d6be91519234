"""One step for many matters: all of them, or none, with the matter named that stands in the way."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from luoshi.desk.ground.errors import Refused, Stale
from luoshi.desk.ledger import services

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from luoshi.desk.accounts.models import Person
    from luoshi.desk.ledger.models import Matter

__all__ = ["MOST", "receive_many", "set_due_many"]

MOST = 200
"""How many matters one step may hold."""


@transaction.atomic
def receive_many(*, person: Person, chosen: Mapping[Matter, int], reason: str = "") -> int:
    """The lead unit receives them; ``chosen`` gives the version that was read of each."""
    return _each(chosen, lambda matter, at: services.receive(person=person, matter=matter, version=at, reason=reason))


@transaction.atomic
def set_due_many(*, person: Person, chosen: Mapping[Matter, int], due: date, reason: str) -> int:
    """The ordering unit gives them one date."""

    def amend(matter: Matter, version: int) -> object:
        terms = replace(services.terms_of(matter), due=due)
        return services.amend(person=person, matter=matter, version=version, terms=terms, reason=reason)

    return _each(chosen, amend)


def _each(chosen: Mapping[Matter, int], step: Callable[[Matter, int], object]) -> int:
    if not chosen:
        raise Refused(_("No matter was chosen."), _("Choose one or more matters in the list."))
    if len(chosen) > MOST:
        raise Refused(_("Too many matters at once."), _("Choose at most %d.") % MOST)
    for matter, version in chosen.items():
        try:
            step(matter, version)
        except PermissionDenied as error:
            raise Refused(_("%s: this step is not yours to take.") % matter.number, _nothing()) from error
        except Stale as error:
            raise Refused(_("%s: somebody changed it meanwhile.") % matter.number, _nothing()) from error
        except Refused as error:
            raise Refused(f"{matter.number}: {error.what}", _nothing()) from error
    return len(chosen)


def _nothing() -> str:
    return _("None of the chosen matters was changed.")
