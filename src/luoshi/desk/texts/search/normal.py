"""The form in which texts and queries meet: simplified script, small letters, no blanks. Offsets can be found again.

``plain`` keeps every offset. ``squeezed`` leaves the blanks out, so that 「5G 网络」 and 「5G网络」 are the same words.
"""

from __future__ import annotations

import re
import unicodedata

from luoshi.desk.ground.script import folded_query
from luoshi.texts.folding import fold

__all__ = ["pattern_of", "plain", "sought", "squeezed"]

_LINE_ENDS = frozenset("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")


class _Forms(dict[int, str]):
    """Code point → its form, found out once."""

    def __missing__(self, code: int) -> str:
        form = self[code] = _form(chr(code))
        return form


def _form(char: str) -> str:
    if char in _LINE_ENDS:
        return "\n"
    kind = unicodedata.category(char)
    if char.isspace() or kind in {"Cc", "Cf", "Cs"}:
        return " "
    small = fold(char).text.lower()
    return small if len(small) == 1 else char


_FORMS = _Forms()


def plain(folded: str) -> str:
    """A folded text character by character: the same length, blanks as one kind of blank."""
    return folded.translate(_FORMS)


def squeezed(folded: str) -> str:
    """What is indexed: the plain text without blanks, lines kept apart."""
    return plain(folded).replace(" ", "")


def sought(words: str) -> str:
    """What is looked for, in the form that is indexed; a line end in a query is a blank."""
    return squeezed(folded_query(words)).replace("\n", "")


def pattern_of(words: list[str]) -> re.Pattern[str] | None:
    """What finds these words, as ``sought`` gives them, in a plain text: with or without blanks between characters."""
    forms = sorted(set(words), key=len, reverse=True)
    if not forms:
        return None
    return re.compile("|".join("(" + " *".join(map(re.escape, form)) + ")" for form in forms))
