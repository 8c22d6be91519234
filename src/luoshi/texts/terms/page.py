"""The page of a term, and of the new terms of an edition: one HTML file, complete in itself, with nothing that runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from luoshi.texts.editions.series import Edition
    from luoshi.texts.pages.labels import Labels
    from luoshi.texts.terms.records import NewTerm, TermLife

__all__ = ["discovery_page", "facts", "life_page"]


def life_page(life: TermLife, *, lang: str = "zh") -> str:
    """The life of a term as one HTML page in ``lang`` ("zh" or "en"). Raises ``UsageError`` for another language."""
    from luoshi.texts.editions.page import rendered
    from luoshi.texts.editions.page.words import words as words_of

    words = words_of(lang)
    return rendered(
        "terms.html.j2",
        words,
        "",
        title=words("terms.life", term=life.term),
        life=life,
        facts=facts(life, words),
        synthetic=any(one.reading.info.synthetic for one in life.editions),
    )


def facts(life: TermLife, words: Labels) -> tuple[tuple[str, str], ...]:
    """First and last use, gaps, returns and missing editions, in words."""
    none = words("compare.absent")
    names = [edition.name for edition in life.editions]
    first, last = (names[use.edition] if use else none for use in (life.first, life.last))
    told = {
        "terms.first": first,
        "terms.last": last,
        "terms.count": str(life.count),
        "terms.gaps": ", ".join(names[n] for n in life.gaps) or none,
        "terms.revived": ", ".join(names[n] for n in life.revived) or none,
        "terms.missing": ", ".join(life.missing) or none,
    }
    return tuple((words(key), value) for key, value in told.items())


def discovery_page(
    terms: Sequence[NewTerm], old: Sequence[Edition], new: Sequence[Edition], *, lang: str = "zh"
) -> str:
    """New terms as one HTML page in ``lang`` ("zh" or "en"). Raises ``UsageError`` for another language."""
    from luoshi.texts.editions.page import rendered
    from luoshi.texts.editions.page.words import words as words_of

    words = words_of(lang)
    return rendered(
        "terms.html.j2",
        words,
        "",
        title=words("terms.new"),
        life=None,
        terms=terms,
        old=old,
        new=new,
        synthetic=any(one.reading.info.synthetic for one in (*old, *new)),
    )
