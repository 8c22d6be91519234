"""A stored document as its page shows it: marked text, cards of records, warnings. Everything escaped, no query."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from luoshi.desk.texts.words import words
from luoshi.texts.pages.labels import explained
from luoshi.texts.pages.marked import Rest, Tagged, Thing, paragraphs
from luoshi.texts.pages.nesting import Mark
from luoshi.texts.pages.rows import quantity_words
from luoshi.texts.records import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from markupsafe import Markup

    from luoshi.desk.ledger.models import Matter
    from luoshi.desk.texts.models import Document, Leaf, Record

__all__ = ["GROUPS", "Card", "Warned", "cards", "grouped", "marked", "shown", "tag_of", "text_lang", "warned"]

GROUPS = ("text", "kind", "section", "programme")
"""How the records can be grouped; ``text`` is the order of the text."""

_ELSEWHERE = frozenset({"id", "kind", "start", "end", "text", "section", "why", "programme", "is_head", "value_start",
                        "value_end", "leaves"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Card:
    """One record with its rows of label and value, its leaves, and the matters that came of them."""

    record: Record
    tag: str
    badges: tuple[str, ...]
    rows: tuple[tuple[str, str], ...]
    why: str
    corrected: bool
    leaves: tuple[tuple[Leaf, Matter | None], ...]


@dataclass(frozen=True, slots=True)
class Warned:
    """A warning: its name, its text where that says more, and its characters."""

    number: int
    name: str
    text: str
    start: int | None
    end: int | None


def text_lang(document: Document) -> str:
    """The language of the document's own words."""
    return {"Hans": "zh-Hans", "Hant": "zh-Hant"}.get(document.script, "zh")


def tag_of(record: Record) -> str:
    """The visible label of a record: its kind and number."""
    return f"{words().name('kind', record.kind)} {record.number}"


def marked(document: Document, records: Iterable[Record], here: tuple[int, int] | None, label: str = "") -> Markup:
    """The whole text in paragraphs, with the records as nested spans and, where asked, one span more."""
    names = words()
    marks: list[Mark[Thing]] = [
        Mark(rest["start"], rest["end"], Rest(names("text.rest", kind=names.name("remainder", rest["kind"]))))
        for rest in document.remainders
    ]
    if here is not None:
        marks.append(Mark(*here, Tagged("here", "here", "here", label, names.html_lang)))
    marks += [Mark(record.start, record.end, _tagged(record)) for record in records]
    return paragraphs(document.text, marks)


def _tagged(record: Record) -> Tagged:
    classes = f"k-{record.kind} s-{record.section}"
    lang = words().html_lang
    return Tagged(classes, f"t{record.number}", f"r{record.number}", tag_of(record), lang, str(record.number))


def warned(document: Document) -> list[Warned]:
    """The warnings of a document, in words."""
    names = words()
    found = []
    for number, warn in enumerate(document.info.get("warnings") or (), 1):
        name = names.name("warning", warn["code"])
        text = warn["text"] if names.lang == "en" or name == warn["code"] else ""
        found.append(Warned(number, name, text, warn.get("start"), warn.get("end")))
    return found


def cards(records: Sequence[Record], leaves: Iterable[Leaf], matters: Mapping[int, Matter]) -> list[Card]:
    """The records as cards, with what became of their leaves."""
    held: dict[int, list[Leaf]] = {}
    for leaf in leaves:
        held.setdefault(leaf.record_id, []).append(leaf)
    return [_card(record, [(leaf, matters.get(leaf.pk)) for leaf in held.get(record.pk, ())]) for record in records]


def _card(record: Record, leaves: Sequence[tuple[Leaf, Matter | None]]) -> Card:
    names = words()
    badges = [names.name("section", record.section)]
    if record.kind == "commitment":
        badges[:0] = [names.name("role", record.role), names.name("programme", record.programme or "none")]
    hidden = _ELSEWHERE | ({"role"} if record.kind == "commitment" else set())
    rows = ((names.name("field", key), shown(key, value)) for key, value in record.fields.items() if key not in hidden)
    kept = tuple((label, value) for label, value in rows if value)
    corrected = record.fields != record.machine
    why = explained(str(record.fields.get("why") or ""), names)
    return Card(record, tag_of(record), tuple(badges), kept, why, corrected, tuple(leaves))


def shown(key: str, value: Any) -> str:
    """A value in words: lists joined, quantities as the text has them, codes by their names."""
    if value is None or value is False or value == []:
        return ""
    if value is True:
        return words()("word.yes")
    if isinstance(value, list):
        return "、".join(_quantity(part) if isinstance(part, dict) else str(part) for part in value)
    return words().name(key, str(value))


def _quantity(told: Mapping[str, Any]) -> str:
    known: dict[str, Any] = {name: told.get(name) for name in Quantity.__dataclass_fields__}
    value = Decimal(str(told.get("value") or 0))
    known |= {"value": value, "unit": str(told.get("unit") or "")}
    return quantity_words(Quantity(**known))


def grouped(held: Iterable[Card], by: str) -> list[tuple[str, list[Card]]]:
    """The cards under headings, each group where its first record stands."""
    if by not in GROUPS or by == "text":
        return [("", list(held))]
    names = words()
    groups: dict[str, list[Card]] = {}
    for card in held:
        code = getattr(card.record, by) or ("none" if by == "programme" else "")
        groups.setdefault(names.name(by, code), []).append(card)
    return list(groups.items())
