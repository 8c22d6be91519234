"""The laws of the house: who may import whom, how long things grow, what is exported, what starts fast.

Each limit has a table of exceptions with reasons. An exception that nothing needs any more is a failure too.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from tests.house import (
    FLOORS,
    ROOT,
    Module,
    addresses,
    differences,
    export_faults,
    import_faults,
    machine_paths,
    modules,
    percentile,
    text_files,
    unannotated,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE_LINES, FILE_MEDIAN = 600, 150
FUNCTION_LINES, FUNCTION_MEDIAN, FUNCTION_P90 = 80, 9, 35
PUBLIC_DOCSTRINGS = 0.8
START_SECONDS = 0.4

LONG_FILES: Mapping[str, str] = {}
LONG_FUNCTIONS: Mapping[str, str] = {}
UNANNOTATED: Mapping[str, str] = {}
IMPORTS: Mapping[str, str] = {}
EXPORTS: Mapping[str, str] = {}
MACHINE_PATHS: Mapping[str, str] = {}

PARSERS = {"ahocorasick", "docx", "jinja2", "lxml", "opencc", "pypdfium2", "rapidfuzz", "yaml"}
NUMBERS = {"duckdb", "ibis", "matplotlib", "numba", "numpy", "ortools", "pandas", "polars", "scipy", "statsmodels"}
STRANGERS = {"django", "hypothesis", "jieba", "pytest", "rjieba", "weasyprint"}
HEAVY = PARSERS | NUMBERS | STRANGERS

MODULES = modules()
IMPORTABLE = [module for module in MODULES if not module.name.startswith("luoshi.desk.settings.")]
BY_NAME = pytest.mark.parametrize("module", IMPORTABLE, ids=lambda module: module.name)
"""Settings are left out: importing them reads the environment and, for the demonstration, makes a key."""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("luoshi.core.bad", "from luoshi.texts import read"),
        ("luoshi.core.bad", "from luoshi import texts"),
        ("luoshi.core.bad", "from ..texts.records import Role"),
        ("luoshi.texts.bad", "def f():\n    import luoshi.rules.pack"),
        ("luoshi.texts.bad", "import importlib\nimportlib.import_module('luoshi.ledger')"),
        ("luoshi.rules.bad", "from luoshi.survey import forms"),
        ("luoshi.series.bad", "import luoshi.desk.board"),
        ("luoshi.plans.bad", "from django.db import models"),
        ("luoshi.desk.bad", "from luoshi.cli import main"),
        ("luoshi.cli.bad", "import django"),
        ("luoshi.data.bad", "from luoshi.core import errors"),
    ],
)
def test_an_import_that_points_up_or_across_is_found(name: str, text: str) -> None:
    assert import_faults(Module(name, text))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("luoshi.core.good", "from luoshi.core.errors import LuoshiError\nfrom luoshi.data import data_path"),
        ("luoshi.texts.good", "from luoshi.core import spans\nfrom .records import Role\nimport lxml"),
        ("luoshi.survey.good", "from luoshi.rules import judge"),
        ("luoshi.plans.good", "from luoshi.series import growth"),
        ("luoshi.cli.good", "from luoshi import __version__\nfrom luoshi.texts import read"),
        ("luoshi.desk.good", "import django\nfrom luoshi.ledger import fold"),
    ],
)
def test_an_import_that_points_down_is_allowed(name: str, text: str) -> None:
    assert import_faults(Module(name, text)) == []


def test_imports_point_down_and_only_the_known_arrows_cross() -> None:
    faults = {fault: "breaks DESIGN laws 1 and 2" for module in MODULES for fault in import_faults(module)}
    assert differences(faults, IMPORTS) == []


def test_every_module_stands_on_a_known_floor() -> None:
    assert {module.floor for module in MODULES} <= FLOORS
    assert len(MODULES) > 5


def test_files_stay_small() -> None:
    long = {module.name: module.lines for module in MODULES if module.lines > FILE_LINES}
    assert differences(long, LONG_FILES) == []
    assert percentile([module.lines for module in MODULES], 0.5) <= FILE_MEDIAN


def test_functions_stay_short() -> None:
    functions = [function for module in MODULES for function in module.functions]
    lengths = [function.length for function in functions]
    long = {function.name: function.length for function in functions if function.length > FUNCTION_LINES}
    assert differences(long, LONG_FUNCTIONS) == []
    assert percentile(lengths, 0.5) <= FUNCTION_MEDIAN
    assert percentile(lengths, 0.9) <= FUNCTION_P90


def test_everything_is_annotated() -> None:
    bare = {f.name: missing for module in MODULES for f in module.functions if (missing := unannotated(f))}
    assert differences(bare, UNANNOTATED) == []


def test_an_argument_without_a_type_is_found() -> None:
    function = Module("m", "def f(a: int, *rest, key) -> None: ...").functions[0]
    assert unannotated(function) == ["key", "rest"]


def test_every_module_says_why_it_exists() -> None:
    everything = [*MODULES, *modules(ROOT / "tests"), *modules(ROOT / "bench")]
    silent = [module.name for module in everything if module.text.strip() and not ast.get_docstring(module.tree)]
    assert silent == []


def test_public_names_have_docstrings() -> None:
    nodes = [node for module in MODULES for node in _public(module.tree)]
    said = [node for node in nodes if ast.get_docstring(node)]
    assert len(said) >= PUBLIC_DOCSTRINGS * len(nodes)


def _public(tree: ast.Module) -> list[ast.ClassDef | ast.FunctionDef]:
    """Public classes and functions of a module, with the public methods of those classes."""
    top = [node for node in tree.body if isinstance(node, ast.ClassDef | ast.FunctionDef)]
    open_ones = [node for node in top if not node.name.startswith("_")]
    inner = [sub for node in open_ones for sub in node.body if isinstance(sub, ast.FunctionDef)]
    return [*open_ones, *(node for node in inner if not node.name.startswith("_"))]


def test_all_is_complete_and_sorted_in_every_module() -> None:
    faults = {fault: "breaks __all__" for module in IMPORTABLE for fault in export_faults(module)}
    assert differences(faults, EXPORTS) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("A = 1\ndef b() -> None: ...\n__all__ = ['A']", "m.b"),
        ("__all__ = ['a']", "m.a is not defined"),
        ("def b(): ...\ndef a(): ...\n__all__ = ['b', 'a']", "m.__all__ is not sorted"),
        ("class A: ...", "m has no __all__"),
        ("from x import a\n__all__ = ['a']", "m.a is not defined"),
    ],
)
def test_a_fault_in_all_is_found(text: str, fault: str) -> None:
    assert export_faults(Module("m", text)) == [fault]


@BY_NAME
def test_every_exported_name_can_be_imported(module: Module) -> None:
    found = import_module(module.name)
    assert [name for name in getattr(found, "__all__", ()) if not hasattr(found, name)] == []


def test_a_stale_exception_is_a_failure() -> None:
    assert differences({"a": 1}, {"a": "because", "b": "was so once"}) == ["b: the exception is stale, take it out"]
    assert differences({"a": 1}, {}) == ["a: 1"]


def test_the_command_line_imports_no_heavy_library_before_it_is_used() -> None:
    code = "import sys; from luoshi.cli import main; print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "luoshi" in done.stdout.split()
    assert HEAVY & set(done.stdout.split()) == set()


def test_the_command_line_starts_in_less_than_400_ms() -> None:
    assert min(_start_seconds() for _ in range(3)) < START_SECONDS


def _start_seconds() -> float:
    """Processor seconds (user and system) of `luoshi --version`: waiting for a busy machine is not counted."""
    code = (
        "import resource, subprocess, sys\n"
        "main = 'from luoshi.cli import main; main()'\n"
        "subprocess.run([sys.executable, '-c', main, '--version'], check=True, stdout=subprocess.DEVNULL)\n"
        "spent = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "print(spent.ru_utime + spent.ru_stime)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return float(done.stdout)


@pytest.mark.parametrize("name", ["run", "test", "dev"])
def test_lock_files_hold_versions_and_no_addresses(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.lock").read_text("utf-8")
    assert addresses(text) == []
    assert all("==" in line for line in text.splitlines() if line and not line.startswith("#"))


def test_an_address_in_a_lock_file_is_found() -> None:
    lines = ["--index-url x", "a @ file:a.whl", "b==1 --hash=sha256:0  # from https" + "://example.org/b"]
    assert addresses("\n".join(["c==1 ; sys_platform == 'win32'", *lines])) == lines


def test_the_test_lock_and_the_development_lock_agree_with_the_run_lock() -> None:
    run, test, dev = (_pins(name) for name in ("run", "test", "dev"))
    assert run <= test <= dev


def _pins(name: str) -> set[str]:
    lines = (ROOT / "requirements" / f"{name}.lock").read_text("utf-8").splitlines()
    return {line.partition(";")[0].strip() for line in lines if line and not line.startswith("#")}


def test_no_file_names_a_folder_of_somebodys_machine() -> None:
    hits = {name: found for name, text in text_files() if (found := machine_paths(text))}
    assert differences(hits, MACHINE_PATHS) == []


def test_a_machine_path_is_found_and_a_relative_one_is_not() -> None:
    home = "/home"
    assert machine_paths(f"open('{home}/someone/a.txt')")
    assert machine_paths("src/work/a.txt and https://example.org/root/b") == []
