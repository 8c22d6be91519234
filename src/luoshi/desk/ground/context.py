"""The request that is being answered, for code that is not handed one: the audit log, the logs, the jobs."""

from __future__ import annotations

import secrets
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest

__all__ = ["current_request", "new_request_id", "request_id", "within"]

_ID: ContextVar[str] = ContextVar("luoshi_request_id", default="")
_REQUEST: ContextVar[HttpRequest | None] = ContextVar("luoshi_request", default=None)


def request_id() -> str:
    """The id of the request or of the job's request; empty outside of both."""
    return _ID.get()


def current_request() -> HttpRequest | None:
    """The request being answered in this thread, if any."""
    return _REQUEST.get()


def new_request_id() -> str:
    """An id of our own making: what a client sends is never taken over into logs."""
    return secrets.token_hex(8)


@contextmanager
def within(identity: str, request: HttpRequest | None = None) -> Iterator[str]:
    """Everything inside belongs to this request."""
    tokens = _ID.set(identity), _REQUEST.set(request)
    try:
        yield identity
    finally:
        _ID.reset(tokens[0])
        _REQUEST.reset(tokens[1])
