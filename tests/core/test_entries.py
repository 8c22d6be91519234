"""Every field that is missing or is not what its name promises is refused with file, line and field."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from luoshi.core.entries import Entry, Label
from luoshi.core.errors import RegisterError
from luoshi.core.sources import Verified

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def _entry(**values: object) -> Entry:
    return Entry.of(values, "form 3", ("row",))


@pytest.mark.parametrize(
    ("values", "ask", "word"),
    [
        ({}, lambda e: e.text("a"), "missing"),
        ({"a": " "}, lambda e: e.text("a"), "text"),
        ({"a": 3}, lambda e: e.text("a"), "text"),
        ({"a": 3}, lambda e: e.text("a", ""), "text"),
        ({"a": ["x", 1]}, lambda e: e.texts("a"), "list"),
        ({"a": "2024-07-26"}, lambda e: e.day("a"), "day"),
        ({}, lambda e: e.decimal("a"), "decimal"),
        ({"a": "six"}, lambda e: e.decimal("a"), "decimal"),
        ({"a": "NaN"}, lambda e: e.decimal("a"), "decimal"),
        ({"a": "Infinity"}, lambda e: e.decimal("a"), "decimal"),
        ({"a": True}, lambda e: e.decimal("a"), "decimal"),
        ({"a": 1.5}, lambda e: e.decimal("a"), "decimal"),
        ({"a": "sure"}, lambda e: e.choice("a", Verified), "statute"),
        ({}, lambda e: e.choice("a", Verified), "None"),
        ({"a": {"zh": "甲"}}, lambda e: e.label("a"), "en"),
        ({"a": {"zh": "甲", "en": "A", "fr": "A"}}, lambda e: e.label("a"), "fr"),
        ({}, lambda e: e.entry("a"), "missing"),
        ({"a": []}, lambda e: e.entry("a"), "mapping"),
        ({"a": {}}, lambda e: e.entries("a"), "list"),
        ({"a": [1]}, lambda e: e.entries("a"), "mapping"),
        ({"a": 1}, lambda e: e.only("b"), "no field"),
    ],
)
def test_a_field_that_breaks_its_promise_is_named(
    values: dict[str, object], ask: Callable[[Entry], object], word: str
) -> None:
    with pytest.raises(RegisterError, match=word) as caught:
        ask(_entry(**values))
    assert caught.value.where.startswith("form 3 (row.a")


def test_a_field_that_keeps_its_promise_is_read() -> None:
    entry = _entry(a="  甲\n 乙 ", n="6.0", whole=3, l={"zh": "甲", "en": "A"}, items=[{"x": "y"}], words=["一"])
    assert entry.text("a") == "甲 乙"
    assert str(entry.decimal("n")) == "6.0"
    assert entry.decimal("whole") == Decimal(3)
    assert entry.label("l") == Label("甲", "A")
    assert [item.text("x") for item in entry.entries("items")] == ["y"]
    assert entry.texts("words") == ("一",)
    assert entry.texts("none") == ()
    assert entry.text("none", "") == ""
    assert entry.day("none") is None
    assert entry.choice("none", Verified, Verified.PAGE) is Verified.PAGE


def test_a_fault_in_a_file_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "t.yaml"
    path.write_text("list:\n  - a: 甲\n  - a: 乙\n    b: 1\n", encoding="utf-8")
    with pytest.raises(RegisterError, match=r"t\.yaml:4 \(list\.1\.b\): “b” must be text"):
        Entry.read(path).entries("list")[1].text("b")
