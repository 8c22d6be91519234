"""``luoshi check``: is everything still as it was written?"""

from __future__ import annotations

from typing import Annotated

import typer

__all__ = ["check"]


def check(
    settings: Annotated[str | None, typer.Option("--settings", help="demo or production.", metavar="NAME")] = None,
) -> int:
    """Check migrations, the audit log, matters, quotations and, in production, the security settings."""
    from luoshi.desk import upkeep
    from luoshi.desk.start import start

    deploy = start(settings).endswith(".production")
    wrong = 0
    for question, faults in upkeep.faults(deploy=deploy):
        told = "not checked" if faults is None else "; ".join(map(str, faults)) or "ok"
        print(f"{question}: {told}")
        wrong += len(faults or ())
    return 1 if wrong else 0
