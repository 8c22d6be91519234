"""The forms of editions: two documents to compare, a series to keep."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luoshi.desk.design.widgets import QuickSelect
from luoshi.desk.texts.editions.days import day_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db.models import QuerySet

    from luoshi.desk.accounts.models import Unit
    from luoshi.desk.texts.models import Document

__all__ = ["PairForm", "SeriesForm", "label_of"]


def label_of(document: Document) -> str:
    """A document in a list of choices: its day and its title."""
    return f"{day_of(document) or '————'} {document.title}"[:60]


class PairForm(forms.Form):
    """Which two documents; what is chosen already is offered even where the list is longer than what is offered."""

    old = forms.ChoiceField(label=_("Earlier edition"), widget=QuickSelect)
    new = forms.ChoiceField(label=_("Later edition"), widget=QuickSelect)

    def __init__(self, data: Any, *, documents: Sequence[Document], chosen: Iterable[Document]) -> None:
        offered = {document.pk: label_of(document) for document in (*documents, *chosen)}
        super().__init__(initial={name: data.get(name) for name in ("old", "new")} if data else None)
        for name in ("old", "new"):
            self.fields[name].choices = [("", "—"), *offered.items()]  # type: ignore[attr-defined]


class SeriesForm(forms.Form):
    """The name of a series, and the unit that keeps it."""

    name = forms.CharField(label=_("Name of the series"), max_length=200)
    unit: Any = forms.ModelChoiceField(None, label=_("Unit"), empty_label=None)

    def __init__(self, *args: Any, units: QuerySet[Unit], **extra: Any) -> None:
        super().__init__(*args, **extra)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["unit"].initial = self.initial.get("unit") or units.first()
