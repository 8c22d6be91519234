"""The lists of units and people: columns and filters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import django_filters
import django_tables2 as tables
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from luoshi.desk.accounts import naming, selectors
from luoshi.desk.accounts.models import Level, Person, Unit
from luoshi.desk.accounts.roles import Role
from luoshi.desk.design.tables import DataTable
from luoshi.desk.design.widgets import SuggestInput
from luoshi.desk.ground.keys import linked

if TYPE_CHECKING:
    from django.db.models import QuerySet

__all__ = ["PersonFilter", "PersonTable", "UnitFilter", "UnitTable"]


class UnitTable(DataTable):
    """Units by code, with the unit above."""

    name = tables.Column(verbose_name=_("Unit"), linkify=linked("accounts:unit"))
    code = tables.Column(verbose_name=_("Code"))
    level = tables.Column(verbose_name=_("Level"))
    parent = tables.Column(verbose_name=_("Unit above"), accessor="parent__name", order_by="parent__code")
    is_active = tables.BooleanColumn(verbose_name=_("Active"))

    caption = _("Units")
    fixed: ClassVar[tuple[str, ...]] = ("name",)

    class Meta(DataTable.Meta):
        model = Unit
        fields = ("name", "code", "level", "parent", "is_active")
        order_by = "code"


class UnitFilter(django_filters.FilterSet):  # type: ignore[misc]
    """By name or code, level, and the unit above."""

    q = django_filters.CharFilter(label=_("Name or code"), method="search")
    level = django_filters.ChoiceFilter(label=_("Level"), choices=Level.choices, empty_label=_("All"))
    parent = django_filters.CharFilter(
        label=_("Unit above"), method="below", widget=SuggestInput("accounts:unit-suggestions")
    )

    class Meta:
        model = Unit
        fields: ClassVar[list[str]] = []

    def search(self, queryset: QuerySet[Unit], name: str, value: str) -> QuerySet[Unit]:  # noqa: ARG002
        """In the name of either language, or the beginning of the code."""
        return queryset.filter(Q(name__icontains=value) | Q(name_en__icontains=value) | Q(code__startswith=value))

    def below(self, queryset: QuerySet[Unit], name: str, value: str) -> QuerySet[Unit]:
        """Directly below the one unit that was named; what cannot be told is said beside the field."""
        try:
            return queryset.filter(parent=naming.chosen(selectors.units_visible_to(self.request.user), value))
        except ValidationError as fault:
            self.form.errors[name] = self.form.error_class(fault.messages)
            return queryset.none()


class PersonTable(DataTable):
    """People with their first current post."""

    name = tables.Column(verbose_name=_("Full name"), linkify=linked("accounts:person"))
    username = tables.Column(verbose_name=_("User name"))
    role = tables.Column(verbose_name=_("Role"))
    unit_name = tables.Column(verbose_name=_("Unit"))
    post_count = tables.Column(verbose_name=_("Current posts"), attrs={"td": {"class": "number"}})
    is_active = tables.BooleanColumn(verbose_name=_("Active"))

    caption = _("People")
    fixed: ClassVar[tuple[str, ...]] = ("name",)

    class Meta(DataTable.Meta):
        model = Person
        fields = ("name", "username", "role", "unit_name", "post_count", "is_active")
        order_by = "username"

    def render_role(self, value: Any) -> Any:
        """The role in the language of the page."""
        return Role(value).label


class PersonFilter(django_filters.FilterSet):  # type: ignore[misc]
    """By name, and by role."""

    q = django_filters.CharFilter(label=_("Full name or user name"), method="search")
    role = django_filters.ChoiceFilter(label=_("Role"), choices=Role.choices, method="of_role", empty_label=_("All"))

    class Meta:
        model = Person
        fields: ClassVar[list[str]] = []

    def search(self, queryset: QuerySet[Person], name: str, value: str) -> QuerySet[Person]:  # noqa: ARG002
        """In either name."""
        return queryset.filter(Q(name__icontains=value) | Q(username__icontains=value))

    def of_role(self, queryset: QuerySet[Person], name: str, value: str) -> QuerySet[Person]:  # noqa: ARG002
        """Those who hold it now."""
        return selectors.holding(queryset, value)
