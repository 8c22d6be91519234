"""What each document holds by programme, as rows of their own; counted for the documents that are there."""

from __future__ import annotations

from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Count


def count(apps: Any, _editor: object) -> None:
    """Commitments and open leaves of each stored document."""
    held: dict[tuple[int, str], list[int]] = {}
    records = apps.get_model("texts", "Record").objects.filter(kind="commitment").order_by()
    for document, programme, n in records.values_list("document_id", "programme").annotate(n=Count("pk")):
        held[document, programme] = [n, 0]
    leaves = apps.get_model("texts", "Leaf").objects.filter(state="proposed").order_by()
    for document, programme, n in leaves.values_list("record__document_id", "record__programme").annotate(
        n=Count("pk")
    ):
        held.setdefault((document, programme), [0, 0])[1] = n
    tally = apps.get_model("texts", "Tally")
    tally.objects.bulk_create(
        [
            tally(document_id=document, programme=programme, commitments=commitments, leaves_open=leaves_open)
            for (document, programme), (commitments, leaves_open) in held.items()
        ],
        batch_size=500,
    )


class Migration(migrations.Migration):
    dependencies = [("texts", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Tally",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("programme", models.CharField(blank=True, max_length=20)),
                ("commitments", models.PositiveIntegerField()),
                ("leaves_open", models.PositiveIntegerField()),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="tallies", to="texts.document"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["programme"], name="texts_tally_program_c7ab32_idx")],
                "constraints": [models.UniqueConstraint(fields=("document", "programme"), name="tally_once")],
            },
        ),
        migrations.RunPython(count, migrations.RunPython.noop),
        migrations.RemoveIndex(model_name="record", name="texts_recor_kind_4a23bd_idx"),
        migrations.AddIndex(
            model_name="record",
            index=models.Index(fields=["document", "kind", "programme"], name="texts_recor_documen_490328_idx"),
        ),
    ]
