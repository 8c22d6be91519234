"""The document of a matter beside each part in it: the read gate of documents then looks at one index."""

from __future__ import annotations

from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def fill(apps: Any, _editor: object) -> None:
    """For the matters that are there."""
    matters = apps.get_model("ledger", "Matter").objects.filter(pk=OuterRef("matter_id"))
    apps.get_model("ledger", "Party").objects.update(document_id=Subquery(matters.values("document_id")[:1]))


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_factors"),
        ("ledger", "0002_append_only"),
        ("texts", "0002_tally"),
    ]

    operations = [
        migrations.AddField(
            model_name="party",
            name="document",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="texts.document"
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="party",
            index=models.Index(fields=["unit", "document"], name="ledger_part_unit_id_22b4ae_idx"),
        ),
        migrations.AddIndex(
            model_name="matterevent",
            index=models.Index(fields=["kind", "at"], name="ledger_matt_kind_209013_idx"),
        ),
    ]
