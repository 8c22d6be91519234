"""What a proof says: findings, relations that hold, and parts that were left open, each with its characters."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from luoshi.core.spans import Document, Span

__all__ = ["Confirmed", "Dangling", "Finding", "Operand", "Proof", "Severity"]


class Severity(StrEnum):
    """How sure a finding is: ``wrong`` cannot be, ``doubtful`` asks a person, ``style`` is true but badly put."""

    WRONG = "wrong"
    DOUBTFUL = "doubtful"
    STYLE = "style"


@dataclass(frozen=True, slots=True)
class Operand:
    """One number that a relation uses: its part in it (whole, part, before …), its characters, its printed value."""

    role: str
    span: Span
    value: Decimal | None
    unit: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One number that does not agree with its text.

    ``stated`` is what is printed, ``computed`` what follows from the operands, both with their ``unit``. ``relation``
    is the rule of arithmetic, ``note`` what makes the case special (rounded down, factor 10^4), ``suggestion`` a text
    to print instead, empty where only a person can tell, ``reach`` the range that the rounding of the operands leaves.
    """

    code: str
    span: Span
    stated: str
    computed: str
    unit: str
    operands: tuple[Operand, ...]
    severity: Severity
    relation: str
    note: str = ""
    suggestion: str = ""
    reach: str = ""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """One relation that the text states and that holds within the printed precision."""

    code: str
    span: Span
    operands: tuple[Operand, ...]
    relation: str


@dataclass(frozen=True, slots=True)
class Dangling:
    """A stated share or rate whose operands the text does not name for certain: marked, not guessed."""

    code: str
    span: Span


@dataclass(frozen=True, slots=True)
class Proof:
    """The proof of one text. ``figures`` is how many numbers with a unit it holds."""

    document: Document
    source: str
    figures: int
    findings: tuple[Finding, ...]
    confirmed: tuple[Confirmed, ...]
    dangling: tuple[Dangling, ...]

    @property
    def wrong(self) -> tuple[Finding, ...]:
        """The findings that cannot be right."""
        return tuple(one for one in self.findings if one.severity is Severity.WRONG)
