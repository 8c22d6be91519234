"""``luoshi demo``: the desk with invented data; or the specimens and the visitor's files as a table and a board."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from luoshi.cli.language import Language
from luoshi.core.errors import LuoshiError, UsageError
from luoshi.core.files import write_whole
from luoshi.core.spans import Span

if TYPE_CHECKING:
    from luoshi.texts.records import Reading

__all__ = ["demo"]


def demo(  # noqa: PLR0917
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            help="Documents of your own: a table and a board of them and the specimens.", metavar="[FILE]..."
        ),
    ] = None,
    static: Annotated[bool, typer.Option("--static", help="The table and the board, without a server.")] = False,
    check: Annotated[bool, typer.Option("--check", help="The table only; nothing is written.")] = False,
    out: Annotated[
        Path | None, typer.Option("--out", help="Folder for the board and its pages (out/demo).", metavar="DIR")
    ] = None,
    lang: Annotated[
        Language, typer.Option("--lang", help="Language of what is printed and of the board.")
    ] = Language.ZH,
    load: Annotated[bool, typer.Option("--load", help="Load the data into the desk without serving it.")] = False,
    port: Annotated[int, typer.Option("--port", help="Port to serve on.", min=1, max=65535)] = 8000,
) -> int:
    """Serve the desk with invented data until Ctrl-C; with FILE or --static, read documents into a board."""
    board = bool(files or static or check or out)
    if board and load:
        raise UsageError(
            "FILE, --static, --check and --out belong to the board",
            where="luoshi demo",
            remedy="leave them or --load out",
        )
    return _board(files or [], check, out or Path("out/demo"), lang) if board else _desk(lang, None if load else port)


def _desk(lang: Language, port: int | None) -> int:
    """Load the demonstration into the desk; serve it where a port is given."""
    from time import monotonic

    from luoshi.desk.serving import refuse_taken, serve
    from luoshi.desk.start import start

    host, begun = "127.0.0.1", monotonic()
    if port is not None:
        refuse_taken(host, port)
    start("demo")
    from luoshi.desk.demo.loader import prepare

    for line in prepare(lang.value):
        print(line)
    took = monotonic() - begun
    print(f"用时 {took:.1f} 秒" if lang is Language.ZH else f"Took {took:.1f} s", flush=True)
    if port is None:
        return 0
    print("请用浏览器打开下面的地址，按 Ctrl-C 结束。" if lang is Language.ZH else "Open this address; Ctrl-C ends it.")
    return serve(host=host, port=port)


def _board(files: list[Path], check: bool, out: Path, lang: Language) -> int:
    from luoshi.cli.tables import print_summary
    from luoshi.texts.pages.labels import labels

    words = labels(lang.value)
    readings, refused = _read_all(files)
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
