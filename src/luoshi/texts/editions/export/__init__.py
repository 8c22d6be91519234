"""A comparison to pass on: a Word file with its redline, and a workbook, both as bytes. Nothing is written to disk.

Each names its two sources with day and hash, so that a printed copy still leads back to the texts.
"""

from __future__ import annotations

from luoshi.texts.editions.export.docx import as_docx
from luoshi.texts.editions.export.xlsx import as_xlsx

__all__ = ["as_docx", "as_xlsx"]
