"""The forms of drafts: a new one, and the one that is edited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luoshi.desk.texts.drafts.proving import MOST, MOST_VALUES

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from luoshi.desk.accounts.models import Unit

__all__ = ["DraftForm", "FileForm", "NewForm"]


def _body(rows: int, **extra: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "spellcheck": "false", "class": "draft-body", "lang": "zh"})
    return forms.CharField(
        label=_("Words of the draft"), required=False, strip=False, max_length=MOST, widget=widget, **extra
    )


class NewForm(forms.Form):
    """A title, for which unit, and a text or the file that holds it."""

    title = forms.CharField(label=_("Title"), max_length=300)
    unit: Any = forms.ModelChoiceField(None, label=_("Unit"), empty_label=None)
    body = _body(10)
    upload = forms.FileField(
        label=_("Or a file with the text"),
        required=False,
        help_text=_("Text, web page, DOCX or PDF with text; up to 20 MB."),
    )

    def __init__(self, *args: Any, units: QuerySet[Unit], **extra: Any) -> None:
        super().__init__(*args, **extra)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["unit"].initial = units.first()


class DraftForm(forms.Form):
    """The draft itself with the version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    title = forms.CharField(label=_("Title"), max_length=300)
    body = _body(18)
    value_table = forms.CharField(
        label=_("Value table"),
        required=False,
        max_length=MOST_VALUES,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
        help_text=_("Known values, one a line, under the heads period,subject,measure,value,unit."),
    )


class FileForm(forms.Form):
    """A file whose text takes the place of the draft's."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    upload = forms.FileField(
        label=_("A file with the text"), help_text=_("Text, web page, DOCX or PDF with text; up to 20 MB.")
    )
