"""PostgreSQL: the characters and pairs of characters of a text as an array under GIN; longer words are looked at again.

A ``tsvector`` cannot do it: it keeps no position above 16,383 and at most 256 of one word, so phrases of long
documents would be lost. ``pg_trgm`` knows nothing shorter than three characters.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from django.db import connection

from luoshi.desk.texts.search.engine import Index
from luoshi.desk.texts.search.query import And, Not, Phrase, phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from luoshi.desk.texts.search.query import Node

__all__ = ["Pairs"]

_TITLE = 10


def _grams(title: str, body: str) -> list[str]:
    """Every character and every pair; none across the end of a line."""
    held = {*title, *body, *_pairs(title), *_pairs(body)}
    return [gram for gram in held if "\n" not in gram]


def _pairs(text: str) -> list[str]:
    return [a + b for a, b in pairwise(text)]


def _condition(node: Node) -> tuple[str, list[Any]]:
    if isinstance(node, Phrase):
        if len(node.text) <= 2:
            return "grams @> %s", [[node.text]]
        return "(grams @> %s AND position(%s in body) > 0)", [list(dict.fromkeys(_pairs(node.text))), node.text]
    if isinstance(node, Not):
        sql, params = _condition(node.part)
        return f"NOT ({sql})", params
    parts = [_condition(part) for part in node.parts]
    word = " AND " if isinstance(node, And) else " OR "
    return f"({word.join(sql for sql, _params in parts)})", [value for _sql, params in parts for value in params]


class Pairs:
    """Arrays under GIN; how often the words occur ranks, as in BM25."""

    def create(self, cursor: Any) -> None:
        """Tables without a tie to the documents: what went away there is not found, whatever stands here."""
        for index in Index:
            cursor.execute(
                f"CREATE TABLE {index} (id bigint PRIMARY KEY, size integer NOT NULL,"
                " grams text[] NOT NULL, body text NOT NULL)"
            )
            cursor.execute(f"CREATE INDEX {index}_grams ON {index} USING gin (grams)")

    def drop(self, cursor: Any) -> None:
        """Both."""
        for index in Index:
            cursor.execute(f"DROP TABLE IF EXISTS {index}")

    def add(self, index: Index, rows: Iterable[tuple[int, str, str]]) -> None:
        """The title is the first line."""
        held = [(key, len(body), _grams(title, body), f"{title}\n{body}") for key, title, body in rows]
        with connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO {index}(id, size, grams, body) VALUES (%s, %s, %s, %s)", held)  # noqa: S608

    def remove(self, index: Index, rows: Iterable[tuple[int, str, str]]) -> None:
        """By their keys."""
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {index} WHERE id = ANY(%s)", [[row[0] for row in rows]])  # noqa: S608

    def matching(self, index: Index, node: Node) -> tuple[str, list[Any]]:
        """One condition for the whole query."""
        sql, params = _condition(node)
        return f"SELECT id FROM {index} WHERE {sql}", params  # noqa: S608

    def scored(self, index: Index, node: Node) -> tuple[str, list[Any]]:
        """Of each word, how rare it is, times how often it occurs for a text of this length."""
        condition, held = _condition(node)
        words = list(phrases(node))
        if not words:
            return f"SELECT id, 0.0 FROM {index} WHERE {condition}", held  # noqa: S608
        weights, mean = self._weights(index, words)
        often = "(length(body) - length(replace(body, %s, ''))) / %s::float"
        often = f"{often} + CASE WHEN position(%s in split_part(body, E'\\n', 1)) > 0 THEN {_TITLE} ELSE 0 END"
        grade = f"%s * (tf) / ((tf) + 1.2 * (0.25 + 0.75 * size / {mean:.1f}))".replace("tf", often)
        params = [
            value for word in words for value in (weights[word], word, len(word), word, word, len(word), word)
        ]  # fmt: skip
        grades = " + ".join([grade] * len(words))
        return f"SELECT id, {grades} FROM {index} WHERE {condition}", [*params, *held]  # noqa: S608

    def _weights(self, index: Index, words: Sequence[str]) -> tuple[dict[str, float], float]:
        from math import log

        asked = [_condition(Phrase(word)) for word in words]
        counts = ", ".join(f"(SELECT count(*) FROM {index} WHERE {sql})" for sql, _params in asked)  # noqa: S608
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT count(*), avg(size), {counts} FROM {index}",  # noqa: S608
                [value for _sql, params in asked for value in params],
            )
            total, mean, *held = cursor.fetchone()
        return {
            word: log(1 + (total - n + 0.5) / (n + 0.5)) for word, n in zip(words, held, strict=True)
        }, max(1.0, float(mean or 1))  # fmt: skip

    def wrong(self, index: Index, rows: Sequence[tuple[int, str, str]]) -> set[int]:
        """Whose text or characters differ."""
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT id, size, grams, body FROM {index} WHERE id = ANY(%s)",  # noqa: S608
                [[row[0] for row in rows]],
            )
            held = {key: (size, set(grams), body) for key, size, grams, body in cursor.fetchall()}
        return {
            key
            for key, title, body in rows
            if held.get(key) != (len(body), set(_grams(title, body)), f"{title}\n{body}")
        }

    def count(self, index: Index) -> int:
        """Of the table."""
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {index}")  # noqa: S608
            return int(cursor.fetchone()[0])
