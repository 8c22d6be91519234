"""The languages of the terminal and of the pages."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Language"]


class Language(StrEnum):
    """A language of tables and pages."""

    ZH = "zh"
    EN = "en"
