"""Terms of stored documents: the life of one, and what a new edition brings. Bounded, so that a page can ask."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from luoshi.core.errors import LuoshiError
from luoshi.desk.ground.errors import Refused
from luoshi.desk.texts.editions.computing import readings_of
from luoshi.desk.texts.editions.days import day_of
from luoshi.desk.texts.editions.recent import Recent
from luoshi.desk.texts.editions.selectors import key_of
from luoshi.desk.texts.editions.stored import reading_of
from luoshi.texts.terms import Edition, discover, life

if TYPE_CHECKING:
    from collections.abc import Sequence

    from luoshi.desk.texts.models import Document
    from luoshi.texts.records import Reading
    from luoshi.texts.terms import NewTerm, TermLife

__all__ = ["LONGEST", "MOST_CHARACTERS", "MOST_NEW", "editions_of", "life_in", "new_terms"]

LONGEST, MOST_CHARACTERS, MOST_NEW = 60, 4_000_000, 100_000
"""Characters of a term; of all documents of a question; of the documents whose new terms are looked for."""

_NEW: Recent[tuple[NewTerm, ...]] = Recent(8)


def life_in(term: str, documents: Sequence[Document], *, gaps: bool) -> TermLife:
    """The life of a term in documents in order; ``gaps`` names the years of which none was read. Raises ``Refused``."""
    _bounded(documents, MOST_CHARACTERS)
    years = sorted({int(day[:4]) for one in documents if (day := day_of(one))})
    expected = [str(year) for year in range(years[0], years[-1] + 1)] if years and gaps else []
    try:
        return life(term[: LONGEST + 1], editions_of([reading_of(one, ()) for one in documents], documents), expected)
    except LuoshiError as fault:
        raise Refused(
            _("This is no term that can be looked for."), _("Give up to %(most)s characters.") % {"most": LONGEST}
        ) from fault


def new_terms(old: Document, new: Document, background: Sequence[Document] = ()) -> tuple[NewTerm, ...]:
    """The terms of one edition that neither the one before it nor the background has, best first."""
    everything = [old, new, *background]
    _bounded(everything, MOST_NEW)
    return _NEW.get(key_of("new-terms", everything), lambda: _discovered(everything))


def _discovered(everything: Sequence[Document]) -> tuple[NewTerm, ...]:
    held = editions_of(readings_of(everything), everything)
    return discover([held[0]], [held[1]], held[2:])


def editions_of(readings: Sequence[Reading], documents: Sequence[Document]) -> list[Edition]:
    """Editions under the days of the desk."""
    return [
        Edition(day_of(one) or one.title, _date(day_of(one)), reading)
        for reading, one in zip(readings, documents, strict=True)
    ]


def _date(day: str) -> date | None:
    return date.fromisoformat(day) if len(day) == 10 else None


def _bounded(documents: Sequence[Document], most: int) -> None:
    if sum(len(one.text) for one in documents) > most:
        raise Refused(_("These documents are too large together."), _("Choose fewer documents."))
