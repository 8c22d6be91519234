"""``luoshi migrate``: make the database, or bring it up to date."""

from __future__ import annotations

from typing import Annotated

import typer

__all__ = ["migrate"]


def migrate(
    settings: Annotated[str | None, typer.Option("--settings", help="demo or production.", metavar="NAME")] = None,
) -> int:
    """Make the database, or bring it up to date."""
    from luoshi.desk import upkeep
    from luoshi.desk.start import start

    start(settings)
    upkeep.migrate()
    return 0
