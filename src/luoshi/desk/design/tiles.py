"""The 34 units of provincial level as tiles of one size, so that Tibet does not outshout Shanghai.

The rows and columns follow the map; the key is the division code (GB/T 2260), the letters those of the standard.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING
from zlib import crc32

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from luoshi.desk.design.charts import Number, shown

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

__all__ = ["PLACES", "Place", "Step", "TileMap", "as_map", "legend", "rows", "svg"]


@dataclass(frozen=True, slots=True)
class Place:
    """A unit of provincial level and where its tile stands."""

    code: str
    letters: str
    name: str
    row: int
    column: int


PLACES: tuple[Place, ...] = (
    Place("11", "BJ", gettext_noop("Beijing"), 1, 4),
    Place("12", "TJ", gettext_noop("Tianjin"), 2, 5),
    Place("13", "HE", gettext_noop("Hebei"), 2, 4),
    Place("14", "SX", gettext_noop("Shanxi"), 2, 3),
    Place("15", "NM", gettext_noop("Inner Mongolia"), 1, 3),
    Place("21", "LN", gettext_noop("Liaoning"), 2, 6),
    Place("22", "JL", gettext_noop("Jilin"), 1, 6),
    Place("23", "HL", gettext_noop("Heilongjiang"), 0, 6),
    Place("31", "SH", gettext_noop("Shanghai"), 4, 6),
    Place("32", "JS", gettext_noop("Jiangsu"), 4, 5),
    Place("33", "ZJ", gettext_noop("Zhejiang"), 5, 5),
    Place("34", "AH", gettext_noop("Anhui"), 4, 4),
    Place("35", "FJ", gettext_noop("Fujian"), 6, 4),
    Place("36", "JX", gettext_noop("Jiangxi"), 5, 4),
    Place("37", "SD", gettext_noop("Shandong"), 3, 4),
    Place("41", "HA", gettext_noop("Henan"), 3, 3),
    Place("42", "HB", gettext_noop("Hubei"), 4, 3),
    Place("43", "HN", gettext_noop("Hunan"), 5, 3),
    Place("44", "GD", gettext_noop("Guangdong"), 6, 3),
    Place("45", "GX", gettext_noop("Guangxi"), 6, 2),
    Place("46", "HI", gettext_noop("Hainan"), 7, 2),
    Place("50", "CQ", gettext_noop("Chongqing"), 4, 2),
    Place("51", "SC", gettext_noop("Sichuan"), 4, 1),
    Place("52", "GZ", gettext_noop("Guizhou"), 5, 2),
    Place("53", "YN", gettext_noop("Yunnan"), 5, 1),
    Place("54", "XZ", gettext_noop("Tibet"), 4, 0),
    Place("61", "SN", gettext_noop("Shaanxi"), 3, 2),
    Place("62", "GS", gettext_noop("Gansu"), 2, 1),
    Place("63", "QH", gettext_noop("Qinghai"), 3, 1),
    Place("64", "NX", gettext_noop("Ningxia"), 2, 2),
    Place("65", "XJ", gettext_noop("Xinjiang"), 2, 0),
    Place("71", "TW", gettext_noop("Taiwan"), 6, 5),
    Place("81", "HK", gettext_noop("Hong Kong"), 7, 4),
    Place("82", "MO", gettext_noop("Macao"), 7, 3),
)

_SIZE, _GAP, _COUNT = 72, 6, 5


@dataclass(frozen=True, slots=True)
class TileMap:
    """Values by division code (two or six digits); ``None`` or absent: not known. ``steps``: where a class begins."""

    values: Mapping[str, Number | None]
    title: str = ""
    unit: str = ""
    source: str = ""
    as_of: dt.date | None = None
    steps: Sequence[Number] = field(default=())

    def value(self, place: Place) -> Number | None:
        """What is known of a place."""
        found = self.values.get(place.code)
        return self.values.get(f"{place.code}0000") if found is None else found

    @property
    def bounds(self) -> list[float]:
        """Lower bounds of the classes, ascending: those given, or equal steps between least and greatest."""
        if self.steps:
            return sorted(map(float, self.steps))
        known = [float(value) for place in PLACES if (value := self.value(place)) is not None]
        if not known:
            return []
        low, high = min(known), max(known)
        return [low + (high - low) * n / _COUNT for n in range(_COUNT)] if high > low else [low]

    def step(self, place: Place) -> int | None:
        """The class of a place, from 0; ``None``: not known."""
        value = self.value(place)
        if value is None:
            return None
        return max(0, sum(float(value) >= bound - 1e-12 for bound in self.bounds) - 1)


@dataclass(frozen=True, slots=True)
class Step:
    """One class of the legend with its swatch."""

    text: str
    swatch: SafeString


def as_map(values: TileMap | Mapping[str, Number | None]) -> TileMap:
    """A map with a title, also from bare values."""
    return values if isinstance(values, TileMap) else TileMap(values, _("Provincial units"))


def rows(grid: TileMap) -> list[tuple[str, str, str]]:
    """Code, name and value of each unit, in the order of the codes."""
    return [(f"{place.code}0000", _(place.name), shown(grid.value(place))) for place in PLACES]


def legend(grid: TileMap) -> list[Step]:
    """The classes from the least to the greatest, then what is not known."""
    bounds, key = grid.bounds, _key(grid)
    texts = [f"{_short(low)} – {_short(high)}" for low, high in pairwise(bounds)]
    texts += [f"≥ {_short(bounds[-1])}"] if bounds else []
    steps = [Step(text, _swatch(key, n)) for n, text in enumerate(texts)]
    return [*steps, Step(_("Not known"), _swatch(key, None))]


def svg(grid: TileMap) -> SafeString:
    """The tiles: short name, value, and a pattern that grows denser with the class."""
    key, short = _key(grid), (get_language() or "zh").startswith("zh")
    tiles = "".join(_tile(grid, place, key, short=short) for place in PLACES)
    wide, high = 7 * (_SIZE + _GAP), 8 * (_SIZE - 12 + _GAP)
    said, told = escape(f"{grid.title} {grid.unit}".strip()), escape(_("The table below has the same values."))
    return mark_safe(  # noqa: S308 (numbers, and texts that were escaped)
        f'<svg class="tiles" viewBox="0 0 {wide} {high}" role="img" aria-label="{said}"><title>{said}</title>'
        f"<desc>{told}</desc><defs>{_patterns(key)}</defs>{tiles}</svg>"
    )


def _tile(grid: TileMap, place: Place, key: str, *, short: bool) -> str:
    x, y, step = place.column * (_SIZE + _GAP), place.row * (_SIZE - 12 + _GAP), grid.step(place)
    name = _(place.name)
    text = name if short else place.letters
    return (
        f'<g class="tile {_class(step)}" transform="translate({x} {y})">'
        f"<title>{escape(name)} {shown(grid.value(place))}</title>"
        f"{_box(key, step, _SIZE, _SIZE - 12)}"
        f'<text class="tile-name" x="8" y="22">{escape(text)}</text>'
        f'<text class="tile-value" x="{_SIZE - 8}" y="{_SIZE - 22}">{escape(_short(grid.value(place)))}</text></g>'
    )


def _box(key: str, step: int | None, wide: int, high: int) -> str:
    pattern = "none" if step is None else str(min(step, _COUNT - 1))
    base = f'<rect class="tile-base" width="{wide}" height="{high}" rx="3"/>'
    return f'{base}<rect width="{wide}" height="6" fill="url(#{key}-{pattern})"/>'


def _class(step: int | None) -> str:
    return "tile-none" if step is None else f"tile-{min(step, _COUNT - 1)}"


def _patterns(key: str) -> str:
    lines = "".join(
        f'<pattern id="{key}-{n}" width="{12 - 2 * n}" height="6" patternUnits="userSpaceOnUse">'
        f'<path class="tile-hatch" d="M0 6 {12 - 2 * n} 0"/></pattern>'
        for n in range(_COUNT)
    )
    return (
        lines + f'<pattern id="{key}-none" width="6" height="6" patternUnits="userSpaceOnUse">'
        '<circle class="tile-dot" cx="3" cy="3" r="1"/></pattern>'
    )


def _swatch(key: str, step: int | None) -> SafeString:
    return mark_safe(  # noqa: S308 (numbers only)
        f'<svg class="tile-swatch" viewBox="0 0 28 18" aria-hidden="true">'
        f'<g class="tile {_class(step)}">{_box(key, step, 28, 18)}</g></svg>'
    )


def _short(value: Number | None) -> str:
    return "—" if value is None else shown(round(float(value), 1 if abs(float(value)) < 1000 else 0))


def _key(grid: TileMap) -> str:
    return f"t{crc32(f'{grid.title}{sorted(grid.values.items())}'.encode()):x}"
