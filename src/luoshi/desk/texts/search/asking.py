"""What is asked for: words, where, which facets, in which order, which page; read out of an address."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from luoshi.desk.texts.search.query import parse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from luoshi.desk.texts.search.query import Node

__all__ = ["FACETS", "PAGE", "WHERE", "Asked", "asked"]

WHERE: Final = ("documents", "records", "matters")
FACETS: Final = ("series", "issuer", "year", "kind", "record", "programme")
PAGE: Final = 20
_MOST_PAGES: Final = 10_000


@dataclass(frozen=True, slots=True)
class Asked:
    """``node`` is ``None`` where no words were typed. ``chosen`` holds the facets that were chosen, as texts."""

    text: str
    node: Node | None
    where: str = "documents"
    chosen: Mapping[str, str] = field(default_factory=dict)
    by_date: bool = False
    page: int = 1


def asked(query: Mapping[str, str]) -> Asked:
    """Out of the parameters of an address. Raises ``Malformed``; what else is not understood counts as not said."""
    text = " ".join(query.get("q", "").replace("\0", "").split())
    where = query.get("in", "")
    chosen = {name: value[:200] for name in FACETS if (value := query.get(name, "").replace("\0", "").strip())}
    if not _number(chosen.get("series", "1")) or not _number(chosen.get("year", "1")):
        chosen = {name: value for name, value in chosen.items() if name not in {"series", "year"} or _number(value)}
    page = min(int(query.get("page", "1")), _MOST_PAGES) if _number(query.get("page", "1")) else 1
    where = where if where in WHERE else WHERE[0]
    return Asked(text, parse(text), where, chosen, query.get("sort") == "date", max(1, page))


def _number(value: str) -> bool:
    return value.isascii() and value.isdigit() and len(value) < 10
