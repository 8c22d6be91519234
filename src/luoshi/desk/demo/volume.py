"""Much invented data on top of the demonstration, so that the desk is measured with what an authority really holds.

    python -m luoshi.desk.demo.volume [--matters 10000] [--documents 1000] [--seed 1]

The same numbers give the same data. It is loaded once, whole or not at all, and stands every proof of ``luoshi check``.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter as Tally
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

from django.db import transaction

from luoshi.core.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Volume", "load_volume", "main"]

_AT_ONCE = 50
_OF_THEIR_OWN = 0.05


@dataclass(frozen=True, slots=True)
class Volume:
    """What was added to the demonstration."""

    units: int
    people: int
    documents: int
    records: int
    leaves: int
    matters: int
    events: int


@transaction.atomic
def load_volume(matters: int = 10_000, documents: int = 1_000, seed: int = 1) -> Volume:
    """Units and people below the invented provinces, documents with their records, matters with whole histories."""
    from luoshi.desk.accounts.models import Unit
    from luoshi.desk.demo.units import ROOT_CODE
    from luoshi.desk.demo.volume_matters import Orders
    from luoshi.desk.demo.volume_texts import Texts
    from luoshi.desk.demo.volume_units import LAST_UNIT, add_volume_units

    if not Unit.objects.filter(code=ROOT_CODE, parent=None, synthetic=True).exists():
        raise UsageError("the demonstration is not loaded", where="database", remedy="run: luoshi demo --load")
    if Unit.objects.filter(code=LAST_UNIT).exists():
        raise UsageError("the database holds this volume already", where="database", remedy="use another LUOSHI_HOME")
    chance = random.Random(seed)  # noqa: S311 - the same data each time, nothing secret
    units, people = add_volume_units(chance, cities=max(2, min(14, matters // 700)))
    texts, orders = Texts(chance), Orders(chance)
    wanted = _shares(chance, matters, documents)
    for first in range(0, documents, _AT_ONCE):
        numbers = range(first, min(first + _AT_ONCE, documents))
        made = texts.add(numbers, documents, wanted)
        orders.open(made)
    orders.open_without_leaf(matters - orders.matters)
    return Volume(units, people, documents, texts.records, texts.leaves, orders.matters, orders.events)


def _shares(chance: random.Random, matters: int, documents: int) -> Sequence[int]:
    """How many leaves of each document are confirmed."""
    if not documents:
        return []
    held = Tally(chance.choices(range(documents), k=round(matters * (1 - _OF_THEIR_OWN))))
    return [held[number] for number in range(documents)]


def main(arguments: list[str] | None = None) -> int:
    """Load the demonstration and the volume into the database of ``LUOSHI_HOME`` (or ``DATABASE_URL``)."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, given in (("matters", 10_000), ("documents", 1_000), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=given)
    options = parser.parse_args(arguments)
    from luoshi.desk.start import start

    start(None)
    from luoshi.desk.demo.loader import prepare

    prepare("en")
    begun = monotonic()
    print(load_volume(options.matters, options.documents, options.seed))
    print(f"Took {monotonic() - begun:.1f} s", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
