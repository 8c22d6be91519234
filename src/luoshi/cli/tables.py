"""Tables for the terminal: each record with its quotation, and the summary of several documents."""

from __future__ import annotations

import os
import sys
from collections import Counter
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from luoshi.texts.pages.labels import labels
from luoshi.texts.records import Actor, Commitment, Decision, Event, Figure, Person

if TYPE_CHECKING:
    from collections.abc import Sequence

    from luoshi.texts.pages.labels import Labels
    from luoshi.texts.records import Reading, Record

__all__ = ["print_reading", "print_summary"]

_KINDS = ("commitment", "achievement", "figure", "person", "actor", "decision", "event")


def print_reading(name: str, reading: Reading, lang: str) -> None:
    """One row a record: number, kind, section, what it says, and its characters."""
    words, console = labels(lang), _console()
    console.print(_title(name, reading, words), highlight=False)
    table = _table()
    table.add_column(words("terminal.no"), justify="right")
    for column in ("kind", "section"):
        table.add_column(words(f"terminal.{column}"), no_wrap=True)
    table.add_column(words("terminal.what"), overflow="fold", ratio=2)
    table.add_column(words("terminal.quote"), overflow="fold", ratio=3)
    for number, record in enumerate(reading.records, 1):
        kind, section = words.name("kind", _kind(record)), words.name("section", record.section.value)
        table.add_row(str(number), kind, section, Text(_what(record, words)), Text(record.span.quote))
    console.print(table)
    for warning in reading.warnings:
        text = words.name("warning", warning.code) if lang == "zh" else warning.text
        console.print(Text(f"{words('terminal.warnings')}: {text} [{warning.code}]"))


def print_summary(readings: Sequence[tuple[str, Reading]], lang: str) -> None:
    """One row a document: how many records of each kind, how many leaves, and whether it is invented."""
    words, console = labels(lang), _console()
    table = _table()
    table.add_column(words("terminal.document"), overflow="fold")
    for column in (words("kind.commitment"), words("terminal.leaves"), *(words(f"kind.{kind}") for kind in _KINDS[1:])):
        table.add_column(column, justify="right")
    table.add_column(words("terminal.warnings"), justify="right")
    total = [0] * (len(_KINDS) + 2)
    for name, reading in readings:
        counts = _counts(reading)
        total = [a + b for a, b in zip(total, counts, strict=True)]
        table.add_row(Text(f"{name} *" if reading.info.synthetic else name), *map(str, counts))
    table.add_row(words("terminal.total"), *map(str, total), style="bold")
    console.print(table)
    if any(reading.info.synthetic for _, reading in readings):
        console.print(f"* {words('terminal.synthetic')}", highlight=False)


def _table() -> Table:
    return Table(show_header=True, header_style="bold", box=None, pad_edge=False, padding=(0, 1))


def _console() -> Console:
    """As wide as the terminal; 100 columns where there is none, so that a file looks the same everywhere."""
    width = None if sys.stdout.isatty() or "COLUMNS" in os.environ else 100
    return Console(width=width)


def _title(name: str, reading: Reading, words: Labels) -> Text:
    info = reading.info
    told = [name, info.title, info.date, words("terminal.characters", n=len(reading.document)), info.script]
    if info.synthetic:
        told.append(words("terminal.synthetic"))
    return Text(" · ".join(filter(None, told)), style="bold")


def _kind(record: Record) -> str:
    return type(record).__name__.lower()


def _counts(reading: Reading) -> list[int]:
    """Commitments, their leaves, the other kinds in order, warnings."""
    found = Counter(map(_kind, reading.records))
    leaves = sum(len(one.leaves) for one in reading.commitments)
    return [found[_KINDS[0]], leaves, *(found[kind] for kind in _KINDS[1:]), len(reading.warnings)]


def _what(record: Record, words: Labels) -> str:
    """What a record says, in one line."""
    told: tuple[str | None, ...] = ()
    match record:
        case Commitment():
            line = words.name("programme", record.programme) if record.programme else None
            role = words.name("role", record.role.value)
            return " · ".join(filter(None, (line, role, record.degree, record.verb, record.deadline)))
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
