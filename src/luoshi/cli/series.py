"""``luoshi series``: what became of each theme through the editions of a series?"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from luoshi.cli.language import Language
from luoshi.cli.many import console, editions
from luoshi.core.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from luoshi.texts.editions import Edition, Life
    from luoshi.texts.editions.matrix import Row
    from luoshi.texts.pages.labels import Labels

__all__ = ["series"]


def series(
    files: Annotated[
        list[Path], typer.Argument(help="Two or more editions, or folders of them, in any order.", metavar="FILE...")
    ],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print luoshi/series@1.")] = False,
    out: Annotated[Path | None, typer.Option("--out", help="Write luoshi/series@1 to a file.", metavar="FILE")] = None,
    csv: Annotated[
        Path | None, typer.Option("--csv", help="Write themes by editions for a spreadsheet.", metavar="FILE")
    ] = None,
    html: Annotated[
        Path | None, typer.Option("--html", help="Write themes by editions as one page.", metavar="FILE")
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="List also the themes that stand in one edition only.")
    ] = False,
    lang: Annotated[Language, typer.Option("--lang", help="Language of the table and of the page.")] = Language.ZH,
) -> int:
    """Follow each theme through the editions of a series: appears, kept, changed, dropped, revived."""
    from luoshi.texts import series as lives_of
    from luoshi.texts.editions.matrix import series_json

    read = editions(files, least=2)
    lives = lives_of([one.reading for one in read])
    text = json.dumps(series_json(read, lives), ensure_ascii=False, indent=2)
    if out:
        print(write_whole(out, text + "\n"), file=sys.stderr)
    _write(read, lives, csv, html, lang)
    if as_json:
        print(text)
    elif not (out or csv or html):
        _print_table(read, lives, lang, everything=everything)
    return 0


def _write(read: Sequence[Edition], lives: Sequence[Life], csv: Path | None, html: Path | None, lang: Language) -> None:
    if not (csv or html):
        return
    from luoshi.texts.editions.page.series import series_csv, series_page

    for path, made in ((csv, series_csv), (html, series_page)):
        if path:
            print(write_whole(path, made(read, lives, lang=lang.value)), file=sys.stderr)


def _print_table(read: Sequence[Edition], lives: Sequence[Life], lang: Language, *, everything: bool) -> None:
    """One row a theme with its steps, edition by edition; those of one edition are counted unless asked for."""
    from rich.table import Table
    from rich.text import Text

    from luoshi.texts.editions.matrix import matrix
    from luoshi.texts.editions.page.words import words as words_of

    words, out = words_of(lang.value), console()
    rows = matrix(lives, len(read))
    shown = [row for row in rows if everything or row.kind != "once"]
    table = Table(show_header=True, header_style="bold", box=None, pad_edge=False, padding=(0, 1))
    table.add_column(words("series.theme"), overflow="fold", ratio=3)
    table.add_column(words("series.life"), overflow="fold", ratio=4)
    for row in shown:
        table.add_row(Text(row.life.theme), Text(_steps(row, read, words)))
    if shown:
        out.print(table)
    if hidden := len(rows) - len(shown):
        out.print(words("series.more", n=hidden), highlight=False)
    if not rows:
        out.print(words("series.none"), highlight=False)


def _steps(row: Row, read: Sequence[Edition], words: Labels) -> str:
    from luoshi.texts.editions.page.series import cell_name

    told = (f"{read[cell.edition].name} {cell_name(cell, words)}" for cell in row.cells if cell.code)
    return " → ".join(told)
