"""Reading the documentation as the tests need it: fenced blocks, tables, links; and running what the blocks show."""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.house import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["PAGES", "Block", "blocks", "console_steps", "links", "rows", "run_page", "section"]

PAGES = sorted([*ROOT.glob("*.md"), *(p for p in ROOT.glob("docs/**/*.md") if "_build" not in p.parts)])

_BLOCK = re.compile(
    r"(?:<!-- (?P<option>file|exit): (?P<argument>[^\n]+?) -->\n)?^```(?P<language>\w+)\n(?P<body>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


@dataclass(frozen=True, slots=True)
class Block:
    """One fenced block. ``file`` is the name to keep it under, ``exit`` the code that its command ends with."""

    language: str
    body: str
    line: int
    file: str = ""
    exit: int = 0


def blocks(text: str) -> Iterator[Block]:
    """The fenced blocks of a page, in order."""
    for found in _BLOCK.finditer(text):
        option = {found["option"]: found["argument"]} if found["option"] else {}
        line = text.count("\n", 0, found.start("language")) + 1
        yield Block(found["language"], found["body"], line, option.get("file", ""), int(option.get("exit", 0)))


def console_steps(body: str) -> Iterator[tuple[str, str]]:
    """The commands of a console block, each with the output that is shown below it."""
    for step in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
        command, _, output = step.partition("\n")
        yield command, output.rstrip()


def run_page(text: str, folder: Path) -> list[str]:
    """Do what a page shows, from top to bottom, in a folder. The answer is what came out otherwise than shown."""
    names: dict[str, object] = {"__name__": "example"}
    return [fault for block in blocks(text) for fault in _run(block, folder, names)]


def _run(block: Block, folder: Path, names: dict[str, object]) -> Iterator[str]:
    if block.file:
        (folder / block.file).write_text(block.body, "utf-8")
    elif block.language == "python":
        yield from _run_python(block, names)
    elif block.language == "console":
        for command, shown in console_steps(block.body):
            if command.split()[0] == "luoshi":
                yield from _run_command(block, command, shown, folder)


def _run_python(block: Block, names: dict[str, object]) -> Iterator[str]:
    """Statements run as they are; a block with prompts is compared with the output that it shows."""
    if ">>>" not in block.body:
        exec(compile(block.body, f"line {block.line}", "exec"), names)  # noqa: S102
        return
    test = doctest.DocTestParser().get_doctest(block.body, names, f"line {block.line}", None, block.line)
    heard: list[str] = []
    doctest.DocTestRunner(optionflags=_FLAGS, verbose=False).run(test, out=heard.append, clear_globs=False)
    names.update(test.globs)
    yield from heard


def _run_command(block: Block, command: str, shown: str, folder: Path) -> Iterator[str]:
    """Run one line in a shell whose path begins with this environment, on a plain terminal of 100 columns."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    plain = {**os.environ, "PATH": path, "COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb", "PYTHONUTF8": "1"}
    shell = ["bash", "-c", command]
    done = subprocess.run(shell, cwd=folder, env=plain, capture_output=True, encoding="utf-8", check=False)
    output = "\n".join(line.rstrip() for line in (done.stdout + done.stderr).rstrip().splitlines())
    if done.returncode != block.exit:
        yield f"line {block.line}: {command}: exit code {done.returncode}, not {block.exit}\n{output}"
    elif shown and not doctest.OutputChecker().check_output(shown + "\n", output + "\n", _FLAGS):
        yield f"line {block.line}: {command} printed\n{output}\nand not\n{shown}"


def section(text: str, heading: str) -> str:
    """What stands below a heading, up to the next heading of its level. Empty where there is no such heading."""
    level = len(heading) - len(heading.lstrip("#"))
    _, found, rest = f"\n{text}".partition(f"\n{heading}\n")
    return re.split(rf"^#{{1,{level}}} ", rest, maxsplit=1, flags=re.MULTILINE)[0] if found else ""


def rows(text: str) -> list[list[str]]:
    """The cells of the tables in a text, without the heads."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]
    rules = [i for i, row in enumerate(cells) if set("".join(row)) <= set("-: ")]
    heads = {*rules, *(i - 1 for i in rules)}
    return [row for i, row in enumerate(cells) if i not in heads]


def links(text: str) -> list[str]:
    """Where the links and the pictures of a page lead, inside the project."""
    prose = _BLOCK.sub("", text)
    return [target for target in _LINK.findall(prose) if "://" not in target and not target.startswith("#")]
