"""What ships with Luoshi: registers, lexicons, calendars and reference figures, and the way to their files.

Nothing is read when this package is imported. A module that needs a table asks for its path and reads it once.
"""

from __future__ import annotations

from pathlib import Path

__all__ = ["data_path"]

_ROOT = Path(__file__).parent


def data_path(*parts: str) -> Path:
    """The path of a file or folder that ships with Luoshi: ``data_path("calendar", "workdays.yaml")``."""
    return _ROOT.joinpath(*parts)
