"""The two ways to look words up, behind one small interface: FTS5 of SQLite, arrays of pairs of PostgreSQL."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from luoshi.desk.texts.search.query import Node

__all__ = ["Engine", "Index", "engine"]


class Index(StrEnum):
    """What is looked through, by the name of its table."""

    DOCUMENTS = "texts_search"
    RECORDS = "texts_search_record"


class Engine(Protocol):
    """What a database must be able to do. ``parts`` are title and text, squeezed; a record has no title."""

    def create(self, cursor: Any) -> None:
        """Make the two indexes, empty."""

    def drop(self, cursor: Any) -> None:
        """Take them away."""

    def add(self, index: Index, rows: Iterable[tuple[int, str, str]]) -> None:
        """Write rows: key, title, text."""

    def remove(self, index: Index, rows: Iterable[tuple[int, str, str]]) -> None:
        """Take rows out, given as they were written."""

    def matching(self, index: Index, node: Node) -> tuple[str, list[Any]]:
        """A SELECT of the keys where the query holds."""

    def scored(self, index: Index, node: Node) -> tuple[str, list[Any]]:
        """The same with its relevance, higher is better; the same number for all where the query ranks nothing."""

    def wrong(self, index: Index, rows: Sequence[tuple[int, str, str]]) -> set[int]:
        """The keys of the rows that do not stand in the index as given."""

    def count(self, index: Index) -> int:
        """How many rows stand in the index."""


def engine(vendor: str = "") -> Engine:
    """The engine of the database in use."""
    if (vendor or connection.vendor) == "postgresql":
        from luoshi.desk.texts.search.postgres import Pairs

        return Pairs()
    from luoshi.desk.texts.search.sqlite import Fts

    return Fts()
