"""The strict YAML loader behind ``yamlfile``. Import that one: this module pulls in the YAML library.

The scalars are those of the YAML 1.2 core schema (section 10.3.2), without octals and exponents, and with ISO 8601
dates. Decimal fractions are ``Decimal`` and keep their digits.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import yaml
from yaml.constructor import ConstructorError

from luoshi.core.errors import RegisterError

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from yaml import SafeLoader as _Base
else:
    _Base = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

__all__ = ["line_of", "parse"]

_SCALARS = {
    "null": (r"~|null|", ["~", "n", ""]),
    "bool": (r"true|false", list("tf")),
    "int": (r"[-+]?(?:0|[1-9][0-9]*)", list("-+0123456789")),
    "float": (r"[-+]?(?:0|[1-9][0-9]*)?\.[0-9]+", list("-+.0123456789")),
    "timestamp": (r"[0-9]{4}-[0-9]{2}-[0-9]{2}", list("0123456789")),
}


class _Loader(_Base):
    """A safe loader: no tag of a file can build anything but the plain values below."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, object]:
        """A mapping whose keys are all different."""
        seen: set[str] = set()
        for key, _ in node.value:
            if str(key.value) in seen:
                raise ConstructorError(None, None, f"“{key.value}” is written twice", key.start_mark)
            seen.add(str(key.value))
        return super().construct_mapping(node, deep=deep)


def _decimal(_: _Base, node: yaml.ScalarNode) -> Decimal:
    return Decimal(node.value)


def _date(_: _Base, node: yaml.ScalarNode) -> date:
    try:
        return date.fromisoformat(node.value)
    except ValueError as error:
        raise ConstructorError(None, None, f"there is no day {node.value}", node.start_mark) from error


_Loader.yaml_implicit_resolvers = {}  # none of YAML 1.1
for _name, (_pattern, _first) in _SCALARS.items():
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_name}", re.compile(f"(?:{_pattern})\\Z"), _first)
_Loader.add_constructor("tag:yaml.org,2002:float", _decimal)
_Loader.add_constructor("tag:yaml.org,2002:timestamp", _date)


def parse(text: str, where: str) -> object:
    """The values of a YAML text. Raises ``RegisterError`` that names ``where`` and the line."""
    try:
        return yaml.load(text, Loader=_Loader)  # noqa: S506 (a safe loader, see its docstring)
    except yaml.MarkedYAMLError as error:
        line = f":{error.problem_mark.line + 1}" if error.problem_mark else ""
        raise RegisterError(
            error.problem or "this is not YAML", where=f"{where}{line}", remedy="mend the file at this line"
        ) from error
    except (ValueError, KeyError, ArithmeticError) as error:
        raise RegisterError("a tag does not fit its value", where=where, remedy="leave the tags (!!) out") from error
    except yaml.YAMLError as error:
        raise RegisterError(
            "the file holds a character that YAML forbids", where=where, remedy="remove control characters"
        ) from error


def line_of(text: str, keys: Sequence[str | int]) -> int:
    """The line, from 1, of the deepest of nested ``keys`` that is there."""
    node: yaml.Node | None = yaml.compose(text, Loader=_Loader)
    line = 1
    for key in keys:
        child = _child(node, key)
        if child is None:
            break
        line, node = child
    return line


def _child(node: yaml.Node | None, key: str | int) -> tuple[int, yaml.Node] | None:
    """The line and the node under a key or an index."""
    if isinstance(node, yaml.MappingNode):
        return next(((k.start_mark.line + 1, v) for k, v in node.value if k.value == str(key)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
        return node.value[key].start_mark.line + 1, node.value[key]
    return None
