"""When an edition is from: its date, or the day or year that its title or the name of its file bears."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from luoshi.desk.texts.models import Document

__all__ = ["age_of", "day_of"]

_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.年]?(0[1-9]|1[0-2])[-_.月]?(0[1-9]|[12]\d|3[01])(?!\d)")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:年|(?!\d))")


def day_of(document: Document) -> str:
    """A day, or at least a year, as it sorts; empty where nothing says it."""
    if document.date:
        return document.date.isoformat()
    for told in (document.title, document.source):
        if found := _DAY.search(told):
            return "-".join(found.groups())
    found = _YEAR.search(document.title) or _YEAR.search(document.source)
    return found[1] if found else ""


def age_of(document: Document) -> tuple[bool, str, int]:
    """Sorts editions: by day, those without any last, in the order in which they came."""
    day = day_of(document)
    return not day, day, document.pk
