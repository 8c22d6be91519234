"""The pages in a real browser: with and without scripts, wide and narrow, on paper, for everyone."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

from luoshi.texts.pages import board_page, reading_page
from tests.texts.pages import samples

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.e2e.conftest import Visit

    Open = Callable[..., Visit]

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

LANGS = ("zh", "en")
MEETING = samples.meeting()
BOARD = [("meeting", MEETING), ("roads", samples.plain())]
SHADE = "element => getComputedStyle(element).backgroundColor"


def shade(page: Page, selector: str) -> str:
    return str(page.locator(selector).first.evaluate(SHADE))


def shown(page: Page) -> list[str]:
    return [str(card.get_attribute("id")) for card in page.locator(".record").all() if card.is_visible()]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("script", [True, False])
def test_pages_are_quiet_and_ask_for_nothing_but_themselves(visit: Open, lang: str, *, script: bool) -> None:
    visit(reading_page(MEETING, lang=lang, synthetic=True), java_script_enabled=script)
    visit(board_page(BOARD, lang=lang, synthetic=True), java_script_enabled=script)


def test_the_browser_shows_the_text_exactly_as_stored(visit: Open) -> None:
    page = visit(reading_page(MEETING)).page
    assert page.locator(".document").evaluate("element => element.textContent") == MEETING.document.text


def test_the_labels_of_the_spans_are_visible_words(visit: Open) -> None:
    page = visit(reading_page(MEETING)).page
    label = page.locator("#t7 > .tag")
    assert label.evaluate("element => getComputedStyle(element, '::before').content") == '"任务 7"'
    box = label.bounding_box()
    assert box
    assert box["width"] > 20


def test_a_click_on_the_text_shows_its_record(visit: Open) -> None:
    page = visit(reading_page(MEETING)).page
    plain = shade(page, "#r10")
    page.locator("#t10").click()
    assert page.evaluate("location.hash") == "#r10"
    assert shade(page, "#r10") != plain
    assert page.locator("#r10").is_visible()


def test_a_click_on_a_record_shows_its_text_and_the_next_click_takes_the_light_away(visit: Open) -> None:
    page = visit(reading_page(MEETING)).page
    plain = shade(page, "#t7")
    page.locator("#r7 blockquote").click()
    assert page.evaluate("location.hash") == "#t7"
    assert shade(page, "#t7") != plain
    page.locator("#r10 blockquote").click()
    assert shade(page, "#t7") == plain


def test_a_click_inside_nested_spans_means_the_innermost(visit: Open) -> None:
    page = visit(reading_page(MEETING)).page
    page.locator("#t8").click()
    assert page.evaluate("location.hash") == "#r8"


def test_an_address_with_an_anchor_opens_there_with_both_sides_lit(visit: Open) -> None:
    page = visit(reading_page(MEETING), anchor="#t7").page
    assert page.locator(".on").count() >= 2
    assert page.locator("#r7.on").count() == 1


def test_anchors_and_the_filter_of_kinds_work_without_scripts(visit: Open) -> None:
    page = visit(reading_page(MEETING), java_script_enabled=False).page
    plain, lit = shade(page, "#r7"), shade(page, "#t7")
    page.locator("#t7 > .tag").click()
    assert page.url.endswith("#r7")
    assert shade(page, "#r7") != plain
    page.locator("#r7 .place").click()
    assert shade(page, "#t7") != lit
    page.locator("#f-k-commitment").uncheck()
    assert not page.locator("#r7").is_visible()
    assert not page.locator("#t7 > .tag").is_visible()
    assert page.locator("#r8").is_visible()


def test_filters_of_section_and_programme_work_without_scripts(visit: Open) -> None:
    page = visit(reading_page(MEETING), java_script_enabled=False).page
    page.locator("#f-section").select_option("s-review")
    assert shown(page) == ["r3", "r4", "r5"]
    page.locator("#f-section").select_option("")
    page.locator("#f-programme").select_option(label="中小企业 (1)")
    assert shown(page) == ["r7"]


def test_controls_that_need_scripts_are_not_shown_without_them(visit: Open) -> None:
    page = visit(reading_page(MEETING), java_script_enabled=False).page
    assert not page.locator("#f-words").is_visible()
    assert not page.locator("#keys").is_visible()


def test_filters_narrow_the_records_and_say_how_many_are_left(visit: Open) -> None:
    page = visit(reading_page(MEETING)).page
    page.locator("#f-words").fill("专精特新")
    assert shown(page) == ["r7", "r8"]
    assert page.locator("#shown").inner_text() == "显示 2／12 条"
    page.locator("#f-k-figure").uncheck()
    assert shown(page) == ["r7"]
    assert not page.locator("#t8 > .tag").is_visible()
    page.locator("#f-words").fill("没有这些字")
    assert page.locator("#nothing").is_visible()
    page.locator("#f-words").fill("")
    assert len(shown(page)) == 9


def test_the_keyboard_walks_the_records_that_are_shown(visit: Open) -> None:
    page = visit(reading_page(MEETING)).page
    page.locator("#f-programme").select_option(label="平稳增长 (2)")
    page.locator("h1").click()
    page.keyboard.press("j")
    assert page.evaluate("location.hash") == "#r6"
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") == "r10"
    page.keyboard.press("j")
    assert page.evaluate("location.hash") == "#r10"
    page.keyboard.press("k")
    assert page.evaluate("location.hash") == "#r6"


def test_a_slash_goes_to_the_filter_and_letters_there_are_only_letters(visit: Open) -> None:
    page = visit(reading_page(MEETING)).page
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "f-words"
    page.keyboard.type("j?")
    assert page.locator("#f-words").input_value() == "j?"
    assert page.evaluate("location.hash") == ""


def test_the_help_opens_closes_and_can_turn_the_keys_off(visit: Open) -> None:
    page = visit(reading_page(MEETING, lang="en")).page
    page.keyboard.press("?")
    assert "next record" in page.locator("#help").inner_text()
    page.locator("#keys-on").uncheck()
    page.locator("#close").click()
    assert not page.locator("#help").is_visible()
    page.keyboard.press("j")
    assert page.evaluate("location.hash") == ""


def test_on_paper_controls_are_gone_and_labels_stay(visit: Open) -> None:
    page = visit(reading_page(MEETING)).page
    page.emulate_media(media="print")
    for control in (".filters", ".skips", "#help", "#keys"):
        assert not page.locator(control).is_visible()
    assert page.locator("#t7 > .tag").is_visible()
    text, records = page.locator("#text").bounding_box(), page.locator("#records").bounding_box()
    assert text
    assert records
    assert records["y"] >= text["y"] + text["height"]


def test_a_board_on_paper_has_no_controls_and_fits_the_sheet(visit: Open) -> None:
    title = replace(MEETING.info, title="全省工业和信息化工作会议" * 12)
    page = visit(board_page([("long", replace(MEETING, info=title)), *BOARD]), width=680).page
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= 680
    assert not page.locator(".filters").is_visible()


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("width", [360, 768, 1024, 1440, 2200])
def test_no_page_scrolls_sideways(visit: Open, lang: str, width: int) -> None:
    long = replace(MEETING, info=replace(MEETING.info, title="全省工业和信息化工作会议" * 12, source="a" * 90))
    board = [("x" * 90, long), *BOARD]
    for source in (reading_page(long, lang=lang, synthetic=True), board_page(board, lang=lang, synthetic=True)):
        page = visit(source, width=width).page
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_text_and_records_stand_side_by_side_where_there_is_room(visit: Open) -> None:
    page = visit(reading_page(MEETING)).page
    text, records = page.locator("#text").bounding_box(), page.locator("#records").bounding_box()
    assert text
    assert records
    assert text["y"] == records["y"]


def test_the_skip_link_is_first_and_leads_to_the_text(visit: Open) -> None:
    page = visit(reading_page(MEETING)).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到原文"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#text"


def test_the_board_filters_by_document_without_scripts(visit: Open) -> None:
    page = visit(board_page(BOARD), java_script_enabled=False).page
    assert page.locator(".totals .n.all").first.is_visible()
    page.locator("#f-document").select_option("d-2")
    visible = [entry for entry in page.locator(".entry").all() if entry.is_visible()]
    assert [entry.locator("blockquote").inner_text() for entry in visible] == ["Keep the roads open."]
    assert page.locator(".totals dd").nth(1).inner_text() == "1"
    assert not page.locator("#d1").is_visible()


def test_a_board_leads_to_the_characters_of_a_reading(visit: Open) -> None:
    reading = visit(reading_page(MEETING))
    source = board_page([("meeting", MEETING)], pages={"meeting": reading.address.rpartition("/")[2]})
    board = visit(source)
    link = board.page.locator(".rows .notes a").first.get_attribute("href") or ""
    assert board.page.evaluate("path => new URL(path, location).href", link) == f"{reading.address}#t6"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("width", [360, 1440])
def test_no_rule_of_accessibility_is_broken(visit: Open, lang: str, scheme: str, width: int) -> None:
    axe = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
    for source in (reading_page(MEETING, lang=lang, synthetic=True), board_page(BOARD, lang=lang, synthetic=True)):
        page = visit(source, width=width, color_scheme=scheme, anchor="#r7").page
        page.evaluate(axe)
        found = page.evaluate("axe.run(document, {resultTypes: ['violations', 'passes']})")
        assert len(found["passes"]) > 20
        assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found["violations"]] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_labels_and_words_have_the_contrast_of_wcag_aa(visit: Open, scheme: str) -> None:
    page = visit(reading_page(MEETING), color_scheme=scheme).page
    low = page.evaluate(CONTRASTS)
    assert low == []


CONTRASTS = """() => {
  const style = getComputedStyle(document.documentElement);
  const light = (name) => {
    const full = style.getPropertyValue(name).trim().replace(/^#(.)(.)(.)$/, "#$1$1$2$2$3$3");
    const [r, g, b] = full.match(/[0-9a-f]{2}/gi).map((two) => parseInt(two, 16) / 255)
      .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (one, other) => {
    const [high, low] = [light(one), light(other)].sort((a, b) => b - a);
    return (high + 0.05) / (low + 0.05);
  };
  const kinds = ["commitment", "achievement", "figure", "person", "actor", "decision", "event", "alert"];
  const pairs = kinds.flatMap((kind) => [
    [`--${kind}`, "--page"], [`--${kind}`, `--${kind}-bg`], ["--ink", `--${kind}-bg`], ["--soft", "--page"]]);
  pairs.push(["--ink", "--page"], ["--soft", "--panel"], ["--soft", "--on"], ["--link", "--on"], ["--link", "--page"]);
  return pairs.filter(([one, other]) => ratio(one, other) < 4.5).map((pair) => pair.join(" on "));
}"""
"""Pairs of colours that stand on each other and differ by less than 4.5 to 1 (WCAG 2.2, 1.4.3)."""
