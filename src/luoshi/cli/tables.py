"""Tables for the terminal: each record with its quotation, and the summary of several documents."""

from __future__ import annotations

import os
import sys
from collections import Counter
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from luoshi.cli.words import KINDS, Language, word
from luoshi.texts import programmes
from luoshi.texts.records import Actor, Commitment, Decision, Event, Figure, Person

if TYPE_CHECKING:
    from collections.abc import Sequence

    from luoshi.texts.records import Reading, Record

__all__ = ["print_reading", "print_summary"]


def print_reading(name: str, reading: Reading, lang: Language) -> None:
    """One row a record: number, kind, section, what it says, and its characters."""
    console = _console()
    console.print(_title(name, reading, lang), highlight=False)
    table = Table(show_header=True, header_style="bold", box=None, pad_edge=False, padding=(0, 1))
    table.add_column(word("no", lang), justify="right")
    for column in ("kind", "place"):
        table.add_column(word(column, lang), no_wrap=True)
    table.add_column(word("what", lang), overflow="fold", ratio=2)
    table.add_column(word("quote", lang), overflow="fold", ratio=3)
    for number, record in enumerate(reading.records, 1):
        kind = type(record).__name__.lower()
        table.add_row(
            str(number),
            word(kind, lang),
            word(record.section.value, lang),
            Text(_what(record, lang)),
            Text(record.span.quote),
        )
    console.print(table)
    for warning in reading.warnings:
        console.print(Text(f"{word('warning', lang)}: {warning.text} [{warning.code}]"))


def print_summary(readings: Sequence[tuple[str, Reading]], lang: Language) -> None:
    """One row a document: how many records of each kind, how many leaves, and whether it is invented."""
    table = Table(show_header=True, header_style="bold", box=None, pad_edge=False, padding=(0, 1))
    table.add_column(word("document", lang), overflow="fold")
    columns = (*KINDS[:1], "leaves", *KINDS[1:], "warning")
    for column in columns:
        table.add_column(word(column, lang), justify="right")
    total: Counter[str] = Counter()
    for name, reading in readings:
        counts = _counts(reading)
        total += counts
        table.add_row(Text(f"{name} *" if reading.info.synthetic else name), *(str(counts[c]) for c in columns))
    table.add_row(word("total", lang), *(str(total[c]) for c in columns), style="bold")
    console = _console()
    console.print(table)
    if any(reading.info.synthetic for _, reading in readings):
        console.print(f"* {word('synthetic', lang)}", highlight=False)


def _console() -> Console:
    """As wide as the terminal; 100 columns where there is none, so that a file looks the same everywhere."""
    width = None if sys.stdout.isatty() or "COLUMNS" in os.environ else 100
    return Console(width=width)


def _title(name: str, reading: Reading, lang: Language) -> Text:
    info = reading.info
    told = [name, info.title or "", info.date or "", f"{len(reading.document)} {word('characters', lang)}", info.script]
    if info.synthetic:
        told.append(word("synthetic", lang))
    return Text(" · ".join(filter(None, told)), style="bold")


def _counts(reading: Reading) -> Counter[str]:
    counts = Counter(type(record).__name__.lower() for record in reading.records)
    counts["leaves"] = sum(len(one.leaves) for one in reading.commitments)
    counts["warning"] = len(reading.warnings)
    return counts


def _what(record: Record, lang: Language) -> str:
    """What a record says, in one line."""
    told: tuple[str | None, ...] = ()
    match record:
        case Commitment():
            line = programmes().get(record.programme or "")
            label = (line.zh if lang is Language.ZH else line.en) if line else ""
            told = (label, word(record.role.value, lang), record.degree, record.verb, record.deadline)
            return " · ".join(filter(None, told))
        case Figure(quantity=one):
            subject = " ".join(filter(None, (one.period, one.subject, one.measure, one.comparison)))
            return f"{subject} {one.approx or ''}{one.value}{one.unit}".strip()
        case Person():
            told = (record.org, record.title, record.name, record.role)
        case Actor():
            told = (record.org, record.role)
        case Decision():
            told = (record.action, record.object)
        case Event():
            told = (record.date_text, record.place, record.name)
    return " ".join(filter(None, told))
