"""Which terms does an edition bring that the editions before it do not have? Statistics over characters, no words."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from luoshi.texts.folding import fold
from luoshi.texts.pages.sentences import Sentences
from luoshi.texts.terms.pieces import Piece, pieces_of, well_formed
from luoshi.texts.terms.records import NewTerm

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from luoshi.texts.editions.series import Edition

__all__ = ["WEIGHTS", "discover"]

_SHORTEST, _LONGEST = 2, 8
_COHESION: Final = 0.35
_NAMED_COHESION: Final = 0.25
_FREEDOM: Final = 0.5
_ONCE: Final = 6
"""The longest string that is taken from one place alone: what is longer describes, and does not name."""
WEIGHTS: Final = {"quoted": 1.5, "item": 1.5, "object": 1.0, "counted": 1.0}
"""Quotation marks and a place in a list: the author says that this is a name."""


class _Place(NamedTuple):
    """A candidate in one text: the index of its edition, its start, whether its piece ends at each side, and why."""

    edition: int
    start: int
    open_left: bool
    open_right: bool
    why: str


@dataclass(frozen=True, slots=True)
class _Ground:
    """How often strings occur in all texts, and how large the new and the old side are, in characters."""

    counts: Counter[str]
    new: int
    old: int


def discover(old: Sequence[Edition], new: Sequence[Edition], background: Sequence[Edition] = ()) -> tuple[NewTerm, ...]:
    """The terms of ``new`` that stand in no edition of ``old`` nor of ``background``, best first.

    Candidates are strings of 2 to 8 characters inside the pieces that punctuation and the grammar cut (verb against
    object, members of lists, quotations). One must occur twice, or fill a whole quotation, or a whole object or member
    of a list of at most 6 characters. The ``score`` (by half more for quotations and members) is the product of

    ``keyness``: the log-likelihood ratio of its counts in new and old texts (Dunning, Computational Linguistics 19,
    1993); ``cohesion``: pointwise mutual information of its two closest halves, normalised to 1 by Bouma (GSCL 2009),
    at least 0.35 (0.25 for quotations and members); ``freedom``: the entropy of what stands beside it on its tighter
    side (Jin and Tanaka-Ishii, COLING 2006), as a share of the largest possible, at least 0.5, where each end of a
    piece counts as another neighbour (Feng et al., Computational Linguistics 30, 2004).

    Of candidates that hold each other the best stays. Deterministic; ties go by count, length and characters.
    """
    texts = [fold(edition.reading.document.text).text for edition in new]
    known = [fold(edition.reading.document.text).text for edition in (*old, *background)]
    places = _candidates(new, texts)
    absent = places.keys() - _counted(places, known).keys()
    ground = _ground(absent, texts, known)
    scored = [_scored(term, places[term], texts, ground) for term in sorted(absent)]
    best = _apart([one for one in scored if one is not None], places)
    return tuple(_told(one, places[one.term], new, texts) for one in best)


@dataclass(frozen=True, slots=True)
class _Scored:
    """A candidate with its measures."""

    term: str
    score: float
    count: int
    keyness: float
    cohesion: float
    freedom: float
    why: str


def _candidates(new: Sequence[Edition], texts: Sequence[str]) -> dict[str, list[_Place]]:
    places: dict[str, list[_Place]] = defaultdict(list)
    for n, (edition, text) in enumerate(zip(new, texts, strict=True)):
        for piece in pieces_of(edition.reading, text):
            for start, end in _parts(piece):
                left, right = start == piece.start, end in {piece.end, piece.tail}
                why = piece.why if left and right else "counted"
                places[text[start:end]].append(_Place(n, start, left, right, why))
    return {
        term: found
        for term, found in places.items()
        if _enough(term, found) and well_formed(term, {place.why for place in found})
    }


def _enough(term: str, places: Sequence[_Place]) -> bool:
    why = places[0].why
    return len(places) > 1 or why == "quoted" or (why != "counted" and len(term) <= _ONCE)


def _parts(piece: Piece) -> Iterator[tuple[int, int]]:
    for start in range(piece.start, piece.end - _SHORTEST + 1):
        for end in range(start + _SHORTEST, min(start + _LONGEST, piece.end) + 1):
            yield start, end


def _counted(terms: Iterable[str], texts: Sequence[str]) -> Counter[str]:
    """How often each term occurs in the texts, overlapping places too (Aho and Corasick 1975)."""
    from ahocorasick import Automaton

    automaton = Automaton()
    for term in terms:
        automaton.add_word(term, term)
    if not len(automaton):
        return Counter()
    automaton.make_automaton()
    return Counter(term for text in texts for _, term in automaton.iter(text))


def _ground(terms: Iterable[str], texts: Sequence[str], known: Sequence[str]) -> _Ground:
    parts = {part for term in terms for cut in range(1, len(term)) for part in (term[:cut], term[cut:])}
    parts.update(terms)
    counts = _counted(parts, [*texts, *known])
    return _Ground(counts, max(1, sum(map(len, texts))), sum(map(len, known)))


def _scored(term: str, places: Sequence[_Place], texts: Sequence[str], ground: _Ground) -> _Scored | None:
    cohesion, freedom = _cohesion(term, ground), _freedom(term, places, texts)
    named = min((place.why for place in places), key=list(WEIGHTS).index)
    if cohesion < (_COHESION if WEIGHTS[named] <= 1 else _NAMED_COHESION) or freedom < _FREEDOM:
        return None
    keyness = _keyness(len(places), ground)
    score = keyness * cohesion * freedom * WEIGHTS[named]
    return _Scored(term, score, len(places), keyness, cohesion, freedom, named)


def _keyness(count: int, ground: _Ground) -> float:
    """Dunning's ratio for a term that the old side does not have at all."""
    return 2 * count * math.log((ground.new + ground.old) / ground.new) if ground.old else 2.0 * count


def _cohesion(term: str, ground: _Ground) -> float:
    """Normalised pointwise mutual information at the weakest cut."""
    total = ground.new + ground.old
    whole = ground.counts[term]
    if whole >= total:
        return 0.0
    return min(
        math.log(whole * total / (ground.counts[term[:cut]] * ground.counts[term[cut:]])) / math.log(total / whole)
        for cut in range(1, len(term))
    )


def _freedom(term: str, places: Sequence[_Place], texts: Sequence[str]) -> float:
    return min(
        _entropy([None if p.open_left else texts[p.edition][p.start - 1] for p in places]),
        _entropy([None if p.open_right else texts[p.edition][p.start + len(term)] for p in places]),
    )


def _entropy(neighbours: Sequence[str | None]) -> float:
    """The entropy of the neighbours, from 0 (one) to 1 (all differ); the end of a piece is always another one."""
    most = len(neighbours)
    if most == 1:
        return float(neighbours[0] is None)
    ends = sum(one is None for one in neighbours)
    counts = [1] * ends + list(Counter(one for one in neighbours if one is not None).values())
    return -sum(n / most * math.log(n / most) for n in counts) / math.log(most)


def _apart(scored: list[_Scored], places: dict[str, list[_Place]]) -> list[_Scored]:
    """The best of those that overlap in the text: a place belongs to one term."""
    taken: set[tuple[int, int]] = set()
    best = []
    for one in sorted(scored, key=lambda s: (-s.score, -s.count, -len(s.term), s.term)):
        cells = [{(p.edition, at) for at in range(p.start, p.start + len(one.term))} for p in places[one.term]]
        free = [cell for cell in cells if not cell & taken]
        if 2 * len(free) > len(cells):
            best.append(one)
            taken.update(*free)
    return best


def _told(one: _Scored, places: Sequence[_Place], new: Sequence[Edition], texts: Sequence[str]) -> NewTerm:
    place = min(places)
    document = new[place.edition].reading.document
    span = document.span(place.start, place.start + len(one.term))
    sentence = document.span(*Sentences.of(texts[place.edition]).around(span.start, span.end))
    return NewTerm(
        term=span.quote,
        score=round(one.score, 4),
        count=one.count,
        keyness=round(one.keyness, 4),
        cohesion=round(one.cohesion, 4),
        freedom=round(one.freedom, 4),
        why=one.why,
        edition=place.edition,
        span=span,
        sentence=sentence,
    )
