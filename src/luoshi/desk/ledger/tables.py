"""The list of matters: its columns, its filter with the number of matters behind each choice, boxes to choose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import django_filters
import django_tables2 as tables
from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luoshi.desk.design.tables import DataTable, MomentColumn, SelectColumn
from luoshi.desk.design.tags import tag
from luoshi.desk.design.widgets import QuickSelect
from luoshi.desk.ground.keys import linked
from luoshi.desk.ledger import selectors
from luoshi.desk.ledger.models import Matter, MatterState
from luoshi.desk.ledger.showing import STATE_KINDS, clock
from luoshi.desk.texts.words import words

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.utils.safestring import SafeString

__all__ = ["ChoosableTable", "MatterFilter", "MatterTable"]

_TITLE = {"td": {"class": "clamped"}}
_LINK = linked("ledger:matter")


class MatterTable(DataTable):
    """Matters by number, what was ordered, whose it is, how it stands and by when."""

    number = tables.Column(verbose_name=gettext_lazy("Number"), linkify=_LINK, attrs={"td": {"class": "nowrap"}})
    title = tables.Column(
        verbose_name=gettext_lazy("What was ordered"), linkify=_LINK, order_by=("title", "id"), attrs=_TITLE
    )
    state = tables.Column(verbose_name=gettext_lazy("State"))
    lead = tables.Column(verbose_name=gettext_lazy("Lead unit"), accessor="lead__name", order_by="lead__code")
    due = tables.Column(verbose_name=gettext_lazy("Due"))
    programme = tables.Column(verbose_name=gettext_lazy("Programme"))
    evidence_at = MomentColumn(verbose_name=gettext_lazy("Last evidence"))
    measure = tables.Column(verbose_name=gettext_lazy("Measure"))
    ordered_by = tables.Column(
        verbose_name=gettext_lazy("Ordered by"), accessor="ordered_by__name", order_by="ordered_by__code"
    )
    opened_at = MomentColumn(verbose_name=gettext_lazy("Assigned on"))

    caption = gettext_lazy("Matters")
    fixed: ClassVar[tuple[str, ...]] = ("number", "title")
    hidden: ClassVar[tuple[str, ...]] = ("measure", "ordered_by", "opened_at")

    class Meta(DataTable.Meta):
        model = Matter
        fields = ("number", "title", "state", "lead", "due", "programme", "evidence_at", "measure", "ordered_by",
                  "opened_at")  # fmt: skip
        order_by = "-number"

    def render_state(self, record: Matter) -> SafeString:
        """The state as a tag."""
        return tag(STATE_KINDS[record.state], str(MatterState(record.state).label))

    def value_state(self, record: Matter) -> str:
        """The state as a word, for a spreadsheet."""
        return str(MatterState(record.state).label)

    def render_due(self, record: Matter, value: Any) -> SafeString:
        """The date, and that it has passed or is near."""
        told = clock(record)
        near = tag(*told) if told and told[0] != "neutral" else ""
        return format_html('<span class="nowrap">{}</span> {}', value.strftime("%Y-%m-%d"), near)

    def value_due(self, value: Any) -> Any:
        """The date alone."""
        return value

    def render_programme(self, value: str) -> str:
        """The programme in the language of the page."""
        return words().name("programme", value)


class ChoosableTable(MatterTable):
    """The same with boxes, for whoever may take a step."""

    chosen = SelectColumn(accessor="held", form="many")

    class Meta(MatterTable.Meta):
        sequence = ("chosen", "...")


class MatterFilter(django_filters.FilterSet):  # type: ignore[misc]
    """Facets with counts, and a search through number, words and measure in either script."""

    q = django_filters.CharFilter(label=gettext_lazy("Number, words or measure"), method="search")
    state = django_filters.ChoiceFilter(label=gettext_lazy("State"))
    programme = django_filters.ChoiceFilter(label=gettext_lazy("Programme"), widget=QuickSelect)
    lead = django_filters.ChoiceFilter(label=gettext_lazy("Lead unit"), field_name="lead_id", widget=QuickSelect)
    document = django_filters.NumberFilter(label=gettext_lazy("Document"), widget=forms.HiddenInput, min_value=1)
    overdue = django_filters.BooleanFilter(
        label=gettext_lazy("Overdue only"), method="in_clock", widget=forms.CheckboxInput
    )
    unreceived = django_filters.BooleanFilter(
        label=gettext_lazy("Not received in five working days"), method="in_clock", widget=forms.CheckboxInput
    )

    class Meta:
        model = Matter
        fields: ClassVar[list[str]] = []

    def __init__(self, *args: Any, **extra: Any) -> None:
        super().__init__(*args, **extra)
        found: Any = selectors.facets(self.queryset)
        self.total = found["count"][0]
        names = words()
        choices = {
            "state": [(code, f"{MatterState(code).label} ({n})") for code, n in found["state"]],
            "programme": [(code, f"{names.name('programme', code)} ({n})") for code, n in found["programme"]],
            "lead": [(pk, f"{name} ({n})") for pk, name, n in found["lead"]],
        }
        for name, offered in choices.items():
            self.filters[name].extra["choices"] = offered
            self.filters[name].extra["empty_label"] = _("All")

    def search(self, queryset: QuerySet[Matter], name: str, value: str) -> QuerySet[Matter]:  # noqa: ARG002
        """Every word."""
        return selectors.searched(queryset, value)

    def in_clock(self, queryset: QuerySet[Matter], name: str, value: bool) -> QuerySet[Matter]:
        """By what is late."""
        late = {"overdue": selectors.overdue, "unreceived": selectors.unreceived}
        return queryset.filter(late[name]()) if value else queryset
