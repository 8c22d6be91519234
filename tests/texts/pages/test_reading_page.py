"""The page of a reading: complete, escaped, in two languages, and fast enough for a long report."""

from __future__ import annotations

import re
import timeit
from base64 import b64encode
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from luoshi import __version__
from luoshi.core.errors import UsageError
from luoshi.texts.pages import reading_page
from luoshi.texts.records import Reading, Remainder, Warn
from tests.texts.pages import gold, samples
from tests.texts.pages.markup import Page

if TYPE_CHECKING:
    from collections.abc import Callable

LANGS = ("zh", "en")


def page(reading: Reading, lang: str = "zh", *, synthetic: bool = False) -> Page:
    return Page(reading_page(reading, lang=lang, synthetic=synthetic))


def best_of_three(work: Callable[[], object]) -> float:
    """Seconds of the fastest run: what the work takes, not what else the machine does."""
    return min(timeit.repeat(work, number=1, repeat=3))


def digest(content: str) -> str:
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"


@pytest.mark.parametrize("lang", LANGS)
def test_the_text_column_is_the_text_of_the_document(lang: str) -> None:
    reading = samples.meeting()
    assert page(reading, lang).one("div", "document").text == reading.document.text


def test_every_record_and_its_characters_lead_to_each_other() -> None:
    reading = samples.meeting()
    found = page(reading)
    for n, record in enumerate(reading.records, 1):
        card, span = found.one(id=f"r{n}"), found.one(id=f"t{n}")
        assert f"#t{n}" in [a.attrs["href"] for a in card.all() if a.tag == "a"]
        assert f"#r{n}" in [a.attrs["href"] for a in span.all() if a.tag == "a"]
        assert [e.text for e in card.all() if e.tag == "blockquote"] == [record.span.quote]
        assert "".join(e.text for e in found.find("span", **{"data-r": str(n)})) == record.span.quote


def test_anchors_are_unique_and_every_inner_link_arrives() -> None:
    found = page(samples.meeting())
    anchors = [element.attrs["id"] for element in found.root.all() if "id" in element.attrs]
    assert len(anchors) == len(set(anchors))
    assert {a.attrs["href"][1:] for a in found.find("a") if a.attrs["href"].startswith("#")} <= set(anchors)


def test_a_span_names_its_kind_in_words() -> None:
    found = page(samples.meeting())
    labels = [a.attrs["aria-label"] for a in found.find("a", "tag")]
    assert {label.split()[0] for label in labels} == {"任务", "成效", "数据", "人员", "单位", "决定", "会议", "提示"}


def test_a_commitment_shows_its_fields() -> None:
    (card,) = [c for c in page(samples.meeting()).find("article") if "培育300家" in c.text and "任务 7" in c.text]
    for said in (
        "年底前培育300家专精特新企业", "举措", "中小企业", "部署", "动词培育", "对象300家专精特新企业", "期限年底前",
        "责任方各市工信局",
        "数据专精特新企业 · 300家", "取向要做", "讲话人周一鸣",
        "识别规则clause.verb_object", "分项培育300家",
    ):  # fmt: skip
        assert said in card.text


def test_a_prohibition_shows_its_polarity_and_modality() -> None:
    card = page(samples.meeting(), "en").one(id="r11")
    assert "Polaritynot to do or to prevent" in card.text
    assert "Modality可" in card.text


def test_the_head_counts_records_characters_and_remainders() -> None:
    summary = page(samples.meeting()).one("section", "summary").text
    for said in (
        "2025-03-02",
        "会议通报",
        "简体",
        str(len(samples.MEETING)),
        "任务 4",
        "数据 3",
        "分项 2",
        "引出语",
        "标题",
    ):
        assert said in summary


def test_the_shares_of_the_text_add_up() -> None:
    shares = page(samples.meeting()).one("p", "shares")
    whole = [float(b.text.split()[-1].rstrip("%")) for b in shares.all() if b.tag == "b"]
    assert len(whole) == 3
    assert sum(whole) == pytest.approx(100, abs=0.15)


def test_a_record_outranks_a_remainder_on_the_same_characters() -> None:
    reading = samples.plain()
    covered = Reading(
        reading.document, reading.info, reading.records, (Remainder(reading.document.span(0, 21), "prose"),), ()
    )
    assert "Records 90.5% · Named remainders 9.5%" in page(covered, "en").one("p", "shares").text


def test_a_warning_leads_to_its_characters_and_back() -> None:
    found = page(samples.meeting())
    assert "#w1" in [a.attrs["href"] for a in found.one(id="warn1").all() if a.tag == "a"]
    assert found.one(id="w1").text == "<script>alert(1)</script>"
    assert not [a for a in found.one(id="warn2").all() if a.tag == "a"]


def test_a_warning_that_the_page_knows_has_a_name_in_its_language() -> None:
    reading = samples.plain()
    warned = Reading(reading.document, reading.info, reading.records, (), (Warn("no_year", "which year?"),))
    assert "没有完整日期：计算期限前请补年份 no_year" in page(warned).one(id="warn1").text
    assert "which year?" in page(warned, lang="en").one(id="warn1").text


def test_remainders_say_their_kind() -> None:
    titles = {span.attrs["title"]: span.text for span in page(samples.meeting()).find("span", "rest")}
    assert titles["余文：引出语"] == "会议指出，"


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_of_a_text_is_markup(lang: str) -> None:
    source = reading_page(samples.meeting(), lang=lang)
    assert "<script>alert" not in source
    assert "程序代码 <b>" not in source
    assert len(Page(source).find("script")) == 1


def test_hostile_names_do_not_leave_their_attributes() -> None:
    info = samples.info(title='"><script>x</script>', source="' onload=x", kind="</title><b>", script='"x')
    reading = samples.meeting()
    found = page(Reading(reading.document, info, reading.records, (), ()))
    assert len(found.find("script")) == 1
    assert not [element for element in found.root.all() if any(name.startswith("on") for name in element.attrs)]


def test_a_programme_from_elsewhere_does_not_reach_the_style_sheet() -> None:
    reading = samples.plain()
    record = samples.commitment(
        reading.document.span(0, 4), "Keep", None, programme="x{} </style><script>alert(2)</script>"
    )
    found = page(Reading(reading.document, reading.info, (record,), (), ()))
    assert "alert(2)" not in found.one("style").text
    assert len(found.find("script")) == 1


@pytest.mark.parametrize("lang", LANGS)
def test_the_policy_names_exactly_the_style_and_the_script_of_the_page(lang: str) -> None:
    found = page(samples.meeting(), lang)
    policy = found.one("meta", **{"http-equiv": "Content-Security-Policy"}).attrs["content"]
    assert policy.split("; ") == [
        "default-src 'none'",
        f"style-src {digest(found.one('style').text)}",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
        f"script-src {digest(found.one('script').text)}",
    ]


def test_the_page_asks_nothing_of_the_outside() -> None:
    found = page(samples.meeting())
    addresses = [e.attrs[name] for e in found.root.all() for name in ("src", "href", "action") if name in e.attrs]
    assert {address for address in addresses if not address.startswith("#")} == {"data:,"}
    assert not re.search(r"url\(|@import|fetch\(|XMLHttpRequest", found.source)
    assert not [element for element in found.root.all() if "style" in element.attrs]


@pytest.mark.parametrize(("lang", "code"), [("zh", "zh-Hans"), ("en", "en")])
def test_the_page_and_the_text_each_name_their_language(lang: str, code: str) -> None:
    reading = samples.meeting()
    traditional = Reading(reading.document, samples.info(script="Hant"), reading.records, (), ())
    found = page(traditional, lang)
    assert found.one("html").attrs["lang"] == code
    assert found.one("div", "document").attrs["lang"] == "zh-Hant"


def test_an_english_page_of_a_latin_text_has_no_chinese() -> None:
    found = page(samples.plain(), "en")
    assert not re.search(r"[\u3000-\u9fff]", found.text)


def test_a_synthetic_document_says_so_and_a_real_one_does_not() -> None:
    assert "虚构样例" in page(samples.meeting(), synthetic=True).one("div", "banner").text
    assert "Synthetic specimen" in page(samples.meeting(), "en", synthetic=True).one("div", "banner").text
    assert not page(samples.meeting()).find("div", "banner")


def test_the_page_says_that_it_is_computed_and_by_which_version() -> None:
    assert f"落实 {__version__} 版" in page(samples.meeting()).one("section", "made").text
    assert "Computed, not official" in page(samples.meeting(), "en").one("section", "made").text


@pytest.mark.parametrize("lang", LANGS)
def test_a_text_without_records_has_a_page_that_says_so(lang: str) -> None:
    found = page(samples.empty(), lang)
    assert found.one("p", "empty").text in {"没有读出记录。", "No record was read from this text."}
    assert not found.find(role="search")


def test_the_page_of_a_report_of_thirty_thousand_characters_is_made_in_half_a_second() -> None:
    reading = samples.long()
    assert len(reading.document) == 30_000
    assert reading_page(reading).count('class="record ') == 1_000
    assert best_of_three(lambda: reading_page(reading)) < 0.5


def test_a_page_is_the_same_each_time() -> None:
    assert reading_page(samples.meeting()) == reading_page(samples.meeting())


def test_another_language_is_refused() -> None:
    with pytest.raises(UsageError, match="fr"):
        reading_page(samples.meeting(), lang="fr")


@pytest.mark.skipif(not gold.FOLDER.is_dir(), reason="the annotated documents are not beside the repository")
def test_the_page_of_an_annotated_communique_holds_its_whole_text() -> None:
    for path in sorted((gold.FOLDER / "gold").glob("*.jsonl")):
        reading = gold.gold(path.stem)
        found = page(reading)
        assert found.one("div", "document").text == reading.document.text
        assert len(found.find("article")) == len(reading.records)
