"""What was struck out and what was written in, character by character, so that a person can read it.

The shortest edit script of Chinese text is confetti: single characters that two words happen to share are kept
between changes. Runs that short are joined with their neighbours, and a number is changed as a whole.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from luoshi.texts.editions.changes import Edit, Op
from luoshi.texts.editions.likeness import Run, runs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from luoshi.core.spans import Span

__all__ = ["apply", "redline"]

_CONFETTI = 1
_DIGIT = re.compile(r"\d")


def redline(old: Sequence[tuple[Span, str]], new: Sequence[tuple[Span, str]]) -> tuple[Edit, ...]:
    """The edits from the old pieces to the new ones. Each piece is a span with its folded text, equally long.

    The pieces of a side are read one after the other; no edit reaches over the end of a piece.
    """
    if not old or not new:
        return (
            *(Edit(Op.DELETE, span, None) for span, _ in old),
            *(Edit(Op.INSERT, None, span) for span, _ in new),
        )
    one, other = "".join(text for _, text in old), "".join(text for _, text in new)
    if one == other and len(old) == len(new) == 1:
        return (Edit(Op.EQUAL, old[0][0], new[0][0]),)
    found = runs(one, other)
    told = _joined(_whole_numbers(found, one, other) if _DIGIT.search(one + other) else found)
    cut = [piece for run in told for piece in _cut(run, _ends(old), _ends(new))]
    return tuple(Edit(_op(run), _span(old, run.a, run.b), _span(new, run.c, run.d)) for run in cut)


def apply(text: str, edits: Sequence[Edit]) -> str:
    """The new side as the edits make it of the old document's ``text``: the law of a redline.

    What is equal is taken from the old text; printed in another script it is the new side after folding.
    """
    return "".join(
        text[edit.old.start : edit.old.end] if edit.op is Op.EQUAL and edit.old else edit.new.quote if edit.new else ""
        for edit in edits
    )


def _whole_numbers(found: list[Run], one: str, other: str) -> list[Run]:
    """Take the digits at the edges of equal runs into the change beside them, where that cuts through a number."""
    told: list[Run] = []
    for at, run in enumerate(found):
        if not run.same:
            told.append(run)
            continue
        text = one[run.a : run.b]
        head = _digits(text) if at and _in_number(found[at - 1], one, other, last=True) else 0
        rest = text[head:]
        more = at + 1 < len(found) and _in_number(found[at + 1], one, other, last=False)
        tail = _digits(rest[::-1]) if more else 0
        told += [
            Run(False, run.a, run.a + head, run.c, run.c + head),
            Run(True, run.a + head, run.b - tail, run.c + head, run.d - tail),
            Run(False, run.b - tail, run.b, run.d - tail, run.d),
        ]
    return [run for run in told if run.b > run.a or run.d > run.c]


def _digits(text: str) -> int:
    return next((n for n, char in enumerate(text) if not _of_number(char)), len(text))


def _of_number(char: str) -> bool:
    return char.isascii() and (char.isdigit() or char == ".")


def _in_number(run: Run, one: str, other: str, *, last: bool) -> bool:
    """Whether a change touches its neighbour with a digit on either side."""
    edges = [text[-1] if last else text[0] for text in (one[run.a : run.b], other[run.c : run.d]) if text]
    return any(map(_of_number, edges))


def _joined(found: list[Run]) -> list[Run]:
    """Changes that only a character or nothing parts become one."""
    changed = any(not run.same for run in found)
    told: list[Run] = []
    for run in found:
        confetti = run.same and changed and run.b - run.a <= _CONFETTI
        now = run._replace(same=False) if confetti else run
        if told and told[-1].same == now.same:
            told[-1] = Run(now.same, told[-1].a, now.b, told[-1].c, now.d)
        else:
            told.append(now)
    return told


def _ends(pieces: Sequence[tuple[Span, str]]) -> list[int]:
    """Where the pieces of a side end in the joined text."""
    ends, at = [], 0
    for _, text in pieces:
        at += len(text)
        ends.append(at)
    return ends


def _cut(run: Run, old: list[int], new: list[int]) -> Iterator[Run]:
    """Cut a run where a piece of either side ends."""
    a, c = run.a, run.c
    while True:
        b = min((end for end in old if a < end < run.b), default=run.b)
        d = min((end for end in new if c < end < run.d), default=run.d)
        if run.same:
            length = min(b - a, d - c)
            b, d = a + length, c + length
        yield Run(run.same, a, b, c, d)
        if (b, d) == (run.b, run.d):
            return
        a, c = b, d


def _op(run: Run) -> Op:
    if run.same:
        return Op.EQUAL
    return Op.INSERT if run.a == run.b else Op.DELETE if run.c == run.d else Op.REPLACE


def _span(pieces: Sequence[tuple[Span, str]], start: int, end: int) -> Span | None:
    """The characters of the joined text as a span of the document: they lie in one piece."""
    if start == end:
        return None
    at = 0
    for span, text in pieces:
        if start < at + len(text):
            return span.document.span(span.start + start - at, span.start + end - at)
        at += len(text)
    return None
