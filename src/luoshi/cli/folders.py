"""Folders of documents: what is in them, and each as one line of JSON, one after the other or in several processes.

What is held at any time is one document a process, and the lines of the few that are ahead of their turn.
"""

from __future__ import annotations

import json
from collections import deque
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from luoshi.core.errors import LuoshiError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["ENDINGS", "Entry", "Line", "Listing", "lines_of", "listing"]

ENDINGS: Final = frozenset({".txt", ".text", ".html", ".htm", ".docx", ".pdf"})
"""The files of a folder that are read; what is named on the command line is read whatever it is called."""

_AHEAD: Final = 4
"""Documents that may be under way for each process."""


class Entry(NamedTuple):
    """A file to read, and its name: the path inside its folder, or the file's own."""

    path: Path
    name: str


class Line(NamedTuple):
    """A reading as one line of JSON, or why there is none."""

    text: str
    refusal: str


@dataclass(frozen=True, slots=True)
class Listing:
    """The files that were named, in order; ``folders`` tells whether one was a folder, ``left_out`` what is in it
    and no document."""

    entries: tuple[Entry, ...]
    folders: bool
    left_out: int


def listing(paths: Sequence[Path]) -> Listing:
    """Every file of the paths. Folders are searched to the bottom, by name; hidden files and links are passed over.

    Raises ``UsageError`` where folders alone are named and none holds a document.
    """
    entries: list[Entry] = []
    left_out = 0
    for path in paths:
        if not path.is_dir():
            entries.append(Entry(path, path.name))
            continue
        found = sorted(_files(path))
        documents = [one for one in found if one.suffix.lower() in ENDINGS]
        entries += [Entry(one, one.relative_to(path).as_posix()) for one in documents]
        left_out += len(found) - len(documents)
    if not entries:
        raise UsageError(
            "there is no document",
            where=", ".join(map(str, paths)),
            remedy=f"name a folder with {', '.join(sorted(ENDINGS))}",
        )
    return Listing(tuple(entries), any(path.is_dir() for path in paths), left_out)


def _files(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and path.is_file() and not path.is_symlink():
            yield path


def lines_of(entries: Iterable[Entry], jobs: int = 1) -> Iterator[Line]:
    """A line for each entry, in order, as soon as it is read. ``jobs`` processes work at once."""
    return _one_by_one(entries) if jobs == 1 else _side_by_side(entries, jobs)


def _one_by_one(entries: Iterable[Entry]) -> Iterator[Line]:
    return map(_line, entries)


def _side_by_side(entries: Iterable[Entry], jobs: int) -> Iterator[Line]:
    """Processes read ahead only so far, so that a slow document does not let the lines of all others pile up."""
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing import get_context

    ahead: deque[Future[Line]] = deque()
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        for entry in entries:
            ahead.append(pool.submit(_line, entry))
            if len(ahead) >= _AHEAD * jobs:
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()


def _line(entry: Entry) -> Line:
    from luoshi.texts import as_json, read

    try:
        told = as_json(read(entry.path))
    except LuoshiError as error:
        return Line("", f"{error.what}; {error.remedy}" if error.remedy else error.what)
    return Line(json.dumps({"file": entry.name, **told}, ensure_ascii=False), "")
