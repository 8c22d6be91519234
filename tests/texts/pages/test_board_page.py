"""The board: each commitment in the row of its programme, each figure with its sentence, nothing by guess."""

from __future__ import annotations

import re
import timeit

import pytest

from luoshi.core.errors import UsageError
from luoshi.texts.pages import board_page
from luoshi.texts.pages.board import PROGRAMMES, BoardView, Line, board_view
from luoshi.texts.pages.labels import labels
from luoshi.texts.records import Reading
from tests.texts.pages import samples
from tests.texts.pages.markup import Page


def view(*readings: Reading) -> BoardView:
    named = [(f"text{n}", reading) for n, reading in enumerate(readings, 1)]
    return board_view(named, labels("zh"), invented=(), pages={})


def line(board: BoardView, code: str) -> Line:
    (found,) = [line for line in (*board.lines, board.meeting) if line.code == code]
    return found


def said(board: BoardView, code: str, column: str) -> list[str]:
    return [f"{note.tag} {note.words}" for entry in line(board, code).cells[column] for note in entry.notes]


def test_every_programme_has_a_row_in_order_and_so_has_none() -> None:
    assert [line.code for line in view(samples.meeting()).lines] == [*PROGRAMMES, "none"]


def test_a_programme_that_only_a_document_names_has_its_own_row() -> None:
    reading = samples.plain()
    record = samples.commitment(reading.document.span(0, 4), "Keep", None, programme="space")
    board = view(Reading(reading.document, reading.info, (record,), (), ()))
    assert [line.code for line in board.lines] == [*PROGRAMMES, "space", "none"]


def test_commitments_stand_in_the_row_of_their_programme() -> None:
    board = view(samples.meeting())
    assert said(board, "growth", "commitments") == ["任务 6 总领", "任务 10 结果"]
    assert said(board, "sme", "commitments") == ["任务 7 举措 · 分项 1 · 期限 年底前"]
    assert said(board, "none", "commitments") == ["任务 11 举措 · 分项 1"]
    assert said(board, "green", "commitments") == []


def test_each_entry_quotes_the_whole_sentence_and_its_place() -> None:
    reading = samples.meeting()
    board = view(reading)
    entries = [e for line in (*board.lines, board.meeting) for cell in line.cells.values() for e in cell]
    assert entries
    for entry in entries:
        assert Page(str(entry.quote)).root.text == reading.document.text[entry.start : entry.end]
        assert entry.quote.striptags().endswith(("。", "”"))
        assert all(entry.start <= note.start < note.end <= entry.end for note in entry.notes)


def test_commitments_of_one_sentence_and_row_share_one_quotation() -> None:
    (entry,) = line(view(samples.meeting()), "growth").cells["commitments"]
    assert [note.tag for note in entry.notes] == ["任务 6", "任务 10"]


def test_a_figure_inside_a_commitment_belongs_to_its_programme_and_is_told_once() -> None:
    board = view(samples.meeting())
    assert said(board, "sme", "figures") == ["数据 8 专精特新企业 · 300家"]


def test_figures_and_people_of_no_programme_belong_to_the_meeting() -> None:
    board = view(samples.meeting())
    assert [word.split()[1] for word in said(board, "meeting", "figures")] == ["4", "5"]
    assert said(board, "meeting", "people") == [
        "会议 1 临江省工业座谈会 · 3月2日 · 白石市",
        "人员 2 周一鸣 · 厅长 · 主持会议",
        "单位 9 各市工信局 · 负责",
        "决定 12 审议通过 · 《产业链行动方案》",
    ]


def test_a_number_that_only_a_commitment_holds_is_told_from_there() -> None:
    reading = samples.plain()
    record = samples.commitment(
        reading.document.span(0, 19), "Keep", None, programme="ict", figures=(samples.quantity("3", "roads"),)
    )
    board = view(Reading(reading.document, reading.info, (record,), (), ()))
    assert said(board, "ict", "figures") == ["任务 1 3roads"]
    assert line(board, "ict").counts["figures"].total == 1


def test_those_who_are_to_act_stand_in_the_row() -> None:
    assert said(view(samples.meeting()), "sme", "people") == ["任务 7 各市工信局"]


def test_counts_are_those_of_the_readings_together_and_apart() -> None:
    totals = view(samples.meeting(), samples.plain()).totals
    assert {name: (count.total, count.each) for name, count in totals.items()} == {
        "commitments": (5, (4, 1)),
        "acts": (3, (2, 1)),
        "outcomes": (1, (1, 0)),
        "leaves": (3, (2, 1)),
        "figures": (3, (3, 0)),
        "people": (5, (5, 0)),
    }


def test_rows_add_up_to_the_totals() -> None:
    board = view(samples.meeting(), samples.plain())
    for name, total in board.totals.items():
        assert sum(line.counts[name].total for line in (*board.lines, board.meeting)) == total.total


def test_an_entry_names_its_document_and_leads_to_it() -> None:
    found = Page(board_page([("a.txt", samples.meeting())]))
    for cite in found.find("cite"):
        assert "临江省工业座谈会召开" in cite.text
        assert re.search(r"\d+–\d+", cite.text)
    assert found.one(id="d1")


def test_entries_lead_to_the_characters_on_the_page_of_their_document() -> None:
    source = board_page([("a.txt", samples.meeting())], pages={"a.txt": "out/会议 1.html"})
    assert 'href="./out/%E4%BC%9A%E8%AE%AE%201.html#t7"' in source


@pytest.mark.parametrize("path", ["javascript:alert(1)", "//elsewhere.example/x", "data:text/html,x"])
def test_no_path_becomes_an_address_elsewhere(path: str) -> None:
    found = Page(board_page([("a", samples.meeting())], pages={"a": path}))
    links = {a.attrs["href"] for a in found.find("a") if not a.attrs["href"].startswith("#")}
    assert links
    assert all(link.startswith("./") and ":" not in link for link in links)


def test_a_board_of_nothing_says_what_to_do() -> None:
    assert "先读入一份文件" in Page(board_page([])).one("p", "empty").text
    assert "Read one first" in Page(board_page([], lang="en")).one("p", "empty").text


def test_a_filter_by_document_is_there_for_more_than_one() -> None:
    one = Page(board_page([("a", samples.meeting())]))
    two = Page(board_page([("a", samples.meeting()), ("b", samples.plain())]))
    assert not one.find("select")
    assert [o.attrs["value"] for o in two.find("option")] == ["", "d-1", "d-2"]


def test_only_the_invented_documents_are_marked() -> None:
    readings = [("a", samples.meeting()), ("b", samples.plain())]
    assert not Page(board_page(readings)).find("div", "banner")
    some = Page(board_page(readings, synthetic={"b"}))
    assert "标有“虚构样例”的文件" in some.one("div", "banner").text
    assert "虚构样例" not in some.one(id="d1").text
    assert "虚构样例" in some.one(id="d2").text
    assert "本页所列文件" in Page(board_page(readings, synthetic=True)).one("div", "banner").text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_board_needs_no_script_and_escapes_everything(lang: str) -> None:
    reading = samples.meeting()
    hostile = Reading(reading.document, samples.info(title="<script>t</script>"), reading.records, (), ())
    found = Page(board_page([("<script>n</script>", hostile), ("b", reading)], lang=lang))
    assert not found.find("script")
    assert "script-src" not in found.one("meta", **{"http-equiv": "Content-Security-Policy"}).attrs["content"]


def test_an_english_board_of_a_latin_text_has_no_chinese() -> None:
    assert not re.search(r"[\u3000-\u9fff]", Page(board_page([("a", samples.plain())], lang="en")).text)


def test_the_board_of_a_long_report_is_made_in_a_second() -> None:
    reading = samples.long()
    assert min(timeit.repeat(lambda: board_page([("long", reading)]), number=1, repeat=3)) < 1


def test_another_language_is_refused() -> None:
    with pytest.raises(UsageError, match="fr"):
        board_page([], lang="fr")
