"""``luoshi terms``: when did a series begin to use a term, and which terms does its last edition bring?"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from luoshi.cli.language import Language
from luoshi.cli.many import console, editions
from luoshi.core.errors import UsageError
from luoshi.core.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from luoshi.texts.editions import Edition
    from luoshi.texts.terms import NewTerm, TermLife

__all__ = ["terms"]


def terms(
    files: Annotated[
        list[Path], typer.Argument(help="The editions of one series, or folders of them.", metavar="FILE...")
    ],
    *,
    term: Annotated[
        str | None, typer.Option("--term", help="The life of this term; without it, new terms are sought.")
    ] = None,
    expect: Annotated[
        list[str] | None,
        typer.Option("--expect", help="An edition of the series, by name or year; may be given again.", metavar="NAME"),
    ] = None,
    yearly: Annotated[
        bool, typer.Option("--yearly", help="Expect an edition in every year from the first to the last.")
    ] = False,
    longer: Annotated[
        list[str] | None,
        typer.Option("--longer", help="A longer phrase that is another term; may be given again.", metavar="PHRASE"),
    ] = None,
    new: Annotated[int, typer.Option("--new", help="How many of the last editions are new.", min=1, metavar="N")] = 1,
    background: Annotated[
        list[Path] | None,
        typer.Option("--background", help="A document whose terms are not new either; may be given again."),
    ] = None,
    top: Annotated[int, typer.Option("--top", help="How many new terms the table lists.", min=1, metavar="N")] = 50,
    as_json: Annotated[bool, typer.Option("--json", help="Print luoshi/terms@1.")] = False,
    out: Annotated[Path | None, typer.Option("--out", help="Write luoshi/terms@1 to a file.", metavar="FILE")] = None,
    html: Annotated[Path | None, typer.Option("--html", help="Write the result as one page.", metavar="FILE")] = None,
    lang: Annotated[Language, typer.Option("--lang", help="Language of the table and of the page.")] = Language.ZH,
) -> int:
    """Find the first use and the life of a term, or the terms that the last edition brings."""
    found: _Life | _Discovery
    if term is not None:
        read = editions(files)
        found = _Life(term, read, [*(expect or ()), *(_years(read) if yearly else ())], longer or ())
    else:
        read = editions(files, least=2)
        if new >= len(read):
            raise UsageError("no edition is left to compare with", where="--new", remedy=f"at most {len(read) - 1}")
        found = _Discovery(read[:-new], read[-new:], editions(background) if background else (), top)
    text = json.dumps(found.json(), ensure_ascii=False, indent=2)
    if out:
        print(write_whole(out, text + "\n"), file=sys.stderr)
    if html:
        print(write_whole(html, found.page(lang.value)), file=sys.stderr)
    if as_json:
        print(text)
    elif not (out or html):
        found.table(lang.value)
    return found.code


def _years(read: Sequence[Edition]) -> list[str]:
    years = sorted(int(edition.year) for edition in read if edition.year)
    return [str(year) for year in range(years[0], years[-1] + 1)] if years else []


class _Life:
    """The life of a term and its three forms; the answer is negative where no edition has the term."""

    def __init__(self, term: str, read: Sequence[Edition], expected: Sequence[str], longer: Sequence[str]) -> None:
        from luoshi.texts.terms import life

        self.life: TermLife = life(term, read, expected, longer)
        self.code = 0 if self.life.uses else 1

    def json(self) -> dict[str, Any]:
        from luoshi.texts.terms import life_json

        return life_json(self.life)

    def page(self, lang: str) -> str:
        from luoshi.texts.terms.page import life_page

        return life_page(self.life, lang=lang)

    def table(self, lang: str) -> None:
        from rich.table import Table
        from rich.text import Text

        from luoshi.texts.editions.page.words import words as words_of
        from luoshi.texts.terms.page import facts

        words, out, one = words_of(lang), console(), self.life
        for name, told in facts(one, words):
            out.print(Text(f"{name}: {told}"))
        table = Table(show_header=True, header_style="bold", box=None, pad_edge=False, padding=(0, 1))
        for key in ("terms.edition", "terms.count"):
            table.add_column(words(key), no_wrap=True)
        table.add_column(words("terms.sentence"), overflow="fold")
        for use in one.uses:
            table.add_row(one.editions[use.edition].name, str(use.count), Text(use.sentence.quote))
        out.print(table if one.uses else words("terms.never"))
        for passed in one.passed:
            name = one.editions[passed.edition].name
            out.print(Text(f"{words('terms.passed')}: {name} {passed.span.quote} · {words(f'terms.{passed.why}')}"))
        out.print(Text(f"{words('terms.editions')}: {', '.join(edition.name for edition in one.editions)}"))


class _Discovery:
    """The new terms of an edition and their three forms."""

    def __init__(self, old: Sequence[Edition], new: Sequence[Edition], background: Sequence[Edition], top: int) -> None:
        from luoshi.texts.terms import discover

        self.old, self.new, self.background, self.top = old, new, background, top
        self.terms: tuple[NewTerm, ...] = discover(old, new, background)
        self.code = 0

    def json(self) -> dict[str, Any]:
        from luoshi.texts.terms import discovery_json

        return discovery_json(self.terms, self.old, self.new, self.background)

    def page(self, lang: str) -> str:
        from luoshi.texts.terms.page import discovery_page

        return discovery_page(self.terms, (*self.old, *self.background), self.new, lang=lang)

    def table(self, lang: str) -> None:
        from rich.table import Table
        from rich.text import Text

        from luoshi.texts.editions.page.words import words as words_of

        words, out = words_of(lang), console()
        table = Table(show_header=True, header_style="bold", box=None, pad_edge=False, padding=(0, 1))
        for key in ("terms.term", "terms.count", "terms.score", "terms.why"):
            table.add_column(words(key), no_wrap=True)
        table.add_column(words("terms.sentence"), overflow="fold")
        for one in self.terms[: self.top]:
            told = (one.term, str(one.count), f"{one.score:.1f}", words(f"terms.{one.why}"))
            table.add_row(*told, Text(one.sentence.quote))
        out.print(table if self.terms else words("terms.none"))
        if (more := len(self.terms) - self.top) > 0:
            out.print(words("terms.more", n=more), highlight=False)
