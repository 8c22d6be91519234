"""How fast are two editions compared, beside the standard library's tools that only find different lines?

Two invented editions with planted changes, some thousand clauses each; two clauses of five below heads are edited,
and once nearly all of them (rewritten), which is what editions of real series look like. Luoshi reads them once;
counted is the comparison: pairs, statuses, redlines. ``difflib.SequenceMatcher`` gets the clauses as lines and then
redlines each replaced block, ``HtmlDiff`` makes its table of the same lines, ``characters`` is SequenceMatcher over
the whole texts; none pairs clauses by theme or says what a change means. ``page`` is Luoshi with its page and its
JSON. Rounds of the tools alternate in one process; processor time, the median of the rounds. What grows with the
square of a block is measured on smaller editions, beside Luoshi on the same ones.

    python -m bench.compare_speed [--clauses 5000] [--few 400] [--rounds 3] [--out bench/results/compare_speed.json]
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from datetime import date
from difflib import HtmlDiff, SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bench.machine import machine, versions
from bench.reading.planting import plant
from luoshi.texts import compare, comparison_json, read_text
from luoshi.texts.editions.page import comparison_page

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from luoshi.texts import Reading

__all__ = ["main"]

ROOT = Path(__file__).resolve().parents[1]


class _Editions(NamedTuple):
    """Two readings, and their clauses as lines."""

    old: Reading
    new: Reading
    lines: tuple[list[str], list[str]]


def main(arguments: list[str] | None = None) -> int:
    """Measure and write the result."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clauses", type=int, default=5000)
    parser.add_argument("--few", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--out", type=Path, default=ROOT / "bench" / "results" / "compare_speed.json")
    options = parser.parse_args(arguments)
    many, few = _editions(options.clauses, 0.4), _editions(options.few, 0.4)
    most = _editions(options.clauses, 0.95)
    large = _rounds({"luoshi": _luoshi(many), "SequenceMatcher": _matcher(many)}, options.rounds)
    rewritten = _rounds({"luoshi": _luoshi(most), "SequenceMatcher": _matcher(most)}, options.rounds)
    tools = {"luoshi": _luoshi(few), "HtmlDiff": _html_diff(few), "characters": _characters(few), "page": _page(few)}
    small = _rounds(tools, options.rounds)
    result = {
        "date": date.today().isoformat(),  # noqa: DTZ011
        "machine": machine(),
        "versions": versions("luoshi", "rapidfuzz"),
        "rounds": options.rounds,
        "large": _told(many, large),
        "rewritten": _told(most, rewritten),
        "small": _told(few, small),
    }
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(result, ensure_ascii=False, indent=2) + "\n", "utf-8")
    print(json.dumps({key: result[key] for key in ("large", "rewritten", "small")}, ensure_ascii=False, indent=2))
    return 0


def _editions(clauses: int, share: float) -> _Editions:
    one = plant(7, clauses, share=share)
    old, new = read_text(one.old), read_text(one.new)
    lines = [[clause.span.quote for clause in reading.commitments] for reading in (old, new)]
    return _Editions(old, new, (lines[0], lines[1]))


def _luoshi(editions: _Editions) -> Callable[[], object]:
    return lambda: compare(editions.old, editions.new)


def _page(editions: _Editions) -> Callable[[], object]:
    def run() -> object:
        comparison = compare(editions.old, editions.new)
        return comparison_page(comparison), comparison_json(comparison)

    return run


def _matcher(editions: _Editions) -> Callable[[], object]:
    def run() -> object:
        old, new = editions.lines
        blocks = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        return [
            SequenceMatcher(None, "，".join(old[a:b]), "，".join(new[c:d]), autojunk=False).get_opcodes()
            for tag, a, b, c, d in blocks
            if tag == "replace"
        ]

    return run


def _characters(editions: _Editions) -> Callable[[], object]:
    old, new = editions.old.document.text, editions.new.document.text
    return lambda: SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def _html_diff(editions: _Editions) -> Callable[[], object]:
    return lambda: HtmlDiff().make_file(*editions.lines)


def _rounds(tools: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, list[float]]:
    """Processor seconds of each tool, round by round, after one run to warm up the first."""
    next(iter(tools.values()))()
    seconds: dict[str, list[float]] = {name: [] for name in tools}
    for _ in range(rounds):
        for name, run in tools.items():
            before = time.process_time()
            run()
            seconds[name].append(time.process_time() - before)
    return seconds


def _told(editions: _Editions, seconds: Mapping[str, list[float]]) -> dict[str, object]:
    own = seconds["luoshi"]
    ratios = {
        name: round(statistics.median(b / a for a, b in zip(own, told, strict=True)), 2)
        for name, told in seconds.items()
        if name != "luoshi"
    }
    return {
        "clauses": [len(editions.old.commitments), len(editions.new.commitments)],
        "seconds": {name: round(statistics.median(told), 3) for name, told in seconds.items()},
        "times_of_luoshi": ratios,
    }


if __name__ == "__main__":
    sys.exit(main())
