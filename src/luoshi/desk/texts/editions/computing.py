"""Comparisons and lives of stored documents: at once where that is quick, by a job and kept where it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from luoshi.core.errors import LuoshiError
from luoshi.desk.ground.errors import Refused
from luoshi.desk.texts.editions import selectors
from luoshi.desk.texts.editions.recent import Recent
from luoshi.desk.texts.editions.stored import reading_of
from luoshi.desk.texts.spun import refusal
from luoshi.texts.editions import compare, comparison_json, series

if TYPE_CHECKING:
    from collections.abc import Sequence

    from luoshi.desk.texts.models import Document
    from luoshi.texts.editions import Comparison, Life
    from luoshi.texts.records import Reading

__all__ = [
    "AT_ONCE",
    "MOST",
    "MOST_EDITIONS",
    "TooLarge",
    "compared",
    "comparison_of",
    "lives_of",
    "readings_of",
]

AT_ONCE, MOST, MOST_EDITIONS = 3_000, 40_000, 60
"""Records of all documents together that a page compares itself, that a job compares; editions of one series."""

_PAIRS: Recent[dict[str, Any]] = Recent(8)
_LIVES: Recent[tuple[Life, ...]] = Recent(4)


class TooLarge(Exception):  # noqa: N818 - not an error: a job does it
    """More than a page computes by itself."""


def readings_of(documents: Sequence[Document]) -> list[Reading]:
    """The readings from stored records, with what people corrected."""
    rows = selectors.compared_rows([document.pk for document in documents])
    return [reading_of(document, rows.get(document.pk, ())) for document in documents]


def compared(documents: Sequence[Document], *, anyway: bool = False) -> Comparison:
    """The comparison of two stored documents. Raises ``Spun`` unless ``anyway``."""
    old, new = readings_of(documents)
    try:
        return compare(old, new, allow_spun=anyway)
    except LuoshiError as fault:
        raise refusal(fault) from fault


def comparison_of(documents: Sequence[Document], *, anyway: bool = False) -> dict[str, Any]:
    """``comparison@1`` of two documents. Raises ``TooLarge`` where it is too much for a page and no job did it yet."""
    if selectors.weight(documents) > AT_ONCE:
        told: dict[str, Any] | None = selectors.kept("pair", documents, anyway=anyway)
        if told is None:
            raise TooLarge
        return told
    key = selectors.key_of("pair", documents, anyway=anyway)
    return _PAIRS.get(key, lambda: comparison_json(compared(documents, anyway=anyway)))


def lives_of(documents: Sequence[Document], *, most: int = AT_ONCE) -> tuple[Life, ...]:
    """The lives of the commitments of documents in order. Raises ``TooLarge``."""
    if len(documents) > MOST_EDITIONS:
        raise Refused(
            _("These are more than %(most)s editions.") % {"most": MOST_EDITIONS}, _("Choose fewer documents.")
        )
    if selectors.weight(documents) > most:
        raise TooLarge
    return _LIVES.get(selectors.key_of("series", documents), lambda: series(readings_of(documents)))
