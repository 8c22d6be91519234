"""What a service refuses, and what a page tells about it: the data changed meanwhile, or the step is not allowed."""

from __future__ import annotations

from typing import Any

__all__ = ["Refused", "Stale"]


class Stale(Exception):  # noqa: N818 - named by what went wrong
    """Somebody else changed the thing since it was read; ``current`` is what it is now."""

    def __init__(self, current: Any = None) -> None:
        self.current = current
        super().__init__("changed meanwhile")


class Refused(Exception):  # noqa: N818 - named by what went wrong
    """A step that cannot be taken: ``what`` is wrong, and the ``remedy``, both for the person."""

    def __init__(self, what: str, remedy: str = "") -> None:
        self.what, self.remedy = what, remedy
        super().__init__(what)
