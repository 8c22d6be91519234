"""Frozen records that are built as fast as open ones.

A frozen dataclass stores each field through ``object.__setattr__``, some 100 ns a field, and a reading builds
hundreds of thousands of records with up to twenty-four fields. But an object may change its class to one of the
same layout: it is opened, filled by plain stores, and closed before anybody sees it (a commitment in 1.7 µs, not 6.2).
"""

from __future__ import annotations

from inspect import signature
from typing import Any, TypeVar

__all__ = ["open_twin", "quick_init"]

_T = TypeVar("_T")


def open_twin(frozen: type) -> Any:
    """A class laid out as a frozen slotted dataclass, whose fields may be set; assign ``__class__`` to close one."""
    # __delattr__ shares a slot of the type with __setattr__: a frozen one of a base would keep the slow path open.
    stores = {"__setattr__": object.__setattr__, "__delattr__": object.__delattr__}
    return type(frozen.__name__, frozen.__bases__, {"__slots__": frozen.__dict__["__slots__"], **stores})


def quick_init(frozen: type[_T]) -> type[_T]:
    """Let a frozen slotted dataclass fill its fields by plain stores; it has no heirs and no ``__post_init__``."""
    told = signature(frozen.__init__)
    names = [name for name in told.parameters if name != "self"]
    scope: dict[str, Any] = {"put": object.__setattr__, "Open": open_twin(frozen), "Closed": frozen}
    stores = "; ".join(f"self.{name} = {name}" for name in names)
    kinds = "*, " if told.parameters[names[0]].kind.name == "KEYWORD_ONLY" else ""
    head = f"def __init__(self, {kinds}{', '.join(names)})"
    exec(f"{head}:\n put(self, '__class__', Open)\n {stores}\n self.__class__ = Closed", scope)  # noqa: S102
    made = scope["__init__"]
    made.__annotations__, made.__qualname__ = frozen.__init__.__annotations__, frozen.__init__.__qualname__
    defaults = {n: told.parameters[n].default for n in names if told.parameters[n].default is not told.empty}
    if kinds:
        made.__kwdefaults__ = defaults
    else:
        made.__defaults__ = tuple(defaults.values())
    type.__setattr__(frozen, "__init__", made)
    return frozen
