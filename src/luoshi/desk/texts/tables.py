"""The list of documents: its columns, and its filter with the number of documents behind each choice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import django_filters
import django_tables2 as tables
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luoshi.desk.design.tables import DataTable, MomentColumn, SelectColumn
from luoshi.desk.design.widgets import QuickSelect
from luoshi.desk.ground.keys import linked
from luoshi.desk.texts import selectors
from luoshi.desk.texts.models import Document
from luoshi.desk.texts.words import words

if TYPE_CHECKING:
    from django.db.models import QuerySet

__all__ = ["DocumentFilter", "DocumentTable"]

_NUMBER = {"td": {"class": "number"}, "th": {"class": "number"}}


class DocumentTable(DataTable):
    """Documents by title, date, kind, unit, with what waits in them."""

    doc = SelectColumn(form="chosen")
    title = tables.Column(
        verbose_name=gettext_lazy("Title"), linkify=linked("texts:document"), order_by=("title", "id")
    )
    date = MomentColumn(verbose_name=gettext_lazy("Date"))
    kind = tables.Column(verbose_name=gettext_lazy("Kind"))
    unit = tables.Column(verbose_name=gettext_lazy("Unit"), accessor="unit__name", order_by="unit__code")
    commitments = tables.Column(verbose_name=gettext_lazy("Commitments"), attrs=_NUMBER)
    leaves_open = tables.Column(verbose_name=gettext_lazy("Open leaves"), attrs=_NUMBER)
    audience = tables.Column(verbose_name=gettext_lazy("Who may see it"))
    source = tables.Column(verbose_name=gettext_lazy("Source"))
    added_at = MomentColumn("Y-m-d H:i", verbose_name=gettext_lazy("Added"))

    caption = gettext_lazy("Documents")
    fixed: ClassVar[tuple[str, ...]] = ("title",)
    hidden: ClassVar[tuple[str, ...]] = ("audience", "source")

    class Meta(DataTable.Meta):
        model = Document
        fields = (
            "doc",
            "title",
            "date",
            "kind",
            "unit",
            "commitments",
            "leaves_open",
            "audience",
            "source",
            "added_at",
        )
        order_by = "-added_at"

    def render_kind(self, value: str) -> str:
        """The genre in the language of the page."""
        return words().name("genre", value)

    def render_source(self, value: str) -> str:
        """A file name, or that the text was pasted."""
        return _("Pasted") if value == "pasted" else value


class DocumentFilter(django_filters.FilterSet):  # type: ignore[misc]
    """Facets with counts, and a search through title and text in either script."""

    q = django_filters.CharFilter(label=gettext_lazy("Title or text"), method="search")
    year = django_filters.ChoiceFilter(label=gettext_lazy("Year"), field_name="date__year")
    kind = django_filters.ChoiceFilter(label=gettext_lazy("Kind"))
    unit = django_filters.ChoiceFilter(label=gettext_lazy("Unit"), field_name="unit_id", widget=QuickSelect)
    programme = django_filters.ChoiceFilter(label=gettext_lazy("Programme"), method="of_programme", widget=QuickSelect)
    state = django_filters.ChoiceFilter(label=gettext_lazy("Leaves"), method="in_state")

    class Meta:
        model = Document
        fields: ClassVar[list[str]] = []

    def __init__(self, *args: Any, **extra: Any) -> None:
        super().__init__(*args, **extra)
        found: Any = selectors.facets(self.queryset)
        names, states = words(), {"open": _("Some open"), "decided": _("All decided"), "none": _("No commitments")}
        choices = {
            "year": [(year, f"{year} ({n})") for year, n in found["year"]],
            "kind": [(code, f"{names.name('genre', code)} ({n})") for code, n in found["kind"]],
            "unit": [(pk, f"{name} ({n})") for pk, name, n in found["unit"]],
            "programme": [(code, f"{names.name('programme', code)} ({n})") for code, n in found["programme"]],
            "state": [(code, f"{states[code]} ({n})") for code, n in found["state"]],
        }
        for name, offered in choices.items():
            self.filters[name].extra["choices"] = offered
            self.filters[name].extra["empty_label"] = _("All")

    def search(self, queryset: QuerySet[Document], name: str, value: str) -> QuerySet[Document]:  # noqa: ARG002
        """Every word in title or text."""
        return selectors.searched(queryset, value)

    def of_programme(self, queryset: QuerySet[Document], name: str, value: str) -> QuerySet[Document]:  # noqa: ARG002
        """Documents with a commitment of it."""
        return selectors.in_programme(queryset, value)

    def in_state(self, queryset: QuerySet[Document], name: str, value: str) -> QuerySet[Document]:  # noqa: ARG002
        """By whether leaves wait."""
        return queryset.filter(selectors.STATES[value])
