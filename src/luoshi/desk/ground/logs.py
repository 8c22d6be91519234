"""Logs as one JSON object a line: what happened, when, in which request; never who, from where, or with which words."""

from __future__ import annotations

import json
import logging
import traceback
from datetime import UTC, datetime

from luoshi.desk.ground.context import request_id

__all__ = ["JsonFormatter"]

_OURS = ("method", "route", "status", "ms", "job", "task", "state", "attempt")
_TALKATIVE = ("django.request", "django.security", "django.db.backends", "django.server", "axes")


class JsonFormatter(logging.Formatter):
    """``time``, ``level``, ``request``, ``logger``, ``event`` and the known fields of a record.

    The loggers of the framework put addresses and names of sign-in into their messages: of them only the
    format string before its arguments is kept. Of an exception the type and the places are kept, not its words.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line."""
        told: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "request": request_id(),
            "logger": record.name,
            "event": self._event(record),
        }
        told |= {name: getattr(record, name) for name in _OURS if _plain(getattr(record, name, None))}
        if record.exc_info and record.exc_info[0]:
            told["error"] = record.exc_info[0].__name__
            told["at"] = [f"{f.filename.rpartition('/')[2]}:{f.lineno}" for f in _frames(record)][-8:]
        return json.dumps(told, ensure_ascii=False)

    @staticmethod
    def _event(record: logging.LogRecord) -> str:
        if record.name.startswith(_TALKATIVE):
            return str(record.msg).partition("%")[0].strip(" :(") or record.name
        return record.getMessage()


def _plain(value: object) -> bool:
    """A value that can be told: the framework puts whole requests and status phrases under the same names."""
    return isinstance(value, int | float | str) and not isinstance(value, bool)


def _frames(record: logging.LogRecord) -> traceback.StackSummary:
    return traceback.extract_tb(record.exc_info[2] if record.exc_info else None)
