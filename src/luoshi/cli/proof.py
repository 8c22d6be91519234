"""``luoshi proof``: do the numbers of a draft agree with each other, and with a table of values?"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from luoshi.cli.language import Language
from luoshi.core.files import write_whole

if TYPE_CHECKING:
    from luoshi.texts.proofing import Proof

__all__ = ["proof"]


def proof(  # noqa: PLR0917
    file: Annotated[Path, typer.Argument(help="Draft: text, HTML, DOCX, or PDF with text.", metavar="FILE")],
    values: Annotated[
        Path | None,
        typer.Option("--values", help="Known values: period,subject,measure,value,unit.", metavar="CSV"),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print luoshi/proof@1.")] = False,
    html: Annotated[
        Path | None, typer.Option("--html", help="Write the draft with its findings as one page.", metavar="FILE")
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", help="Write luoshi/proof@1 into a file.", metavar="FILE")] = None,
    allow_spun: Annotated[
        bool, typer.Option("--allow-spun", help="Go on although a program reworded the text.")
    ] = False,
    lang: Annotated[Language, typer.Option("--lang", help="Language of the table and of the page.")] = Language.ZH,
) -> int:
    """Recompute the numbers of a draft; exit code 1 where one cannot be right."""
    from luoshi.texts.proofing import load_values, proof_json
    from luoshi.texts.proofing import proof as prove

    done = prove(file, load_values(values) if values else (), allow_spun=allow_spun)
    text = json.dumps(proof_json(done), ensure_ascii=False, indent=2)
    if out:
        print(write_whole(out, text + "\n"), file=sys.stderr)
    if html:
        _write_page(html, done, lang)
    if as_json:
        print(text)
    elif not (out or html):
        _print_table(done, lang)
    return 1 if done.wrong else 0


def _write_page(path: Path, done: Proof, lang: Language) -> None:
    from luoshi.texts.proofing.page import proof_page

    print(write_whole(path, proof_page(done, lang=lang.value)), file=sys.stderr)


def _print_table(done: Proof, lang: Language) -> None:
    """One row a finding; 100 columns where there is no terminal, so that a file looks the same everywhere."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from luoshi.texts.proofing.messages import messages

    words = messages(lang.value)
    console = Console(width=None if sys.stdout.isatty() or "COLUMNS" in os.environ else 100)
    console.print(Text(words.summary(done), style="bold"))
    if not done.findings:
        return
    table = Table(show_header=True, header_style="bold", box=None, pad_edge=False, padding=(0, 1))
    for column in ("place", "severity", "code"):
        table.add_column(words(f"column.{column}"), no_wrap=True)
    table.add_column(words("column.message"), overflow="fold")
    for one in done.findings:
        place, grade, code = f"{one.span.start}", words(f"severity.{one.severity.value}"), words(f"code.{one.code}")
        table.add_row(place, grade, code, Text(f"{words.why(one)} {words.suggestion(one)}"))
    console.print(table)
