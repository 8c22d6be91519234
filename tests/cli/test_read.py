"""``luoshi read`` as a user meets it: outputs, exit codes, one line for every refusal."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from luoshi.cli import main
from luoshi.texts import specimens

if TYPE_CHECKING:
    from pathlib import Path

SPECIMEN = specimens()[0].path


def _run(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as left:
        main([str(a) for a in arguments])
    return int(left.value.code or 0)


def test_the_table_shows_each_record_with_its_quotation(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("read", SPECIMEN, "--lang", "en") == 0
    out = capsys.readouterr().out
    assert "Task" in out
    assert "synthetic" in out


def test_json_goes_to_standard_output_and_nothing_else_does(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("read", SPECIMEN, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["schema"] == "luoshi/reading@1"
    assert told["document"]["synthetic"] is True


def test_several_documents_give_one_line_of_json_each(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    other = tmp_path / "b.txt"
    other.write_text("要加强监测。\n", "utf-8")
    assert _run("read", SPECIMEN, other, "--json") == 0
    assert [json.loads(line)["document"]["source"] for line in capsys.readouterr().out.splitlines()] == [
        SPECIMEN.name,
        "b.txt",
    ]


def test_a_folder_receives_a_page_and_a_reading_for_each_and_same_names_do_not_collide(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    twin = tmp_path / "x" / SPECIMEN.name
    twin.write_bytes(SPECIMEN.read_bytes())
    assert _run("read", SPECIMEN, twin, "--out", tmp_path / "out") == 0
    stem = SPECIMEN.stem
    names = {f"{stem}.json", f"{stem}.html", f"{stem}-2.json", f"{stem}-2.html"}
    assert {p.name for p in (tmp_path / "out").iterdir()} == names


def test_one_document_can_become_one_json_file_or_one_page(tmp_path: Path) -> None:
    assert _run("read", SPECIMEN, "--out", tmp_path / "a.json", "--html", tmp_path / "a.html") == 0
    assert json.loads((tmp_path / "a.json").read_text("utf-8"))["schema"] == "luoshi/reading@1"
    assert "<!doctype html>" in (tmp_path / "a.html").read_text("utf-8").lower()


def _bad() -> dict[str, bytes]:
    return {
        "empty.txt": b"",
        "binary.txt": bytes(range(256)) * 40,
        "truncated.txt": "加强监测".encode()[:-1],
        "big5.txt": "加強監測調度,確保完成目標任務。工業經濟穩定增長。".encode("big5"),
        "nul.txt": "加强\0监测".encode(),
        "surrogate.txt": b"\xe5\x8a\xa0\xed\xa0\x80\xe5\xbc\xba",
        "images.pdf": b"%PDF-1.4\n%%EOF",
        "cut.docx": b"PK\x03\x04 broken",
    }


@pytest.mark.parametrize(
    "name",
    ["empty.txt", "binary.txt", "truncated.txt", "big5.txt", "nul.txt", "surrogate.txt", "images.pdf", "cut.docx"],
)
def test_a_bad_file_is_one_line_with_its_name_and_exit_code_2(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    path.write_bytes(_bad()[name])
    assert _run("read", path) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert name in told.err
    assert ";" in told.err, "the line says how to mend"


def test_a_refused_file_stops_only_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"")
    assert _run("read", bad, SPECIMEN, "--out", tmp_path / "out") == 2
    assert (tmp_path / "out" / f"{SPECIMEN.stem}.json").exists()
    assert "bad.txt" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["reed"],
        ["read"],
        ["read", "--nothing"],
        ["read", "a", "b", "--html", "x.html"],
        ["read", "a", "b", "--out", "x.json"],
        ["read", "missing.txt"],
    ],
)
def test_wrong_usage_is_one_line_and_exit_code_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(*arguments) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_place_that_cannot_be_written_is_named_and_nothing_is_left(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wall = tmp_path / "wall"
    wall.write_text("a file, no folder", "utf-8")
    assert _run("read", SPECIMEN, "--out", wall / "below") == 2
    assert "wall" in capsys.readouterr().err
    assert [p.name for p in tmp_path.iterdir()] == ["wall"]


def test_a_text_that_orders_nothing_is_read_and_a_line_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    recipe = tmp_path / "recipe.txt"
    recipe.write_text("西红柿两个切块，鸡蛋三个打散。锅中放油烧热，倒入蛋液炒熟。\n", "utf-8")
    assert _run("read", recipe, "--json") == 0
    told = capsys.readouterr()
    assert [r for r in json.loads(told.out)["records"] if r["kind"] == "commitment"] == []
    assert told.err == "luoshi: recipe.txt: the text orders nothing that the grammar knows: is it a communiqué?\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with documents in two levels, one that is refused, one of another kind, one hidden."""
    place = tmp_path / "in"
    (place / "deep").mkdir(parents=True)
    for name, data in {
        "b.txt": "要加强监测。\n".encode(),
        "deep/b.txt": "要加强调度。\n".encode("gb18030"),
        "a.txt": b"",
        "notes.csv": b"1,2",
        ".hidden.txt": b"x",
    }.items():
        (place / name).write_bytes(data)
    return place


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_folder_becomes_json_lines_rejects_are_lines_on_standard_error(
    jobs: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run("read", folder, "--jobs", jobs) == 2
    told = capsys.readouterr()
    lines = [json.loads(line) for line in told.out.splitlines()]
    assert [line["file"] for line in lines] == ["b.txt", "deep/b.txt"]
    assert {line["schema"] for line in lines} == {"luoshi/reading@1"}
    first, last = told.err.splitlines()
    assert first.startswith("luoshi: a.txt: ")
    assert last == "luoshi: 3 files, 2 read, 1 rejected, 1 of other kinds left out"


def test_a_folder_without_rejects_ends_with_0_and_can_be_written_as_pages(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "a.txt").unlink()
    assert _run("read", folder) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2
    assert _run("read", folder, "--out", tmp_path / "out") == 0
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"b.json", "b.html", "b-2.json", "b-2.html"}


def test_each_line_is_out_before_the_next_document_is_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from luoshi import texts

    seen: list[int] = []

    def watching(path: Path) -> texts.Reading:
        seen.append(len(capsys.readouterr().out.splitlines()))
        return texts.read_text(path.name + "要加强监测。")

    monkeypatch.setattr(texts, "read", watching)
    assert _run("read", folder) == 0
    assert seen == [0, 1, 1]


@pytest.mark.parametrize("options", [["--jobs", "0"], ["--jobs", "2", "--out", "x"], ["--html", "x.html"]])
def test_a_folder_that_is_asked_for_what_it_cannot_give_is_refused(
    options: list[str], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run("read", folder, *options) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_an_empty_folder_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("read", tmp_path) == 2
    assert "no document" in capsys.readouterr().err


def test_a_bar_stands_on_a_terminal_only_and_only_before_many(monkeypatch: pytest.MonkeyPatch) -> None:
    from luoshi.cli import progress as bars

    assert bars.progress_of("abcdef", 6, quiet=False) == "abcdef"
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    assert bars.progress_of("abc", 3, quiet=False) == "abc"
    assert bars.progress_of("abcdef", 6, quiet=True) == "abcdef"
    assert "".join(bars.progress_of(iter("abcdef"), 6, quiet=False)) == "abcdef"


def test_version_and_help_end_with_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("--version") == 0
    assert _run() == 0
    assert "read" in capsys.readouterr().out
