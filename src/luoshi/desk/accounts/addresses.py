"""The address of a client, also behind proxies: only what a trusted proxy wrote counts, never what a client sent."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from django.http import HttpRequest

__all__ = ["client_address"]


def client_address(request: HttpRequest) -> str | None:
    """With n trusted proxies the n-th entry of X-Forwarded-For from its end; with none the other end of the line.

    Each proxy appends whom it heard. What stands before the last n entries came from the client and may be invented.
    """
    peer = _address(request.META.get("REMOTE_ADDR", ""))
    proxies = settings.TRUSTED_PROXIES
    entries = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    if proxies < 1 or len(entries) < proxies:
        return peer
    return _address(entries[-proxies]) or peer


def _address(text: str) -> str | None:
    """An address without its port; None if it is none."""
    bare = text.strip()
    if bare.startswith("["):
        bare = bare[1:].partition("]")[0]
    elif bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        found = ipaddress.ip_address(bare)
    except ValueError:
        return None
    return str(getattr(found, "ipv4_mapped", None) or found)
