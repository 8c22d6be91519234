"""``luoshi compare``: what changed between two editions of one series?"""

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
    from collections.abc import Collection, Sequence

    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from luoshi.texts.editions import Change, Comparison, Status
    from luoshi.texts.pages.labels import Labels

__all__ = ["compare"]

_NAMES = (
    "added, dropped, strengthened, weakened, number-changed, deadline-changed, retargeted, moved, split, merged, "
    "reworded, kept"
)


def compare(
    old: Annotated[Path, typer.Argument(help="The earlier edition: text, HTML, DOCX, or PDF with text.")],
    new: Annotated[Path, typer.Argument(help="The later edition.")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print luoshi/comparison@1.")] = False,
    out: Annotated[
        Path | None, typer.Option("--out", help="Write luoshi/comparison@1 to a file.", metavar="FILE")
    ] = None,
    html: Annotated[
        Path | None, typer.Option("--html", help="Write both editions side by side as one page.", metavar="FILE")
    ] = None,
    docx: Annotated[
        Path | None, typer.Option("--docx", help="Write the changes with their redline for Word.", metavar="FILE")
    ] = None,
    xlsx: Annotated[
        Path | None, typer.Option("--xlsx", help="Write the changes as a workbook.", metavar="FILE")
    ] = None,
    status: Annotated[
        list[str] | None,
        typer.Option("--status", help=f"Only changes of this status; may be given again. {_NAMES}", metavar="STATUS"),
    ] = None,
    allow_spun: Annotated[
        bool, typer.Option("--allow-spun", help="Go on although a program reworded one of the texts.")
    ] = False,
    lang: Annotated[Language, typer.Option("--lang", help="Language of the table and of the page.")] = Language.ZH,
) -> int:
    """Compare two editions clause by clause: what was added, dropped, strengthened, weakened, moved, reworded."""
    statuses = _statuses(status or [])
    comparison = _compared(old, new, allow_spun=allow_spun)
    if out:
        print(write_whole(out, _json(comparison, statuses) + "\n"), file=sys.stderr)
    if html:
        from luoshi.texts.editions.page import comparison_page

        print(write_whole(html, comparison_page(comparison, lang=lang.value)), file=sys.stderr)
    _export(comparison, docx, xlsx, lang)
    if as_json:
        print(_json(comparison, statuses))
    elif not (out or html or docx or xlsx):
        _print_table(comparison, statuses, lang)
    return 0


def _export(comparison: Comparison, docx: Path | None, xlsx: Path | None, lang: Language) -> None:
    if not (docx or xlsx):
        return
    from luoshi.texts.editions.export import as_docx, as_xlsx

    for path, made in ((docx, as_docx), (xlsx, as_xlsx)):
        if path:
            print(write_whole(path, made(comparison, lang=lang.value)), file=sys.stderr)


def _statuses(names: Sequence[str]) -> frozenset[Status]:
    from luoshi.core.errors import UsageError
    from luoshi.texts.editions import Status

    known = {one.value: one for one in Status}
    if wrong := [name for name in names if name not in known]:
        raise UsageError(
            f"there is no status “{wrong[0]}”", where="--status", remedy=f"choose from: {', '.join(known)}"
        )
    return frozenset(known[name] for name in names)


def _compared(old: Path, new: Path, *, allow_spun: bool) -> Comparison:
    from luoshi.texts import compare as compare_readings
    from luoshi.texts import read
    from luoshi.texts.dirt import DIRTY

    one, other = read(old), read(new)
    for path, reading in ((old, one), (new, other)):
        for warning in reading.warnings:
            if warning.code == "no_commitments" or warning.code in DIRTY:
                print(f"luoshi: {path.name}: {warning.text}", file=sys.stderr)
    return compare_readings(one, other, allow_spun=allow_spun)


def _json(comparison: Comparison, statuses: Collection[Status]) -> str:
    from luoshi.texts import comparison_json

    return json.dumps(comparison_json(comparison, statuses=statuses), ensure_ascii=False, indent=2)


def _print_table(comparison: Comparison, statuses: Collection[Status], lang: Language) -> None:
    """One row a change; what was kept is counted, and listed only where it is asked for."""
    from luoshi.texts.editions import Status
    from luoshi.texts.editions.page.words import words as words_of

    words, console = words_of(lang.value), _console()
    if comparison.nothing_changed:
        console.print(words("compare.nothing" if comparison.same_text else "compare.clauses"), highlight=False)
    shown = [c for c in comparison.changes if (c.status in statuses if statuses else c.status is not Status.KEPT)]
    table = _table(words)
    for change in shown:
        table.add_row(words(f"status.{change.status.value}"), _reasons(change, words), _redline(change, words))
    if shown:
        console.print(table)
    counts = comparison.summary
    told = (f"{words(f'status.{name}')} {count}" for name, count in counts.items() if count and name != Status.KEPT)
    if line := " · ".join(told):
        console.print(line, highlight=False)
    if counts[Status.KEPT] and not statuses:
        console.print(words("terminal.kept", n=counts[Status.KEPT]), highlight=False)
    if more := sum(change.status is not Status.KEPT for change in comparison.reported):
        console.print(words("terminal.reported", n=more), highlight=False)


def _console() -> Console:
    """As wide as the terminal; 100 columns where there is none, so that a file looks the same everywhere."""
    from rich.console import Console

    return Console(width=None if sys.stdout.isatty() or "COLUMNS" in os.environ else 100)


def _table(words: Labels) -> Table:
    from rich.table import Table

    table = Table(show_header=True, header_style="bold", box=None, pad_edge=False, padding=(0, 1))
    table.add_column(words("terminal.change"), no_wrap=True)
    table.add_column(words("terminal.axis"), overflow="fold", ratio=2)
    table.add_column(words("terminal.redline"), overflow="fold", ratio=5)
    return table


def _reasons(change: Change, words: Labels) -> Text:
    """The steps that decided the status, in words."""
    from rich.text import Text

    from luoshi.texts.editions.page.views import reason

    told = [reason(step, words) for step in change.steps if step.clear and step.axis == change.axis]
    return Text("\n".join(told))


def _redline(change: Change, words: Labels) -> Text:
    """Both sides in one line: struck out and written in by line and by word, never by colour alone."""
    from rich.text import Text

    from luoshi.texts.editions import Op

    text = Text()
    whole = not (change.old and change.new)
    for edit in change.edits:
        if edit.op is Op.EQUAL and edit.new:
            text.append(edit.new.quote)
            continue
        for span, style, word in ((edit.old, "strike", "deleted"), (edit.new, "underline", "inserted")):
            if span and whole:
                text.append(span.quote)
            elif span:
                text.append(f"〔{words(f'compare.{word}')}:").append(span.quote, style=style).append("〕")
    return text
