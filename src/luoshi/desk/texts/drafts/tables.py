"""The list of drafts."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import django_tables2 as tables
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luoshi.desk.design.tables import DataTable, MomentColumn
from luoshi.desk.design.tags import tag
from luoshi.desk.ground.keys import linked
from luoshi.desk.texts.models import Draft

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

__all__ = ["DraftTable"]

_NUMBER = {"td": {"class": "number"}, "th": {"class": "number"}}


class DraftTable(DataTable):
    """Drafts by title, with how many figures they hold and how many findings are open."""

    title = tables.Column(verbose_name=gettext_lazy("Title"), linkify=linked("drafts:draft"), order_by=("title", "id"))
    findings_open = tables.Column(verbose_name=gettext_lazy("Open findings"))
    figures = tables.Column(verbose_name=gettext_lazy("Figures"), attrs=_NUMBER)
    unit = tables.Column(verbose_name=gettext_lazy("Unit"), accessor="unit__name", order_by="unit__code")
    owner = tables.Column(verbose_name=gettext_lazy("Begun by"), accessor="owner__name", order_by="owner__name")
    changed_at = MomentColumn("Y-m-d H:i", verbose_name=gettext_lazy("Last changed"))

    caption = gettext_lazy("Drafts")
    fixed: ClassVar[tuple[str, ...]] = ("title",)

    class Meta(DataTable.Meta):
        model = Draft
        fields = ("title", "findings_open", "figures", "unit", "owner", "changed_at")
        order_by = "-changed_at"

    def render_findings_open(self, value: int) -> SafeString:
        """How many, as a tag."""
        return tag("warn", value) if value else tag("good", _("none"))

    def value_findings_open(self, value: int) -> int:
        """The number alone."""
        return value
