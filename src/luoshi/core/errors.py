"""Everything that Luoshi refuses, in one tree. Each message says what, where and how to mend.

    LuoshiError
    ├── InputError                 what was given cannot be used (exit code 2)
    │   ├── FileRefused            a file that is empty, binary, too large, hostile or in no known encoding
    │   ├── QuoteMismatch          a span whose characters are not the quotation            (ValueError)
    │   ├── UnitError              a quantity whose unit is unknown, or could be two        (ValueError)
    │   ├── UnknownConcept         a concept id that the register does not hold             (KeyError)
    │   └── UsageError             a command or a call that does not say what it needs
    ├── RegisterError              a data file that ships with Luoshi, or that a user wrote, breaks its schema
    ├── StoreError                 a stored document that is missing or no longer has its hash
    └── NotAnnounced               a calendar question past the announced years             (LookupError)

Every class of the second level that mends a built-in error is also that built-in error, so that callers
who know nothing of Luoshi still catch it.
"""

from __future__ import annotations

__all__ = [
    "FileRefused",
    "InputError",
    "LuoshiError",
    "NotAnnounced",
    "QuoteMismatch",
    "RegisterError",
    "StoreError",
    "UnitError",
    "UnknownConcept",
    "UsageError",
]


class LuoshiError(Exception):
    """The root. ``what`` went wrong, ``where``, and the ``remedy``; ``str()`` joins them into one line."""

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        self.what, self.where, self.remedy = what, where, remedy
        super().__init__(what)

    def __str__(self) -> str:
        """One line: ``where: what; remedy``."""
        line = f"{self.where}: {self.what}" if self.where else self.what
        line = f"{line}; {self.remedy}" if self.remedy else line
        return " ".join(line.split())


class InputError(LuoshiError):
    """What was given cannot be used; the command line answers with exit code 2."""


class FileRefused(InputError):
    """A file that is empty, binary, too large, hostile or in no known encoding."""


class QuoteMismatch(InputError, ValueError):
    """A span whose characters in the document are not the quotation."""


class UnitError(InputError, ValueError):
    """A quantity whose unit is unknown, or could be two."""


class UnknownConcept(InputError, KeyError):
    """A concept id that the register does not hold."""


class UsageError(InputError):
    """A command or a call that does not say what it needs."""


class RegisterError(LuoshiError):
    """A data file that breaks its schema."""


class StoreError(LuoshiError):
    """A stored document that is missing or no longer has its hash."""


class NotAnnounced(LuoshiError, LookupError):
    """A calendar question past the years that have been announced; ``certain`` days of the answer are known."""

    def __init__(self, what: str, *, where: str = "", remedy: str = "", certain: int = 0) -> None:
        super().__init__(what, where=where, remedy=remedy)
        self.certain = certain
