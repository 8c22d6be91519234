from __future__ import annotations

from typing import Any

from django.db import migrations

from luoshi.desk.audit.triggers import append_only, append_only_no_more


def forwards(apps: Any, editor: Any) -> None:  # noqa: ARG001
    append_only(editor, "audit_change")


def backwards(apps: Any, editor: Any) -> None:  # noqa: ARG001
    append_only_no_more(editor, "audit_change")


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [migrations.RunPython(forwards, backwards)]
