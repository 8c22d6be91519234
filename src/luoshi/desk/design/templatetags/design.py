"""The components, as template tags. Each takes plain values, objects or dictionaries, and escapes what it shows."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django import template
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from luoshi.desk.design import charts, icons, tags, tiles

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from django.forms import BaseForm, BoundField
    from django.http import HttpRequest
    from django.utils.safestring import SafeString

    from luoshi.desk.design.charts import Chart, Number
    from luoshi.desk.design.figures import Figure
    from luoshi.desk.design.tables import DataTable
    from luoshi.desk.design.tiles import TileMap

__all__ = [
    "bar_chart",
    "data_table",
    "dialog",
    "empty_state",
    "error_summary",
    "field",
    "filter_form",
    "icon",
    "is_moment",
    "kept_query",
    "line_chart",
    "message_icon",
    "page_header",
    "provenance",
    "register",
    "sparkline",
    "status_tag",
    "submit",
    "summary_list",
    "synthetic_note",
    "tabs",
    "task_list",
    "tile_grid",
    "timeline",
    "upload_field",
]

register = template.Library()

_LEVELS = {"success": "check", "warning": "alert", "error": "error"}


@register.filter
def is_moment(value: object) -> bool:
    """Whether a value is a date, which the template then writes as one."""
    return isinstance(value, dt.date)


@register.filter
def message_icon(level: str) -> str:
    """The icon of a message."""
    return _LEVELS.get(level, "info")


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon of the set."""
    return icons.draw(name, label)


@register.inclusion_tag("design/page_header.html")
def page_header(title: object = "", lead: object = "", as_of: object = None, source: object = "") -> dict[str, Any]:
    """Heading of a page with one sentence, the day of knowledge and the source."""
    return {"title": title, "lead": lead, "as_of": as_of, "source": source}


@register.simple_tag
def status_tag(kind: str, text: object) -> SafeString:
    """A state in words, with a sign and a colour."""
    return tags.tag(kind, text)


@register.inclusion_tag("design/summary_list.html")
def summary_list(items: Iterable[Any]) -> dict[str, Any]:
    """Terms with values: pairs, or objects with ``term`` and ``value``."""
    return {"items": [item if hasattr(item, "term") or isinstance(item, dict) else _pair(item) for item in items]}


def _pair(item: Sequence[Any]) -> dict[str, Any]:
    return {"term": item[0], "value": item[1], "action_url": item[2] if len(item) > 2 else ""}


@register.inclusion_tag("design/empty_state.html")
def empty_state(title: object, text: object = "", action_url: str = "", action_text: object = "") -> dict[str, Any]:
    """Why there is nothing, and what can be done."""
    return {"title": title, "text": text, "action_url": action_url, "action_text": action_text}


@register.inclusion_tag("design/timeline.html")
def timeline(entries: Iterable[Any]) -> dict[str, Any]:
    """What happened, in order: entries with ``at title by text tag`` (``tag``: kind and text)."""
    return {"entries": list(entries)}


@register.inclusion_tag("design/task_list.html")
def task_list(items: Iterable[Any]) -> dict[str, Any]:
    """Things to do: items with ``title url hint kind status``."""
    return {"items": list(items)}


@register.inclusion_tag("design/tabs.html")
def tabs(items: Iterable[Any], current: str = "", label: object = "") -> dict[str, Any]:
    """Links from one view to another (``key, text, url``). Addresses of this page become panels where scripts run."""
    return {"items": [tuple(item) for item in items], "current": current, "label": label or _("Views")}


@register.inclusion_tag("design/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, Any]:
    """What is wrong in a form, above it, each line leading to its field."""
    names = form.errors if form.is_bound else {}
    fields = [(form[name], messages) for name, messages in names.items() if name in form.fields]
    return {"fields": fields, "general": form.non_field_errors() if form.is_bound else []}


@register.inclusion_tag("design/field.html")
def field(bound_field: BoundField) -> dict[str, Any]:
    """Label, hint, error and widget."""
    kind = bound_field.widget_type
    return {"field": bound_field, "kind": kind, "single_check": kind == "checkbox"}


@register.inclusion_tag("design/upload_field.html")
def upload_field(bound_field: BoundField) -> dict[str, Any]:
    """A file field that takes files dropped on it, a folder where scripts run, and shows how far the upload is."""
    return {"field": bound_field}


@register.inclusion_tag("design/submit.html")
def submit(text: object, name: str = "", value: str = "", kind: str = "primary") -> dict[str, Any]:
    """The button of a form."""
    return {"text": text, "name": name, "value": value, "kind": kind}


@register.inclusion_tag("design/data_table.html", takes_context=True)
def data_table(context: template.Context, table: DataTable) -> dict[str, Any]:
    """A table with its tools: rows counted, columns, exports, pages."""
    return {"table": table, "request": context.get("request"), "desk": context.get("desk")}


@register.inclusion_tag("design/filter_form.html", takes_context=True)
def filter_form(context: template.Context, found: Any) -> dict[str, Any]:
    """The form of a filter set; it keeps the sort order and the columns of the address."""
    return {"form": found.form, "request": context.get("request"), "action": context["request"].path}


@register.inclusion_tag("design/kept_query.html")
def kept_query(request: HttpRequest, *without: str) -> dict[str, Any]:
    """The parameters of this address as hidden fields, but for those named, the page and the export."""
    left_out = {*without, "page", "export", "rows"}
    pairs = [(key, value) for key, values in request.GET.lists() if key not in left_out for value in values if value]
    return {"pairs": pairs}


@register.simple_tag
def sparkline(values: Sequence[Number | None], label: object = "") -> SafeString:
    """A line the size of a word."""
    return charts.sparkline(values, str(label))


@register.inclusion_tag("design/chart.html")
def line_chart(chart: Chart) -> dict[str, Any]:
    """Lines over periods, with their table."""
    return {"chart": chart, "svg": charts.line_svg(chart), "data_url": charts.data_url(chart)}


@register.inclusion_tag("design/chart.html")
def bar_chart(chart: Chart) -> dict[str, Any]:
    """Bars side by side, with their table."""
    return {"chart": chart, "svg": charts.bar_svg(chart), "data_url": charts.data_url(chart)}


@register.inclusion_tag("design/tile_grid.html")
def tile_grid(values: TileMap | Mapping[str, Number | None]) -> dict[str, Any]:
    """The 34 units of provincial level, each a tile of the same size."""
    grid = tiles.as_map(values)
    return {"grid": grid, "svg": tiles.svg(grid), "legend": tiles.legend(grid), "rows": tiles.rows(grid)}


@register.inclusion_tag("design/provenance.html")
def provenance(figure: Figure) -> dict[str, Any]:
    """A figure that opens where it came from."""
    return {"figure": figure}


@register.inclusion_tag("design/synthetic_note.html")
def synthetic_note() -> dict[str, Any]:
    """The sentence that says that data are invented."""
    return {}


@register.simple_block_tag
def dialog(content: str, key: str, title: object) -> SafeString:
    """A dialog that a button with ``data-dialog=key`` opens."""
    return render_to_string("design/dialog.html", {"key": key, "title": title, "content": content})
