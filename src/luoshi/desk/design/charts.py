"""Charts as SVG, drawn by the server in plain Python: geometry from values, gaps where nothing is known.

A missing value is never zero: a line breaks, a bar is left out and marked. Series differ by dash and marker, not by
colour alone. Every label passes through ``escape``.
"""

from __future__ import annotations

import csv
import io
import math
from base64 import b64encode
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from luoshi.desk.design.exports import guarded

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

__all__ = ["Chart", "Number", "Series", "bar_svg", "data_url", "line_svg", "shown", "sparkline", "ticks"]

Number = int | float | Decimal

_WIDTH, _HEIGHT = 640, 280
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 112, 16, 36
_MARKERS = (
    '<circle cx="{x}" cy="{y}" r="3.2"/>',
    '<path d="M{x} {y}m-3.4 3.4h6.8v-6.8h-6.8z"/>',
    '<path d="M{x} {y}m0-4.4 4.2 7.4h-8.4z"/>',
    '<path d="M{x} {y}m0-4.6 4.6 4.6-4.6 4.6-4.6-4.6z"/>',
)


@dataclass(frozen=True, slots=True)
class Series:
    """One line or one set of bars; ``None`` where nothing is known."""

    name: str
    values: Sequence[Number | None]


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn: ``labels`` along the axis, and at most four series of the same length."""

    title: str
    labels: Sequence[str]
    series: Sequence[Series]
    unit: str = ""
    description: str = ""
    source: str = ""
    as_of: dt.date | None = None

    @property
    def head(self) -> list[str]:
        """Heads of the table: the name of the axis and the series."""
        return [_("Period"), *(one.name for one in self.series)]

    @property
    def rows(self) -> list[tuple[str, list[str]]]:
        """The rows of the table, with a dash where nothing is known."""
        columns = [one.values for one in self.series]
        return [(label, [shown(column[i]) for column in columns]) for i, label in enumerate(self.labels)]

    @property
    def missing(self) -> int:
        """How many values are not known."""
        return sum(value is None for one in self.series for value in one.values)

    @property
    def spoken(self) -> str:
        """Title, description and gaps for those who do not see the picture."""
        gaps = _("Not known: %(count)s values.") % {"count": self.missing} if self.missing else ""
        return " ".join(
            filter(None, (f"{self.title} ({self.unit})" if self.unit else self.title, self.description, gaps))
        )


def shown(value: Number | None) -> str:
    """A value as text: at most four decimals, a dash where nothing is known."""
    if value is None:
        return "—"
    text = f"{value:,.4f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def sparkline(values: Sequence[Number | None], label: str = "") -> SafeString:
    """A line of 96 × 20 with a dot on the last known value. Gaps stay gaps."""
    known = [float(value) for value in values if value is not None]
    if not known:
        nothing = escape(_("No data"))
        return mark_safe(f'<span class="sparkline-none">{nothing}</span>')  # noqa: S308
    low, high = min(known), max(known)
    step, span = 90 / max(len(values) - 1, 1), (high - low) or 1.0
    pieces, last, pen = [], "", "M"
    for i, value in enumerate(values):
        if value is None:
            pen = "M"
            continue
        last = f"{3 + i * step:.1f} {17 - 14 * (float(value) - low) / span:.1f}"
        pieces.append(f"{pen}{last}" if pen == "L" else f"M{last}h.01")
        pen = "L"
    x, y = last.split()
    said = escape(f"{label} {shown(values[-1])}".strip())
    return mark_safe(  # noqa: S308 (numbers, and one escaped text)
        f'<svg class="sparkline" viewBox="0 0 96 20" role="img" aria-label="{said}">'
        f'<path d="{"".join(pieces)}"/><circle cx="{x}" cy="{y}" r="2.2"/></svg>'
    )


def ticks(low: float, high: float, count: int = 5) -> list[float]:
    """Round values that cover ``low`` to ``high``: steps of 1, 2 or 5 times a power of ten."""
    if high <= low:
        high = low + (abs(low) or 1.0)
    raw = (high - low) / count
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(power * nice for nice in (1, 2, 5, 10) if power * nice >= raw * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(n * step, 10) for n in range(first, last + 1)]


def line_svg(chart: Chart) -> SafeString:
    """Lines over the labels; the axis need not begin at zero."""
    known = _known(chart)
    if not known:
        return _nothing(chart)
    marks = ticks(min(known), max(known))
    body = [*_axes(chart, marks)]
    ends: list[float] = []
    for n, one in enumerate(chart.series):
        points = [(_x(chart, i), _y(value, marks)) for i, value in enumerate(one.values) if value is not None]
        body.append(f'<g class="series series-{n % 4 + 1}"><path class="line" d="{_path(chart, one, marks)}"/>')
        body += [_MARKERS[n % 4].format(x=f"{x:.1f}", y=f"{y:.1f}") for x, y in points]
        if points:
            ends.append(_free(points[-1][1], ends))
            body.append(f'<text x="{points[-1][0] + 9:.1f}" y="{ends[-1] + 4:.1f}">{escape(one.name)}</text>')
        body.append("</g>")
    return _svg(chart, body)


def bar_svg(chart: Chart) -> SafeString:
    """Bars that begin at zero, side by side; a value that is not known is marked with a dash."""
    known = _known(chart)
    if not known:
        return _nothing(chart)
    marks = ticks(min(0.0, *known), max(0.0, *known))
    body = [*_axes(chart, marks, bars=True)]
    for n, one in enumerate(chart.series):
        body.append(f'<g class="series series-{n % 4 + 1}">')
        body += [_bar(chart, n, i, value, marks) for i, value in enumerate(one.values)]
        x, y = _WIDTH - _RIGHT + 16, _TOP + 8 + n * 20
        body.append(
            f'<rect x="{x}" y="{y - 9}" width="10" height="10"/>'
            f'<text x="{x + 16}" y="{y}">{escape(one.name)}</text></g>'
        )
    return _svg(chart, body)


def data_url(chart: Chart) -> str:
    """The table as a CSV file inside a link: no second request, nothing to ask the server for."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([guarded(chart.spoken)])
    if chart.source:
        writer.writerow([guarded(f"{_('Source')}: {chart.source}")])
    writer.writerow([guarded(name) for name in chart.head])
    for i, label in enumerate(chart.labels):
        writer.writerow([guarded(label), *(one.values[i] for one in chart.series)])
    return "data:text/csv;charset=utf-8;base64," + b64encode(text.getvalue().encode("utf-8-sig")).decode()


def _known(chart: Chart) -> list[float]:
    return [float(value) for one in chart.series for value in one.values if value is not None]


def _step(chart: Chart, *, bars: bool = False) -> float:
    return (_WIDTH - _LEFT - _RIGHT) / max(len(chart.labels) - (0 if bars else 1), 1)


def _x(chart: Chart, i: float, *, bars: bool = False) -> float:
    return _LEFT + _step(chart, bars=bars) * (i + 0.5 if bars else i)


def _y(value: Number, marks: list[float]) -> float:
    low, high = marks[0], marks[-1]
    return _TOP + (_HEIGHT - _TOP - _BOTTOM) * (high - float(value)) / (high - low)


def _free(y: float, taken: list[float]) -> float:
    """The nearest height below ``y`` where a label of 14 meets no other."""
    while any(abs(y - other) < 14 for other in taken):
        y += 2
    return y


def _path(chart: Chart, one: Series, marks: list[float]) -> str:
    pen, pieces = "M", []
    for i, value in enumerate(one.values):
        if value is None:
            pen = "M"
            continue
        pieces.append(f"{pen}{_x(chart, i):.1f} {_y(value, marks):.1f}")
        pen = "L"
    return "".join(pieces)


def _bar(chart: Chart, n: int, i: int, value: Number | None, marks: list[float]) -> str:
    width = _step(chart, bars=True) * 0.72 / len(chart.series)
    left = _x(chart, i, bars=True) + width * (n - len(chart.series) / 2)
    zero = _y(0, marks)
    if value is None:
        return f'<text class="gap" x="{left + width / 2:.1f}" y="{zero - 4:.1f}">—</text>'
    y = _y(value, marks)
    box = f'x="{left:.1f}" y="{min(y, zero):.1f}" width="{max(width - 1, 1):.1f}" height="{abs(zero - y):.1f}"'
    return f"<rect {box}><title>{escape(chart.labels[i])} {escape(shown(value))}</title></rect>"


def _axes(chart: Chart, marks: list[float], *, bars: bool = False) -> Iterator[str]:
    right = _WIDTH - _RIGHT
    for mark in marks:
        y = _y(mark, marks)
        kind = "grid zero" if mark == 0 else "grid"
        yield f'<path class="{kind}" d="M{_LEFT} {y:.1f}H{right}"/>'
        yield f'<text class="tick" x="{_LEFT - 8}" y="{y + 4:.1f}">{escape(shown(mark))}</text>'
    every = max(1, math.ceil(len(chart.labels) / 12))
    for i, label in enumerate(chart.labels):
        if i % every == 0:
            yield f'<text class="label" x="{_x(chart, i, bars=bars):.1f}" y="{_HEIGHT - 12}">{escape(label)}</text>'


def _svg(chart: Chart, body: list[str]) -> SafeString:
    return mark_safe(  # noqa: S308 (numbers, and texts that were escaped)
        f'<svg class="chart" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{escape(chart.spoken)}">'
        f"<title>{escape(chart.title)}</title><desc>{escape(chart.description or chart.spoken)}</desc>"
        f"{''.join(body)}</svg>"
    )


def _nothing(chart: Chart) -> SafeString:
    nothing = escape(_("No data"))
    return mark_safe(f'<p class="chart-none">{escape(chart.title)}: {nothing}</p>')  # noqa: S308
