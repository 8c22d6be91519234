"""Shapes that every room's API shares: strict bodies, the form of a problem, ids that a database can hold."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Self

from ninja import Schema
from ninja.schema import DjangoGetter
from pydantic import BeforeValidator, ConfigDict, Field, model_validator

if TYPE_CHECKING:
    from pydantic import ModelWrapValidatorHandler

__all__ = ["PROBLEMS", "Day", "Fault", "Id", "In", "Line", "Number", "PageNumber", "PageSize", "Problem", "Prose"]

Id = Annotated[int, Field(ge=1, le=2**63 - 1)]
"""The key of a row: what both databases hold."""

Number = Annotated[int, Field(ge=1, le=2**31 - 1)]
"""A version of a row."""

PageNumber = Annotated[int, Field(ge=1, le=100_000)]
PageSize = Annotated[int, Field(ge=1, le=200)]

Line = Annotated[str, Field(max_length=300, pattern=r"^[^\x00]*$")]
"""One line of text. No NUL: PostgreSQL cannot store it."""

Prose = Annotated[str, Field(max_length=20_000, pattern=r"^[^\x00]*$")]


def _written(value: Any) -> Any:
    if isinstance(value, str) and len(value) == len("2026-01-31") and value[4:5] == "-":
        return value
    raise ValueError("a day as YYYY-MM-DD is needed")


Day = Annotated[date, BeforeValidator(_written)]
"""A day as it is written; a bare number would be read as seconds since 1970."""


class In(Schema):
    """The base of every request body: an object, and nothing in it that was not asked for."""

    model_config = ConfigDict(extra="forbid")

    @model_validator(mode="wrap")
    @classmethod
    def _object_only(cls, value: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        raw = value._obj if isinstance(value, DjangoGetter) else value
        if not isinstance(raw, (dict, cls)):
            raise ValueError("a JSON object is needed")
        return handler(value)


class Fault(Schema):
    """One field that was not understood."""

    where: str
    what: str


class Problem(Schema):
    """What every refusal looks like: what is wrong, how to mend it, and the number to quote when asking for help."""

    what: str
    remedy: str
    request_id: str
    faults: list[Fault] = Field(default_factory=list)
    current: Any = None


PROBLEMS: dict[Any, Any] = dict.fromkeys((400, 401, 403, 404, 409, 413, 422), Problem)
"""The refusals that any operation may answer."""
