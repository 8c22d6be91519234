"""What the database itself refuses: an auditor, security officer or administrator with another role at one time."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

__all__ = ["keep_apart", "keep_apart_no_more"]

_ROLES = "('auditor', 'security_officer', 'administrator')"
_CLASH = (
    "EXISTS (SELECT 1 FROM accounts_post other WHERE other.person_id = NEW.person_id AND other.id <> NEW.id "  # noqa: S608
    f"AND other.role <> NEW.role AND (other.role IN {_ROLES} OR NEW.role IN {_ROLES}) "
    "AND (other.until IS NULL OR other.until >= NEW.since) AND (NEW.until IS NULL OR other.since <= NEW.until))"
)
_SAID = "accounts_post: these roles are held by different people"


def _sqlite() -> list[str]:
    return [
        f"CREATE TRIGGER accounts_post_apart_{verb.lower()} AFTER {verb} ON accounts_post "
        f"WHEN {_CLASH} BEGIN SELECT RAISE(ABORT, '{_SAID}'); END"
        for verb in ("INSERT", "UPDATE")
    ]


def _postgresql() -> list[str]:
    return [
        f"CREATE FUNCTION accounts_post_apart() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {_CLASH} THEN "
        f"RAISE EXCEPTION '{_SAID}' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$",
        "CREATE TRIGGER accounts_post_apart BEFORE INSERT OR UPDATE ON accounts_post "
        "FOR EACH ROW EXECUTE FUNCTION accounts_post_apart()",
    ]


def keep_apart(editor: BaseDatabaseSchemaEditor) -> None:
    """From now on the three are held beside nothing else."""
    for statement in _postgresql() if editor.connection.vendor == "postgresql" else _sqlite():
        editor.execute(statement, params=None)


def keep_apart_no_more(editor: BaseDatabaseSchemaEditor) -> None:
    """Take it back: for a migration that is reversed."""
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP FUNCTION accounts_post_apart() CASCADE", params=None)
        return
    for verb in ("insert", "update"):
        editor.execute(f"DROP TRIGGER accounts_post_apart_{verb}", params=None)
