"""``luoshi read``: what does a document order, report and decide, and who was there?"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from luoshi.cli.folders import Listing, lines_of, listing
from luoshi.cli.language import Language
from luoshi.cli.progress import progress, progress_of
from luoshi.core.errors import LuoshiError, UsageError
from luoshi.core.files import write_whole
from luoshi.core.pause import collector_paused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from luoshi.texts.records import Reading

__all__ = ["read"]


def read(
    files: Annotated[
        list[Path],
        typer.Argument(help="Text (UTF-8, GB18030), HTML, DOCX, PDF with text, or folders of them.", metavar="FILE..."),
    ],
    *,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print luoshi/reading@1; one line a file where there are several.")
    ] = False,
    html: Annotated[
        Path | None, typer.Option("--html", help="Write the text beside its records as one page.", metavar="FILE")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            help="Write NAME.json and NAME.html for each file into a folder; for one file also FILE.json.",
            metavar="DIR",
        ),
    ] = None,
    jobs: Annotated[
        int, typer.Option("--jobs", help="Processes that read a folder at once.", min=1, max=64, metavar="N")
    ] = 1,
    lang: Annotated[Language, typer.Option("--lang", help="Language of the table and of the page.")] = Language.ZH,
) -> int:
    """Read documents into records that quote their characters; a folder becomes JSON Lines."""
    listed = listing(files)
    files = [entry.path for entry in listed.entries]
    if html and len(files) > 1:
        raise UsageError("--html takes one document", where=f"{len(files)} files", remedy="use --out DIR for many")
    if out and out.suffix == ".json" and len(files) > 1:
        raise UsageError("one JSON file cannot hold several readings", where=str(out), remedy="name a folder")
    if jobs > 1 and (html or out or not (listed.folders or as_json)):
        raise UsageError("--jobs reads into JSON Lines", where="--jobs", remedy="leave it out, or add --json")
    if (listed.folders or jobs > 1) and not (html or out):
        return _stream(listed, jobs)
    failed = 0
    names: set[str] = set()
    for path, reading in _readings(files, quiet=as_json):
        if isinstance(reading, LuoshiError):
            failed += 1
            print(f"luoshi: {reading}", file=sys.stderr)
            continue
        _caution(path, reading, shown=not (as_json or html or out))
        if html:
            _write_page(html, reading, lang)
        if out:
            _write(out, path, reading, lang, names)
        if as_json:
            _print_json(reading, several=len(files) > 1)
        elif not (html or out):
            _print_table(path, reading, lang)
    return 2 if failed else 0


def _stream(listed: Listing, jobs: int) -> int:
    """One line of JSON a document, written as soon as it is read; a line on standard error for each that is refused."""
    lines = progress_of(lines_of(listed.entries, jobs), len(listed.entries), quiet=sys.stdout.isatty())
    failed = 0
    for entry, line in zip(listed.entries, lines, strict=True):
        if line.refusal:
            failed += 1
            print(f"luoshi: {entry.name}: {line.refusal}", file=sys.stderr)
        else:
            print(line.text, flush=True)
    told = f"{len(listed.entries)} files, {len(listed.entries) - failed} read, {failed} rejected"
    more = f", {listed.left_out} of other kinds left out" if listed.left_out else ""
    print(f"luoshi: {told}{more}", file=sys.stderr)
    return 2 if failed else 0


def _readings(files: list[Path], *, quiet: bool) -> Iterator[tuple[Path, Reading | LuoshiError]]:
    """Read one after the other; a refused file stops only itself. Many files show their progress."""
    from luoshi.texts import read as read_file

    with collector_paused():
        for path in progress(files, quiet=quiet):
            try:
                yield path, read_file(path)
            except LuoshiError as error:
                yield path, error


def _caution(path: Path, reading: Reading, *, shown: bool) -> None:
    """Say on standard error what the output itself does not show a person: that a text orders nothing."""
    for warning in reading.warnings:
        if warning.code == "no_commitments" and not shown:
            print(f"luoshi: {path.name}: {warning.text}", file=sys.stderr)


def _print_json(reading: Reading, *, several: bool) -> None:
    from luoshi.texts import as_json

    print(json.dumps(as_json(reading), ensure_ascii=False, indent=None if several else 2))


def _print_table(path: Path, reading: Reading, lang: Language) -> None:
    from luoshi.cli.tables import print_reading

    print_reading(path.name, reading, lang.value)


def _write_page(path: Path, reading: Reading, lang: Language) -> None:
    from luoshi.texts.pages import reading_page

    page = reading_page(reading, lang=lang.value, synthetic=reading.info.synthetic)
    print(write_whole(path, page), file=sys.stderr)


def _write(out: Path, path: Path, reading: Reading, lang: Language, names: set[str]) -> None:
    from luoshi.texts import as_json

    text = json.dumps(as_json(reading), ensure_ascii=False, indent=2) + "\n"
    if out.suffix == ".json":
        print(write_whole(out, text), file=sys.stderr)
        return
    name = _free_name(path, names)
    write_whole(out / f"{name}.json", text)
    _write_page(out / f"{name}.html", reading, lang)


def _free_name(path: Path, names: set[str]) -> str:
    """Two files of one name in different folders do not overwrite each other."""
    name, number = path.stem, 2
    while name in names:
        name, number = f"{path.stem}-{number}", number + 1
    names.add(name)
    return name
