"""How fast is a reading, beside tools that only cut words and tag them?

Each tool runs in a process of its own on one core, over the same texts, after one warm-up text; rounds of the
tools alternate, so that a machine that drifts drifts for all. Counted: characters per second of processor time,
and the peak memory of the process. The texts are the folder of real documents beside the project where there is
one, else the specimens repeated to the same length.

    python -m bench.read_speed [--rounds 3] [--texts FOLDER] [--out bench/results/read_speed.json]
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bench.machine import machine, versions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["main"]

ROOT = Path(__file__).resolve().parents[1]
TOOLS = ("luoshi", "jieba.posseg", "rjieba.tag")
LENGTH = 2_450_000


def main(arguments: list[str] | None = None) -> int:
    """Measure all tools and write the result; with ``--tool`` measure one, in this process."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--texts", type=Path, default=ROOT.parent / "shared" / "data" / "texts")
    parser.add_argument("--out", type=Path, default=ROOT / "bench" / "results" / "read_speed.json")
    parser.add_argument("--tool", choices=TOOLS)
    options = parser.parse_args(arguments)
    if options.tool:
        print(json.dumps(_measure(options.tool, _texts(options.texts))))
        return 0
    result = _compare(options.rounds, options.texts)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(result, ensure_ascii=False, indent=2) + "\n", "utf-8")
    _show(result)
    return 0


def _texts(folder: Path) -> list[str]:
    real = sorted(folder.glob("*/*.txt"))
    if real:
        return [path.read_bytes().decode("utf-8") for path in real]
    specimens = sorted((ROOT / "src/luoshi/data/specimens").glob("*.txt"))
    texts = [path.read_bytes().decode("utf-8") for path in specimens]
    return texts * (LENGTH // sum(map(len, texts)))


def _measure(tool: str, texts: list[str]) -> dict[str, float]:
    import resource
    import time

    run = _RUNNERS[tool]()
    run(texts[0])
    before = time.process_time()
    units = sum(run(text) for text in texts)
    seconds = time.process_time() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    characters = sum(map(len, texts))
    return {
        "characters": characters,
        "seconds": seconds,
        "per_second": characters / seconds,
        "peak_mb": peak,
        "units": units,
    }


def _luoshi() -> Callable[[str], int]:
    import gc

    from luoshi.texts import read_text

    gc.disable()  # as `luoshi read` does over many files
    return lambda text: len(read_text(text).records)


def _posseg() -> Callable[[str], int]:
    import logging

    import jieba
    import jieba.posseg

    jieba.setLogLevel(logging.WARNING)
    return lambda text: _count(jieba.posseg.cut(text))


def _rjieba() -> Callable[[str], int]:
    import rjieba

    return lambda text: len(rjieba.tag(text))


def _count(things: Iterable[object]) -> int:
    return sum(1 for _ in things)


_RUNNERS: dict[str, Callable[[], Callable[[str], int]]] = {
    "luoshi": _luoshi,
    "jieba.posseg": _posseg,
    "rjieba.tag": _rjieba,
}


def _compare(rounds: int, folder: Path) -> dict[str, object]:
    runs: dict[str, list[dict[str, float]]] = {tool: [] for tool in TOOLS}
    for _ in range(rounds):
        for tool in TOOLS:
            runs[tool].append(_in_process(tool, folder))
    real = any(folder.glob("*/*.txt"))
    tools = {tool: _summary(found, runs["luoshi"]) for tool, found in runs.items()}
    return {
        "schema": "luoshi/bench-read-speed@1",
        "date": date.today().isoformat(),  # noqa: DTZ011
        "machine": machine(),
        "versions": versions("luoshi", "jieba", "rjieba", "opencc", "pyahocorasick"),
        "texts": "real documents" if real else "specimens, repeated",
        "characters": int(runs["luoshi"][0]["characters"]),
        "rounds": rounds,
        "tools": tools,
    }


def _in_process(tool: str, folder: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.read_speed", "--tool", tool, "--texts", str(folder)]
    done = subprocess.run(command, cwd=ROOT, env=_one_core(), capture_output=True, encoding="utf-8", check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _one_core() -> dict[str, str]:
    return {**os.environ, "RAYON_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "PYTHONUTF8": "1"}


def _summary(runs: list[dict[str, float]], ours: list[dict[str, float]]) -> dict[str, float]:
    ratios = [us["per_second"] / them["per_second"] for us, them in zip(ours, runs, strict=True)]
    return {
        "characters_per_second": round(statistics.median(run["per_second"] for run in runs)),
        "fastest": round(max(run["per_second"] for run in runs)),
        "peak_mb": round(max(run["peak_mb"] for run in runs), 1),
        "luoshi_is_times_as_fast": round(statistics.median(ratios), 2),
    }


def _show(result: dict[str, object]) -> None:
    tools = result["tools"]
    if isinstance(tools, dict):
        for tool, row in tools.items():
            speed, ratio = f"{row['characters_per_second']:,}", row["luoshi_is_times_as_fast"]
            print(f"{tool:14}{speed:>12} characters/s {row['peak_mb']:>8} MB   luoshi/{tool} ×{ratio}")


if __name__ == "__main__":
    sys.exit(main())
