"""Parsing at arm's length: every file is read in a child process that is killed when it takes too much.

The child has no database, no settings and no secrets; what it may use is bounded by the kernel. Its answer goes into
a file whose size is bounded too, so that neither side can fill the memory of the other.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from luoshi.desk.ground.errors import Refused

__all__ = ["BOUNDS", "Bounds", "read_bytes"]

_MODULE = "luoshi.desk.texts.child_main"
_PASSED_ON = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "TMPDIR", "VIRTUAL_ENV", "SYSTEMROOT")


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one child may use: bytes of memory, seconds of processor and of the clock, bytes of answer."""

    memory: int = 1_500_000_000
    processor: int = 60
    clock: float = 90.0
    output: int = 200_000_000


BOUNDS = Bounds()
"""The bounds that hold; the longest document that is accepted needs a tenth of them."""


def read_bytes(data: bytes, name: str, *, bounds: Bounds | None = None) -> dict[str, Any]:
    """The reading (``luoshi/reading@1``) with ``text`` and ``folded_text`` beside it. Raises ``Refused``."""
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as answer:
        given.write(data)
        given.seek(0)
        _run(given, answer, name, bounds or BOUNDS)
        answer.seek(0)
        return _told(answer.read())


def _run(given: Any, answer: Any, name: str, bounds: Bounds) -> None:
    shown = name.encode("utf-8", "replace").decode("utf-8").replace("\0", "␀")
    numbers = (bounds.memory, bounds.processor, bounds.output)
    command = [sys.executable, "-P", "-m", _MODULE, *(str(number) for number in numbers), shown]
    environment = {key: os.environ[key] for key in _PASSED_ON if key in os.environ}
    environment |= {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}
    child = subprocess.Popen(  # noqa: S603 - our own interpreter and module, no shell
        command,
        stdin=given,
        stdout=answer,
        stderr=subprocess.DEVNULL,
        env=environment,
        cwd=tempfile.gettempdir(),
        start_new_session=True,
    )
    try:
        code = child.wait(timeout=bounds.clock)
    except subprocess.TimeoutExpired:
        raise _too_long() from None
    finally:
        _kill(child)
    if code == -signal.SIGXCPU:
        raise _too_long()
    if code:
        raise _broke()


def _kill(child: subprocess.Popen[bytes]) -> None:
    """End the child with everything it may have started."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def _told(answer: bytes) -> dict[str, Any]:
    try:
        told = json.loads(answer)
    except ValueError:
        raise _broke() from None
    if not isinstance(told, dict):
        raise _broke()
    if refused := told.get("refused"):
        raise Refused(str(refused["what"]), str(refused["remedy"]))
    if told.get("exhausted") or not isinstance(told.get("reading"), dict):
        raise _too_large()
    found: dict[str, Any] = told["reading"]
    return found


def _too_long() -> Refused:
    return Refused(_("Reading the file took too long and was ended."), _simpler())


def _too_large() -> Refused:
    return Refused(_("Reading the file took too much memory and was ended."), _simpler())


def _broke() -> Refused:
    return Refused(_("The file could not be read: it broke the reader."), _simpler())


def _simpler() -> str:
    return _("Save its text alone as UTF-8 and give that, or split the document.")
