"""No search for garbage while many small values are made.

Reading builds tens of thousands of immutable values and no cycle among them; the cycle collector would walk
them again and again and find nothing.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["collector_paused"]


@contextmanager
def collector_paused() -> Iterator[None]:
    """Switch the cycle collector off for a while, if it was on; errors switch it on again too."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
