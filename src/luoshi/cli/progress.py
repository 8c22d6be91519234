"""A progress bar on standard error, where somebody sits before it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["progress", "progress_of"]

_T = TypeVar("_T")
_FEW = 3


def progress(things: Sequence[_T], *, quiet: bool) -> Iterable[_T]:
    """The things one by one; more than a few of them with a bar, unless quiet or no terminal is there."""
    return progress_of(things, len(things), quiet=quiet)


def progress_of(things: Iterable[_T], total: int, *, quiet: bool) -> Iterable[_T]:
    """The same for things that come one by one, ``total`` of them."""
    if quiet or total <= _FEW or not sys.stderr.isatty():
        return things
    from rich.console import Console
    from rich.progress import track

    return track(things, total=total, description="", console=Console(stderr=True), transient=True)
