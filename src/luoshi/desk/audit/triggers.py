"""What the database itself refuses, whoever asks: one statement for each kind of database.

SQLite and PostgreSQL write triggers differently; everything that differs is here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

__all__ = ["append_only", "append_only_no_more"]


def _sqlite(table: str) -> list[str]:
    return [
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        for verb in ("UPDATE", "DELETE")
    ]


def _postgresql(table: str) -> list[str]:
    return [
        f"CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{table} is append-only' USING ERRCODE = 'integrity_constraint_violation'; END $$",
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_refuse()",
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()",
    ]


def append_only(editor: BaseDatabaseSchemaEditor, table: str) -> None:
    """From now on rows of the table are only added."""
    statements = _postgresql(table) if editor.connection.vendor == "postgresql" else _sqlite(table)
    for statement in statements:
        editor.execute(statement, params=None)


def append_only_no_more(editor: BaseDatabaseSchemaEditor, table: str) -> None:
    """Take it back: for a migration that is reversed."""
    if editor.connection.vendor == "postgresql":
        editor.execute(f"DROP FUNCTION {table}_refuse() CASCADE", params=None)
        return
    for verb in ("update", "delete"):
        editor.execute(f"DROP TRIGGER {table}_no_{verb}", params=None)
