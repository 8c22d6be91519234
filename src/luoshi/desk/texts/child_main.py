"""The child process that parses one hostile file: bytes on stdin, JSON on stdout, and nothing of Django in it.

It limits itself before the first byte is read. Whatever goes wrong here, the parent only ever sees a JSON document
that it expects, or the end of the process.
"""

from __future__ import annotations

import json
import resource
import sys
from typing import Any

__all__ = ["answer", "limit", "main"]


def limit(memory: int, seconds: int, output: int) -> None:
    """No more memory, processor time, written bytes and open files than these."""
    for kind, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, output),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        value = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (value, value))


def answer(data: bytes, name: str) -> dict[str, Any]:
    """The reading with its text and the folded text, or why there is none."""
    from luoshi.core.errors import FileRefused
    from luoshi.texts.folding import fold
    from luoshi.texts.importing import load_bytes
    from luoshi.texts.jsonform import as_json
    from luoshi.texts.reader import read_text
    from luoshi.texts.records import Warn

    try:
        got = load_bytes(data, name)
        notices = tuple(Warn(notice.code, notice.text) for notice in got.warnings)
        reading = read_text(got.text, source=name, media=got.media, title=got.title, notices=notices)
    except FileRefused as fault:
        return {"refused": {"what": fault.what, "remedy": fault.remedy}}
    return {"reading": {**as_json(reading), "text": got.text, "folded_text": fold(got.text).text}}


def main(arguments: list[str]) -> int:
    """``memory seconds output name``; the file comes on stdin."""
    limit(*(int(argument) for argument in arguments[:3]))
    try:
        told = answer(sys.stdin.buffer.read(), arguments[3])
    except (MemoryError, RecursionError):
        told = {"exhausted": True}
    sys.stdout.write(json.dumps(told))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
