"""SQLite: FTS5 over pairs of characters, spelt in letters so that no tokenizer has an opinion about them.

``content=''``: the texts stand in their own tables, so a row is taken out by saying again what was written.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from django.db import connection

from luoshi.desk.texts.search.engine import Index
from luoshi.desk.texts.search.query import And, Not, Or, Phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from luoshi.desk.texts.search.query import Node

__all__ = ["Fts"]

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_KEYS = {Index.DOCUMENTS: ("texts_entry", "document_id"), Index.RECORDS: ("texts_record", "id")}
_WEIGHTS = "10.0, 1.0"
"""A word in the title says more than one in the text."""

_PIECE = 24


@cache
def _spelt(char: str) -> str:
    """A character as four letters."""
    code, letters = ord(char), ""
    for _place in range(4):
        code, digit = divmod(code, 36)
        letters = _DIGITS[digit] + letters
    return letters


_LINE_END = _spelt("\n")


def _tokens(text: str) -> str:
    """Each character with the next one; the last stands before a line end."""
    spelt = [*map(_spelt, text), _LINE_END]
    return " ".join([a + b for a, b in pairwise(spelt)])


def _phrase(text: str) -> str:
    if len(text) == 1:
        return f"{_spelt(text)}*"
    return '"' + " ".join(_spelt(a) + _spelt(b) for a, b in pairwise(text)) + '"'


def _expression(node: Node) -> str | None:
    """The query in the language of FTS5, which can take away but not say "all without"."""
    if isinstance(node, Phrase):
        return _phrase(node.text)
    if isinstance(node, Not):
        return None
    plain = [_expression(part) for part in node.parts if not isinstance(part, Not)]
    without = [_expression(part.part) for part in node.parts if isinstance(part, Not)]
    if not plain or None in plain or None in without or (without and isinstance(node, Or)):
        return None
    told = (" AND " if isinstance(node, And) else " OR ").join(str(part) for part in plain)
    for part in without:
        told = f"({told}) NOT ({part})"
    return f"({told})"


def _condition(index: Index, node: Node) -> tuple[str, list[Any]]:
    """Whether the query holds for a key, put together of sets where FTS5 has no words for it."""
    said = _expression(node)
    if said is not None:
        return f"{_KEYS[index][1]} IN (SELECT rowid FROM {index} WHERE {index} MATCH %s)", [said]  # noqa: S608
    if isinstance(node, Not):
        sql, params = _condition(index, node.part)
        return f"NOT ({sql})", params
    if isinstance(node, Phrase):
        raise AssertionError("a phrase can always be said")
    parts = [_condition(index, part) for part in node.parts]
    word = " AND " if isinstance(node, And) else " OR "
    return word.join(f"({sql})" for sql, _params in parts), [value for _sql, params in parts for value in params]


class Fts:
    """FTS5; ``bm25`` ranks."""

    def create(self, cursor: Any) -> None:
        """One table of title and text for documents, one for records."""
        for index in Index:
            cursor.execute(
                f"CREATE VIRTUAL TABLE {index} USING fts5(title, body, content='', tokenize='ascii', prefix='4')"
            )

    def drop(self, cursor: Any) -> None:
        """With what FTS5 keeps beside them."""
        for index in Index:
            cursor.execute(f"DROP TABLE IF EXISTS {index}")

    def add(self, index: Index, rows: Iterable[tuple[int, str, str]]) -> None:
        """Spell them out."""
        held = [(key, _tokens(title), _tokens(body)) for key, title, body in rows]
        with connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO {index}(rowid, title, body) VALUES (%s, %s, %s)", held)  # noqa: S608

    def remove(self, index: Index, rows: Iterable[tuple[int, str, str]]) -> None:
        """Spell them out once more, to be taken out."""
        held = [("delete", key, _tokens(title), _tokens(body)) for key, title, body in rows]
        sql = f"INSERT INTO {index}({index}, rowid, title, body) VALUES (%s, %s, %s, %s)"  # noqa: S608
        with connection.cursor() as cursor:
            cursor.executemany(sql, held)

    def matching(self, index: Index, node: Node) -> tuple[str, list[Any]]:
        """By FTS5 alone, or by its sets."""
        if said := _expression(node):
            return f"SELECT rowid FROM {index} WHERE {index} MATCH %s", [said]  # noqa: S608
        table, key = _KEYS[index]
        sql, params = _condition(index, node)
        return f"SELECT {key} FROM {table} WHERE {sql}", params  # noqa: S608

    def scored(self, index: Index, node: Node) -> tuple[str, list[Any]]:
        """By ``bm25``, which is the lower the better."""
        if (said := _expression(node)) is None:
            sql, params = self.matching(index, node)
            return f"SELECT found.*, 0.0 FROM ({sql}) AS found", params  # noqa: S608
        return f"SELECT rowid, -bm25({index}, {_WEIGHTS}) FROM {index} WHERE {index} MATCH %s", [said]  # noqa: S608

    def wrong(self, index: Index, rows: Sequence[tuple[int, str, str]]) -> set[int]:
        """Whose lengths differ; and of the longest row, whether its beginning, middle and end are found."""
        if not rows:
            return set()
        longest = max(rows, key=lambda row: len(row[2]))[0]
        keys = [row[0] for row in rows]
        marks = ", ".join(["%s"] * len(keys))
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT id, sz FROM {index}_docsize WHERE id IN ({marks})", keys)  # noqa: S608
            sizes = {key: _varints(bytes(size)) for key, size in cursor.fetchall()}
            return {
                key
                for key, title, body in rows
                if sizes.get(key) != [len(title), len(body)]
                or (key == longest and not self._holds(cursor, index, key, title, body))
            }

    def _holds(self, cursor: Any, index: Index, key: int, title: str, body: str) -> bool:
        pieces = [("title", title[:_PIECE]), ("body", body[:_PIECE]), ("body", body[-_PIECE:])]
        pieces.append(("body", body[len(body) // 2 :][:_PIECE]))
        said = " AND ".join(f"({column} : {_phrase(text)})" for column, text in pieces if text)
        if not said:
            return True
        cursor.execute(f"SELECT 1 FROM {index} WHERE {index} MATCH %s AND rowid = %s", [said, key])  # noqa: S608
        return cursor.fetchone() is not None

    def count(self, index: Index) -> int:
        """Of what FTS5 keeps for each row."""
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {index}_docsize")  # noqa: S608
            return int(cursor.fetchone()[0])


def _varints(data: bytes) -> list[int]:
    """The numbers of tokens by column, as FTS5 writes them."""
    found, value = [], 0
    for byte in data:
        value = value << 7 | byte & 0x7F
        if not byte & 0x80:
            found.append(value)
            value = 0
    return found
