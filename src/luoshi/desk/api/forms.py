"""The form of a new token."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from luoshi.desk.api.scopes import Scope

if TYPE_CHECKING:
    from datetime import date

__all__ = ["TokenForm"]


def _in_ninety_days() -> date:
    return timezone.localdate() + timedelta(days=90)


class TokenForm(forms.Form):
    """A name to know it by, what it is good for, and its last day."""

    name = forms.CharField(label=_("Name"), max_length=100, help_text=_("What the token is for"))
    scopes = forms.MultipleChoiceField(label=_("Scopes"), choices=Scope.choices, widget=forms.CheckboxSelectMultiple)
    expires_on = forms.DateField(
        label=_("Last day"),
        initial=_in_ninety_days,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=_("At most a year from today"),
    )

    def clean_expires_on(self) -> date:
        """Today at the earliest, in a year at the latest."""
        day: date = self.cleaned_data["expires_on"]
        today = timezone.localdate()
        if not today <= day <= today + timedelta(days=365):
            raise forms.ValidationError(_("A token expires within a year from today."))
        return day
