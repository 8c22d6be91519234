"""Files for a spreadsheet: CSV and XLSX, streamed, with source and day of knowledge, and no cell that can run.

A text that begins with ``= + - @``, a tab or a line end would be a formula to a spreadsheet; it gets an apostrophe.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
import tempfile
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.http import FileResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.encoding import force_str
from django.utils.functional import Promise
from django.utils.html import strip_tags
from django.utils.safestring import SafeData
from django.utils.text import slugify

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["Sheet", "csv_response", "file_name", "guarded", "xlsx_response"]

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table to write: lines above it, heads, rows (an iterator: read once)."""

    name: str
    notes: Sequence[Sequence[object]]
    heads: Sequence[object]
    rows: Iterable[Sequence[object]]


def guarded(value: object) -> Any:
    """A value for a cell: numbers and dates as they are, texts that cannot be taken for a formula."""
    if isinstance(value, dt.datetime):
        return timezone.localtime(value).replace(tzinfo=None) if timezone.is_aware(value) else value
    if value is None or isinstance(value, int | float | Decimal | dt.date):
        return value
    text = strip_tags(force_str(value)) if isinstance(value, SafeData) else force_str(value)
    text = _CONTROL.sub("", text) if not isinstance(value, Promise) else text
    return f"'{text}" if text.startswith(_FORMULA) else text


def file_name(name: str, ending: str, day: dt.date | None = None) -> str:
    """A name that every file system takes: letters, digits, hyphens, the day."""
    safe = slugify(name, allow_unicode=True)[:60] or "luoshi"
    return f"{safe}-{(day or timezone.localdate()).isoformat()}.{ending}"


def csv_response(sheet: Sheet) -> StreamingHttpResponse:
    """Comma-separated values, with the mark that tells a spreadsheet that it is UTF-8."""
    found = StreamingHttpResponse(_lines(sheet), content_type="text/csv; charset=utf-8")
    return _named(found, sheet, "csv")


def xlsx_response(sheet: Sheet) -> FileResponse:
    """A workbook, written row by row to a file on disk and sent from there."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    page = book.create_sheet(re.sub(r"[\\/*?:\[\]]", " ", sheet.name)[:31] or "Luoshi")
    for row in _all(sheet):
        page.append(row)
    target = tempfile.TemporaryFile()  # noqa: SIM115 (the response closes it)
    book.save(target)
    target.seek(0)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return FileResponse(target, as_attachment=True, filename=file_name(sheet.name, "xlsx"), content_type=kind)


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        """The text."""
        return text


def _all(sheet: Sheet) -> Iterator[list[Any]]:
    for row in (*sheet.notes, (), sheet.heads):
        yield [guarded(cell) for cell in row]
    for row in sheet.rows:
        yield [guarded(cell) for cell in row]


def _lines(sheet: Sheet) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff"
    for row in _all(sheet):
        yield writer.writerow(row)


def _named(response: StreamingHttpResponse, sheet: Sheet, ending: str) -> StreamingHttpResponse:
    from django.utils.http import content_disposition_header

    header = content_disposition_header(as_attachment=True, filename=file_name(sheet.name, ending))
    response.headers["Content-Disposition"] = header or "attachment"
    return response
