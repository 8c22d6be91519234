"""Where the leaves of a commitment stand in the text: each item by its own characters, or the whole clause."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from luoshi.desk.texts.models import Leaf

__all__ = ["leaf_spans", "leaf_texts", "matter_title", "places"]


def leaf_texts(quote: str, fields: Mapping[str, Any]) -> list[str]:
    """What a corrected commitment leaves to be done: its items, or the clause; nothing where it is no act."""
    if fields.get("role") != "act":
        return []
    return [str(item) for item in fields.get("items") or ()] or [quote]


def matter_title(leaf: Leaf) -> str:
    """What a matter that comes of the leaf is called: its words, with the clause where they are a part of it."""
    record = leaf.record
    part = (leaf.start, leaf.end) != (record.start, record.end)
    return f"{leaf.text}（{record.quote}）" if part else leaf.text


def leaf_spans(quote: str, start: int, fields: Mapping[str, Any]) -> list[tuple[int, int]]:
    """The spans of ``fields["leaves"]`` in the text, in which ``quote`` begins at ``start``."""
    texts = [str(leaf) for leaf in fields.get("leaves") or ()]
    return [(start + a, start + b) for a, b in places(quote, texts)]


def places(quote: str, parts: Sequence[str]) -> list[tuple[int, int]]:
    """Each part after the one before it; a part that does not stand in the quotation is the whole of it."""
    found: list[tuple[int, int]] = []
    cursor = 0
    for part in parts:
        at = quote.find(part, cursor)
        at = at if at >= 0 else quote.find(part)
        place = (at, at + len(part)) if at >= 0 and part else (0, len(quote))
        cursor = place[1] if at >= 0 else cursor
        if place not in found:
            found.append(place)
    return found
