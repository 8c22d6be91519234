"""The board, which is where a person comes in. Who has no board goes on to a room that opens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from luoshi.desk.accounts.permissions import Action, may
from luoshi.desk.board import selectors, sheet
from luoshi.desk.board.needs import KINDS, needs
from luoshi.desk.board.telling import told
from luoshi.desk.design.context import address
from luoshi.desk.design.exports import csv_response, xlsx_response
from luoshi.desk.ground.keys import rows_between

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase

    from luoshi.desk.board.sheet import Told

__all__ = ["home"]

_ROOMS: Final = (
    (Action.DOCUMENT_READ, "texts:documents"),
    (Action.AUDIT_READ, "audit:changes"),
    (Action.UNIT_READ, "accounts:units"),
)
_EXPORTS: Final = {"csv": csv_response, "xlsx": xlsx_response}


@require_GET
def home(request: HttpRequest) -> HttpResponseBase:
    """The board or its export; without the right to it, on to the first room that opens, or one's own profile."""
    person: Any = request.user
    if not may(person, Action.BOARD_READ):
        rooms = (name for action, name in _ROOMS if may(person, action))
        return redirect(next(rooms, "accounts:profile"))
    today = timezone.localdate()
    known = told(person, today)
    rows, whole = sheet.build(known)
    source = _("documents and matters in Luoshi that are open to %(units)s") % {
        "units": "、".join(selectors.units_of(person))
    }
    if (wanted := request.GET.get("export")) in _EXPORTS:
        return _EXPORTS[wanted](sheet.export(rows, whole, source=source, today=today))
    context = {"title": _("Board"), "as_of": today, "source": source, "rows": rows, "whole": whole}
    notes = {"synthetic": known.synthetic, "weeks": selectors.WEEKS, "newest": selectors.FIGURE_DOCUMENTS}
    return render(request, "board/home.html", {**context, **notes, **_needs(person, known)})


def _needs(person: Any, known: Told) -> dict[str, Any]:
    """At most seven items, how many more there are, and the list of each kind."""
    held, where = known.matters.values(), address("ledger:matters")
    count = sum(row["needs"] for row in held)
    found = (
        needs(rows_between(selectors.waiting(person, known.today), 0, selectors.NEEDS), known.today) if count else []
    )
    kinds = [
        (name, sum(row[f"is_{key}"] for row in held), f"{where}?{asked}") for key, (_k, name, asked) in KINDS.items()
    ]
    return {"needs": found, "more": count - len(found), "kinds": [kind for kind in kinds if kind[1]]}
