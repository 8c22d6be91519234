"""The list of changes: columns and filter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import django_filters
import django_tables2 as tables
from django import forms
from django.utils.translation import gettext_lazy as _

from luoshi.desk.audit.models import Change
from luoshi.desk.audit.words import ACTIONS, KINDS, name_of, named
from luoshi.desk.design.tables import DataTable, MomentColumn
from luoshi.desk.design.widgets import OpenSelect
from luoshi.desk.ground.keys import linked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet
    from django.utils.safestring import SafeString

__all__ = ["ChangeFilter", "ChangeTable"]


class ChangeTable(DataTable):
    """Changes, the latest first."""

    at = MomentColumn("Y-m-d H:i:s", verbose_name=_("Moment"), linkify=linked("audit:change"))
    actor = tables.Column(verbose_name=_("By whom"), accessor="actor__name", order_by="actor__username")
    action = tables.Column(verbose_name=_("Action"))
    action_code = tables.Column(verbose_name=_("Code of the action"), accessor="action", order_by="action")
    unit = tables.Column(verbose_name=_("Unit"), accessor="unit__name", order_by="unit__code")
    object_type = tables.Column(verbose_name=_("Kind of object"))
    kind_code = tables.Column(verbose_name=_("Code of the kind"), accessor="object_type", order_by="object_type")
    object_id = tables.Column(verbose_name=_("Number of the object"))
    reason = tables.Column(verbose_name=_("Reason"))
    request_id = tables.Column(verbose_name=_("Request number"))

    caption = _("Audit log")
    fixed: ClassVar[tuple[str, ...]] = ("at",)
    hidden: ClassVar[tuple[str, ...]] = ("action_code", "kind_code", "request_id")
    exported: ClassVar[tuple[str, ...]] = ("action_code", "kind_code")

    class Meta(DataTable.Meta):
        model = Change
        fields = ("at", "actor", "action", "action_code", "unit", "object_type", "kind_code", "object_id", "reason",
                  "request_id")  # fmt: skip
        order_by = "-at"

    def render_action(self, value: str) -> SafeString:
        """Its name, the code small beside it."""
        return named(value)

    def value_action(self, value: str) -> str:
        """The name alone: in a spreadsheet the code has a column of its own."""
        return str(name_of(value))

    def render_object_type(self, value: str) -> SafeString:
        """As the action."""
        return named(value)

    def value_object_type(self, value: str) -> str:
        """As the action."""
        return str(name_of(value))


def _day(label: Any, expression: str) -> Any:
    widget = forms.DateInput(attrs={"type": "date"})
    return django_filters.DateFilter(label=label, field_name="at", lookup_expr=expression, widget=widget)


def _offered(names: Mapping[str, Any]) -> OpenSelect:
    return OpenSelect(choices=[("", _("All")), *names.items()])


class ChangeFilter(django_filters.FilterSet):  # type: ignore[misc]
    """By who, what, which object, when."""

    actor = django_filters.CharFilter(label=_("User name"), field_name="actor__username")
    action = django_filters.CharFilter(label=_("Action"), method="of_action", widget=_offered(ACTIONS))
    object_type = django_filters.CharFilter(label=_("Kind of object"), widget=_offered(KINDS))
    object_id = django_filters.CharFilter(label=_("Number of the object"))
    request_id = django_filters.CharFilter(label=_("Request number"))
    since = _day(_("From the day"), "date__gte")
    until = _day(_("To the day"), "date__lte")

    class Meta:
        model = Change
        fields: ClassVar[list[str]] = []

    def of_action(self, queryset: QuerySet[Change], name: str, value: str) -> QuerySet[Change]:  # noqa: ARG002
        """One action; or, typed into the address, all whose code begins so: "matter." finds all of matters."""
        return queryset.filter(action=value) if value in ACTIONS else queryset.filter(action__startswith=value)
