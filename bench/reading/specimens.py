"""Changes planted into the specimens: their own sentences, with one edit at some clauses and the answer to each.

The clauses are found by the reading, so this says nothing of the reading; what the edit does is known from the words.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, NamedTuple

from bench.reading.planting import RISING, STEPS, SWAPS, Answer, Plant
from luoshi.texts import read_text

if TYPE_CHECKING:
    from luoshi.texts.records import Commitment

__all__ = ["on_specimen"]

_NEW = ("摸排闲置厂房底数", "编发用能简报", "开办技工夜校", "试运行线上调解席位", "扩建标本陈列馆", "整修通勤班车站点")


class _Edit(NamedTuple):
    """What stands in place of a clause, and what has to be said of it."""

    text: str
    answer: Answer


def on_specimen(text: str, seed: int, *, share: float = 0.5) -> Plant:
    """A specimen and its edited successor. Clauses to which no edit can be made are kept."""
    rng = random.Random(seed)  # noqa: S311
    commitments = read_text(text).commitments
    new, at, answers = [], 0, []
    fresh = rng.sample(_NEW, len(_NEW))
    for clause in commitments:
        quote = clause.span.quote
        edit = _drawn(rng, clause, text, fresh) if rng.random() < share and quote not in _twice(commitments) else None
        new += [text[at : clause.span.start], edit.text if edit else quote]
        at = clause.span.end
        answers.append(edit.answer if edit else Answer("none", "kept", None, (quote,), (quote,)))
        if edit and edit.answer.edit == "add":
            answers.append(Answer("none", "kept", None, (quote,), (quote,)))
        if edit and edit.answer.edit == "drop":
            new[-2] = new[-2].rstrip("，,")
    return Plant(text, "".join([*new, text[at:]]), tuple(answers))


def _twice(commitments: tuple[Commitment, ...]) -> set[str]:
    quotes = [clause.span.quote for clause in commitments]
    return {quote for quote in quotes if quotes.count(quote) > 1}


def _drawn(rng: random.Random, clause: Commitment, text: str, fresh: list[str]) -> _Edit | None:
    """One of the edits that fit the clause."""
    quote = clause.span.quote
    fits: list[_Edit] = []
    inside = not clause.is_head and text[clause.span.start - 1] in "，," and text[clause.span.end] in "，,。"
    if inside:
        fits.append(_Edit("", Answer("drop", "dropped", None, (quote,), ())))
    if fresh and inside:
        more = fresh[-1]
        fits.append(_Edit(f"{quote}，{more}", Answer("add", "added", None, (), (more,))))
    fits += [_turned(quote, swap, "adverb", ("reworded", None)) for swap in SWAPS if _adverb(clause, swap[0])]
    for where, old, new, axis in STEPS:
        if (where == "adverb" and _adverb(clause, old)) or (
            where == "verb" and quote.startswith(old) and "企业" not in old
        ):
            status = "strengthened" if RISING.get((old, new), True) else "weakened"
            fits.append(_turned(quote, (old, new), "axis", (status, axis)))
    for figure in clause.figures:
        printed = str(figure.value)
        if quote.count(printed) == 1 and figure.value == int(figure.value):
            fits.append(_turned(quote, (printed, str(int(figure.value) + 7)), "number", ("number-changed", "number")))
    if clause.deadline and "月" in clause.deadline and "1月" not in clause.deadline:
        fits.append(_turned(quote, (clause.deadline, "11月底前"), "deadline", ("deadline-changed", "deadline")))
    fits = [edit for edit in fits if edit.text != quote]
    if not fits:
        return None
    chosen = rng.choice(fits)
    if chosen.answer.edit == "add":
        fresh.pop()
    return chosen


def _adverb(clause: Commitment, word: str) -> bool:
    """Whether the clause opens with this adverb alone; with none where ``word`` is empty."""
    quote = clause.span.quote
    if word:
        return clause.degree == word and quote.startswith(word)
    return clause.degree is None and clause.modality is None and quote.startswith(clause.verb)


def _turned(quote: str, words: tuple[str, str], edit: str, verdict: tuple[str, str | None]) -> _Edit:
    """The first of two words of a clause becomes the other; nothing becomes something at its start."""
    told = quote.replace(*words, 1) if words[0] else words[1] + quote
    return _Edit(told, Answer(edit, *verdict, (quote,), (told,)))
