"""How fast is the search with five thousand documents: phrases, Boolean, two characters, one, nothing found, facets?

A fresh database gets the demonstration and the volume (all written by the project). Timed is, in this process, what a
page needs: hits counted under the read gate, all facets, the keys of the first page by relevance, its sentences;
``all_cpu`` counts this process alone, so on SQLite it also holds on a busy machine. Beside it, in the same run and for
the same words, only the keys of all hits: this index, FTS5 over single characters, FTS5 ``trigram``, ``LIKE '%…%'``.
With ``--postgres`` the same on a server of its own, beside ``LIKE``.

    python -m bench.search_speed [--documents 5000] [--times 5] [--postgres] [--out FILE]
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.machine import machine, versions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

__all__ = ["main"]

ROOT = Path(__file__).resolve().parents[1]
TARGET_MS = 50
_SEED = 7


def main(arguments: list[str] | None = None) -> int:
    """Measure and write the result; 1 where the target is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=5_000)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--postgres", action="store_true", help="the same on PostgreSQL too")
    parser.add_argument("--home", type=Path, help="a LUOSHI_HOME that holds the volume already, or shall keep it")
    parser.add_argument("--out", type=Path, default=ROOT / "bench" / "results" / "search_speed.json")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.one:
        options.out.write_text(json.dumps(_one(options), ensure_ascii=False), "utf-8")
        return 0
    found = {"sqlite": _apart(options, [])}
    if options.postgres:
        found["postgresql"] = _apart(options, [sys.executable, str(ROOT / "scripts" / "with_postgres.py")])
    result = {
        "target_p95_ms": TARGET_MS,
        "machine": machine(),
        "versions": versions("django", "opencc"),
        "databases": found,
    }
    options.out.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", "utf-8")
    for name, told in found.items():
        print(name, json.dumps(told, ensure_ascii=False, indent=1))
    return int(any(told["search_ms"]["all"]["p95"] > TARGET_MS for told in found.values()))


def _apart(options: argparse.Namespace, before: list[str]) -> dict[str, Any]:
    """A process of its own for each database."""
    with tempfile.TemporaryDirectory(prefix="luoshi-search-") as folder:
        home, out = options.home if options.home and not before else Path(folder), Path(folder) / "out.json"
        environment = {**os.environ, "LUOSHI_HOME": str(home), "DJANGO_SETTINGS_MODULE": "luoshi.desk.settings.demo"}
        numbers = ["--documents", str(options.documents), "--times", str(options.times)]
        command = [*before, sys.executable, "-m", "bench.search_speed", "--one", "--out", str(out), *numbers]
        subprocess.run(command, check=True, env=environment, cwd=ROOT)
        told: dict[str, Any] = json.loads(out.read_text("utf-8"))
        return told


def _one(options: argparse.Namespace) -> dict[str, Any]:
    import django

    django.setup()
    from django.db import connection

    from luoshi.desk.accounts.models import Person
    from luoshi.desk.demo.loader import prepare
    from luoshi.desk.demo.volume import load_volume
    from luoshi.desk.texts.models import Document, Record

    prepare("en")
    if Document.objects.count() < options.documents:
        load_volume(matters=200, documents=options.documents, seed=1)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    leader = Person.objects.get(username=_leader())
    mix = list(_queries(random.Random(_SEED)))  # noqa: S311 - the same words each time
    texts = Document.objects.values_list("text", flat=True)
    return {
        "documents": Document.objects.count(),
        "records": Record.objects.count(),
        "characters": sum(map(len, texts.iterator(chunk_size=100))),
        "queries": len(mix),
        "search_ms": _searches(leader, mix, options.times, "documents"),
        "search_records_ms": _searches(leader, mix, options.times, "records"),
        "keys_only": _beside(mix, options.times),
        "index": _index(),
    }


def _leader() -> str:
    from luoshi.desk.accounts.models import Person
    from luoshi.desk.texts.selectors import visible_to

    people = Person.objects.filter(posts__role="leader").order_by("pk")
    return max(people[:5], key=lambda person: visible_to(person).count()).username


def _queries(chance: random.Random) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Kind, query and facets, drawn from the texts themselves."""
    from luoshi.desk.texts.models import Document

    keys = list(Document.objects.order_by("pk").values_list("pk", flat=True))
    texts = [Document.objects.get(pk=key).folded for key in chance.sample(keys, 20)]

    def words(length: int) -> str:
        while True:
            text = chance.choice(texts)
            begin = chance.randrange(len(text) - length)
            word = text[begin : begin + length]
            if all("\u4e00" <= char <= "\u9fff" for char in word):
                return word

    for _n in range(12):
        yield "one character", words(1), {}
        yield "two characters", words(2), {}
        yield "phrase", f'"{words(chance.randint(4, 9))}"', {}
        yield "and", f"{words(2)} {words(3)}", {}
        yield "or", f"{words(2)} 或 {words(4)}", {}
        yield "not", f"{words(3)} 非 {words(2)}", {}
        yield "brackets", f"({words(2)} 或 {words(3)}) 非 (非 {words(2)} 或 {words(4)})", {}
        yield "facets", words(2), {"kind": "communique", "year": "2026"}
        yield "nothing", words(2) + "鬯鬰", {}


def _searches(person: Any, mix: Sequence[tuple[str, str, dict[str, str]]], times: int, where: str) -> dict[str, Any]:
    from luoshi.desk.texts.search import selectors
    from luoshi.desk.texts.search.asking import PAGE, Asked
    from luoshi.desk.texts.search.places import places, spans
    from luoshi.desk.texts.search.query import parse, phrases

    def search(text: str, chosen: dict[str, str]) -> None:
        asked = Asked(text, parse(text), where, chosen)
        found, words = selectors.find(person, asked), list(phrases(asked.node)) if asked.node else []
        keys = selectors.keys(found, asked, 0, PAGE) if found.total else []
        if where == "documents":
            for row in selectors.documents_of(keys):
                places(row.part_folded, words)
        else:
            for row in selectors.records_of(keys):
                spans(row.part_folded, words)

    told: dict[str, list[float]] = {}
    spent: list[float] = []
    for _time in range(times):
        for kind, text, chosen in mix:
            begun = time.process_time()
            told.setdefault(kind, []).append(_timed(lambda t=text, c=chosen: search(t, c)))  # type: ignore[misc]
            spent.append((time.process_time() - begun) * 1000)
    told["all"] = [value for values in list(told.values()) for value in values]
    return {**{kind: _said(values) for kind, values in told.items()}, "all_cpu": _said(spent)}


def _timed(step: Callable[[], object]) -> float:
    begun = time.perf_counter()
    step()
    return (time.perf_counter() - begun) * 1000


def _said(values: Sequence[float]) -> dict[str, float]:
    ordered = sorted(values)
    p95 = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
    return {"median": round(statistics.median(ordered), 1), "p95": round(p95, 1), "max": round(ordered[-1], 1)}


def _beside(mix: Sequence[tuple[str, str, dict[str, str]]], times: int) -> dict[str, Any]:
    """The keys of all hits, by other ways: how long, and how often they were the right ones."""
    from django.db import connection

    from luoshi.desk.texts.search.engine import Index, engine
    from luoshi.desk.texts.search.query import parse

    words = [
        (text, parse(text)) for kind, text, _chosen in mix if kind in {"one character", "two characters", "phrase"}
    ]
    ways: dict[str, Callable[[str, Any], tuple[str, list[Any]]]] = {
        "luoshi": lambda _text, node: engine().matching(Index.DOCUMENTS, node),
        "like_scan": lambda text, _node: (
            "SELECT id FROM texts_document WHERE folded LIKE %s",
            [f"%{text.strip(chr(34))}%"],
        ),
    }
    if connection.vendor == "sqlite":
        ways |= _others()
    told: dict[str, list[float]] = {name: [] for name in ways}
    right = dict.fromkeys(ways, 0)
    with connection.cursor() as cursor:
        for text, node in words * times:
            held: dict[str, set[int]] = {}
            for name, way in ways.items():
                sql = way(text, node)
                told[name].append(_timed(lambda s=sql: cursor.execute(*s) and None))  # type: ignore[misc]
                begun = time.perf_counter()
                held[name] = {row[0] for row in cursor.fetchall()}
                told[name][-1] += (time.perf_counter() - begun) * 1000
            for name, keys in held.items():
                right[name] += keys == held["luoshi"]
    mine = statistics.mean(told["luoshi"])
    return {
        name: {
            **_said(values),
            "times_as_long": round(statistics.mean(values) / mine, 2),
            "same_hits": round(right[name] / len(values), 3),
        }
        for name, values in told.items()
    }


def _others() -> dict[str, Callable[[str, Any], tuple[str, list[Any]]]]:
    """FTS5 by its own tokenizer for three characters, and over characters split by blanks; in memory, filled here."""
    from django.db import connection

    from luoshi.desk.texts.models import Document

    def split(text: str) -> str:
        return " ".join(char for char in text if not char.isspace())

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA temp_store = MEMORY")
        cursor.execute("CREATE VIRTUAL TABLE temp.b_tri USING fts5(body, content='', tokenize='trigram')")
        cursor.execute("CREATE VIRTUAL TABLE temp.b_one USING fts5(body, content='', tokenize='unicode61')")
        for key, folded in Document.objects.values_list("pk", "folded").iterator(chunk_size=100):
            cursor.execute("INSERT INTO temp.b_tri(rowid, body) VALUES (%s, %s)", [key, folded])
            cursor.execute("INSERT INTO temp.b_one(rowid, body) VALUES (%s, %s)", [key, split(folded)])
    return {
        "fts5_trigram": lambda text, _node: (
            "SELECT rowid FROM b_tri WHERE b_tri MATCH %s",
            ['"' + text.strip('"') + '"'],
        ),
        "fts5_single_characters": lambda text, _node: (
            "SELECT rowid FROM b_one WHERE b_one MATCH %s",
            ['"' + split(text.strip('"')) + '"'],
        ),
    }


def _index() -> dict[str, Any]:
    """How large the index is, and how long 200 documents take to enter it."""
    from django.db import connection

    from luoshi.desk.texts.models import Document
    from luoshi.desk.texts.search import indexing

    sizes = (
        "SELECT name, sum(pgsize) FROM dbstat WHERE name LIKE 'texts_search%%' GROUP BY name"
        if connection.vendor == "sqlite"
        else "SELECT relname, pg_total_relation_size(oid) FROM pg_class WHERE relname IN"
        " ('texts_search', 'texts_search_record')"
    )
    told: dict[str, Any] = {}
    try:
        with connection.cursor() as cursor:
            cursor.execute(sizes)
            told["megabytes"] = round(sum(int(size) for _name, size in cursor.fetchall()) / 1e6, 1)
    except Exception as fault:  # noqa: BLE001 - a SQLite without dbstat
        told["megabytes"] = str(fault)
    rows = list(Document.objects.prefetch_related("records")[:200])
    for row in rows:
        indexing.forget(row)
    told["seconds_for_200"] = round(_timed(lambda: indexing.add([(r, list(r.records.all())) for r in rows])) / 1000, 2)
    return told


if __name__ == "__main__":
    sys.exit(main())
