"""The laws of the house as pure functions over source text, so that the tests can also be tried on planted faults."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = [
    "FLOORS",
    "ROOT",
    "Function",
    "Module",
    "addresses",
    "differences",
    "export_faults",
    "import_faults",
    "machine_paths",
    "modules",
    "percentile",
    "sort_key",
    "text_files",
    "unannotated",
]

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src"

ROOMS = frozenset({"texts", "survey", "series", "rules", "networks", "ledger", "plans"})
GROUND = frozenset({"core", "data"})
FLOORS = ROOMS | GROUND | {"", "cli", "desk", "__main__"}
ARROWS = frozenset(
    {
        ("survey", "rules"),
        ("ledger", "rules"),
        ("plans", "series"),
        ("plans", "rules"),
        ("plans", "texts"),
        ("cli", "desk"),
        ("__main__", "cli"),
    }
)
"""The only imports from one room into another; the composition of rooms happens in the command line and the desk."""

_ADDRESS = re.compile(r"\w+://|--(?:extra-)?index-url|--find-links|\bregistry\b|\s@\s", re.IGNORECASE)
_HOMES = "|".join(["work", "root", "fa" + "rm", r"home/\w+", r"Users/\w+"])
_MACHINE_PATH = re.compile(rf"(?<![\w.~/$-])/(?:{_HOMES})/[\w.]")


@dataclass(frozen=True, slots=True)
class Function:
    """One function or method: its dotted name, its node, and its length in lines that are not blank."""

    name: str
    node: ast.FunctionDef | ast.AsyncFunctionDef
    length: int


@dataclass(frozen=True)
class Module:
    """One source file under its dotted name."""

    name: str
    text: str
    is_package: bool = False

    @cached_property
    def tree(self) -> ast.Module:
        """The syntax tree."""
        return ast.parse(self.text)

    @property
    def floor(self) -> str:
        """The part of the house: ``core``, a room, ``cli``; empty for the package itself."""
        return _part(self.name)

    @property
    def lines(self) -> int:
        """Lines that are not blank."""
        return _filled(self.text.splitlines())

    @cached_property
    def functions(self) -> tuple[Function, ...]:
        """Every function and method, nested ones too."""
        return tuple(_functions(self.tree, self.name, self.text.splitlines()))

    @cached_property
    def imports(self) -> frozenset[str]:
        """Dotted names of all that the module imports, inside functions and type checks too."""
        return frozenset(_imports(self))


def modules(folder: Path = SOURCE) -> tuple[Module, ...]:
    """Every Python file below a folder, named from there; migrations are left out: Django writes them."""
    written = (path for path in sorted(folder.rglob("*.py")) if "migrations" not in path.parts)
    return tuple(_module(path, folder) for path in written)


def import_faults(module: Module) -> list[str]:
    """Imports that point up, across or out of the house (DESIGN: laws 1 and 2)."""
    return [
        f"{module.name} imports {target}" for target in sorted(module.imports) if not _allowed(module.floor, target)
    ]


def _allowed(floor: str, target: str) -> bool:
    top, part = target.partition(".")[0], _part(target)
    if top == "django":
        return floor == "desk"
    if top != "luoshi" or part not in FLOORS - {"", floor}:
        return True
    if floor in GROUND:
        return (floor, part) == ("core", "data")
    if floor in {"cli", "desk"}:
        return part in ROOMS | GROUND or (floor, part) in ARROWS
    return part in GROUND or (floor, part) in ARROWS


def export_faults(module: Module) -> list[str]:
    """How ``__all__`` differs from the public names of the module, and where it is out of order."""
    exported, defined, imported = _exported(module.tree), _defined(module.tree), _imported_names(module.tree)
    expected = {name for name in defined if not name.startswith("_")}
    if exported is None:
        return [f"{module.name} has no __all__"] if expected else []
    known = defined | imported if module.is_package else defined
    lazy = "__getattr__" in defined
    faults = [f"{module.name}.{name}" for name in sorted(expected - set(exported))]
    faults += [f"{module.name}.{name} is not defined" for name in exported if not lazy and name not in known]
    if exported != sorted(exported, key=sort_key):
        faults.append(f"{module.name}.__all__ is not sorted")
    return faults


def sort_key(name: str) -> tuple[int, str]:
    """The order of ``__all__``: CONSTANTS, Classes, the rest (ruff RUF022)."""
    rank = 0 if name.isupper() and len(name) > 1 else 1 if name[:1].isupper() else 2
    return rank, name


def unannotated(function: Function) -> list[str]:
    """The arguments of a function, or its answer, that have no type."""
    args = function.node.args
    named = [*args.posonlyargs, *args.args, *args.kwonlyargs, *filter(None, (args.vararg, args.kwarg))]
    bare = [arg.arg for arg in named if arg.annotation is None and arg.arg not in {"self", "cls"}]
    return bare if function.node.returns is not None else [*bare, "return"]


def differences(found: Mapping[str, object], exceptions: Mapping[str, str]) -> list[str]:
    """What breaks a law without a stated reason, and the exceptions that nothing needs any more."""
    faults = [f"{name}: {value}" for name, value in found.items() if name not in exceptions]
    return faults + [f"{name}: the exception is stale, take it out" for name in exceptions if name not in found]


def percentile(lengths: list[int], share: float) -> float:
    """The value that ``share`` (0.5, 0.9) of the lengths do not exceed, interpolated."""
    return median(lengths) if share == 0.5 else quantiles(lengths, n=10, method="inclusive")[round(share * 10) - 1]


def addresses(text: str) -> list[str]:
    """Lines of a lock file that say where a package comes from."""
    return [line for line in text.splitlines() if _ADDRESS.search(line)]


def machine_paths(text: str) -> list[str]:
    """Lines that name a folder of somebody's machine."""
    return [line.strip() for line in text.splitlines() if _MACHINE_PATH.search(line)]


def text_files() -> Iterator[tuple[str, str]]:
    """Name and text of every file that belongs to the project."""
    for name in _project_files():
        path = ROOT / name
        if path.is_file() and b"\0" not in (raw := path.read_bytes()):
            yield name, raw.decode("utf-8", errors="replace")


def _project_files() -> list[str]:
    """What git tracks or would track; in a copy without git, every file outside of hidden and built folders."""
    if (ROOT / ".git").exists() and shutil.which("git"):
        # The owner of a checkout and the user of a clean machine may differ, and git then refuses without this setting.
        command = ["git", "-c", "safe.directory=*", "ls-files", "-co", "--exclude-standard", "-z"]
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout
        return sorted(filter(None, listed.split("\0")))
    names = (path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file())
    return sorted(str(name) for name in names if not any(map(_is_built, name.parts[:-1])))


def _is_built(folder: str) -> bool:
    return folder in {"_build", "__pycache__", "build", "dist", "out"} or (folder.startswith(".") and folder != ".ci")


def _part(name: str) -> str:
    return name.split(".")[1] if "." in name else ""


def _filled(lines: list[str]) -> int:
    return sum(1 for line in lines if line.strip())


def _module(path: Path, folder: Path) -> Module:
    parts = path.relative_to(folder).with_suffix("").parts
    is_package = parts[-1] == "__init__"
    return Module(".".join(parts[:-1] if is_package else parts), path.read_text("utf-8"), is_package)


def _functions(node: ast.AST, name: str, lines: list[str]) -> Iterator[Function]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            yield Function(f"{name}.{child.name}", child, _filled(lines[child.lineno - 1 : child.end_lineno]))
        inner = (
            f"{name}.{child.name}" if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) else name
        )
        yield from _functions(child, inner, lines)


def _imports(module: Module) -> Iterator[str]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = _base(module, node)
            yield from ((f"{base}.{alias.name}" if base == "luoshi" else base) for alias in node.names)
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
            yield from (
                arg.value for arg in node.args[:1] if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
            )


def _base(module: Module, node: ast.ImportFrom) -> str:
    """The absolute name behind ``from x import``, relative or not."""
    if not node.level:
        return node.module or ""
    package = module.name.split(".") if module.is_package else module.name.split(".")[:-1]
    return ".".join(filter(None, [*package[: len(package) - node.level + 1], node.module]))


def _exported(tree: ast.Module) -> list[str] | None:
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return [str(name) for name in ast.literal_eval(node.value)]
    return None


def _defined(tree: ast.Module) -> set[str]:
    """Names that the module itself gives at its top level, under an ``if`` or ``try`` too."""
    return {name for node in _top(tree.body) for name in _names(node)} - {"__all__"}


def _top(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    for node in body:
        yield node
        if isinstance(node, ast.If | ast.Try):
            yield from _top([*node.body, *node.orelse])


def _names(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return [node.name]
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return [part.id for target in targets for part in ast.walk(target) if isinstance(part, ast.Name)]


def _imported_names(tree: ast.Module) -> set[str]:
    return {
        alias.asname or alias.name for node in tree.body if isinstance(node, ast.ImportFrom) for alias in node.names
    }
