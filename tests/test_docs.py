"""The documentation is under test: what it shows runs, what it links exists, and nothing public is left out."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from dataclasses import fields
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest

from luoshi.core import concepts, sources
from luoshi.texts import records
from tests.house import ROOT, modules, text_files
from tests.pages import PAGES, blocks, console_steps, links, rows, run_page, section

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DOCS = ROOT / "docs"
GLOSSARY = (DOCS / "glossary.md").read_text("utf-8")
READING = (DOCS / "reference" / "reading.md").read_text("utf-8")
CLI = (DOCS / "reference" / "cli.md").read_text("utf-8")
DEPENDENCIES = (DOCS / "decisions" / "dependencies.md").read_text("utf-8")

SPAN_FIELDS = {"span": ("start", "end", "text"), "value": ("value_start", "value_end", "value_text")}
JSON_FIELDS: dict[str, dict[str, tuple[str, ...]]] = {"Figure": {**SPAN_FIELDS, "quantity": ("figures",)}}

SPECIMEN = min((ROOT / "src/luoshi/data/specimens").glob("*.txt"))

EACH_PAGE = pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))


@EACH_PAGE
def test_what_a_page_shows_is_what_happens(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run_page(path.read_text("utf-8"), tmp_path) == []


@pytest.mark.parametrize(
    "body",
    [
        "```python\n>>> 1 + 1\n3\n```",
        "```console\n$ luoshi no-such-command\n```",
        "<!-- exit: 2 -->\n```console\n$ luoshi --version\n```",
        "```console\n$ luoshi --version\nnot this\n```",
    ],
)
def test_an_example_that_shows_something_else_is_found(body: str, tmp_path: Path) -> None:
    assert run_page(f"# Page\n\n{body}\n", tmp_path) != []


def test_files_steps_and_names_are_carried_through_a_page(tmp_path: Path) -> None:
    page = "<!-- file: a.txt -->\n```text\nhello\n```\n\n```python\n>>> x = 2\n```\n\n```python\n>>> x\n2\n```\n"
    assert run_page(page, tmp_path) == []
    assert (tmp_path / "a.txt").read_text("utf-8") == "hello\n"
    assert list(console_steps("$ a --b\nout\n$ c\n")) == [("a --b", "out"), ("c", "")]


@EACH_PAGE
def test_every_link_and_picture_leads_somewhere(path: Path) -> None:
    targets = [target.partition("#")[0] for target in links(path.read_text("utf-8"))]
    assert [target for target in targets if not (path.parent / target).exists()] == []


def test_every_make_target_that_a_page_names_exists_and_explains_itself() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    explained = set(re.findall(r"^([a-z]+):.* ## \S", makefile, flags=re.MULTILINE))
    text = "\n".join(page.read_text("utf-8") for page in PAGES)
    named = set(re.findall(r"(?:`|\$ )make ([a-z]+)", text))
    assert {"demo", "test", "check", "bench", "docs", "lock"} <= explained
    assert named - {"help"} <= explained


def test_every_page_stands_in_a_table_of_contents() -> None:
    listed = {name for page in PAGES for name in _toctree(page)}
    pages = {str(page.relative_to(DOCS).with_suffix("")) for page in PAGES if DOCS in page.parents}
    assert pages - listed == {"index"}


def _toctree(page: Path) -> Iterator[str]:
    for body in re.findall(r"^```\{toctree\}\n(.*?)^```", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL):
        names = [line for line in body.splitlines() if line and not line.startswith(":")]
        yield from (str((page.parent / name).relative_to(DOCS)) for name in names)


def _commands() -> dict[str, set[str]]:
    """Every command of the command line with its long options; the group itself under ``luoshi``."""
    typer = import_module("typer")
    apps = [value for value in vars(import_module("luoshi.cli")).values() if isinstance(value, typer.Typer)]
    group: Any = typer.main.get_command(apps[0])
    found = {f"luoshi {name}": _options(command) for name, command in getattr(group, "commands", {}).items()}
    return {"luoshi": _options(group), **found}


def _options(command: Any) -> set[str]:
    ignored = {"--install-completion", "--show-completion"}
    return {name for param in command.params for name in param.opts if name.startswith("--")} - ignored


def test_every_command_and_option_is_documented_and_none_is_invented() -> None:
    commands = _commands()
    described = {heading: _flags(section(CLI, f"## `{heading}`")) - {"--help"} for heading in commands}
    assert described == {name: options - {"--help"} for name, options in commands.items()}
    assert set(re.findall(r"^## `(luoshi[^`]*)`", CLI, flags=re.MULTILINE)) == set(commands)


def _flags(text: str) -> set[str]:
    return set(re.findall(r"--[a-z][a-z-]*", "\n".join(row[0] for row in rows(text))))


def _terms(heading: str) -> set[str]:
    return {row[2].strip("`") for row in rows(section(GLOSSARY, f"## {heading}"))}


VOCABULARIES: dict[str, type[StrEnum]] = {
    "Sections": records.Section,
    "Roles of a commitment": records.Role,
    "Purposes of a value": concepts.Purpose,
    "Types of a concept": concepts.ConceptType,
    "Periods of a concept": concepts.Period,
    "How a source was read": sources.Verified,
}


@pytest.mark.parametrize("heading", VOCABULARIES)
def test_the_glossary_has_each_value_of_a_vocabulary_and_no_other(heading: str) -> None:
    assert _terms(heading) == {member.value for member in VOCABULARIES[heading]}


def test_each_vocabulary_of_the_ground_floor_and_of_the_records_has_a_table() -> None:
    names = [m.name for m in modules() if m.floor == "core"]
    values = [value for module in map(import_module, names) for value in vars(module).values()]
    enums = [
        value for value in [*values, *vars(records).values()] if isinstance(value, type) and issubclass(value, StrEnum)
    ]
    assert {enum for enum in enums if enum is not StrEnum} == set(VOCABULARIES.values())


def test_the_glossary_has_each_kind_of_record_and_each_public_word_of_the_records() -> None:
    assert _terms("Kinds of records") == {kind.__name__ for kind in _kinds()}
    assert set(records.__all__) <= _terms("Words of the house") | _terms("Kinds of records")


def test_the_glossary_has_each_kind_of_remainder() -> None:
    listed = re.search(r"is one of (.*?)\.", " ".join((records.Remainder.__doc__ or "").split()))
    assert listed
    assert _terms("Kinds of remainders") == set(listed[1].split(", "))


def test_the_glossary_has_each_programme_of_the_lexicon() -> None:
    lexicon = (ROOT / "src/luoshi/data/texts/lexicon/programmes.yaml").read_text("utf-8")
    assert _terms("Programmes") == set(re.findall(r"^([a-z]+):$", lexicon, flags=re.MULTILINE))


def test_the_words_of_the_house_stand_in_the_code() -> None:
    source = "\n".join(module.text for module in modules())
    assert [name for name in sorted(_terms("Words of the house")) if not re.search(rf"\b{name}\b", source)] == []


def test_each_term_has_a_chinese_word_an_english_word_an_identifier_and_a_source_and_stands_once() -> None:
    table = rows(GLOSSARY)
    assert [row for row in table if len(row) != 4 or not all(row)] == []
    assert len({row[0] for row in table}) == len(table) > 50


def _kinds() -> list[type[records.Record]]:
    exported = [getattr(records, name) for name in records.__all__]
    return [kind for kind in exported if issubclass(kind, records.Record) and kind is not records.Record]


def _described(heading: str) -> set[str]:
    return {name for row in rows(section(READING, f"## {heading}")) for name in re.findall(r"`([^`]+)`", row[0])}


@pytest.mark.parametrize("kind", _kinds(), ids=lambda kind: kind.__name__)
def test_each_field_of_a_record_is_described_and_none_is_invented(kind: type[records.Record]) -> None:
    own = [field.name for field in fields(kind) if field.name not in {"span", "section", "why"}]
    renamed = JSON_FIELDS.get(kind.__name__, {})
    expected = {name for field in own for name in renamed.get(field, (field,))}
    assert _described(f"`{kind.__name__.lower()}`") == expected


def test_each_field_of_a_quantity_is_described() -> None:
    assert _described("`quantity`") == {field.name for field in fields(records.Quantity)}


@pytest.fixture(scope="module")
def reading() -> dict[str, Any]:
    """What `luoshi read --json` answers for the first specimen."""
    command = [sys.executable, "-c", "from luoshi.cli import main; main()", "read", str(SPECIMEN), "--json"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def test_the_json_of_a_specimen_has_the_described_fields_and_no_other(reading: dict[str, Any]) -> None:
    common = _described("Every record")
    top = {row[0].strip("`") for row in rows(READING.partition("## `document`")[0])}
    assert set(reading) == top
    assert set(reading["document"]) == _described("`document`")
    assert {record["kind"] for record in reading["records"]} >= {"commitment", "figure", "person", "event"}
    for record in reading["records"]:
        assert set(record) == common | _described(f"`{record['kind']}`"), record["kind"]
    for remainder in reading["remainders"]:
        assert set(remainder) == _described("`remainder`")


def test_the_json_of_a_specimen_quotes_its_characters(reading: dict[str, Any]) -> None:
    text = SPECIMEN.read_bytes().decode("utf-8")
    assert len(text) == reading["document"]["characters"]
    assert [r for r in reading["records"] if text[r["start"] : r["end"]] != r["text"]] == []


def test_each_module_of_the_ground_floor_is_in_the_reference() -> None:
    pages = "\n".join(page.read_text("utf-8") for page in (DOCS / "reference").glob("*.md"))
    documented = set(re.findall(r"\{automodule\} (\S+)", pages))
    core = {module.name for module in modules() if module.floor == "core"}
    assert core == {name for name in documented if name.startswith("luoshi.core")}
    assert {"luoshi.texts", "luoshi.texts.records"} <= documented


def test_each_dependency_has_its_licence_and_its_reason_and_none_is_left_over() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    groups = {**project["dependency-groups"], **project["project"]["optional-dependencies"]}
    wanted = {"## What Luoshi needs to run": project["project"]["dependencies"]}
    wanted |= {heading: groups[name] for name, heading in _group_headings(groups).items()}
    for heading, listed in wanted.items():
        table = rows(section(DEPENDENCIES, heading))
        assert {row[0] for row in table} == {re.split(r"[^\w.-]", line)[0] for line in listed}, heading
        assert all(len(row) == 3 and all(row) for row in table)


def _group_headings(groups: dict[str, list[str]]) -> dict[str, str]:
    """Each dependency group with the heading that ends in its name."""
    found = {name: re.search(rf"^## .*\(`{name}`\)$", DEPENDENCIES, flags=re.MULTILINE) for name in groups}
    return {name: match[0] for name, match in found.items() if match}


def test_each_dependency_group_has_its_table() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    groups = {**project["dependency-groups"], **project["project"]["optional-dependencies"]}
    assert set(_group_headings(groups)) == set(groups)


def test_both_readmes_show_what_the_demo_prints_now() -> None:
    script = [sys.executable, str(ROOT / "scripts/refresh-readme"), "--check"]
    done = subprocess.run(script, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_both_readmes_begin_with_the_two_commands_and_a_picture() -> None:
    for name in ("README.md", "README.zh.md"):
        text = (ROOT / name).read_text("utf-8")
        first = next(block for block in blocks(text) if block.language == "console")
        assert [command for command, _ in console_steps(first.body)] == ["make demo", "make test"]
        assert "docs/images/reading.png" in links(text)


def test_every_change_is_told_in_the_changelog() -> None:
    command = [sys.executable, "-m", "towncrier", "build", "--draft", "--version", "9.9"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    told = done.stdout + (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert "## 9.9" in done.stdout
    assert "luoshi read" in told
    assert "<!-- news -->" in told
    fragments = [
        name for name, _ in text_files() if re.match(r"changelog\.d/\+[\w-]+\.(added|changed|fixed|removed)\.md", name)
    ]
    others = {name for name, _ in text_files() if name.startswith("changelog.d/")} - set(fragments)
    assert others == {"changelog.d/_template.md"}
