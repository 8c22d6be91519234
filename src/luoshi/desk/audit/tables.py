"""The list of changes: columns and filter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import django_filters
import django_tables2 as tables
from django import forms
from django.utils.translation import gettext_lazy as _

from luoshi.desk.audit.models import Change
from luoshi.desk.design.tables import DataTable, MomentColumn
from luoshi.desk.ground.keys import linked

if TYPE_CHECKING:
    from django.db.models import QuerySet

__all__ = ["ChangeFilter", "ChangeTable"]


class ChangeTable(DataTable):
    """Changes, the latest first."""

    at = MomentColumn("Y-m-d H:i:s", verbose_name=_("Moment"), linkify=linked("audit:change"))
    actor = tables.Column(verbose_name=_("By whom"), accessor="actor__name", order_by="actor__username")
    action = tables.Column(verbose_name=_("Action"))
    unit = tables.Column(verbose_name=_("Unit"), accessor="unit__name", order_by="unit__code")
    object_type = tables.Column(verbose_name=_("Kind of object"))
    object_id = tables.Column(verbose_name=_("Number of the object"))
    reason = tables.Column(verbose_name=_("Reason"))
    request_id = tables.Column(verbose_name=_("Request number"))

    caption = _("Audit log")
    fixed: ClassVar[tuple[str, ...]] = ("at",)
    hidden: ClassVar[tuple[str, ...]] = ("request_id",)

    class Meta(DataTable.Meta):
        model = Change
        fields = ("at", "actor", "action", "unit", "object_type", "object_id", "reason", "request_id")
        order_by = "-at"


def _day(label: Any, expression: str) -> Any:
    widget = forms.DateInput(attrs={"type": "date"})
    return django_filters.DateFilter(label=label, field_name="at", lookup_expr=expression, widget=widget)


class ChangeFilter(django_filters.FilterSet):  # type: ignore[misc]
    """By who, what, which object, when."""

    actor = django_filters.CharFilter(label=_("User name"), field_name="actor__username")
    action = django_filters.CharFilter(label=_("Action"), method="of_action")
    object_type = django_filters.CharFilter(label=_("Kind of object"))
    object_id = django_filters.CharFilter(label=_("Number of the object"))
    request_id = django_filters.CharFilter(label=_("Request number"))
    since = _day(_("From the day"), "date__gte")
    until = _day(_("To the day"), "date__lte")

    class Meta:
        model = Change
        fields: ClassVar[list[str]] = []

    def of_action(self, queryset: QuerySet[Change], name: str, value: str) -> QuerySet[Change]:  # noqa: ARG002
        """By the beginning of the name: "matter." finds all of matters."""
        return queryset.filter(action__startswith=value)
