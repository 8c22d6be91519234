"""Everything that the log can hold has a name in both languages; the code stays beside it and in every file."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.utils.translation import override

import luoshi.desk
from luoshi.desk.audit.models import Change
from luoshi.desk.audit.words import ACTIONS, KINDS, name_of
from luoshi.ledger import Kind
from tests.desk.scene import build

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.test import Client

    from tests.desk.world import World

DESK = Path(luoshi.desk.__file__).parent
RECORDING = {"record", "add", "change", "_edited", "_tell"}
CODE = re.compile(r"[a-z]+(-[a-z]+)*\.[a-z]+([_-][a-z]+)*")
WORDED = {
    "matter.*": [f"matter.{kind}" for kind in Kind],
    "leaf.*": ["leaf.reopened", "leaf.set-aside", "leaf.confirmed"],
    "*.wrong": ["password.wrong", "code.wrong"],
    "*.locked": ["password.locked", "code.locked"],
}
"""Actions whose code is put together where it is recorded."""


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _constants(node: ast.AST) -> Iterator[str]:
    """The codes in a piece of source; what is handed to the queue of jobs is none."""
    if isinstance(node, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in node.values)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif not (isinstance(node, ast.Call) and _called(node) == "enqueue"):
        for child in ast.iter_child_nodes(node):
            yield from _constants(child)


def recorded(source: str) -> set[str]:
    """The actions that functions record, each as its code, or as a pattern with ``*``."""
    found: set[str] = set()
    for function in ast.walk(ast.parse(source)):
        if not isinstance(function, ast.FunctionDef):
            continue
        if any(isinstance(node, ast.Call) and _called(node) in RECORDING for node in ast.walk(function)):
            said = {text for text in _constants(function) if CODE.fullmatch(text.replace("*", "x"))}
            found |= said
    return found


def test_a_new_action_in_a_service_would_be_found() -> None:
    source = """
def a():
    enqueue("texts.other")
    audit.record(actor=None, action="moon.landed" if late else "moon.missed", obj=moon)
def b():
    change(actor, moon, "moon.moved", {})
def c():
    for action in ("moon.rose",):
        record(actor=None, action=action, obj=moon)
def d():
    record(actor=None, action=f"moon.{phase}", obj=moon)
"""
    assert recorded(source) == {"moon.landed", "moon.missed", "moon.moved", "moon.rose", "moon.*"}


def test_every_action_that_is_recorded_has_a_name() -> None:
    sources = [path.read_text("utf-8") for path in DESK.rglob("*.py") if "migrations" not in path.parts]
    found = {text for source in sources for text in recorded(source)}
    assert {text for text in found if "*" in text} <= set(WORDED)
    wanted = {name for text in found for name in WORDED.get(text, [text])}
    assert len(wanted) > 50
    assert sorted(wanted - set(ACTIONS)) == []


@pytest.mark.django_db
def test_what_the_scene_leaves_in_the_log_has_names(world: World) -> None:
    build(world)
    seen = set(Change.objects.values_list("action", "object_type"))
    assert seen
    assert [pair for pair in seen if pair[0] not in ACTIONS or pair[1] not in KINDS] == []


def test_no_two_codes_share_a_name_and_both_languages_have_all() -> None:
    for table in (ACTIONS, KINDS):
        with override("en"):
            english = [str(text) for text in table.values()]
        with override("zh-hans"):
            chinese = [str(text) for text in table.values()]
        assert len(set(english)) == len(set(chinese)) == len(table)
        assert [text for text in chinese if not re.search(r"[\u4e00-\u9fff]", text)] == []
    assert name_of("moon.landed") == "moon.landed"


@pytest.mark.django_db
def test_the_list_shows_names_and_the_files_hold_names_and_codes(
    signed_in: Callable[[str], Client], world: World
) -> None:
    build(world)
    client = signed_in("auditor")
    body = client.get("/audit/").content.decode()
    assert '事项立项 <span class="code">matter.opened</span>' in body
    for rows in ("shown", "all"):
        told = client.get("/audit/", {"export": "csv", "rows": rows}).getvalue().decode("utf-8-sig")
        (line,) = [row for row in told.splitlines() if "matter.opened" in row]
        assert "事项立项,matter.opened," in line
        assert "事项,ledger.matter," in line


@pytest.mark.django_db
def test_the_filter_offers_names_and_takes_the_beginning_of_a_code(
    signed_in: Callable[[str], Client], world: World
) -> None:
    build(world)
    client = signed_in("auditor")

    def shown(**asked: str) -> set[str]:
        return {row.action for row in client.get("/audit/", asked).context["table"].data.data}

    assert shown(action="matter.opened") == {"matter.opened"}
    assert shown(action="matter.") == {"matter.opened"}
    assert shown(action="document.") == {"document.added"}
    assert shown(object_type="texts.document") == {"document.added"}
    body = client.get("/audit/", {"action": "matter."}).content.decode()
    assert '<option value="matter.opened">事项立项</option>' in body
    assert '<option value="matter." selected>matter.</option>' in body
    assert '<option value="ledger.matter">事项</option>' in body


@pytest.mark.django_db
def test_the_page_of_a_change_is_headed_by_its_name(signed_in: Callable[[str], Client], world: World) -> None:
    build(world)
    change = Change.objects.filter(action="matter.opened", unit=world.province).first()
    assert change is not None
    body = signed_in("auditor").get(f"/audit/{change.pk}/").content.decode()
    assert "<h1>事项立项</h1>" in body
    assert '<span class="code">ledger.matter</span>' in body
