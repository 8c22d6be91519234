"""Records that are filled fast are as frozen, as equal and as picky about their arguments as slow ones."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, dataclass, fields, replace

import pytest

from luoshi.core.quick import open_twin, quick_init


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    first: int


@quick_init
@dataclass(frozen=True, slots=True, kw_only=True)
class Heir(Base):
    second: str
    third: tuple[int, ...] = ()


@quick_init
@dataclass(frozen=True, slots=True)
class Plain:
    one: int
    two: int = 2


def test_every_field_is_filled_and_defaults_hold() -> None:
    made = Heir(first=1, second="b")
    assert [getattr(made, field.name) for field in fields(made)] == [1, "b", ()]
    assert (Plain(1), Plain(1, 3), Plain(two=4, one=0)) == (Plain(1, 2), Plain(one=1, two=3), Plain(0, 4))


def test_what_was_filled_fast_is_frozen_again() -> None:
    made = Heir(first=1, second="b")
    assert type(made) is Heir
    with pytest.raises(FrozenInstanceError):
        made.second = "c"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del made.first


def test_it_is_compared_hashed_replaced_and_pickled_as_before() -> None:
    made = Heir(first=1, second="b", third=(3,))
    assert {made} == {Heir(first=1, second="b", third=(3,))}
    assert replace(made, first=2) == Heir(first=2, second="b", third=(3,))
    assert pickle.loads(pickle.dumps(made)) == made  # noqa: S301


@pytest.mark.parametrize("wrong", [{"first": 1}, {"first": 1, "second": "b", "fourth": 4}])
def test_wrong_arguments_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(TypeError):
        Heir(**wrong)  # type: ignore[arg-type]


def test_positions_are_refused_where_only_names_are_taken() -> None:
    with pytest.raises(TypeError):
        Heir(1, "b")  # type: ignore[call-arg]


def test_an_open_twin_becomes_its_frozen_class() -> None:
    twin = open_twin(Plain)()
    twin.one, twin.two = 5, 6
    twin.__class__ = Plain
    assert twin == Plain(5, 6)
