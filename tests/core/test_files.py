"""Files written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from luoshi.core.errors import UsageError
from luoshi.core.files import write_whole


def test_a_file_is_written_with_its_folders_and_replaces_the_old_one(tmp_path: Path) -> None:
    path = write_whole(tmp_path / "a" / "b.txt", "旧")
    assert write_whole(path, "新").read_text("utf-8") == "新"
    assert [p.name for p in path.parent.iterdir()] == ["b.txt"]


def test_a_failure_leaves_the_old_file_and_no_scrap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_whole(tmp_path / "b.txt", "旧")

    def full(_: Path, target: Path) -> Path:
        raise OSError(28, "no space left", str(target))

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(UsageError, match="no space left"):
        write_whole(path, "新")
    assert path.read_text("utf-8") == "旧"
    assert [p.name for p in tmp_path.iterdir()] == ["b.txt"]
