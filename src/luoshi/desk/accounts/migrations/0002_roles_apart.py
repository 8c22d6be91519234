from __future__ import annotations

from typing import Any

from django.db import migrations

from luoshi.desk.accounts.triggers import keep_apart, keep_apart_no_more


def forwards(apps: Any, editor: Any) -> None:  # noqa: ARG001
    keep_apart(editor)


def backwards(apps: Any, editor: Any) -> None:  # noqa: ARG001
    keep_apart_no_more(editor)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [migrations.RunPython(forwards, backwards)]
