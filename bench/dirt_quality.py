"""How often is a clean text called dirty, and how often is a dirty one found?

False alarms are counted on the real texts that lie beside the project (all of them clean: they come from their
publishers or from careful collections) and on the specimens. A place that was looked at and is damaged indeed is no
false alarm; it is listed by document and offset (``LOOKED_AT``). Recall is measured on planted damage: the specimens
and the real texts, dirtied in memory by ``bench/reading/dirtying.py``. Documents of more than 9,000 characters are
long reports and left out of planting. ``unseen`` spins with one half of the synonyms and detects with the other.

    python -m bench.dirt_quality [--texts DIR] [--out bench/results/dirt_quality.json]
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bench.machine import machine, versions
from bench.reading.dirtying import DIRTIERS, SHARES, halved, spun
from luoshi.core.spans import Document
from luoshi.texts import specimens
from luoshi.texts.dirt import DIRTY, SPUN_TEXT, cautions, spinning
from luoshi.texts.folding import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from luoshi.texts.records import Warn

__all__ = ["LOOKED_AT", "main", "warned"]

ROOT = Path(__file__).resolve().parents[1]
LONGEST = 9_000
LOOKED_AT = {
    ("gwr-2006", "doubled_marks"): "right: a comma is printed twice",
    ("gwr-2026-湖南省", "doubled_marks"): "right: a lost character was left as a question mark behind a mark",
}
"""Warnings on real texts that a person looked at in the text."""


def warned(text: str) -> list[Warn]:
    """The warnings of a dirty copy."""
    return list(cautions(Document(text), fold(text).text))


def main(arguments: list[str] | None = None) -> int:
    """Measure, write the results, print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--texts", type=Path, default=ROOT.parent / "shared" / "data" / "texts")
    parser.add_argument("--out", type=Path, default=ROOT / "bench" / "results" / "dirt_quality.json")
    options = parser.parse_args(arguments)
    ours = {one.name: one.path.read_bytes().decode("utf-8") for one in specimens()}
    real = {path.stem: path.read_bytes().decode("utf-8") for path in sorted(options.texts.glob("*/*.txt"))}
    result = {
        "schema": "luoshi/bench-dirt-quality@1",
        "date": date.today().isoformat(),  # noqa: DTZ011
        "machine": machine(),
        "versions": versions("luoshi", "opencc", "pyahocorasick"),
        "clean": {"real": _clean(real), "specimens": _clean(ours)},
        "planted": {"real": _planted(real), "specimens": _planted(ours)},
        "unseen": _unseen(real or ours),
    }
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(result, ensure_ascii=False, indent=2) + "\n", "utf-8")
    print(json.dumps({key: result[key] for key in ("clean", "planted", "unseen")}, ensure_ascii=False, indent=1))
    return 0


def _clean(texts: Mapping[str, str]) -> dict[str, object]:
    """Warnings on texts that are clean, those that are false, and the time that looking took."""
    folded = {name: fold(text).text for name, text in texts.items()}
    begun = time.process_time()
    found = [(name, warn) for name, text in texts.items() for warn in cautions(Document(text), folded[name])]
    seconds = time.process_time() - begun
    false = Counter(warn.code for name, warn in found if not LOOKED_AT.get((name, warn.code), "").startswith("right"))
    return {
        "documents": len(texts),
        "characters": sum(map(len, texts.values())),
        "seconds": round(seconds, 2),
        "false_alarms": {code: false[code] for code in DIRTY},
        "false_alarms_per_1000_documents": round(1000 * false.total() / max(1, len(texts)), 2),
        "warnings": [
            {
                "document": name,
                "code": warn.code,
                "start": warn.span.start if warn.span else None,
                "judged": LOOKED_AT.get((name, warn.code), "not looked at"),
            }
            for name, warn in found
        ],
    }


def _planted(texts: Mapping[str, str]) -> dict[str, object]:
    """Found among dirtied texts, by kind. A text that the dirtier could not change is not counted."""
    rows: dict[str, object] = {}
    for name, (code, dirty) in DIRTIERS.items():
        rng, total, found = random.Random(name), 0, 0  # noqa: S311
        for text in texts.values():
            if len(text) <= LONGEST and (changed := dirty(text, rng)) != text:
                total += 1
                found += any(warn.code == code for warn in warned(changed))
        rows[name] = {"warning": code, "documents": total, "found": found, "recall": round(found / max(1, total), 3)}
    return rows


def _unseen(texts: Mapping[str, str], seeds: int = 3) -> dict[str, object]:
    """Spun with synonyms that the detector was not given."""
    rows: dict[str, object] = {}
    for share in SHARES:
        total = found = 0
        for seed in range(seeds):
            kept, taken = halved(seed)
            rng = random.Random(seed)  # noqa: S311
            for text in texts.values():
                if len(text) <= LONGEST:
                    total += 1
                    found += spinning(fold(spun(text, rng, share=share, swaps=taken)).text, kept).spun
        rows[f"{share:.0%}"] = {
            "warning": SPUN_TEXT,
            "documents": total,
            "found": found,
            "recall": round(found / total, 3),
        }
    return rows


if __name__ == "__main__":
    sys.exit(main())
