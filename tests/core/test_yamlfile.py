"""The traps of YAML that would change official data without a word, and complaints that name the line."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from luoshi.core.errors import RegisterError
from luoshi.core.yamlfile import load_yaml, place

if TYPE_CHECKING:
    from pathlib import Path


def _load(folder: Path, text: str) -> object:
    path = folder / "table.yaml"
    path.write_text(text, encoding="utf-8")
    return load_yaml(path)


@pytest.mark.parametrize(
    ("scalar", "value"),
    [
        ("off", "off"),
        ("yes", "yes"),
        ("no", "no"),
        ("true", True),
        ("01", "01"),
        ("010", "010"),
        ("5310", 5310),
        ("-3", -3),
        ("12:30", "12:30"),
        ("02-10", "02-10"),
        ("2024-07-26", date(2024, 7, 26)),
        ("2024-07-26 10:00:00", "2024-07-26 10:00:00"),
        ("1_000", "1_000"),
        ("1e3", "1e3"),
        (".inf", ".inf"),
        ("null", None),
        ("~", None),
        ("", None),
        ("0.10", Decimal("0.10")),
        ("-.5", Decimal("-0.5")),
    ],
)
def test_a_scalar_is_read_as_written(tmp_path: Path, scalar: str, value: object) -> None:
    loaded = _load(tmp_path, f"a: {scalar}")
    assert loaded == {"a": value}
    assert isinstance(loaded, dict)
    assert type(loaded["a"]) is type(value)


def test_a_decimal_keeps_its_stated_digits(tmp_path: Path) -> None:
    assert str(_load(tmp_path, "7.80")) == "7.80"


def test_a_key_may_be_off(tmp_path: Path) -> None:
    assert _load(tmp_path, "off: [01-01]") == {"off": ["01-01"]}


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("a: 1\nb: 2\na: 3", 3, "twice"),
        ("x:\n  a: 1\n  a: 1", 3, "twice"),
        ("a: [1,\n", 2, ""),
        ("a: 1\nb: 2024-02-30", 2, "no day"),
        ("a:\n  ? [1]\n  : 2", 2, ""),
        ("a: 1\nb: !!python/object/apply:os.getcwd []", 2, "constructor"),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path: Path, text: str, line: int, word: str) -> None:
    with pytest.raises(RegisterError, match=rf"table\.yaml:{line}: .*{word}"):
        _load(tmp_path, text)


@pytest.mark.parametrize("text", ["a: !!float abc", "a: !!int x", "!!map x", "!!bool maybe", "a: \x01"])
def test_a_tag_or_character_that_does_not_fit_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(RegisterError, match=r"table\.yaml"):
        _load(tmp_path, text)


def test_a_missing_file_and_another_encoding_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match="cannot be read"):
        load_yaml(tmp_path / "none.yaml")
    (tmp_path / "gbk.yaml").write_bytes("a: 工业".encode("gb18030"))
    with pytest.raises(RegisterError, match="not UTF-8"):
        load_yaml(tmp_path / "gbk.yaml")


def test_a_byte_order_mark_is_no_part_of_the_first_key(tmp_path: Path) -> None:
    (tmp_path / "bom.yaml").write_bytes("a: 1".encode("utf-8-sig"))
    assert load_yaml(tmp_path / "bom.yaml") == {"a": 1}


@pytest.mark.parametrize(
    ("keys", "line"), [((), 1), (("b",), 2), (("b", 1), 4), (("b", 1, "d"), 5), (("b", 1, "none"), 4), (("zzz",), 1)]
)
def test_a_place_is_the_line_of_the_deepest_key_that_is_there(
    tmp_path: Path, keys: tuple[str | int, ...], line: int
) -> None:
    path = tmp_path / "t.yaml"
    path.write_text("a: 1\nb:\n  - c: 1\n  - c: 2\n    d: 3\n", encoding="utf-8")
    assert place(path, *keys).startswith(f"{path}:{line}")
