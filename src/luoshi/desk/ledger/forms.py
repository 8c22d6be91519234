"""What is asked about a matter: why a step is taken, new terms, one step for many."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luoshi.desk.design.widgets import SuggestInput, SuggestLines
from luoshi.ledger import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from luoshi.desk.ledger.models import Matter
    from luoshi.desk.ledger.services import Terms

__all__ = ["OFFERED", "REASONED", "AmendForm", "ManyForm", "StepForm"]

OFFERED: Mapping[Kind, tuple[Any, Any, str]] = {
    Kind.RECEIVED: (gettext_lazy("Receive the matter"), gettext_lazy("A word on it"), "primary"),
    Kind.REPORTED: (gettext_lazy("Report"), gettext_lazy("What was done, with the evidence"), "primary"),
    Kind.CLOSED: (gettext_lazy("Close the matter"), gettext_lazy("On what it is found done"), "primary"),
    Kind.SENT_BACK: (gettext_lazy("Send the report back"), gettext_lazy("What the report does not show"), "second"),
    Kind.RETURNED: (gettext_lazy("Return the matter"), gettext_lazy("Why it cannot be taken"), "second"),
    Kind.UNDONE: (gettext_lazy("Take the last step back"), gettext_lazy("Why it is taken back"), "second"),
    Kind.WITHDRAWN: (gettext_lazy("Withdraw the matter"), gettext_lazy("Why it is withdrawn"), "danger"),
}
"""The steps that a matter's page offers, in its order: name, what is asked, kind of the button."""

REASONED = frozenset(OFFERED) - {Kind.RECEIVED}
"""Steps that need a word."""


class StepForm(forms.Form):
    """One step at the version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    reason = forms.CharField(max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, kind: Kind, *args: Any, **extra: Any) -> None:
        extra.setdefault("auto_id", f"id_{kind}_%s")
        super().__init__(*args, **extra)
        self.kind = kind
        self.name, label, self.button = OFFERED[kind]
        self.fields["reason"].label = label
        self.fields["reason"].required = kind in REASONED


class AmendForm(forms.Form):
    """Lead unit, assisting units, measure and date, as the order will say from now on."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    lead = forms.CharField(
        label=gettext_lazy("Lead unit"),
        max_length=240,
        help_text=gettext_lazy("Another lead unit has to receive the matter anew."),
        widget=SuggestInput("ledger:units"),
    )
    assisting = forms.CharField(
        label=gettext_lazy("Assisting units"),
        required=False,
        max_length=4000,
        help_text=gettext_lazy("Code or name, one a line."),
        widget=SuggestLines("ledger:units", attrs={"rows": 3}),
    )
    measure = forms.CharField(label=gettext_lazy("Measure"), required=False, max_length=300)
    due = forms.DateField(
        label=gettext_lazy("Due"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    reason = forms.CharField(
        label=gettext_lazy("Why it is changed"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def suggest_under(self, ordering: int) -> None:
        """Suggest the units that can be given a matter by this one."""
        for name in ("lead", "assisting"):
            self.fields[name].widget.asked = {"unit": ordering}

    @staticmethod
    def told(matter: Matter, terms: Terms) -> dict[str, Any]:
        """What the fields hold before anything is typed."""
        return {
            "version": matter.version,
            "lead": f"{terms.lead.code} {terms.lead.name}",
            "assisting": "\n".join(f"{unit.code} {unit.name}" for unit in terms.assisting),
            "measure": terms.measure,
            "due": terms.due,
        }


class ManyForm(forms.Form):
    """One step for every matter that was chosen in the list: ``chosen`` holds id and version."""

    step = forms.ChoiceField(
        label=gettext_lazy("For the chosen matters"),
        choices=[("receive", gettext_lazy("Receive")), ("due", gettext_lazy("Set the date"))],
    )
    due = forms.DateField(
        label=gettext_lazy("Due"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    reason = forms.CharField(label=gettext_lazy("Why"), required=False, max_length=1000)

    def clean(self) -> dict[str, Any]:
        """A new date needs the date, and a word."""
        told = super().clean() or {}
        if told.get("step") == "due":
            for name in ("due", "reason"):
                if not told.get(name) and name not in self.errors:
                    self.add_error(name, _("This is needed to set the date."))
        return told
