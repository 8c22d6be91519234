"""The list of jobs: its columns, and its filter by state and by what is done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import django_filters
import django_tables2 as tables
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luoshi.desk.design.tables import DataTable
from luoshi.desk.design.tags import tag
from luoshi.desk.jobs import selectors
from luoshi.desk.jobs.models import Job, State

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.safestring import SafeString

__all__ = ["STATE_KINDS", "TITLES", "JobFilter", "JobTable"]

STATE_KINDS: Mapping[str, str] = {
    State.QUEUED: "neutral",
    State.RUNNING: "info",
    State.DONE: "good",
    State.FAILED: "bad",
    State.CANCELLED: "grey",
}
"""The kind of the status tag of each state."""

TITLES: Mapping[str, Any] = {
    "texts.read-intake": gettext_lazy("Read the files handed in"),
    "texts.compare": gettext_lazy("Compare two documents"),
    "texts.follow": gettext_lazy("Follow the sentences of a series"),
}
"""What a task is called on a page; one that is not here is shown by its name."""

_LINK = ("jobs:job", {"pk": tables.A("pk")})
_NUMBER = {"td": {"class": "number"}, "th": {"class": "number"}}


class JobTable(DataTable):
    """Jobs, the latest first."""

    number = tables.Column(verbose_name=gettext_lazy("Number"), accessor="pk", order_by="id", linkify=_LINK)
    task = tables.Column(verbose_name=gettext_lazy("Task"))
    state = tables.Column(verbose_name=gettext_lazy("State"))
    progress = tables.Column(
        verbose_name=gettext_lazy("Progress"), accessor="total", order_by=("total", "done"), attrs=_NUMBER
    )
    person = tables.Column(verbose_name=gettext_lazy("Person"), accessor="person__name", order_by="person__username")
    unit = tables.Column(verbose_name=gettext_lazy("Unit"), accessor="unit__name", order_by="unit__code")
    created_at = tables.DateTimeColumn(verbose_name=gettext_lazy("Created"), format="Y-m-d H:i")
    finished_at = tables.DateTimeColumn(verbose_name=gettext_lazy("Ended"), format="Y-m-d H:i")
    attempts = tables.Column(verbose_name=gettext_lazy("Attempts"), attrs=_NUMBER)
    error = tables.Column(verbose_name=gettext_lazy("Error"))

    caption = gettext_lazy("Jobs")
    fixed: ClassVar[tuple[str, ...]] = ("number",)
    hidden: ClassVar[tuple[str, ...]] = ("attempts", "error")

    class Meta(DataTable.Meta):
        model = Job
        fields = ("number", "task", "state", "progress", "person", "unit", "created_at", "finished_at", "attempts",
                  "error")  # fmt: skip
        order_by = "-number"

    def render_task(self, value: str) -> str:
        """What is done, in words."""
        return str(TITLES.get(value, value))

    def render_state(self, record: Job) -> SafeString:
        """The state as a tag."""
        return tag(STATE_KINDS[record.state], record.get_state_display())

    def value_state(self, record: Job) -> str:
        """The state as a word, for a spreadsheet."""
        return str(record.get_state_display())

    def render_progress(self, record: Job) -> str:
        """How much of how much, where the task counts."""
        return f"{record.done} / {record.total}" if record.total else ""


class JobFilter(django_filters.FilterSet):  # type: ignore[misc]
    """By state and by what is done; only tasks that the person sees are offered."""

    state = django_filters.ChoiceFilter(label=gettext_lazy("State"), choices=State.choices)
    task = django_filters.ChoiceFilter(label=gettext_lazy("Task"))

    class Meta:
        model = Job
        fields: ClassVar[list[str]] = []

    def __init__(self, *args: Any, **extra: Any) -> None:
        super().__init__(*args, **extra)
        found: Any = self.queryset
        self.filters["task"].extra["choices"] = [(name, TITLES.get(name, name)) for name in selectors.names(found)]
        for name in ("state", "task"):
            self.filters[name].extra["empty_label"] = _("All")
