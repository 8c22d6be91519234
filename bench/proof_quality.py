"""Does the proof of numbers see what real texts imply, keep quiet where they are right, and notice what is planted?

Over the real documents beside the project, read in place: figures, relations that were confirmed, findings by code
for every 1,000 figures. Then each stated number of a confirmed arithmetic relation gets another first digit, or a count
is raised by one, one at a time, and the proof is asked again: how many of these planted errors does it find?

Findings on printed sources are judged by hand; ``JUDGED`` holds the judgement by document and offset, and a finding
without one counts as a false alarm until somebody has looked at it. Without the documents nothing is measured.

    python -m bench.proof_quality [--texts FOLDER] [--out bench/results/proof_quality.json]
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bench.machine import machine, versions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from luoshi.texts.proofing import Confirmed, Finding, Proof

__all__ = ["JUDGED", "main"]

ROOT = Path(__file__).resolve().parents[1]
JUDGED: dict[tuple[str, int], str] = {
    ("gwr-1959", 7841): "right: 36.84 % is cut off to 36 %, not rounded to 37 %",
}
"""Findings on printed sources that were looked at, by document and offset."""

ARITHMETIC = frozenset({
    "annual", "average", "balance", "conversion", "count", "difference", "growth", "multiple", "rate", "share",
    "structure", "sum",
})  # fmt: skip
"""Codes whose relation fixes one value; a direction or an order of dates holds for many."""

_DIGITS = ("0123456789", "０１２３４５６７８９", "一二三四五六七八九")


def main(arguments: list[str] | None = None) -> int:
    """Measure and write the result; say so and do nothing where there are no documents."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, default=ROOT.parent / "shared" / "data" / "texts")
    parser.add_argument("--out", type=Path, default=ROOT / "bench" / "results" / "proof_quality.json")
    options = parser.parse_args(arguments)
    paths = sorted(options.texts.glob("*/*.txt"))
    if not paths:
        print("no real documents beside the project: nothing is measured", file=sys.stderr)
        return 0
    result = _measure(paths)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(result, ensure_ascii=False, indent=2) + "\n", "utf-8")
    _show(result)
    return 0


def _measure(paths: list[Path]) -> dict[str, object]:
    from luoshi.texts.proofing import proof_text

    texts = {path.stem: path.read_bytes().decode("utf-8") for path in paths}
    begun = time.process_time()
    proofs = {name: proof_text(text, source=name) for name, text in texts.items()}
    seconds = time.process_time() - begun
    figures = sum(proof.figures for proof in proofs.values())
    confirmed = Counter(one.code for proof in proofs.values() for one in proof.confirmed)
    judged = [_judged(name, one) for name, proof in proofs.items() for one in proof.findings]
    false = sum(not str(one["judged"]).startswith("right") for one in judged)
    return {
        "schema": "luoshi/bench-proof-quality@1",
        "date": date.today().isoformat(),  # noqa: DTZ011
        "machine": machine(),
        "versions": versions("luoshi", "opencc"),
        "documents": len(texts),
        "characters": sum(map(len, texts.values())),
        "seconds": round(seconds, 2),
        "figures": figures,
        "confirmed": dict(confirmed.most_common()),
        "confirmed_total": confirmed.total(),
        "confirmed_arithmetic": sum(n for code, n in confirmed.items() if code in ARITHMETIC),
        "findings": judged,
        "findings_per_1000_figures": round(1000 * len(judged) / figures, 3),
        "false_alarms_per_1000_figures": round(1000 * false / figures, 3),
        "planted": _planted(texts, proofs),
        "draft_60000": _speed(),
    }


def _judged(name: str, one: Finding) -> dict[str, object]:
    """A finding by its place, without the words of the document."""
    return {
        "document": name,
        "start": one.span.start,
        "end": one.span.end,
        "code": one.code,
        "severity": one.severity.value,
        "stated": one.stated,
        "computed": one.computed,
        "judged": JUDGED.get((name, one.span.start), "not judged"),
    }


def _planted(texts: dict[str, str], proofs: dict[str, Proof]) -> dict[str, object]:
    """How many errors are found that are planted into relations that hold, by code."""
    from luoshi.texts.proofing import proof_text

    planted: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for name, proof in proofs.items():
        for one, changed in _changes(texts[name], proof):
            planted[one.code] += 1
            findings = proof_text(changed).findings
            found[one.code] += any(_touches(finding, one) for finding in findings)
    rows = {code: {"planted": n, "found": found[code]} for code, n in planted.most_common()}
    return {"planted": planted.total(), "found": found.total(), "by_code": rows}


def _changes(text: str, proof: Proof) -> Iterator[tuple[Confirmed, str]]:
    for one in proof.confirmed:
        quote = _other(one.span.quote, count=one.code == "count")
        if one.code in ARITHMETIC and quote:
            yield one, text[: one.span.start] + quote + text[one.span.end :]


def _other(quote: str, *, count: bool) -> str:
    """The number with another first digit; a count of one digit one higher. Empty where it has no such digit."""
    for at, char in enumerate(quote):
        for digits in _DIGITS:
            if char in digits:
                here, least = digits.index(char), int(digits[0] != "一")
                step = 1 if count else 3
                other = least + (here - least + step) % (len(digits) - least)
                return quote[:at] + digits[other] + quote[at + 1 :] if other != here else ""
    return ""


def _touches(finding: Finding, one: Confirmed) -> bool:
    spans = [finding.span, *(part.span for part in finding.operands)]
    return any(span.start <= one.span.start < span.end for span in spans)


def _speed() -> dict[str, float]:
    """Seconds for a draft of 60,000 characters with a number in every second clause (invented sentences)."""
    from luoshi.texts.proofing import proof_text

    sentence = (
        "全年共受理诉求{n}件，已办结{m}件，办结率95%；产值由{n}亿元增加到{m}亿元，增长12.5%，"
        "其中甲业{n}亿元、占{k}%。\n"
    )
    text = "".join(sentence.format(n=100 + i, m=97 + i, k=i % 90) for i in range(1200))[:60_000]
    proof_text(text[:1000])
    begun = time.process_time()
    done = proof_text(text)
    return {"characters": len(text), "figures": done.figures, "seconds": round(time.process_time() - begun, 2)}


def _show(result: dict[str, object]) -> None:
    for key in ("documents", "figures", "confirmed_total", "confirmed_arithmetic", "findings_per_1000_figures"):
        print(f"{key:32}{result[key]}")
    print(f"{'false_alarms_per_1000_figures':32}{result['false_alarms_per_1000_figures']}")
    for key in ("confirmed", "findings", "planted", "draft_60000"):
        print(f"{key}: {json.dumps(result[key], ensure_ascii=False)}")


if __name__ == "__main__":
    sys.exit(main())
