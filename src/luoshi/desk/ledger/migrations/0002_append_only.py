"""Events of matters are only appended: the database refuses anything else."""

from __future__ import annotations

from django.db import migrations

from luoshi.desk.audit.triggers import append_only, append_only_no_more
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLE = "ledger_matterevent"


def _install(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    append_only(editor, TABLE)


def _remove(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    append_only_no_more(editor, TABLE)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunPython(_install, _remove)]
