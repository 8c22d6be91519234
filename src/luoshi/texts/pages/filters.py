"""What a reading can be filtered by, and the filters as style rules, so that they work without the script."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from luoshi.texts.pages.rows import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from luoshi.texts.pages.labels import Labels
    from luoshi.texts.records import Commitment, Record

__all__ = ["KINDS", "Choice", "kinds", "programmes", "rules", "sections"]

KINDS: Final = ("commitment", "achievement", "figure", "person", "actor", "decision", "event")
"""The kinds of records, in the order in which the pages list them."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a filter: the class of what it keeps, its name, and how many records it holds."""

    code: str
    name: str
    count: int


def kinds(records: Sequence[Record], words: Labels) -> tuple[Choice, ...]:
    """The kinds that occur."""
    found = Counter(map(kind_of, records))
    return tuple(Choice(f"k-{kind}", words.name("kind", kind), found[kind]) for kind in KINDS if found[kind])


def sections(records: Sequence[Record], words: Labels) -> tuple[Choice, ...]:
    """The sections that occur, in the order of the text."""
    found = Counter(record.section.value for record in records)
    return tuple(Choice(f"s-{code}", words.name("section", code), count) for code, count in found.items())


def programmes(commitments: Sequence[Commitment], words: Labels) -> dict[str, Choice]:
    """Programmes by code, with classes that count them: a code from elsewhere must not become a style rule."""
    found = Counter(commitment.programme or "none" for commitment in commitments)
    return {
        code: Choice(f"p-{index}", words.name("programme", code), count)
        for index, (code, count) in enumerate(found.items())
    }


def rules(by_kind: Iterable[Choice], by_other: Iterable[Choice]) -> str:
    """A kind that is not ticked has its records hidden and its spans bared; so has what a choice leaves out."""
    ticks = (_rule(f"#f-{kind.code}:not(:checked)", f".{kind.code}") for kind in by_kind)
    picks = (_rule(f'option[value="{c.code}"]:checked', f":not(.{c.code}):not(.warned)") for c in by_other)
    return "".join((*ticks, *picks))


def _rule(state: str, which: str) -> str:
    where = f".work:has({state})"
    gone = f"{where} .record{which},{where} .m{which}>.tag{{display:none}}"
    return f"{gone}{where} .m{which}{{background:none;border-color:transparent}}\n"
