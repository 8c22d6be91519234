"""The index of search and what its facets count; existing documents enter it in batches.

Broken off, the migration goes on where it stopped: what exists is left, what has an entry is indexed.
"""

from __future__ import annotations

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from luoshi.desk.texts.search.engine import engine
from luoshi.desk.texts.search.indexing import fill


def create(apps: Any, schema_editor: Any) -> None:
    """The table of entries and the index, where they are missing."""
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        held = set(connection.introspection.table_names(cursor))
        index = engine(connection.vendor)
        entry = apps.get_model("texts", "Entry")
        if entry._meta.db_table not in held:
            index.drop(cursor)
            index.create(cursor)
            schema_editor.create_model(entry)


def drop(apps: Any, schema_editor: Any) -> None:
    """Both."""
    schema_editor.delete_model(apps.get_model("texts", "Entry"))
    with schema_editor.connection.cursor() as cursor:
        engine(schema_editor.connection.vendor).drop(cursor)


def index_all(apps: Any, _schema_editor: Any) -> None:
    """What stands in the database already."""
    fill(apps.get_model("texts", "Document"), apps.get_model("texts", "Entry"))


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("texts", "0003_draft")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="Entry",
                    fields=[
                        (
                            "document",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="entry",
                                serialize=False,
                                to="texts.document",
                            ),
                        ),
                        ("kind", models.CharField(max_length=40)),
                        ("date", models.DateField(null=True)),
                        ("year", models.PositiveSmallIntegerField(null=True)),
                        ("programmes", models.CharField(blank=True, max_length=300)),
                        ("issuer", models.CharField(blank=True, max_length=100)),
                        ("issuer_by_hand", models.BooleanField(default=False)),
                    ],
                    options={"indexes": [models.Index(fields=["-date"], name="texts_entry_date_7cf452_idx")]},
                )
            ]
        ),
        migrations.RunPython(create, drop),
        migrations.RunPython(index_all, migrations.RunPython.noop),
    ]
