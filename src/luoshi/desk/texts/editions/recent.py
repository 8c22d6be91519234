"""The last few answers of this process: whoever filters or pages through a comparison does not wait for it again."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Recent"]

_Answer = TypeVar("_Answer")


class Recent(Generic[_Answer]):
    """At most ``most`` answers, the longest unused goes first. What is kept must never be changed."""

    def __init__(self, most: int) -> None:
        self._most, self._lock = most, Lock()
        self._held: OrderedDict[str, _Answer] = OrderedDict()

    def get(self, key: str, make: Callable[[], _Answer]) -> _Answer:
        """The answer for a key, made where it is not held."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                return self._held[key]
        answer = make()
        with self._lock:
            self._held[key] = answer
            while len(self._held) > self._most:
                self._held.popitem(last=False)
        return answer
