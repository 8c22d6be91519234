"""The proof of a draft: every family of rules over one draft, each number blamed once, by the surest rule."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from luoshi.core.pause import collector_paused
from luoshi.texts.dirt import refuse_spun
from luoshi.texts.proofing.claims import claims
from luoshi.texts.proofing.dates import dates
from luoshi.texts.proofing.draft import draft_of
from luoshi.texts.proofing.growth import changes
from luoshi.texts.proofing.levels import levels
from luoshi.texts.proofing.lists import lists
from luoshi.texts.proofing.percents import percents
from luoshi.texts.proofing.ranks import ranks
from luoshi.texts.proofing.ratios import ratios
from luoshi.texts.proofing.records import Confirmed, Dangling, Finding, Proof, Severity
from luoshi.texts.proofing.shares import shares
from luoshi.texts.proofing.sums import sums
from luoshi.texts.proofing.tables import tables
from luoshi.texts.proofing.tokens import AMOUNT, PERCENT, POINTS, RANK, TIMES
from luoshi.texts.proofing.units import conversions
from luoshi.texts.proofing.values import against

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from luoshi.texts.proofing.values import Value

__all__ = ["proof", "proof_text"]

_RULES = (changes, levels, shares, sums, ratios, ranks, dates, percents, conversions, lists, claims, tables)
_GRADES = (Severity.WRONG, Severity.DOUBTFUL, Severity.STYLE)
_FIGURES = frozenset({AMOUNT, PERCENT, POINTS, TIMES, RANK})


def proof(path: Path, values: Sequence[Value] = (), *, allow_spun: bool = False) -> Proof:
    """Prove the numbers of a file: text, HTML, DOCX or PDF with text.

    Raises ``FileRefused`` as ``read`` does, and for spun text unless ``allow_spun``.
    """
    from luoshi.texts.importing import load

    return proof_text(load(path).text, values, source=path.name, allow_spun=allow_spun)


def proof_text(text: str, values: Sequence[Value] = (), *, source: str = "", allow_spun: bool = False) -> Proof:
    """Prove the numbers of a text, and against ``values`` where they are given.

    What the text itself implies (shares, growth, sums, averages, ranks, dates, announced lists) is computed within the
    printed precision. Raises ``FileRefused`` for a text with lone surrogates, and for one that a
    program reworded (spun text) unless ``allow_spun``.
    """
    with collector_paused():
        draft = draft_of(text)
        if not allow_spun:
            refuse_spun(draft.document, draft.folded, source=source)
        results = list(chain(chain.from_iterable(rule(draft) for rule in _RULES), against(draft, values)))
        figures = sum(number.kind in _FIGURES for number in draft.numbers)
        findings = _once(one for one in results if isinstance(one, Finding))
        blamed = {one.span.start for one in findings}
        held = _distinct(one for one in results if isinstance(one, Confirmed))
        open_parts = tuple(one for one in results if isinstance(one, Dangling) and one.span.start not in blamed)
    return Proof(draft.document, source, figures, findings, held, open_parts)


def _once(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """One finding a number: the surest, and of equals the first."""
    best: dict[tuple[int, int], Finding] = {}
    for one in findings:
        place = (one.span.start, one.span.end)
        if place not in best or _GRADES.index(one.severity) < _GRADES.index(best[place].severity):
            best[place] = one
    return tuple(sorted(best.values(), key=lambda one: (one.span.start, one.span.end)))


def _distinct(held: Iterable[Confirmed]) -> tuple[Confirmed, ...]:
    kept: dict[tuple[int, int, str, str], Confirmed] = {}
    for one in held:
        kept.setdefault((one.span.start, one.span.end, one.code, one.relation), one)
    return tuple(sorted(kept.values(), key=lambda one: (one.span.start, one.span.end)))
