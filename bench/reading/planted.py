"""How often does a comparison say what was planted? One table by kind of edit, and the false claims of strength.

An answer counts as right where one change has exactly its clauses on both sides, its status and its axis. Editions
are drawn by seed; the specimens are planted as well, in their own words. Of style plants (numbering, punctuation,
script) everything has to be kept; what is called strengthened or weakened there is counted apart.

    python -m bench.reading.planted [--seeds 10] [--clauses 200] [--out bench/results/compare_planted.json]
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bench.machine import machine, versions
from bench.reading.planting import STYLES, Answer, Plant, plant
from bench.reading.specimens import on_specimen
from luoshi.texts import compare, read_text, specimens
from luoshi.texts.editions.clauses import bare
from luoshi.texts.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from luoshi.texts import Comparison

__all__ = ["Score", "main", "score", "style_claims"]

ROOT = Path(__file__).resolve().parents[2]


class Score(NamedTuple):
    """How many answers there were of each edit, how many were right, and what was said instead."""

    total: Counter[str]
    right: Counter[str]
    wrong: list[tuple[Answer, str]]

    def accuracy(self, *, edited: bool = True) -> float:
        """The share of right answers, of the edited clauses or of all."""
        kinds = [kind for kind in self.total if not edited or kind != "none"]
        return sum(self.right[kind] for kind in kinds) / max(1, sum(self.total[kind] for kind in kinds))


def score(plants: Iterable[Plant]) -> Score:
    """Compare each plant and hold it against its answers."""
    total: Counter[str] = Counter()
    right: Counter[str] = Counter()
    wrong: list[tuple[Answer, str]] = []
    for one in plants:
        said = _said(compare(read_text(one.old), read_text(one.new)))
        for answer in one.answers:
            key = _key(answer.old), _key(answer.new)
            told = said.get(key, ("not paired so", None))
            total[answer.edit] += 1
            if told == (answer.status, answer.axis):
                right[answer.edit] += 1
            else:
                wrong.append((answer, f"{told[0]} {told[1] or ''}".strip()))
    return Score(total, right, wrong)


def _said(comparison: Comparison) -> dict[tuple[tuple[str, ...], tuple[str, ...]], tuple[str, str | None]]:
    return {
        (_key(side.span.quote for side in change.old), _key(side.span.quote for side in change.new)): (
            change.status.value,
            change.axis,
        )
        for change in comparison.changes
    }


def _key(quotes: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(bare(fold(quote).text) for quote in quotes))


def style_claims(seeds: Iterable[int], clauses: int) -> Counter[str]:
    """How often each status is given where style alone differs."""
    found: Counter[str] = Counter()
    for seed in seeds:
        for style in STYLES:
            one = plant(seed, clauses, share=0, style=style)
            comparison = compare(read_text(one.old), read_text(one.new))
            found.update(change.status.value for change in comparison.changes)
    return found


def main(arguments: list[str] | None = None) -> int:
    """Score and print; the result is written as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--clauses", type=int, default=200)
    parser.add_argument("--out", type=Path, default=ROOT / "bench" / "results" / "compare_planted.json")
    options = parser.parse_args(arguments)
    seeds = range(options.seeds)
    own = score(plant(seed, options.clauses) for seed in seeds)
    shipped = score(on_specimen(one.path.read_bytes().decode("utf-8"), seed) for one in specimens() for seed in seeds)
    style = style_claims(seeds, options.clauses)
    for name, found in (("invented editions", own), ("specimens", shipped)):
        _show(name, found)
    print("style alone:", dict(style))
    result = {
        "date": date.today().isoformat(),  # noqa: DTZ011
        "machine": machine(),
        "versions": versions("luoshi", "rapidfuzz"),
        "seeds": options.seeds,
        "clauses": options.clauses,
        "invented": _told(own),
        "specimens": _told(shipped),
        "style": dict(style),
    }
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(result, ensure_ascii=False, indent=2) + "\n", "utf-8")
    return 0


def _told(found: Score) -> dict[str, object]:
    kinds = {kind: [found.right[kind], found.total[kind]] for kind in sorted(found.total)}
    return {"edited": round(found.accuracy(), 4), "all": round(found.accuracy(edited=False), 4), "kinds": kinds}


def _show(name: str, found: Score) -> None:
    print(f"{name}: edited {found.accuracy():.4f}, all {found.accuracy(edited=False):.4f}")
    for kind in sorted(found.total):
        print(f"  {kind:10}{found.right[kind]:6} of {found.total[kind]}")
    for answer, told in found.wrong[:30]:
        print(f"    {answer.edit}: {answer.old} → {answer.new}: {answer.status} {answer.axis or ''}, said {told}")


if __name__ == "__main__":
    sys.exit(main())
