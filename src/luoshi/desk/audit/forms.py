"""The question "what was it then?"."""

from __future__ import annotations

from django import forms
from django.apps import apps
from django.utils.translation import gettext_lazy as _

__all__ = ["AsOfForm"]


def _kinds() -> list[tuple[str, str]]:
    models = (model._meta for model in apps.get_models() if model.__module__.startswith("luoshi.desk."))
    return sorted((meta.label_lower, meta.label_lower) for meta in models)


class AsOfForm(forms.Form):
    """Which object, at which moment."""

    object_type = forms.ChoiceField(label=_("Kind of object"), choices=_kinds)
    object_id = forms.CharField(label=_("Number of the object"), max_length=40)
    when = forms.DateTimeField(
        label=_("Moment"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local", "step": "1"}, format="%Y-%m-%dT%H:%M:%S"),
    )
