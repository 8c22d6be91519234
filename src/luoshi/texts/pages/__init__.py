"""What a person sees of a reading: one page of HTML, complete in itself, on paper as on the screen.

``reading_page`` shows a text beside its records, ``board_page`` the decisions of several documents by
programme. A page asks nothing of the outside: style and script are inside it, named by their hash in a
content security policy, and everything but the search for words works without the script.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from luoshi.texts.records import Reading

__all__ = ["board_page", "reading_page"]


def reading_page(reading: Reading, *, lang: str = "zh", synthetic: bool = False) -> str:
    """The text of a reading beside its records, as one HTML page in ``lang`` ("zh" or "en").

    Record n stands at ``#r<n>`` and its characters at ``#t<n>``, counted from 1 in the order of
    ``reading.records``. ``synthetic`` puts up the banner of invented documents. Raises ``UsageError``
    for another language.
    """
    from luoshi.texts.pages.labels import labels
    from luoshi.texts.pages.shell import render
    from luoshi.texts.pages.views import reading_view

    words = labels(lang)
    view = reading_view(reading, words)
    return render("reading.html.j2", words, rules=view.rules, script=True, view=view, synthetic=synthetic)


def board_page(
    readings: Sequence[tuple[str, Reading]],
    *,
    lang: str = "zh",
    synthetic: bool | Collection[str] = False,
    pages: Mapping[str, str] | None = None,
) -> str:
    """The decisions of ``(name, reading)`` pairs: programmes as rows, each entry quoting its sentence.

    ``synthetic`` is true where all documents are invented, or holds the names of those that are. ``pages``
    gives, by name, the path of a document's ``reading_page`` relative to the board: entries then lead to
    their characters. Raises ``UsageError`` for another language than "zh" and "en".
    """
    from luoshi.texts.pages.board import board_view
    from luoshi.texts.pages.labels import labels
    from luoshi.texts.pages.shell import render

    words = labels(lang)
    names = {name for name, _ in readings}
    invented = (names if synthetic else set()) if isinstance(synthetic, bool) else names & set(synthetic)
    view = board_view(readings, words, invented=invented, pages=pages or {})
    return render("board.html.j2", words, rules=view.rules, script=False, view=view, invented=len(invented))
