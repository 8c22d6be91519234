"""Luoshi (落實): from what was decided to what was done.

The package is a house. The ground floor is ``luoshi.core``; each room above it answers one question
(``luoshi.texts``: what was decided?); ``luoshi.cli`` is the door. Imports point down only.
"""

from __future__ import annotations

__all__ = ["__version__"]

__version__ = "0.1.0"
