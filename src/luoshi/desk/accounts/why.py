"""Why somebody can or cannot do something: every post that was looked at, and who could give the missing one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.shortcuts import render
from django.views.decorators.http import require_GET

from luoshi.desk.accounts import selectors
from luoshi.desk.accounts.forms import WhyForm
from luoshi.desk.accounts.permissions import GRANTS, Action, decide
from luoshi.desk.accounts.words import ACTIONS, RELATIONS

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from luoshi.desk.accounts.models import Person, Unit

__all__ = ["why"]


@require_GET
def why(request: HttpRequest) -> HttpResponse:
    """Anybody asks about themselves; auditor, security officer and administrator about whoever is in reach."""
    person = cast("Person", request.user)
    form = WhyForm(person, request.GET if "action" in request.GET else None, initial={"person": person.username})
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        asked = form.cleaned_data
        context |= _answer(asked["person"], Action(asked["action"]), asked["unit"])
    return render(request, "accounts/why.html", context, status=422 if form.errors else 200)


def _answer(person: Person, action: Action, unit: Unit) -> dict[str, Any]:
    decision = decide(person, action, unit)
    roles = [(role.label, RELATIONS[given[action]]) for role, given in GRANTS.items() if action in given]
    return {
        "decision": decision,
        "grounds": [(ground, RELATIONS[ground.relation]) for ground in decision.grounds],
        "roles": roles,
        "granters": list(selectors.granters(unit)[:20]),
        "person": person,
        "action": ACTIONS[action],
        "unit": unit,
    }
