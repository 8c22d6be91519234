"""The scripts around the code: what they say on machines that lack something."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.house import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

BASH = shutil.which("bash") or "bash"


def run(script: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a script of the project with an environment that holds only what is given."""
    command = [BASH, str(ROOT / script), *arguments]
    return subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture
def machine(tmp_path: Path) -> Mapping[str, str]:
    """A machine with nothing but an `apt-get` that keeps a diary and fails where a file says so."""
    _program(tmp_path / "apt-get", f'echo "$@" >> {tmp_path}/diary; [ ! -e {tmp_path}/offline ]')
    return {"PATH": str(tmp_path)}


def _program(path: Path, body: str) -> None:
    path.write_text(f"#!{BASH}\n{body}\n", "utf-8")
    path.chmod(0o755)


def test_a_python_that_is_too_old_is_one_line_with_the_remedy(tmp_path: Path) -> None:
    _program(tmp_path / "python-old", "exit 1")
    done = run("scripts/install", "requirements/run.lock", PATH=os.environ["PATH"], PY=str(tmp_path / "python-old"))
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "Python 3.11" in done.stderr
    assert "make PY=" in done.stderr


def test_root_gets_what_is_missing_and_is_told(machine: Mapping[str, str], tmp_path: Path) -> None:
    _program(tmp_path / "id", "echo 0")
    done = run("scripts/test-needs", **machine)
    assert (done.returncode, done.stderr) == (0, "")
    assert "chromium" in done.stdout
    assert "--no-install-recommends chromium" in (tmp_path / "diary").read_text("utf-8")


def test_where_the_installation_fails_one_line_names_what_is_missing(
    machine: Mapping[str, str], tmp_path: Path
) -> None:
    _program(tmp_path / "id", "echo 0")
    (tmp_path / "offline").touch()
    done = run("scripts/test-needs", **machine)
    assert done.returncode == 0
    assert "chromium" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_who_is_not_root_is_told_in_one_line_and_nothing_is_installed(
    machine: Mapping[str, str], tmp_path: Path
) -> None:
    _program(tmp_path / "id", "echo 1000")
    done = run("scripts/test-needs", **machine)
    assert (done.returncode, done.stdout) == (0, "")
    assert len(done.stderr.splitlines()) == 1
    assert "apt-get install" in done.stderr
    assert not (tmp_path / "diary").exists()


def test_where_nothing_is_missing_nothing_is_said(machine: Mapping[str, str], tmp_path: Path) -> None:
    _program(tmp_path / "fc-list", "echo Noto Sans CJK SC")
    done = run("scripts/test-needs", LUOSHI_CHROMIUM="/usr/bin/chromium", **machine)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize(("ci", "code", "word"), [("true", 1, "skipped where CI is set"), ("", 0, "1 skipped")])
def test_a_skipped_browser_test_fails_where_ci_is_set(tmp_path: Path, ci: str, code: int, word: str) -> None:
    (tmp_path / "test_page.py").write_text("def test_a_page(page): ...\n", "utf-8")
    shutil.copy(ROOT / "tests/conftest.py", tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-c", os.devnull, "-ra", str(tmp_path)],
        cwd=tmp_path,
        env={"PATH": str(tmp_path), "CI": ci, "HOME": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == code
    assert word in done.stdout
    assert "no Chromium" in done.stdout


def test_the_continuous_integration_runs_the_test_command_of_the_readme() -> None:
    lines = [line.strip() for line in (ROOT / ".ci/run").read_text("utf-8").splitlines()]
    commands = [line for line in lines if line and not line.startswith(("#", "set ", "cd ", "export "))]
    assert commands == ["make test"]
    assert "make test" in (ROOT / "README.md").read_text("utf-8")
