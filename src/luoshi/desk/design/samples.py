"""Invented values for the living page: each component in each of its states."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, ClassVar

import django_tables2 as tables
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luoshi.desk.design.charts import Chart, Series
from luoshi.desk.design.figures import Figure, Origin
from luoshi.desk.design.icons import ICONS
from luoshi.desk.design.tables import DataTable, SelectColumn
from luoshi.desk.design.tags import KINDS, tag
from luoshi.desk.design.tiles import PLACES, TileMap

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

__all__ = ["DAY", "SampleForm", "SampleTable", "context", "matters"]

DAY = dt.date(2026, 6, 30)
_AT = dt.datetime(2026, 6, 30, 9, 30, tzinfo=dt.UTC)


class SampleTable(DataTable):
    """A table with boxes, a link, a state, a number and a hidden column."""

    pick = SelectColumn()
    number = tables.Column(verbose_name=gettext_lazy("Number"), linkify=lambda record: f"#{record['number']}")
    title = tables.Column(verbose_name=gettext_lazy("Matter"))
    state = tables.Column(verbose_name=gettext_lazy("State"))
    due = tables.DateColumn(verbose_name=gettext_lazy("Due"), format="Y-m-d")
    reports = tables.Column(
        verbose_name=gettext_lazy("Reports"), attrs={"td": {"class": "number"}, "th": {"class": "number"}}
    )
    note = tables.Column(verbose_name=gettext_lazy("Note"))

    caption = gettext_lazy("Sample matters")
    fixed: ClassVar[tuple[str, ...]] = ("number",)
    hidden: ClassVar[tuple[str, ...]] = ("note",)

    class Meta(DataTable.Meta):
        row_attrs: ClassVar[dict[str, Any]] = {"id": lambda record: record["number"]}

    def render_state(self, value: str) -> SafeString:
        """The state as a tag."""
        return tag(value, _states()[value])

    def value_state(self, value: str) -> str:
        """The state in words, for exports."""
        return _states()[value]


class SampleForm(forms.Form):
    """A form with one field of each kind."""

    title = forms.CharField(label=gettext_lazy("Title"), help_text=gettext_lazy("At most 60 characters"), max_length=60)
    due = forms.DateField(label=gettext_lazy("Due"), widget=forms.DateInput(attrs={"type": "date"}))
    kind = forms.ChoiceField(label=gettext_lazy("State"), choices=[("a", gettext_lazy("On time")), ("b", "…")])
    note = forms.CharField(label=gettext_lazy("Note"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    urgent = forms.BooleanField(label=gettext_lazy("Tell the leader"), required=False)
    way = forms.ChoiceField(
        label=gettext_lazy("Evidence"),
        choices=[("text", gettext_lazy("Text")), ("file", gettext_lazy("File"))],
        widget=forms.RadioSelect,
    )
    attachments = forms.FileField(label=gettext_lazy("Files"), help_text=gettext_lazy("DOCX, HTML, PDF, TXT or ZIP"))


def _states() -> dict[str, str]:
    return {
        "neutral": _("Assigned"),
        "info": _("Received"),
        "good": _("On time"),
        "warn": _("Due soon"),
        "bad": _("Overdue"),
        "grey": _("No evidence"),
    }


def matters() -> list[dict[str, Any]]:
    """120 rows, so that there are three pages."""
    kinds = list(KINDS)
    return [
        {
            "pk": n,
            "number": f"2026-{n:05}",
            "title": _("Visit %(count)s firms of the park and write down what they ask for") % {"count": n % 17 + 3},
            "state": kinds[n % 6],
            "due": None if n % 9 == 4 else DAY + dt.timedelta(days=n % 60),
            "reports": n * 7 % 12,
            "note": _("Sample note"),
        }
        for n in range(1, 121)
    ]


def context() -> dict[str, Any]:
    """Everything that the living page shows beside its table."""
    return {
        "lead": _("Every component of the desk in all its states. All values are invented."),
        "statuses": list(_states().items()),
        "summary": [(_("Lead unit"), _("Sample bureau")), (_("Due"), DAY.isoformat()), (_("Measure"), None)],
        "steps": _steps(),
        "events": _events(),
        "views": [(key, text, f"#view-{key}") for key, text in (("text", _("Text")), ("records", _("Records")))],
        "form": SampleForm(),
        "wrong": SampleForm({"title": "x" * 61, "way": "none"}, auto_id="wrong_%s", prefix=None),
        "lines": _chart(_("Growth of value added, year on year")),
        "bars": _chart(_("Matters by quarter"), low=0),
        "nothing": Chart(_("Orders"), [], [], description=""),
        "trend": [5.1, 5.4, None, 5.2, 5.9, 6.1, 5.8, 6.0],
        "flat": [None, None],
        "grid": _grid(),
        "figures": _figures(),
        "icons": sorted(ICONS),
    }


def _steps() -> list[dict[str, str]]:
    return [
        {"title": _("Read the document"), "url": "#tasks", "kind": "good", "status": _("Done")},
        {"title": _("Confirm the leaves"), "url": "#tasks", "kind": "info", "status": _("Under way")},
        {"title": _("Name the lead units"), "hint": _("After the leaves"), "kind": "grey", "status": _("Not yet")},
    ]


def _events() -> list[dict[str, Any]]:
    return [
        {
            "at": _AT,
            "title": _("Reported"),
            "by": _("Sample bureau"),
            "text": _("Sample note"),
            "tag": ("good", _("On time")),
        },
        {"at": _AT - dt.timedelta(days=9), "title": _("Received"), "by": _("Sample bureau")},
        {"at": _AT - dt.timedelta(days=12), "title": _("Assigned"), "by": _("Sample office"), "text": ""},
    ]


def _chart(title: str, low: float | None = None) -> Chart:
    first = [5.1, 5.4, None, 5.2, 5.9, 6.1] if low is None else [12, 19, 8, None, 21, 25]
    second = [4.2, 4.0, 4.4, 4.9, 4.8, 5.2] if low is None else [7, 9, 14, 11, 10, 18]
    labels = ["2025Q1", "2025Q2", "2025Q3", "2025Q4", "2026Q1", "2026Q2"]
    series = [Series(_("Sample province"), first), Series(_("Sample city"), second)]
    unit = "%" if low is None else _("items")
    said = _("Six quarters; one value is not known.")
    return Chart(title, labels, series, unit, said, _("Invented for this page"), DAY)


def _grid() -> TileMap:
    values = {place.code: round(3.5 + (int(place.code) * 7 % 45) / 10, 1) for place in PLACES if place.code < "70"}
    return TileMap(values, _("Growth by provincial unit"), "%", _("Invented for this page"), DAY)


def _figures() -> list[Figure]:
    growth = _("Growth of value added, year on year")
    published = Figure(
        "5.9", "%", growth, _("Invented for this page"), _("Sample office"), "2026Q1", DAY, url="#figures"
    )
    steps = (_("Sum of the monthly values"), _("Divided by the same months of the year before"))
    computed = Figure(
        "6.03", "%", growth, period="2026Q1", as_of=DAY, origin=Origin.COMPUTED, method="1.0", steps=steps
    )
    return [published, computed, Figure(None, "", growth, origin=Origin.REPORTED)]
