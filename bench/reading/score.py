"""How well does the reading agree with readers of flesh and blood? One table, over all annotated documents.

Three groups: the annotations that came with the project's material (``--gold``, by default those beside the
checkout), our own (offsets in ``tests/texts/annotations``), and the specimens that ship. Of our own, four documents
are held out: no rule was mended with a look at how they are read.

What an earlier result says under ``before`` (before any rule was mended) and ``opened`` (a document held out then, and
how it was read on the day it was opened for study) is kept.

Spans count where both ends are equal. A field of a commitment is compared where both sides have the clause; items,
instruments, named actors and figures are counted over all clauses, so that a missed clause costs its items too. A
figure is right where value, unit and subject all are.

    python -m bench.reading.score [--gold DIR] [--json] [--out bench/results/reading_quality.json]
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.texts.gold import HELD_OUT, REAL, Annotated, annotations_in, own_annotations, specimen_annotations

from luoshi.texts import as_json, read_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

__all__ = ["AGREEMENTS", "COUNTS", "Tally", "main", "measures", "score", "tally"]

ROOT = Path(__file__).resolve().parents[2]
Record = dict[str, Any]
AGREEMENTS = ("verb", "degree", "object", "open_list", "head", "is_head", "section", "deadline", "polarity")
"""The fields that are compared clause by clause."""


class Tally(NamedTuple):
    """What both sides have, what the reading has, what the annotation has."""

    both: int = 0
    mine: int = 0
    gold: int = 0

    def __add__(self, other: object) -> Tally:
        """Two tallies together: documents are added up before any share is taken."""
        if not isinstance(other, Tally):
            return NotImplemented
        return Tally(self.both + other.both, self.mine + other.mine, self.gold + other.gold)

    @property
    def precision(self) -> float | None:
        """The share of the reading's findings that the annotation has; None without any."""
        return self.both / self.mine if self.mine else None

    @property
    def recall(self) -> float | None:
        """The share of the annotation's that the reading found; None without any."""
        return self.both / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """Their harmonic mean; None where neither side has any."""
        return 2 * self.both / (self.mine + self.gold) if self.mine + self.gold else None


def _place(record: Record) -> tuple[int, int]:
    return record["start"], record["end"]


def _of(kind: str) -> Callable[[Sequence[Record]], list[Any]]:
    return lambda records: [_place(r) for r in records if r["kind"] == kind]


def _members(field: str) -> Callable[[Sequence[Record]], list[Any]]:
    return lambda records: [
        (*_place(r), member) for r in records if r["kind"] == "commitment" for member in r[field] or ()
    ]


def _persons(records: Sequence[Record]) -> list[Any]:
    return [(*_place(r), r["name"]) for r in records if r["kind"] == "person"]


def _figures(*fields: str) -> Callable[[Sequence[Record]], list[Any]]:
    return lambda records: [
        tuple(float(one[f]) if f == "value" else one[f] for f in fields)
        for r in records
        for one in r.get("figures") or ()
    ]


COUNTS: Mapping[str, Callable[[Sequence[Record]], list[Any]]] = {
    "commitments": _of("commitment"),
    "items": _members("items"),
    "instruments": _members("instruments"),
    "named_actors": _members("actors"),
    "figures": _figures("value", "unit", "subject"),
    "figures_value_unit": _figures("value", "unit"),
    "achievements": _of("achievement"),
    "persons": _persons,
    "actors": _of("actor"),
    "events": _of("event"),
    "decisions": _of("decision"),
}
"""What is counted on both sides, by name."""


def tally(mine: Iterable[Any], gold: Iterable[Any]) -> Tally:
    """Count with repetition: a thing found twice needs to be annotated twice."""
    ours, theirs = Counter(mine), Counter(gold)
    return Tally((ours & theirs).total(), ours.total(), theirs.total())


def score(mine: Sequence[Record], gold: Sequence[Record]) -> dict[str, Tally]:
    """The tallies of one document: the reading's records as JSON beside the annotated ones."""
    told = {name: tally(pick(mine), pick(gold)) for name, pick in COUNTS.items()}
    found = {_place(r): r for r in mine if r["kind"] == "commitment"}
    pairs = [(found[_place(r)], r) for r in gold if r["kind"] == "commitment" and _place(r) in found]
    for field in AGREEMENTS:
        told[field] = Tally(sum(a[field] == b[field] for a, b in pairs), len(pairs), len(pairs))
    return told


def measures(told: Mapping[str, Tally]) -> dict[str, float | None]:
    """The shares of some tallies: precision and recall of commitments, agreement of fields, F1 of the rest."""
    spans = told["commitments"]
    shares = {"precision": spans.precision, "recall": spans.recall, **{f: told[f].recall for f in AGREEMENTS}}
    shares |= {name: told[name].f1 for name in COUNTS if name != "commitments"}
    return {name: None if share is None else round(share, 4) for name, share in shares.items()}


def main(arguments: list[str] | None = None) -> int:
    """Score all groups, show the table, keep the result beside what was measured before."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=REAL / "gold", help="a folder of annotations, with texts near it")
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    parser.add_argument("--out", type=Path, default=ROOT / "bench" / "results" / "reading_quality.json")
    options = parser.parse_args(arguments)
    result = _result(_groups(options.gold), options.out)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", "utf-8")
    print(json.dumps(result, ensure_ascii=False, indent=1) if options.json else _table(result["groups"]))
    return 0


def _groups(gold: Path) -> dict[str, list[Annotated]]:
    own = own_annotations()
    return {
        "shown": annotations_in(gold),
        "own": own,
        "own, studied": [one for one in own if one.name not in HELD_OUT],
        "own, held out": [one for one in own if one.name in HELD_OUT],
        "specimens": specimen_annotations(),
    }


def _result(groups: Mapping[str, list[Annotated]], out: Path) -> dict[str, Any]:
    kept = json.loads(out.read_text("utf-8")) if out.exists() else {}
    told: dict[str, Any] = {"schema": "luoshi/bench-reading-quality@1", "date": date.today().isoformat()}  # noqa: DTZ011
    told["groups"] = {name: _scored(group) for name, group in groups.items() if group}
    before = {"before": kept.get("before") or {"date": told["date"], "groups": told["groups"]}}
    return told | before | {key: kept[key] for key in ("opened",) if key in kept}


def _scored(group: Sequence[Annotated]) -> dict[str, Any]:
    each = {one.name: score(as_json(read_text(one.text))["records"], one.records) for one in group}
    total = {key: sum((told[key] for told in each.values()), Tally()) for key in (*COUNTS, *AGREEMENTS)}
    return {
        "all": measures(total) | {"annotated": total["commitments"].gold},
        "documents": {name: measures(told) for name, told in each.items()},
    }


def _table(groups: Mapping[str, Any]) -> str:
    rows = ["precision", "recall", *AGREEMENTS, *(name for name in COUNTS if name != "commitments")]
    lines = [f"{'':20}" + "".join(f"{name:>15}" for name in groups)]
    lines += [f"{row:20}" + "".join(f"{_shown(g['all'][row]):>15}" for g in groups.values()) for row in rows]
    lines.append(f"\n{'':34}{'P':>7}{'R':>7}{'verb':>7}{'items':>7}{'figures':>9}")
    for name, group in groups.items():
        if name.startswith("own,"):
            continue
        for document, told in group["documents"].items():
            picked = "".join(f"{_shown(told[row]):>7}" for row in ("precision", "recall", "verb", "items"))
            lines.append(f"{document[:33]:34}{picked}{_shown(told['figures']):>9}")
    return "\n".join(lines)


def _shown(share: float | None) -> str:
    return "–" if share is None else f"{share:.3f}"


if __name__ == "__main__":
    sys.exit(main())
