"""The forms of documents: upload, correction (built from what a kind of record may have corrected), decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luoshi.desk.texts.correctable import FIELDS, Field, values_of
from luoshi.desk.texts.models import Audience
from luoshi.desk.texts.words import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.core.files.uploadedfile import UploadedFile
    from django.db.models import QuerySet

    from luoshi.desk.accounts.models import Unit
    from luoshi.desk.texts.models import Record

__all__ = ["CorrectionForm", "DecisionForm", "FilesField", "UploadForm"]


class _Files(forms.ClearableFileInput):
    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class FilesField(forms.FileField):
    """Several files at once. An empty file is let through: the reader says what is wrong with it."""

    def __init__(self, **extra: Any) -> None:
        super().__init__(widget=_Files, allow_empty_file=True, max_length=255, **extra)

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        """Every file that was chosen."""
        given = data if isinstance(data, (list, tuple)) else [data] if data else []
        return [one for one in (super(FilesField, self).clean(part, initial) for part in given) if one]


class UploadForm(forms.Form):
    """Files, a folder, a ZIP, or a text; for which unit, and who may see it."""

    unit: Any = forms.ModelChoiceField(None, label=gettext_lazy("Unit"), empty_label=None)
    audience = forms.ChoiceField(
        label=gettext_lazy("Who may see it"), choices=Audience.choices, initial=Audience.PARTIES
    )
    uploads = FilesField(
        label=gettext_lazy("Files to be read"),
        required=False,
        help_text=gettext_lazy("Text, web page, DOCX, PDF with text, or a ZIP of them; up to 50 files of 20 MB each."),
    )
    text = forms.CharField(
        label=gettext_lazy("Or paste the text"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 8})
    )

    def __init__(self, *args: Any, units: QuerySet[Unit], **extra: Any) -> None:
        super().__init__(*args, **extra)
        chosen = self.fields["unit"]
        chosen.queryset = units  # type: ignore[attr-defined]
        chosen.initial = units.first()

    def clean(self) -> dict[str, Any]:
        """One of the two ways, not none."""
        told = super().clean() or {}
        if not self.errors and not told.get("uploads") and not str(told.get("text") or "").strip():
            self.add_error("uploads", _("Choose one or more files, or paste a text."))
        return told


class CorrectionForm(forms.Form):
    """The correctable fields of one record, its span, the version that was read, and why."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, record: Record, *args: Any, **extra: Any) -> None:
        self.record = record
        extra.setdefault("initial", _initial(record))
        super().__init__(*args, **extra)
        for field in FIELDS.get(record.kind, ()):
            self.fields[field.name] = _form_field(field)
        self.fields["start"] = forms.IntegerField(label=_("First character"), min_value=0)
        self.fields["end"] = forms.IntegerField(label=_("After the last character"), min_value=1)
        self.fields["reason"] = forms.CharField(
            label=_("Why is it corrected?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
        )

    def values(self) -> dict[str, Any]:
        """What was given for each field, as the record would hold it."""
        lists = {field.name for field in FIELDS.get(self.record.kind, ()) if field.kind == "list"}
        told = {key: value for key, value in self.cleaned_data.items() if key not in {"version", "reason"}}
        split = {key: [line.strip() for line in told[key].splitlines() if line.strip()] for key in lists & told.keys()}
        return {**{key: None if value == "" else value for key, value in told.items()}, **split}

    def changes(self) -> dict[str, Any]:
        """Only what differs from the record."""
        now = values_of(self.record.kind, self.record.fields)
        return {key: value for key, value in self.values().items() if (now.get(key) or None) != (value or None)}


def _initial(record: Record) -> dict[str, Any]:
    told = values_of(record.kind, record.fields)
    joined = {key: "\n".join(value) if isinstance(value, list) else value for key, value in told.items()}
    return {**joined, "version": record.version}


def _form_field(field: Field) -> forms.Field:
    names = words()
    shared: dict[str, Any] = {"required": field.needed}
    label = names.name("field", field.name)
    if field.name in _NAMED:
        label = str(_NAMED[field.name])
    if field.kind == "list":
        hint = _("One a line, in the characters of the clause.") if field.name == "items" else _("One a line.")
        return forms.CharField(label=label, help_text=hint, widget=forms.Textarea(attrs={"rows": 3}), **shared)
    if field.kind == "choice":
        choices = [(code, names.name(field.name, code)) for code in field.among]
        return forms.ChoiceField(label=label, choices=[*([] if field.needed else [("", "—")]), *choices], **shared)
    if field.kind == "number":
        return forms.FloatField(label=label, **shared)
    return forms.CharField(label=label, max_length=1000, **shared)


_NAMED: Mapping[str, Any] = {
    "programme": gettext_lazy("Programme"),
    "subject": gettext_lazy("Subject"),
    "measure": gettext_lazy("Indicator"),
    "unit": gettext_lazy("Unit of the number"),
    "comparison": gettext_lazy("Comparison"),
}


class DecisionForm(forms.Form):
    """What holds for all leaves that were chosen; each may say otherwise for itself."""

    unit: Any = forms.ModelChoiceField(None, label=gettext_lazy("Ordered by"), empty_label=None)
    lead = forms.CharField(
        label=gettext_lazy("Lead unit"),
        required=False,
        max_length=240,
        help_text=gettext_lazy("Code or name; a part of the name is enough where only one unit has it."),
    )
    assisting = forms.CharField(
        label=gettext_lazy("Assisting units"),
        required=False,
        max_length=4000,
        help_text=gettext_lazy("Code or name, one a line."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    measure = forms.CharField(label=gettext_lazy("Measure"), required=False, max_length=300)
    due = forms.DateField(
        label=gettext_lazy("Due"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    reason = forms.CharField(label=gettext_lazy("Reason for setting aside"), required=False, max_length=1000)

    def __init__(self, *args: Any, units: QuerySet[Unit], leaves: Sequence[int] = (), **extra: Any) -> None:
        super().__init__(*args, **extra)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["unit"].initial = units.first()
        self.fields["lead"].widget.attrs["list"] = "unit-options"
        for pk in leaves:
            self.fields[f"lead_{pk}"] = forms.CharField(required=False, max_length=240, label=_("Lead unit"))
            self.fields[f"measure_{pk}"] = forms.CharField(required=False, max_length=300, label=_("Measure"))
            self.fields[f"due_{pk}"] = forms.DateField(required=False, label=_("Due"))
