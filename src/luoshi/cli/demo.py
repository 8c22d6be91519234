"""``luoshi demo``: the specimens, and the files of the visitor, as a table and a board."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from luoshi.cli.language import Language
from luoshi.core.errors import LuoshiError
from luoshi.core.files import write_whole
from luoshi.core.spans import Span

if TYPE_CHECKING:
    from luoshi.texts.records import Reading

__all__ = ["demo"]


def demo(
    files: Annotated[
        list[Path] | None, typer.Argument(help="Documents of your own, read beside the specimens.", metavar="[FILE]...")
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Do the same without writing anything.")] = False,
    out: Annotated[Path, typer.Option("--out", help="Folder for the board and its pages.", metavar="DIR")] = Path(
        "out/demo"
    ),
    lang: Annotated[Language, typer.Option("--lang", help="Language of the table and of the board.")] = Language.ZH,
) -> int:
    """Read the specimen communiqués and write a board: programmes as rows, each entry quoting its sentence."""
    from luoshi.cli.tables import print_summary
    from luoshi.texts.pages.labels import labels

    words = labels(lang.value)
    readings, refused = _read_all(files or [])
    print_summary(readings, lang.value)
    pages = _pages(readings, lang)
    _verify(readings)
    if check:
        print(words("terminal.checked"))
    else:
        for name, page in pages.items():
            write_whole(out / name, page)
        print(words("terminal.board", path=(out / "board.html").resolve()))
    for error in refused:
        print(f"luoshi: {error}", file=sys.stderr)
    return 2 if refused else 0


def _read_all(files: list[Path]) -> tuple[list[tuple[str, Reading]], list[LuoshiError]]:
    from luoshi.texts import read, specimens

    readings: list[tuple[str, Reading]] = []
    refused: list[LuoshiError] = []
    for path in [*(one.path for one in specimens()), *files]:
        try:
            readings.append((_name(path, readings), read(path)))
        except LuoshiError as error:
            refused.append(error)
    return readings, refused


def _name(path: Path, readings: list[tuple[str, Reading]]) -> str:
    taken = {name for name, _ in readings}
    return path.stem if path.stem not in taken else f"{path.stem}-{len(readings)}"


def _pages(readings: list[tuple[str, Reading]], lang: Language) -> dict[str, str]:
    """The board and one page a document, by file name. Built also for ``--check``, so that it checks them."""
    from luoshi.texts.pages import board_page, reading_page

    pages = {f"{name}.html": reading_page(r, lang=lang.value, synthetic=r.info.synthetic) for name, r in readings}
    invented = {name for name, r in readings if r.info.synthetic}
    links = {name: f"{name}.html" for name, _ in readings}
    return {"board.html": board_page(readings, lang=lang.value, synthetic=invented, pages=links), **pages}


def _verify(readings: list[tuple[str, Reading]]) -> None:
    """Build every span anew: ``QuoteMismatch`` where a quotation is not at its place in the stored text."""
    for _, reading in readings:
        for record in reading.records:
            span = record.span
            Span(reading.document, span.start, span.end, span.quote)
