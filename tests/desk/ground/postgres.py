"""The server of ``scripts/with_postgres.py`` for tests: without its programs they are skipped; they fail in CI."""

from __future__ import annotations

import os
from importlib.util import module_from_spec, spec_from_file_location
from typing import Any

import pytest

from tests.house import ROOT

__all__ = ["SCRIPT", "server"]

SCRIPT = ROOT / "scripts" / "with_postgres.py"


def server() -> Any:
    """The script as a module, and the proof that it can work."""
    spec = spec_from_file_location("with_postgres", SCRIPT)
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    if module.binaries() is None:
        told = "no PostgreSQL server: scripts/test-needs names what is missing"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(told)
    return module
