"""The ground floor is light: no data file is read and no heavy library is loaded before it is asked."""

from __future__ import annotations

import subprocess
import sys

import pytest

MODULES = (
    "calendar",
    "concepts",
    "entries",
    "errors",
    "lunar",
    "numerals",
    "reference",
    "sources",
    "spans",
    "units",
    "yamlfile",
)
WATCH = """
import sys
opened = []
sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == "open" else None)
import {names}
print([name for name in ("yaml", "rapidfuzz") if name in sys.modules], [p for p in opened if p.endswith(".yaml")])
"""


def test_importing_the_ground_floor_reads_no_table_and_loads_no_yaml() -> None:
    code = WATCH.format(names=", ".join(f"luoshi.core.{name}" for name in MODULES))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[] []"


@pytest.mark.parametrize(
    "name", ["luoshi.core.calendar:prc_calendar", "luoshi.core.concepts:concepts", "luoshi.core.units:unit_table"]
)
def test_a_table_is_read_once(name: str) -> None:
    module, _, function = name.partition(":")
    load = getattr(__import__(module, fromlist=[function]), function)
    assert load() is load()
