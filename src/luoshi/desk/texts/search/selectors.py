"""Every read of search: what of the index is visible to a person, counted by facets, and the keys of one page.

What is not visible is neither found nor counted. The index is asked once; what it found meets the entries of the
visible documents here, because each further question to the database would search and pass the gate anew.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import starmap
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from django.db import connection
from django.db.models import Count, F
from django.db.models.expressions import RawSQL
from django.db.models.functions import Length, Substr

from luoshi.desk.accounts.permissions import Action, reach
from luoshi.desk.texts import selectors as texts
from luoshi.desk.texts.models import Document, Entry, Record, Series
from luoshi.desk.texts.search.engine import Index, engine

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from luoshi.desk.accounts.models import Person
    from luoshi.desk.texts.search.asking import Asked
    from luoshi.desk.texts.search.query import Node

    _Who = Person | AnonymousUser
    _Facets = dict[str, list[tuple[str, int]]]

__all__ = ["RANKED", "READ", "Found", "count", "documents_of", "find", "keys", "matching_documents", "records_of"]

READ: Final = 200_000
"""Characters from the beginning of a document in which hits are looked for to be shown."""

RANKED: Final = 20_000
"""Records found beyond this number stand in the order of their documents; nobody reads so far by relevance."""

_MOST_OFFERED: Final = 60
_FEW: Final = 500
_AT_ONCE: Final = 400


class _Row(NamedTuple):
    """A visible document that was found, or its records of one kind and programme. ``n``: how many."""

    document: int
    year: int | None
    kind: str
    issuer: str
    programme: str
    record: str = ""
    n: int = 1


@dataclass(frozen=True, slots=True)
class Found:
    """What holds the query, passed the gate and the chosen facets: how many, and the number behind each choice."""

    index: Index
    total: int
    facets: Mapping[str, Sequence[tuple[str, int]]]
    names: Mapping[str, str]  # of the series on offer
    rows: Sequence[_Row]
    scores: Mapping[int, float]  # of all that holds the query, visible or not; empty where newest come first


def matching_documents(node: Node) -> Any:
    """The keys of the documents where the query holds, for ``pk__in``. Visible or not."""
    return _matching(Index.DOCUMENTS, node)


def _matching(index: Index, node: Node) -> Any:
    sql, params = engine().matching(index, node)
    return RawSQL(sql, params)  # noqa: S611 (values are parameters)


def count(person: _Who, node: Node, where: str) -> int:
    """How many there are, whatever facets are chosen."""
    model, index = (Entry, Index.DOCUMENTS) if where == "documents" else (Record, Index.RECORDS)
    rows: QuerySet[Any] = model._default_manager.order_by().filter(pk__in=_matching(index, node))
    return _behind_the_gate(person, rows).count()


def _behind_the_gate(person: _Who, rows: QuerySet[Any]) -> QuerySet[Any]:
    if reach(person, Action.DOCUMENT_READ).everywhere:
        return rows
    return rows.filter(document__in=texts.visible_to(person).order_by().values("pk"))


def find(person: _Who, asked: Asked) -> Found:
    """Documents or records. A facet counts what would be found if its own choice were taken back."""
    if asked.node is None:
        raise ValueError("no words to look for")
    if asked.where == "documents":
        index, scores = Index.DOCUMENTS, _scores(Index.DOCUMENTS, asked.node)
        rows = _entries(person, scores)
    else:
        index, scores = Index.RECORDS, {}
        rows = _records(person, asked.node)
    series, names = _series(person)
    kept, facets = _counted(rows, asked.chosen, series, weighed=index is Index.RECORDS)
    total = sum(row.n for row in kept)
    if index is Index.RECORDS and total <= RANKED and not asked.by_date:
        scores = _scores(index, asked.node)
    offered = {key: names[int(key)] for key, _n in facets["series"]}
    ranks = not asked.by_date and any(scores.values())
    return Found(index, total, facets, offered, kept, scores if ranks else {})


def _scores(index: Index, node: Node) -> dict[int, float]:
    """Key → relevance, of everything where the query holds."""
    with connection.cursor() as cursor:
        cursor.execute(*engine().scored(index, node))
        return dict(cursor.fetchall())


def _entries(person: _Who, among: Collection[int]) -> list[_Row]:
    """The visible documents among these."""
    rows = Entry.objects.order_by()
    rows = _behind_the_gate(person, rows.filter(pk__in=list(among)) if len(among) <= _FEW else rows)
    told = starmap(_Row, rows.values_list("document_id", "year", "kind", "issuer", "programmes"))
    return list(told) if len(among) <= _FEW else [row for row in told if row.document in among]


def _records(person: _Who, node: Node) -> list[_Row]:
    """The records of visible documents where the query holds, by document, kind and programme."""
    found = Record.objects.order_by().filter(pk__in=_matching(Index.RECORDS, node))
    groups = list(found.values_list("document_id", "kind", "programme").annotate(n=Count("pk")))
    held = {row.document: row for row in _entries(person, {group[0] for group in groups})}
    return [
        _Row(key, held[key].year, held[key].kind, held[key].issuer, programme, kind, n)
        for key, kind, programme, n in groups
        if key in held
    ]


def _series(person: _Who) -> tuple[dict[str, set[int]], dict[int, str]]:
    """The documents of each visible series, and its name."""
    from luoshi.desk.texts.editions.selectors import series_visible

    visible = Series.objects.filter(pk__in=series_visible(person).order_by().values("pk"))
    held: dict[str, set[int]] = {}
    names: dict[int, str] = {}
    for key, name, document in visible.values_list("pk", "name", "documents"):
        names[key] = name
        held.setdefault(str(key), set()).add(document)
    return held, names


def _counted(
    rows: list[_Row], chosen: Mapping[str, str], series: Mapping[str, set[int]], *, weighed: bool
) -> tuple[list[_Row], _Facets]:
    """What passes every choice; and each facet, counted over what passes all others."""
    tests = {name: _test(name, value, series) for name, value in chosen.items() if weighed or name != "record"}

    def passing(but: str = "") -> list[_Row]:
        asked = [test for name, test in tests.items() if name != but]
        return [row for row in rows if all(test(row) for test in asked)] if asked else rows

    kept = passing()
    names = ["year", "kind", "issuer", "programme", *(["record"] if weighed else [])]
    facets = {name: _told(name, passing(name) if name in tests else kept, weighed=weighed) for name in names}
    documents = Counter[int]()
    for row in passing("series") if "series" in tests else kept:
        documents[row.document] += row.n
    within = {key: sum(documents[one] for one in held & documents.keys()) for key, held in series.items()}
    return kept, {**facets, "series": _largest(Counter(within))}


def _test(name: str, value: str, series: Mapping[str, set[int]]) -> Callable[[_Row], bool]:
    if name == "series":
        held = series.get(value, set())
        return lambda row: row.document in held
    if name == "programme":
        return lambda row: value in row.programme.split(",")
    place = _Row._fields.index(name)
    return lambda row: str(row[place]) == value


def _told(name: str, rows: list[_Row], *, weighed: bool) -> list[tuple[str, int]]:
    place = itemgetter(_Row._fields.index(name))
    found = Counter[Any]()
    if weighed:
        for row in rows:
            found[place(row)] += row.n
    else:
        found.update(map(place, rows))
    if name == "programme":
        found = _apart(found)
    if name == "year":
        return sorted(((str(year), n) for year, n in found.items() if year), reverse=True)
    return _largest(found)


def _apart(found: Counter[str]) -> Counter[str]:
    """Counts of sets of programmes as counts of programmes."""
    told = Counter[str]()
    for programmes, n in found.items():
        for one in programmes.split(","):
            told[one] += n
    return told


def _largest(counts: Counter[str]) -> list[tuple[str, int]]:
    held = sorted(((value, n) for value, n in counts.items() if value and n), key=lambda pair: (-pair[1], pair[0]))
    return held[:_MOST_OFFERED]


def keys(found: Found, asked: Asked, first: int, last: int) -> list[int]:
    """The keys from ``first`` to ``last``: the best first, or those of the newest documents."""
    scores = found.scores
    if found.index is Index.DOCUMENTS:
        if scores:
            held = [row.document for row in found.rows]
            return sorted(held, key=lambda key: (-scores[key], -key))[first:last]
        return _newest({row.document for row in found.rows})[first:last]
    return _best(found, first, last) if scores else _in_order(found, asked, first, last)


def _newest(documents: Collection[int]) -> list[int]:
    rows = Entry.objects.order_by(F("date").desc(nulls_last=True), "-pk").values_list("pk", flat=True)
    return [key for key in rows if key in documents]


def _best(found: Found, first: int, last: int) -> list[int]:
    """Records by relevance: looked at in that order until the page is full."""
    ranked = sorted(found.scores, key=lambda key: (-found.scores[key], -key))
    groups = {(row.document, row.record, row.programme) for row in found.rows}
    held: list[int] = []
    for begin in range(0, len(ranked), _AT_ONCE):
        some = ranked[begin : begin + _AT_ONCE]
        rows = Record.objects.filter(pk__in=some).order_by().values_list("pk", "document_id", "kind", "programme")
        told = {key for key, *group in rows if tuple(group) in groups}
        held += [key for key in some if key in told]
        if len(held) >= last:
            break
    return held[first:last]


def _in_order(found: Found, asked: Asked, first: int, last: int) -> list[int]:
    """Records as they stand in their documents, the newest document first; only those of the page are asked for."""
    if asked.node is None:
        return []
    many, groups = Counter[int](), set()
    for row in found.rows:
        many[row.document] += row.n
        groups.add((row.document, row.record, row.programme))
    begin, wanted, skipped = 0, [], 0
    for key in _newest(many):
        if begin + many[key] <= first:
            skipped += many[key]
        elif begin < last:
            wanted.append(key)
        begin += many[key]
    rows = Record.objects.filter(document__in=wanted, pk__in=_matching(Index.RECORDS, asked.node)).order_by("number")
    by_document: dict[int, list[int]] = {key: [] for key in wanted}
    for key, document, kind, programme in rows.values_list("pk", "document_id", "kind", "programme"):
        if (document, kind, programme) in groups:
            by_document[document].append(key)
    return [key for one in wanted for key in by_document[one]][first - skipped : last - skipped]


def documents_of(keys: Sequence[int]) -> list[Any]:
    """Documents by keys that are known to be visible; ``part`` and ``part_folded`` are where hits are shown."""
    rows = Document.objects.filter(pk__in=keys).order_by().select_related("unit", "entry").defer(*texts.HEAVY)
    rows = rows.annotate(part=Substr("text", 1, READ), part_folded=Substr("folded", 1, READ), size=Length("text"))
    held = {row.pk: row for row in rows}
    return [held[key] for key in keys if key in held]


def records_of(keys: Sequence[int]) -> list[Any]:
    """Records by their keys, already known to be visible, with their documents and ``part_folded``."""
    heavy = [f"document__{name}" for name in texts.HEAVY]
    rows = Record.objects.filter(pk__in=keys).order_by().defer("machine", "fields", *heavy)
    rows = rows.select_related("document__unit", "document__entry")
    rows = rows.annotate(part_folded=Substr("document__folded", F("start") + 1, F("end") - F("start")))
    held = {row.pk: row for row in rows}
    return [held[key] for key in keys if key in held]
