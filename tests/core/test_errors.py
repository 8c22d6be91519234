"""One tree of errors, drawn in its docstring; each message is one line that says what, where and how to mend."""

from __future__ import annotations

import pickle
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.core import errors
from luoshi.core.errors import LuoshiError, NotAnnounced, QuoteMismatch, UnitError, UnknownConcept

_LINE = re.compile(r"^ {4}(?P<branch>[│├└─ ]*)(?P<name>[A-Z]\w+)(?: .*?)?(?:\((?P<builtin>[A-Z]\w+)\))?$")


def _drawn() -> dict[str, tuple[str | None, str | None]]:
    """Each class of the drawing with its parent and the built-in error in brackets."""
    found: dict[str, tuple[str | None, str | None]] = {}
    path: list[str] = []
    for line in (errors.__doc__ or "").splitlines():
        if match := _LINE.match(line):
            depth = len(match["branch"]) // 4
            path = [*path[:depth], match["name"]]
            found[match["name"]] = (path[depth - 1] if depth else None, match["builtin"])
    return found


def _classes(root: type[LuoshiError] = LuoshiError) -> list[type[LuoshiError]]:
    return [root, *(leaf for child in root.__subclasses__() for leaf in _classes(child))]


def test_the_drawing_in_the_docstring_is_the_real_tree() -> None:
    real = {
        cls.__name__: (
            next((base.__name__ for base in cls.__bases__ if issubclass(base, LuoshiError)), None),
            next(
                (base.__name__ for base in cls.__bases__ if base.__module__ == "builtins" and cls is not LuoshiError),
                None,
            ),
        )
        for cls in _classes()
        if cls.__module__ == errors.__name__
    }
    assert _drawn() == real
    assert sorted(real) == errors.__all__


@pytest.mark.parametrize("cls", _classes())
@given(what=st.text(min_size=1), where=st.text(), remedy=st.text())
def test_every_message_is_one_line_with_all_three_parts(
    cls: type[LuoshiError], what: str, where: str, remedy: str
) -> None:
    message = str(cls(what, where=where, remedy=remedy))
    assert len(message.splitlines()) <= 1
    for part in (what, where, remedy):
        assert " ".join(part.split()) in message


def test_a_message_reads_where_what_remedy() -> None:
    assert str(LuoshiError("no unit", where="row 3", remedy="write 万元")) == "row 3: no unit; write 万元"


@pytest.mark.parametrize(
    ("cls", "builtin"),
    [(QuoteMismatch, ValueError), (UnitError, ValueError), (UnknownConcept, KeyError), (NotAnnounced, LookupError)],
)
def test_a_caller_who_knows_nothing_of_luoshi_still_catches_it(
    cls: type[LuoshiError], builtin: type[Exception]
) -> None:
    with pytest.raises(builtin, match="cause"):
        raise cls("cause")


def test_an_error_keeps_its_parts_on_the_way_between_processes() -> None:
    copy = pickle.loads(pickle.dumps(NotAnnounced("a", where="b", remedy="c", certain=4)))  # noqa: S301 (our own bytes)
    assert (str(copy), copy.certain) == ("b: a; c", 4)
