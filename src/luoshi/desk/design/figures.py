"""A figure on a page, with everything that a reader needs to find it again."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

__all__ = ["Figure", "Origin"]


class Origin(StrEnum):
    """Who made the figure: a publisher, Luoshi, or a unit that reports it."""

    PUBLISHED = "published"
    COMPUTED = "computed"
    REPORTED = "reported"


_TEXT = {Origin.PUBLISHED: _("Published"), Origin.COMPUTED: _("Computed"), Origin.REPORTED: _("Reported")}
_KIND = {Origin.PUBLISHED: "info", Origin.COMPUTED: "neutral", Origin.REPORTED: "grey"}


@dataclass(frozen=True, slots=True)
class Figure:
    """A value (``None``: not known) with unit, series, publisher, period, day of knowledge, method, steps, link."""

    value: str | int | float | Decimal | None
    unit: str = ""
    label: str = ""
    source: str = ""
    publisher: str = ""
    period: str = ""
    as_of: dt.date | None = None
    origin: Origin = Origin.PUBLISHED
    method: str = ""
    steps: tuple[str, ...] = ()
    url: str = ""

    @property
    def origin_text(self) -> str:
        """The origin in words."""
        return str(_TEXT[self.origin])

    @property
    def kind(self) -> str:
        """The kind of the status tag of the origin."""
        return _KIND[self.origin]
