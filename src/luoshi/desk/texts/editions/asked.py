"""What an address of the editions' pages asks for: which documents, which changes. Nothing is taken on trust."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404

from luoshi.desk.texts.editions import selectors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest, QueryDict

    from luoshi.desk.texts.models import Document

__all__ = ["Wish", "keys_in", "pair_asked", "visible_all"]


@dataclass(frozen=True, slots=True)
class Wish:
    """The documents of a comparison by their keys, as far as they were named."""

    old: int | None
    new: int | None
    anyway: bool

    @property
    def whole(self) -> bool:
        """Whether both are named."""
        return self.old is not None and self.new is not None


def keys_in(query: QueryDict, name: str, most: int = 200) -> list[int]:
    """The keys under a name, each once, in the order given."""
    given = [value for one in query.getlist(name)[:most] for value in one.split(",")[:most]]
    return list(dict.fromkeys(int(value) for value in given if value.isdecimal() and len(value) < 19))


def pair_asked(query: QueryDict) -> Wish:
    """Two documents under their own names, or ticked in a list (``doc``), then in the order of the list."""
    ticked = keys_in(query, "doc")
    old, new = (next(iter(keys_in(query, name)), None) for name in ("old", "new"))
    if ticked and old is None:
        old, new = (*ticked, None)[:2]
    return Wish(old, new, query.get("anyway") == "1")


def visible_all(request: HttpRequest, keys: Sequence[int]) -> list[Document]:
    """The documents of these keys; 404 unless the person may see every one of them."""
    found = selectors.editions(request.user, keys)
    if len(found) < len(keys):
        raise Http404
    return found
