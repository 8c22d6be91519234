"""``luoshi check``: is everything still as it was written?"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["check"]


def check(
    settings: Annotated[str | None, typer.Option("--settings", help="demo or production.", metavar="NAME")] = None,
) -> int:
    """Check migrations, the audit log, matters, quotations and, in production, the security settings."""
    from luoshi.desk import upkeep
    from luoshi.desk.start import start

    deploy = start(settings).endswith(".production")
    wrong = sum(_tell(question, things) for question, things in upkeep.faults(deploy=deploy))
    return 1 if wrong else 0


def _tell(question: str, things: Iterator[tuple[str, list[str]]]) -> int:
    """One line for each fault as it is found, then one that says how many things were looked at."""
    seen: Counter[str] = Counter()
    wrong = 0
    for kind, faults in things:
        seen[kind] += 1
        wrong += len(faults)
        for fault in faults:
            print(f"{question}: {fault}")
    told = ", ".join(f"{count} {kind}" for kind, count in seen.items())
    verdict = f"{wrong} wrong" if wrong else "ok"
    print(f"{question}: {verdict}" + (f" ({told})" if told else ""))
    return wrong
