"""``luoshi backup`` and ``luoshi restore``: the database into one proved file, and back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["backup", "restore"]


def backup(
    file: Annotated[Path, typer.Argument(help="The file to write.", metavar="FILE")],
    settings: Annotated[str | None, typer.Option("--settings", help="demo or production.", metavar="NAME")] = None,
) -> int:
    """Write the database into a file, with its hash beside it; others may go on working."""
    from luoshi.desk import storage
    from luoshi.desk.start import start

    start(settings)
    print(f"{storage.backup(file)}  {file}")
    return 0


def restore(
    file: Annotated[Path, typer.Argument(help="A backup.", metavar="FILE")],
    force: Annotated[bool, typer.Option("--force", help="Replace a database that is not empty.")] = False,
    settings: Annotated[str | None, typer.Option("--settings", help="demo or production.", metavar="NAME")] = None,
) -> int:
    """Prove a backup and put it in the place of the database."""
    from luoshi.desk import storage
    from luoshi.desk.start import start

    start(settings)
    storage.restore(file, force=force)
    return 0
