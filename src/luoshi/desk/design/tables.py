"""Tables whose whole state stands in the address: filter, order, page, columns; and their exports."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar

import django_tables2 as tables
from django.core.exceptions import FieldDoesNotExist
from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.shortcuts import render
from django.template import Context
from django.template.base import render_value_in_context
from django.utils import timezone
from django.utils.formats import date_format, localize
from django.utils.html import conditional_escape, format_html, strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django_tables2.rows import BoundRow
from django_tables2.utils import signature

from luoshi.desk.design.exports import Sheet, csv_response, xlsx_response
from luoshi.desk.ground.keys import rows_between

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from django.http import HttpRequest, QueryDict
    from django.http.response import HttpResponseBase

__all__ = ["PAGE_SIZE", "DataTable", "MomentColumn", "SelectColumn", "chosen_columns", "table_response"]

PAGE_SIZE = 50


class SelectColumn(tables.CheckBoxColumn):  # type: ignore[misc]
    """Boxes to choose rows; the box in the head chooses all of the page where scripts run. ``form`` is theirs."""

    def __init__(self, form: str = "", **extra: Any) -> None:
        self.form = form
        super().__init__(**{"accessor": "pk", "orderable": False, "exclude_from_export": True, **extra})

    @property
    def header(self) -> SafeString:
        """The box that chooses every row of the page."""
        return format_html('<input type="checkbox" data-select-all hidden aria-label="{}">', _("Choose all rows shown"))

    def render(self, value: object, bound_column: Any, record: object) -> SafeString:
        """The box of a row, named after the row."""
        said = _("Choose %(row)s") % {"row": record if not isinstance(record, dict) else value}
        form = format_html(' form="{}"', self.form) if self.form else ""
        box = '<input type="checkbox" name="{}" value="{}" aria-label="{}"{}>'
        return format_html(box, bound_column.name, value, said, form)


class MomentColumn(tables.Column):  # type: ignore[misc]
    """A date or a time. The columns of django_tables2 for both compile a template anew for every cell."""

    def __init__(self, form: str = "Y-m-d", **extra: Any) -> None:
        self.form = form
        super().__init__(**extra)

    def render(self, value: dt.date) -> str:
        """In the time of the desk."""
        here = timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value
        return date_format(here, self.form)


class DataTable(tables.Table):  # type: ignore[misc]
    """Base of every table. ``fixed`` columns are always shown, ``hidden`` ones only when they are asked for.

    ``exported`` columns stand in every file, shown or not: what a person reads as a name, a program needs as a code.
    """

    caption: ClassVar[Any] = ""
    fixed: ClassVar[tuple[str, ...]] = ()
    hidden: ClassVar[tuple[str, ...]] = ()
    exported: ClassVar[tuple[str, ...]] = ()

    class Meta:
        attrs: ClassVar[dict[str, str]] = {"class": "table"}
        template_name = "design/table.html"

    exportable = False
    _shown: list[BoundRow] | None = None

    @property
    def choices(self) -> list[tuple[str, str, bool]]:
        """Name, head and whether shown, of each column that can be chosen."""
        shown = {column.name for column in self.columns}
        free = [column for column in self.columns.all() if column.name not in self.fixed and not _boxes(column)]
        return [(column.name, str(column.header), column.name in shown) for column in free]

    def body(self) -> Iterator[tuple[Any, SafeString]]:
        """Each row shown, with its cells. What stands around a cell belongs to its column and is made once."""
        plain = Context()
        shown = [(column.name, column.localize, _open_cell(column)) for column in self.columns]
        for row in self.paginated_rows:
            quick = _Row(row.record, self)
            cells = (f"{begin}{_told(quick.get_cell(name), local, plain)}</td>" for name, local, begin in shown)
            yield row, mark_safe("".join(cells))  # noqa: S308 (each piece is escaped)

    @property
    def paginated_rows(self) -> Any:
        """The rows of the page, found by their keys."""
        found, page = self.data.data, getattr(self, "page", None)
        if page is None or not isinstance(found, QuerySet):
            return super().paginated_rows
        if self._shown is None:
            first = page.start_index() - 1 if page.paginator.count else 0
            self._shown = [BoundRow(row, table=self) for row in rows_between(found, first, page.end_index())]
        return self._shown

    @property
    def count(self) -> int:
        """All rows that the filter lets through."""
        return int(self.paginator.count) if hasattr(self, "paginator") else len(self.rows)


class _Row(BoundRow):  # type: ignore[misc]
    """A row that asks each function only once what it takes; django_tables2 asks anew for every cell.

    Nor does it spell out the choices of a field for a cell that its own ``render`` words.
    """

    def _get_and_render_with(self, bound_column: Any, render_func: Any, default: Any) -> Any:
        path = str(bound_column.accessor)
        plain = isinstance(self.record, Model) and type(bound_column.column) in _PLAIN
        if not plain or (_spelt(self.record.__class__, path) and _asks(bound_column.render, "value")):
            return super()._get_and_render_with(bound_column, render_func, default)
        value: Any = self.record
        for name in path.split("__"):
            value = getattr(value, name, None)
        return default if value in bound_column.column.empty_values else render_func(bound_column, value)

    def _call_render(self, bound_column: Any, value: Any = None) -> Any:
        given = self._optional_cell_arguments(bound_column, value)
        told = _call(bound_column.render, given)
        return bound_column.link(told, **given) if bound_column.link else told

    def _call_value(self, bound_column: Any, value: Any = None) -> Any:
        given = self._optional_cell_arguments(bound_column, value)
        own = getattr(bound_column.value, "__func__", None) is not tables.Column.value
        return _call(bound_column.value if own else bound_column.render, given)


_PLAIN = frozenset({tables.Column, MomentColumn})
"""Columns whose value is what stands in the row. Others know ways of their own to it."""


@cache
def _spelt(model: type[Model], path: str) -> bool:
    """Does the last field of the path stand for one of its choices?"""
    *before, last = path.split("__")
    here: Any = model
    try:
        for name in before:
            here = here._meta.get_field(name).related_model
        return bool(getattr(here._meta.get_field(last), "choices", None))
    except FieldDoesNotExist:
        return True


def _asks(function: Any, name: str) -> bool:
    names, anything = _wanted(getattr(function, "__func__", function), bound=hasattr(function, "__func__"))
    return anything or name in names


def _call(function: Any, given: Mapping[str, Any]) -> Any:
    names, anything = _wanted(getattr(function, "__func__", function), bound=hasattr(function, "__func__"))
    if anything:
        return function(**given)
    return function(**{name: given[name] for name in names}) if names <= given.keys() else None


@cache
def _wanted(function: Any, *, bound: bool) -> tuple[frozenset[str], bool]:
    names, anything = signature(function)
    return frozenset(names[1:] if bound else names), bool(anything)


def _open_cell(column: Any) -> SafeString:
    return format_html('<td {} data-label="{}">', column.attrs["td"].as_html(), strip_tags(str(column.header)))


def _told(cell: Any, local: bool | None, plain: Context) -> str:
    """A cell as a template would show it."""
    if local is None:
        return render_value_in_context(cell, plain)
    return conditional_escape(localize(cell, use_l10n=True) if local else str(cell))


def _boxes(column: Any) -> bool:
    return isinstance(column.column, SelectColumn)


def chosen_columns(table_class: type[DataTable], query: QueryDict) -> list[str]:
    """The columns that the address asks for; without a valid wish those that are not hidden."""
    names = list(table_class.base_columns)
    asked = {name for value in query.getlist("columns") for name in value.split(",")} & set(names)
    if not asked:
        return [name for name in names if name not in table_class.hidden]
    boxes = {name for name, column in table_class.base_columns.items() if isinstance(column, SelectColumn)}
    return [name for name in names if name in asked or name in table_class.fixed or name in boxes]


def table_response(
    request: HttpRequest,
    *,
    table_class: type[DataTable],
    queryset: Any,
    filterset_class: Any = None,
    template: str,
    context: Mapping[str, Any],
    export_name: str,
    as_of: dt.date | None = None,
    source: str = "",
) -> HttpResponseBase:
    """The page of a list, or its export (``export=csv|xlsx``, ``rows=shown|all``)."""
    found = filterset_class(request.GET, queryset=queryset, request=request) if filterset_class else None
    table = table_class(found.qs if found is not None else queryset)
    table.request = request  # given to the class, it would be paged there once more, by numbers of the address
    everything = request.GET.get("rows") == "all"
    shown = chosen_columns(table_class, request.GET)
    for name in table.columns.names():
        if name not in shown:
            table.columns.hide(name)
    if order := request.GET.getlist(table.prefixed_order_by_field):
        table.order_by = [part for value in order for part in value.split(",")]
    table.paginate(_Counted, PAGE_SIZE, count=_known(found))
    table.page = table.paginator.get_page(request.GET.get(table.prefixed_page_field))
    table.exportable = True
    kind = request.GET.get("export")
    if kind in {"csv", "xlsx"}:
        notes = _notes(request, export_name, as_of, source)
        sheet = Sheet(export_name, notes, *_cells(table, everything=everything))
        return csv_response(sheet) if kind == "csv" else xlsx_response(sheet)
    return render(request, template, {"as_of": as_of, "source": source, **context, "table": table, "filter": found})


class _Counted(Paginator):  # type: ignore[type-arg]
    """Pages of a list whose length may be known already."""

    def __init__(self, *rows: Any, count: int | None, **extra: Any) -> None:
        super().__init__(*rows, **extra)
        if count is not None:
            self.count = count


def _known(found: Any) -> int | None:
    """The length of the list, where the filter counted all rows for its facets and lets all of them through."""
    total = getattr(found, "total", None)
    return None if total is None or any(found.form.cleaned_data.values()) else total


def _cells(table: DataTable, *, everything: bool) -> tuple[Sequence[str], Iterator[list[Any]]]:
    """Heads and rows: the page with its columns, or all rows with all columns."""
    shown = {column.name for column in table.columns} | set(table.exported)
    asked = [column for column in table.columns.all() if everything or column.name in shown]
    columns = [column for column in asked if not column.column.exclude_from_export]
    rows = (
        (_Row(record, table=table) for record in _records(table))
        if everything
        else (_Row(row.record, table=table) for row in table.paginated_rows)
    )
    return [str(column.header) for column in columns], (
        [row.get_cell_value(column.name) for column in columns] for row in rows
    )


def _records(table: DataTable) -> Iterator[Any]:
    data = table.data.data
    return iter(data.iterator(chunk_size=500)) if hasattr(data, "iterator") else iter(data)


def _notes(request: HttpRequest, name: str, as_of: dt.date | None, source: str) -> list[list[Any]]:
    asked = [f"{key}={value}" for key, values in request.GET.lists() for value in values if value and key not in _OWN]
    lines: list[list[Any]] = [
        [name],
        [_("Source"), source],
        [_("As of"), as_of or timezone.localdate()],
        [_("Filter"), "; ".join(asked)],
    ]
    return [line for line in lines if line[-1] != ""]


_OWN = frozenset({"export", "rows", "page", "columns", "csrfmiddlewaretoken"})
