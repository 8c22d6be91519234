"""The question "what was it then?"."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from luoshi.desk.audit.words import KINDS

__all__ = ["AsOfForm"]


class AsOfForm(forms.Form):
    """Which object, at which moment."""

    object_type = forms.ChoiceField(label=_("Kind of object"), choices=list(KINDS.items()))
    object_id = forms.CharField(label=_("Number of the object"), max_length=40)
    when = forms.DateTimeField(
        label=_("Moment"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local", "step": "1"}, format="%Y-%m-%dT%H:%M:%S"),
    )
