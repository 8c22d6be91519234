"""Several editions for one command: files or folders, read and put in order; a terminal of known width."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from luoshi.cli.folders import listing
from luoshi.cli.progress import progress
from luoshi.core.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from rich.console import Console

    from luoshi.texts.editions import Edition

__all__ = ["console", "editions"]


def editions(paths: Sequence[Path], *, least: int = 1) -> tuple[Edition, ...]:
    """The editions of files and folders, by day; a line on standard error where one has no day or is a
    dirty copy.

    Raises ``UsageError`` for fewer than ``least``, and ``FileRefused`` for the first that cannot be read: a series
    that silently lacks an edition tells false first uses.
    """
    from luoshi.texts import read
    from luoshi.texts.dirt import DIRTY
    from luoshi.texts.editions import edition_of, in_order

    entries = listing(paths).entries
    if len(entries) < least:
        raise UsageError(f"{len(entries)} document is no series", where="FILE", remedy=f"give at least {least}")
    found = [edition_of(read(entry.path)) for entry in progress(entries, quiet=False)]
    for edition in found:
        for warning in edition.reading.warnings:
            if warning.code in DIRTY:
                print(f"luoshi: {edition.name}: {warning.text}", file=sys.stderr)
    if undated := [edition.name for edition in found if not edition.year]:
        more = f" and {len(undated) - 1} more" if len(undated) > 1 else ""
        print(f"luoshi: no day in {undated[0]}{more}: the editions stay in the order given", file=sys.stderr)
    return in_order(found)


def console() -> Console:
    """As wide as the terminal; 100 columns where there is none, so that a file looks the same everywhere."""
    from rich.console import Console

    return Console(width=None if sys.stdout.isatty() or "COLUMNS" in os.environ else 100)
